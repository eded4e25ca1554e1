//! The kinds of problems of files that come in.

use crate::problem::Code;

/// The file has nothing in it.
pub const EMPTY: Code = Code::error("I001");
/// The file is no text.
pub const BINARY: Code = Code::error("I002");
/// The file is larger than the limit.
pub const TOO_LARGE: Code = Code::error("I003");
/// A kind of file that this version does not read: Word, Excel, PDF, pictures.
pub const NOT_READ: Code = Code::error("I004");
/// Bytes that are not UTF-8.
pub const NOT_UTF8: Code = Code::error("I005");
/// Text of an old font, which nobody can read without it.
pub const LEGACY: Code = Code::error("I006");
/// Neither a reply in YAML, nor Markdown, nor a slip.
pub const UNKNOWN: Code = Code::error("I007");
/// A slip whose line of column names is not found.
pub const NO_HEADER: Code = Code::error("I008");
/// A row that names a place and says nothing.
pub const NO_WORDS: Code = Code::error("I009");
/// A cell longer than the limit.
pub const LONG_CELL: Code = Code::error("I010");
/// A line above the column names whose value cannot be read.
pub const BAD_LINE: Code = Code::error("I011");
/// Markdown without a head that says whose reply it is.
pub const NO_FRONT: Code = Code::warning("I012");
/// A quotation mark that is never closed.
pub const OPEN_QUOTE: Code = Code::error("I013");
/// A column that is not read.
pub const EXTRA_COLUMN: Code = Code::note("I014");
/// More comments in a file than the limit.
pub const TOO_MANY: Code = Code::error("I015");
/// A heading in Markdown with nothing under it.
pub const EMPTY_POINT: Code = Code::error("I016");
/// A head in Markdown that is never closed.
pub const OPEN_FRONT: Code = Code::error("I017");
/// The same column name twice.
pub const TWO_COLUMNS: Code = Code::error("I018");

/// All kinds of problems of files that come in.
pub const CODES: &[Code] = &[
    EMPTY,
    BINARY,
    TOO_LARGE,
    NOT_READ,
    NOT_UTF8,
    LEGACY,
    UNKNOWN,
    NO_HEADER,
    NO_WORDS,
    LONG_CELL,
    BAD_LINE,
    NO_FRONT,
    OPEN_QUOTE,
    EXTRA_COLUMN,
    TOO_MANY,
    EMPTY_POINT,
    OPEN_FRONT,
    TWO_COLUMNS,
];
