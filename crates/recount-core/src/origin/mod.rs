//! Which reports and figures retell one first telling.
