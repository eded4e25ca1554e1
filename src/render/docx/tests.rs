//! Word files are checked from outside in `tests/docx.rs`; here what needs no other program.
