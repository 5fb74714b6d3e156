//! The server, asked in process.

mod access;
mod add;
mod flow;
mod hostile;
mod house;
mod large;
mod map;
mod original;
mod pages;
mod private;
mod review;
