//! The program `vankien`: hands everything to the library and leaves with its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(vankien::cli::main())
}
