//! The kinds of problems of the registry of units.

use crate::problem::Code;

/// Two units with the same id.
pub const SAME_ID: Code = Code::error("U001");
/// Two units with the same name, or a name that is another unit's alias.
pub const SAME_NAME: Code = Code::error("U002");
/// The unit above is not in the registry.
pub const NO_PARENT: Code = Code::error("U003");
/// The successor is not in the registry.
pub const NO_SUCCESSOR: Code = Code::error("U004");
/// Units above each other in a circle.
pub const PARENT_CIRCLE: Code = Code::error("U005");
/// Successors in a circle.
pub const SUCCESSOR_CIRCLE: Code = Code::error("U006");
/// It ends before it begins.
pub const DATES: Code = Code::error("U007");
/// A range of days that ends before it begins.
pub const RANGE: Code = Code::error("U008");
/// A successor without a last day.
pub const NO_LAST_DAY: Code = Code::warning("U009");
/// A name or kind that is empty.
pub const NO_NAME: Code = Code::error("U010");
/// A congress outside the days of the unit.
pub const CONGRESS_OUTSIDE: Code = Code::warning("U011");
/// An alias that is written twice for one unit.
pub const SAME_ALIAS: Code = Code::note("U012");

/// All kinds of problems of the registry of units.
pub const CODES: &[Code] = &[
    SAME_ID,
    SAME_NAME,
    NO_PARENT,
    NO_SUCCESSOR,
    PARENT_CIRCLE,
    SUCCESSOR_CIRCLE,
    DATES,
    RANGE,
    NO_LAST_DAY,
    NO_NAME,
    CONGRESS_OUTSIDE,
    SAME_ALIAS,
];
