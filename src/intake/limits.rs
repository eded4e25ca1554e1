//! The limits for files that come in, in one table, as `check --limits` lists them.

/// One limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Its name in message ids: `limit-<name>`.
    pub name: &'static str,
    /// Its value.
    pub value: u64,
    /// The unit of the value where it is a size (`MB`); empty for a count, whose name says what is counted.
    pub unit: &'static str,
}

/// Largest file of any kind, in megabytes.
pub const FILE_MB: u64 = 50;
/// Largest reply in YAML, in megabytes.
pub const YAML_MB: u64 = 1;
/// Largest reply in Markdown, in megabytes.
pub const MARKDOWN_MB: u64 = 5;
/// Largest slip, in megabytes.
pub const SLIP_MB: u64 = 10;
/// Characters of a cell, as in Excel.
pub const CELL_CHARS: u64 = 32_767;
/// Comments of a file.
pub const COMMENTS: u64 = 5_000;

/// All limits.
pub const LIMITS: &[Limit] = &[
    Limit { name: "file", value: FILE_MB, unit: "MB" },
    Limit { name: "yaml", value: YAML_MB, unit: "MB" },
    Limit { name: "markdown", value: MARKDOWN_MB, unit: "MB" },
    Limit { name: "slip", value: SLIP_MB, unit: "MB" },
    Limit { name: "cell", value: CELL_CHARS, unit: "" },
    Limit { name: "comments", value: COMMENTS, unit: "" },
];
