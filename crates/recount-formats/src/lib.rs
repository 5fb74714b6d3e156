//! Bytes to reports, views to bytes.
