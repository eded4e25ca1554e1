//! The kinds of problems of YAML files.

use crate::problem::Code;

/// The file is too big.
pub const TOO_BIG: Code = Code::error("Y001");
/// A character that has no place in text.
pub const CONTROL: Code = Code::error("Y002");
/// An anchor or an alias.
pub const ANCHOR: Code = Code::error("Y003");
/// A tag.
pub const TAG: Code = Code::error("Y004");
/// Nested too deep.
pub const DEPTH: Code = Code::error("Y005");
/// A key that stands twice.
pub const DUPLICATE: Code = Code::error("Y006");
/// A tab where blanks belong.
pub const TAB: Code = Code::error("Y007");
/// A colon within a value without quotation marks.
pub const COLON: Code = Code::error("Y008");
/// Words behind a closing quotation mark.
pub const AFTER_QUOTE: Code = Code::error("Y009");
/// A key that the record does not have.
pub const UNKNOWN_KEY: Code = Code::error("Y010");
/// A key that is missing.
pub const MISSING_KEY: Code = Code::error("Y011");
/// A value of another type.
pub const WRONG_TYPE: Code = Code::error("Y012");
/// A word that is not one of those allowed.
pub const UNKNOWN_WORD: Code = Code::error("Y013");
/// Another schema line.
pub const SCHEMA: Code = Code::error("Y014");
/// An id, a date or a hash that cannot be read.
pub const BAD_VALUE: Code = Code::error("Y015");
/// Indentation that does not fit.
pub const INDENT: Code = Code::error("Y016");
/// A question of yes or no answered otherwise.
pub const NOT_BOOL: Code = Code::error("Y017");
/// Words behind ` #` that are not read.
pub const LOST_TAIL: Code = Code::warning("Y018");
/// More than one document in a file, or a key of several lines.
pub const TWO_DOCUMENTS: Code = Code::error("Y019");
/// A quotation mark that is not closed.
pub const OPEN_QUOTE: Code = Code::error("Y020");
/// Nothing in the file.
pub const EMPTY: Code = Code::error("Y021");
/// A number that cannot be read.
pub const NOT_NUMBER: Code = Code::error("Y022");
/// A value that begins with a character of YAML.
pub const SPECIAL: Code = Code::error("Y023");
/// Anything else.
pub const SYNTAX: Code = Code::error("Y024");

/// All kinds of problems of YAML files.
pub const CODES: &[Code] = &[
    TOO_BIG,
    CONTROL,
    ANCHOR,
    TAG,
    DEPTH,
    DUPLICATE,
    TAB,
    COLON,
    AFTER_QUOTE,
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    UNKNOWN_WORD,
    SCHEMA,
    BAD_VALUE,
    INDENT,
    NOT_BOOL,
    LOST_TAIL,
    TWO_DOCUMENTS,
    OPEN_QUOTE,
    EMPTY,
    NOT_NUMBER,
    SPECIAL,
    SYNTAX,
];
