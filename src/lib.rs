//! Congress documents: drafts, rounds, comments, decisions, and what changed and why.
//!
//! The modules are layers; each imports only what stands below it (see
//! `ARCHITECTURE.md`, guarded by `tests/architecture.rs`). From the bottom up:
//! `text` and `messages`, then `problem`, and so on to `app` and `cli`.

pub mod anchor;
pub mod comments;
pub mod compare;
pub mod congress;
pub mod document;
pub mod messages;
pub mod problem;
pub mod rounds;
pub mod text;
pub mod units;
pub mod yaml;
