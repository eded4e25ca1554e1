//! The kinds of problems of submissions, decisions and replies.

use crate::problem::Code;

/// The chain of steps is broken.
pub const BROKEN_STEPS: Code = Code::error("C001");
/// A decision without the reason that it needs.
pub const NO_REASON: Code = Code::error("C002");
/// A step older than the one before.
pub const STEP_BACK: Code = Code::warning("C003");
/// A step that does not belong to such a subject.
pub const WRONG_ACT: Code = Code::error("C004");
/// A step that undoes nothing.
pub const NO_STEP: Code = Code::error("C005");
/// Comment and group disagree on who belongs to it.
pub const GROUPS_DISAGREE: Code = Code::error("C006");
/// A split into fewer than two parts, or into empty ones.
pub const BAD_SPLIT: Code = Code::error("C007");
/// A part whose words are not in the comment.
pub const NOT_ITS_WORDS: Code = Code::warning("C008");
/// A record that says another round or unit than its folder.
pub const OTHER_PLACE: Code = Code::error("C009");
/// Two comments of a unit with the same number.
pub const SAME_NUMBER: Code = Code::error("C010");
/// A reply that replaces one which does not exist.
pub const NO_EARLIER: Code = Code::error("C011");
/// A comment without words.
pub const NO_TEXT: Code = Code::error("C012");
/// A proposal that lacks its words.
pub const INCOMPLETE: Code = Code::error("C013");
/// A reply that says nothing.
pub const SAYS_NOTHING: Code = Code::error("C014");
/// A reply that agrees, has no comment or declines, and has points.
pub const TWO_MINDS: Code = Code::warning("C015");
/// Votes or speakers that exceed those present.
pub const TOO_MANY: Code = Code::warning("C016");

/// All kinds of problems of submissions, decisions and replies.
pub const CODES: &[Code] = &[
    BROKEN_STEPS,
    NO_REASON,
    STEP_BACK,
    WRONG_ACT,
    NO_STEP,
    GROUPS_DISAGREE,
    BAD_SPLIT,
    NOT_ITS_WORDS,
    OTHER_PLACE,
    SAME_NUMBER,
    NO_EARLIER,
    NO_TEXT,
    INCOMPLETE,
    SAYS_NOTHING,
    TWO_MINDS,
    TOO_MANY,
];
