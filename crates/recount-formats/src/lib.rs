//! The border to the outside of Recount: bytes to reports (`read`), results to bytes (`write`).
//!
//! Nothing that comes in is trusted, and nothing is dropped in silence: what cannot be read, or is read although it is
//! odd, becomes a [`Problem`].

pub mod carried;
mod problem;
pub mod read;
pub mod write;

pub use carried::Carried;
pub use problem::Problem;
