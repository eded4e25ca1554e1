//! Congress documents: drafts, rounds, comments, decisions, and what changed and why.
//!
//! The modules are layers; each imports only what stands below it (see
//! `ARCHITECTURE.md`, guarded by `tests/architecture.rs`). From the bottom up:
//! `text` and `messages`, then `problem`, and so on to `app` and `cli`.
#![cfg_attr(not(test), warn(clippy::exit, clippy::print_stderr, clippy::print_stdout, clippy::unwrap_used))]

pub mod anchor;
pub mod app;
pub mod archive;
pub mod cli;
pub mod comments;
pub mod compare;
pub mod congress;
pub mod document;
pub mod intake;
pub mod messages;
pub mod problem;
pub mod render;
pub mod rounds;
pub mod store;
pub mod synthesis;
pub mod text;
pub mod trace;
pub mod units;
pub mod view;
pub mod yaml;
