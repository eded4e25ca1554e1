//! Ids of units.

use crate::yaml::text_scalar;
use std::fmt;

/// Id of a unit: lower-case ASCII letters, digits and inner hyphens, a letter first (`x03`); typed in any case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitId(String);

impl UnitId {
    /// Reads an id in any case. Names that cannot be a folder on Windows (`con`, `nul`, …) and `unknown`, the
    /// folder of replies without a unit, are no ids.
    pub fn parse(text: &str) -> Option<Self> {
        let id = text.trim().to_ascii_lowercase();
        let good = id.len() <= 32
            && id.starts_with(|c: char| c.is_ascii_lowercase())
            && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !id.ends_with('-')
            && !id.contains("--")
            && !is_reserved(&id);
        good.then_some(Self(id))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_scalar!(UnitId, "unit-id", r"^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$");

fn is_reserved(id: &str) -> bool {
    let device = id.strip_prefix("com").or_else(|| id.strip_prefix("lpt"));
    matches!(id, "unknown" | "con" | "nul" | "aux" | "prn")
        || device.is_some_and(|number| number.len() == 1 && number != "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_in_any_case() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(UnitId::parse(text).map(|id| id.to_string()).as_deref(), expected, "{text}");
        };
        check("X03", Some("x03"));
        check(" x03-c1 ", Some("x03-c1"));
        check("3x", None);
        check("x--3", None);
        check("x3-", None);
        check("đb1", None);
        check("unknown", None);
        check("NUL", None);
        check("com1", None);
        check("com", Some("com"));
        check("", None);
    }
}
