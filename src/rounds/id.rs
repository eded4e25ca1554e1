//! Round numbers, hashes and object ids, and how ids of the draft are written in records.

use crate::document::{BlockCode, BlockKind, DocumentId};
use crate::yaml::{ScalarVisitor, text_scalar};
use sha2::{Digest, Sha256 as Hasher};
use std::fmt;

/// Number of a round, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoundNo(u32);

/// A SHA-256 digest, written as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sha256([u8; 32]);

/// Id of a git object: 40 (or 64) lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectId(String);

impl RoundNo {
    /// Number `number`; `None` for 0 and above 9999.
    pub fn new(number: u32) -> Option<Self> {
        (1..=9999).contains(&number).then_some(Self(number))
    }

    /// Reads `2` or `round-2`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let digits = text.strip_prefix("round-").unwrap_or(&text);
        let good =
            !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        good.then(|| Self::new(digits.parse().ok()?))?
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }

    /// The round after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The round before this one; `None` for the first.
    pub fn before(self) -> Option<Self> {
        Self::new(self.0.checked_sub(1)?)
    }

    /// The name of its tag: `round-2`.
    pub fn tag(self) -> String {
        format!("round-{}", self.0)
    }
}

impl Sha256 {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Hasher::digest(bytes).into())
    }

    /// Reads 64 hexadecimal digits in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let mut digest = [0; 32];
        for (byte, pair) in digest.iter_mut().zip(text.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(digest))
    }

    /// The bytes of the digest.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// As printed on what is circulated: the first four groups of four digits, `1a2b 3c4d 5e6f 7081`.
    pub fn short(&self) -> String {
        let hex = self.to_string();
        [&hex[..4], &hex[4..8], &hex[8..12], &hex[12..16]].join(" ")
    }

    /// The first eight digits, for file names.
    pub fn hash8(&self) -> String {
        self.to_string()[..8].to_owned()
    }
}

impl ObjectId {
    /// Reads 40 or 64 hexadecimal digits in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let id = text.trim().to_ascii_lowercase();
        let good = matches!(id.len(), 40 | 64) && id.bytes().all(|b| b.is_ascii_hexdigit());
        good.then_some(Self(id))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The kind of a block by its name in the register: `front_matter`, `heading`, …
pub fn block_kind(tag: &str) -> Option<BlockKind> {
    const KINDS: [BlockKind; 11] = [
        BlockKind::FrontMatter,
        BlockKind::Heading,
        BlockKind::Paragraph,
        BlockKind::Item,
        BlockKind::Row,
        BlockKind::Footnote,
        BlockKind::Quote,
        BlockKind::Code,
        BlockKind::Html,
        BlockKind::Rule,
        BlockKind::Definition,
    ];
    KINDS.into_iter().find(|kind| kind.tag() == tag)
}

impl fmt::Display for RoundNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_scalar!(Sha256, "sha256", r"^[0-9A-Fa-f]{64}$");
text_scalar!(ObjectId, "object-id", r"^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$");
text_scalar!(DocumentId, "document-id", r"^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$");
text_scalar!(BlockCode, "block-code", r"^[Pp](0|[1-9][0-9]{0,8})[A-Za-z]{0,9}$");

impl serde::Serialize for RoundNo {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.0)
    }
}

impl<'de> serde::Deserialize<'de> for RoundNo {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Any, since it is written as a number: JSON readers do not hand a number out as text.
        deserializer.deserialize_any(ScalarVisitor { kind: "round-no", parse: Self::parse })
    }
}

impl schemars::JsonSchema for RoundNo {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "round-no".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": 9999 })
    }
}

impl serde::Serialize for BlockKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag())
    }
}

impl<'de> serde::Deserialize<'de> for BlockKind {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(ScalarVisitor { kind: "block-kind", parse: block_kind })
    }
}

impl schemars::JsonSchema for BlockKind {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "block-kind".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "enum": [
            "front_matter", "heading", "paragraph", "item", "row", "footnote", "quote", "code", "html", "rule",
            "definition"
        ] })
    }
}
