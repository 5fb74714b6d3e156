//! Tests of looking up.
