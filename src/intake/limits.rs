//! How much of what comes in is read: one table, shown to the user, and the constants that the readers obey.

use crate::yaml;

/// A limit as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Name: `limit-<name>` in the message files says what is limited.
    pub name: &'static str,
    /// The largest value that is allowed.
    pub value: u64,
    /// Unit of the value; empty for a count.
    pub unit: &'static str,
}

const MB: usize = 1024 * 1024;

/// Largest file, in bytes.
pub(super) const FILE_BYTES_MAX: usize = 50 * MB;
/// Largest reply in YAML, or front matter, in bytes.
pub(super) const YAML_BYTES_MAX: usize = yaml::BYTES_MAX;
/// Largest reply in Markdown, in bytes.
pub(super) const MARKDOWN_BYTES_MAX: usize = 5 * MB;
/// Largest slip, in bytes.
pub(super) const SLIP_BYTES_MAX: usize = 5 * MB;
/// Largest letter in running text, in bytes.
pub(super) const LETTER_BYTES_MAX: usize = 5 * MB;
/// Most rows of a slip, and most points of a reply.
pub(super) const ROWS_MAX: usize = 50_000;
/// Most cells of a workbook that have something in them, and the bytes of their words.
pub(super) const WORKBOOK_CELLS_MAX: usize = 500_000;
pub(super) const WORKBOOK_BYTES_MAX: usize = 50 * MB;
/// Most columns of a slip.
pub(super) const COLUMNS_MAX: usize = 256;
/// Longest cell and longest words of a point, in characters: what a cell of Excel holds.
pub(super) const CELL_CHARS_MAX: usize = 32_767;

/// Most memory of a process that reads, in bytes.
pub const READER_MEMORY_MAX: u64 = 512 * MB as u64;
/// Most seconds of the processor that one file may take to be read.
pub const READER_SECONDS_MAX: u64 = 2;
/// Most processes that read at the same time.
pub const READERS_MAX: usize = 4;

/// All limits for files that come in.
pub const LIMITS: &[Limit] = &[
    Limit { name: "file", value: (FILE_BYTES_MAX / MB) as u64, unit: "MB" },
    Limit { name: "yaml", value: (YAML_BYTES_MAX / MB) as u64, unit: "MB" },
    Limit { name: "yaml-depth", value: 32, unit: "" },
    Limit { name: "markdown", value: (MARKDOWN_BYTES_MAX / MB) as u64, unit: "MB" },
    Limit { name: "letter", value: (LETTER_BYTES_MAX / MB) as u64, unit: "MB" },
    Limit { name: "slip", value: (SLIP_BYTES_MAX / MB) as u64, unit: "MB" },
    Limit { name: "slip-rows", value: ROWS_MAX as u64, unit: "" },
    Limit { name: "workbook-cells", value: WORKBOOK_CELLS_MAX as u64, unit: "" },
    Limit { name: "workbook", value: (WORKBOOK_BYTES_MAX / MB) as u64, unit: "MB" },
    Limit { name: "slip-columns", value: COLUMNS_MAX as u64, unit: "" },
    Limit { name: "reader-memory", value: READER_MEMORY_MAX / MB as u64, unit: "MB" },
    Limit { name: "reader-seconds", value: READER_SECONDS_MAX, unit: "s" },
    Limit { name: "cell", value: CELL_CHARS_MAX as u64, unit: "" },
];
