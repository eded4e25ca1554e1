//! The program `vankien`: hands the arguments to the library and leaves with its exit code.

fn main() {}
