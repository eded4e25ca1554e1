//! The use cases: one function each, with an options struct, the session (who, when, where) and a [`Report`] back.
//!
//! This layer reads and writes through `store`, builds values through the pure layers below and returns what is to
//! be shown; it prints nothing, asks nothing and reads no clock. A use case that writes does so in one transaction
//! of the store, computed anew from the branch head whenever someone else was faster.

mod failure;
mod session;

pub use failure::Failure;
pub use session::{Exit, Format, Report, Session};
