//! Telling how far work has got.

use pyo3::prelude::*;

/// Whom to tell how far work has got: something that is called with how many are done, and how many there are where that is known.
pub(crate) struct Progress(Option<Py<PyAny>>);

impl Progress {
    /// Tells this one, if any.
    pub(crate) fn to(told: Option<Py<PyAny>>) -> Progress {
        Progress(told)
    }

    /// Tells; what it raises ends the work, as does a person who interrupts it.
    pub(crate) fn tell(&self, done: usize, all: Option<usize>) -> PyResult<()> {
        Python::attach(|py| {
            if let Some(told) = &self.0 {
                told.call1(py, (done, all))?;
            }
            py.check_signals()
        })
    }
}
