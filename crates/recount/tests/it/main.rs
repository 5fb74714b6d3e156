//! The command as its users meet it: what it prints, what it sets aside, and how it ends.

mod bring;
mod commands;
mod export;
mod hostile;
mod kill;
mod kill_others;
mod licences;
mod listings;
mod odd_inputs;
mod one_of_each;
mod output;
mod own;
mod private;
mod readme;
mod register;
mod server;
mod sitrep;
mod spread;
mod two_crises;
mod watch;
mod workspace;

#[path = "../../../recount-formats/tests/it/samples.rs"]
mod samples;
