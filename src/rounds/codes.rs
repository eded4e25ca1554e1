//! The kinds of problems of rounds.

use crate::problem::Code;

/// A unit is asked twice.
pub const SAME_UNIT: Code = Code::error("R001");
/// A unit that is asked is not in the registry.
pub const UNKNOWN_UNIT: Code = Code::error("R002");
/// A document is frozen twice in one round.
pub const SAME_DOCUMENT: Code = Code::error("R003");
/// A code stands twice in a document, or is in use and retired.
pub const SAME_CODE: Code = Code::error("R004");
/// The chain of manifests is broken.
pub const BROKEN_CHAIN: Code = Code::error("R005");
/// A round is missing between two others.
pub const MISSING_ROUND: Code = Code::error("R006");
/// A record stands in another round's folder.
pub const OTHER_ROUND: Code = Code::error("R007");
/// An event speaks of a unit that was not asked.
pub const NOT_ASKED: Code = Code::warning("R008");
/// A sitting whose number was already given to that body.
pub const SAME_SITTING: Code = Code::warning("R009");

/// All kinds of problems of rounds.
pub const CODES: &[Code] = &[
    SAME_UNIT,
    UNKNOWN_UNIT,
    SAME_DOCUMENT,
    SAME_CODE,
    BROKEN_CHAIN,
    MISSING_ROUND,
    OTHER_ROUND,
    NOT_ASKED,
    SAME_SITTING,
];
