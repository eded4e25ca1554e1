//! The kinds of problems of files that come in. Those of YAML itself stand in `yaml`.

use crate::problem::Code;

/// The file is larger than the limit for its form.
pub(super) const TOO_LARGE: Code = Code::error("I001");
/// Nothing in the file.
pub(super) const EMPTY: Code = Code::error("I002");
/// Bytes that are no text.
pub(super) const BINARY: Code = Code::error("I003");
/// Text in another encoding than UTF-8 or UTF-16.
pub(super) const NOT_UNICODE: Code = Code::error("I004");
/// Unicode characters that are an old font's.
pub(super) const OLD_FONT: Code = Code::error("I005");
/// A form that is not read: Word, Excel, PDF, pictures.
pub(super) const NOT_READ: Code = Code::error("I006");
/// Text that is none of the forms of a reply.
pub(super) const UNKNOWN_FORM: Code = Code::error("I007");
/// Front matter that is not closed, or not opened.
pub(super) const FRONT_MATTER_OPEN: Code = Code::error("I008");
/// Markdown without front matter.
pub(super) const FRONT_MATTER_MISSING: Code = Code::warning("I009");
/// A reply that says nothing.
pub(super) const NOTHING_SAID: Code = Code::error("I010");
/// A state that the points contradict.
pub(super) const STATE_CONTRADICTED: Code = Code::warning("I011");
/// A point without words.
pub(super) const POINT_EMPTY: Code = Code::error("I012");
/// A point longer than the limit.
pub(super) const POINT_TOO_LONG: Code = Code::error("I013");
/// New words without the words in whose place they go.
pub(super) const TARGET_MISSING: Code = Code::warning("I014");
/// A body without headings or list: one point.
pub(super) const ONE_POINT: Code = Code::note("I015");
/// One point in an old font.
pub(super) const POINT_OLD_FONT: Code = Code::warning("I016");
/// Something that is no block code in the column of codes.
pub(super) const NOT_A_BLOCK_CODE: Code = Code::warning("I017");
/// More points or rows than the limit.
pub(super) const TOO_MANY: Code = Code::error("I018");
/// A slip without its header row.
pub(super) const HEADER_MISSING: Code = Code::error("I019");
/// A slip without a column for the words.
pub(super) const COLUMN_MISSING: Code = Code::error("I020");
/// A column with words that is not read.
pub(super) const COLUMN_UNKNOWN: Code = Code::warning("I021");
/// A column that stands twice.
pub(super) const COLUMN_TWICE: Code = Code::error("I022");
/// A row with more cells than the header.
pub(super) const ROW_TOO_WIDE: Code = Code::error("I023");
/// A quotation mark that is not closed.
pub(super) const QUOTE_OPEN: Code = Code::error("I024");
/// A value above the table that cannot be read.
pub(super) const HEAD_VALUE: Code = Code::error("I025");
/// A line above the table that is not known.
pub(super) const HEAD_UNKNOWN: Code = Code::note("I026");
/// A line above the table that stands twice with different values.
pub(super) const HEAD_TWICE: Code = Code::error("I027");

/// A workbook that cannot be read.
pub(super) const WORKBOOK_BROKEN: Code = Code::error("I028");

/// A Word file that cannot be read.
pub(super) const WORD_BROKEN: Code = Code::error("I029");
/// A tracked change that is still open.
pub(super) const WORD_CHANGE: Code = Code::error("I030");
/// Something of a Word file that Markdown cannot hold.
pub(super) const WORD_LOST: Code = Code::warning("I031");
/// Merged cells that were taken apart.
pub(super) const WORD_MERGED: Code = Code::warning("I032");
/// Words in an old font.
pub(super) const WORD_OLD_FONT: Code = Code::error("I033");
/// Words in an old font that were converted.
pub(super) const WORD_CONVERTED: Code = Code::note("I034");
/// A Word file without a table of points.
pub(super) const WORD_NO_TABLE: Code = Code::error("I035");
/// Words of a Word file outside of its tables of points.
pub(super) const WORD_OUTSIDE: Code = Code::note("I036");

/// A file at which the process that reads broke down.
pub const READER_BROKE: Code = Code::error("I060");
/// Running text in which neither a point nor agreement was found.
pub(super) const LETTER_SILENT: Code = Code::warning("I061");
/// Lines at the foot of a table: totals, signatures.
pub(super) const TABLE_FOOT: Code = Code::note("I050");
/// Rows whose blank place was read as "as above".
pub(super) const PLACE_ABOVE: Code = Code::note("I051");
/// A date in a cell in which words were typed.
pub(super) const CELL_DATE: Code = Code::warning("I052");
/// A number in a cell that may have lost its last digit.
pub(super) const CELL_NUMBER: Code = Code::warning("I053");
/// A table without heads.
pub(super) const HEADER_IMPLIED: Code = Code::note("I054");
/// Words beside the table.
pub(super) const CELL_STRAY: Code = Code::warning("I055");
/// A sheet that is no table of points.
pub(super) const SHEET_LEFT: Code = Code::note("I056");
/// Text in an old encoding that was converted.
pub(super) const CONVERTED: Code = Code::note("I057");
/// A draft that came back without comments and tracked changes.
pub(super) const DRAFT_UNMARKED: Code = Code::warning("I062");
/// An archive of which nothing can be unpacked.
pub(super) const ARCHIVE_BROKEN: Code = Code::error("I071");
/// A file of an archive that cannot be unpacked.
pub(super) const MEMBER_BROKEN: Code = Code::error("I072");
/// A file of an archive that needs a password.
pub(super) const MEMBER_LOCKED: Code = Code::error("I073");
/// An archive inside of an archive inside of an archive.
pub(super) const ARCHIVE_DEEP: Code = Code::error("I074");
/// A saved e-mail that cannot be read.
pub(super) const MAIL_BROKEN: Code = Code::error("I065");
/// Words of an e-mail that only say what hangs on it.
pub(super) const MAIL_WORDS: Code = Code::note("I066");
/// A PDF that cannot be read.
pub(super) const PDF_BROKEN: Code = Code::error("I067");
/// A PDF with a table of points.
pub(super) const PDF_TABLE: Code = Code::error("I068");
/// Pages of a PDF without words.
pub(super) const PDF_SCANNED: Code = Code::warning("I069");

/// A PDF under a password.
pub(super) const PDF_LOCKED: Code = Code::error("I080");
/// A file of Word or Excel under a password.
pub(super) const OFFICE_LOCKED: Code = Code::error("I081");
/// A file of old Word.
pub(super) const WORD_OLD: Code = Code::error("I082");
/// An archive of another kind than ZIP.
pub(super) const ARCHIVE_OTHER: Code = Code::error("I083");
/// Words of an e-mail in a form that is not read.
pub(super) const MAIL_RTF: Code = Code::warning("I084");

/// All kinds of problems of files that come in.
pub const CODES: &[Code] = &[
    TOO_LARGE,
    EMPTY,
    BINARY,
    NOT_UNICODE,
    OLD_FONT,
    NOT_READ,
    UNKNOWN_FORM,
    FRONT_MATTER_OPEN,
    FRONT_MATTER_MISSING,
    NOTHING_SAID,
    STATE_CONTRADICTED,
    POINT_EMPTY,
    POINT_TOO_LONG,
    TARGET_MISSING,
    ONE_POINT,
    POINT_OLD_FONT,
    NOT_A_BLOCK_CODE,
    TOO_MANY,
    HEADER_MISSING,
    COLUMN_MISSING,
    COLUMN_UNKNOWN,
    COLUMN_TWICE,
    ROW_TOO_WIDE,
    QUOTE_OPEN,
    HEAD_VALUE,
    HEAD_UNKNOWN,
    HEAD_TWICE,
    WORKBOOK_BROKEN,
    WORD_BROKEN,
    WORD_CHANGE,
    WORD_LOST,
    WORD_MERGED,
    WORD_OLD_FONT,
    WORD_CONVERTED,
    WORD_NO_TABLE,
    WORD_OUTSIDE,
    READER_BROKE,
    LETTER_SILENT,
    TABLE_FOOT,
    PLACE_ABOVE,
    CELL_DATE,
    CELL_NUMBER,
    HEADER_IMPLIED,
    CELL_STRAY,
    SHEET_LEFT,
    CONVERTED,
    DRAFT_UNMARKED,
    ARCHIVE_BROKEN,
    MEMBER_BROKEN,
    MEMBER_LOCKED,
    ARCHIVE_DEEP,
    MAIL_BROKEN,
    MAIL_WORDS,
    PDF_BROKEN,
    PDF_TABLE,
    PDF_SCANNED,
    PDF_LOCKED,
    OFFICE_LOCKED,
    WORD_OLD,
    ARCHIVE_OTHER,
    MAIL_RTF,
];
