//! The page over a workspace, and the same answers for programs: rendered here, without scripts to work, from a binary that holds all
//! it needs and asks nothing of the network.
//!
//! `routes::ROUTES` lists every address. It feeds the dispatch, the OpenAPI description, the documentation's test and the tests that
//! ask each of them. A handler is a plain function from an `Ask` to an `Answer`, run where it may wait for the database; all that
//! is HTTP stands in `shell`, all that keeps strangers out in `guard`.

mod answer;
mod ask;
mod body;
mod brief;
mod cache;
mod chart;
mod client;
pub mod clock;
mod desk;
pub mod export;
mod frame;
mod guard;
mod hidden;
mod intake;
mod link;
mod listen;
mod map;
mod marks;
mod names;
mod openapi;
mod pages;
mod private;
mod problem;
mod routes;
pub mod saved;
mod say;
mod settings;
mod shell;
mod visits;
mod written;

pub use axum::body::Bytes;
pub use guard::{Access, People, Role};
pub use intake::{Brought, Intake, Told};
pub use problem::Problem;
pub use routes::{Method, ROUTES, Route};
pub use settings::Settings;
pub use shell::{router, serve};
