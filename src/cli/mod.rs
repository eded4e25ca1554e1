//! The command line: arguments in, bytes on two streams and an exit code out.
//!
//! The only module that prints, asks, reads the environment or knows the clock. It calls one function of `app`
//! per command and shows what comes back; it decides nothing about drafts or comments.

mod args;
mod help;
