//! What is odd about an input, as Python's exceptions and warnings: each names file, place, what was expected and what was found.

use pyo3::{
    create_exception,
    exceptions::{PyException, PyUserWarning},
    prelude::*,
};
use recount_formats::Problem;

create_exception!(recount, RecountError, PyException, "Something could not be read or made.");
create_exception!(
    recount,
    RecountWarning,
    PyUserWarning,
    "Something odd was read all the same, or kept without being read."
);

/// The problem as an exception, which has its parts.
pub(crate) fn problem(py: Python<'_>, problem: &Problem) -> PyErr {
    let error = RecountError::new_err(problem.to_string());
    let parts = [
        ("file", problem.file()),
        ("place", problem.place()),
        ("expected", problem.expected()),
        ("found", problem.found()),
    ];
    for (name, value) in parts {
        // An exception takes any attribute.
        let _ = error.value(py).setattr(name, value);
    }
    error
}

/// Any other failure as an exception.
pub(crate) fn failure(error: impl std::fmt::Display) -> PyErr {
    RecountError::new_err(error.to_string())
}

/// Warns of what was odd and read all the same.
pub(crate) fn warn(py: Python<'_>, problem: &Problem) -> PyResult<()> {
    let words = std::ffi::CString::new(problem.to_string().replace('\0', " ")).unwrap_or_default();
    PyErr::warn(py, &py.get_type::<RecountWarning>(), &words, 1)
}
