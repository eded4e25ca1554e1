//! Small values that stand in YAML as one word: ids, dates, hashes. One macro gives them reading, writing and a
//! schema from their own `parse` and `Display`, so that they are read from the text of the file and never
//! through a number (`1.10` stays `1.10`).
//!
//! A value that cannot be read travels as a marked error text through `serde_yaml`; `problems` turns it into a
//! sentence in the user's language.

use serde::de::{Error, Visitor};
use std::fmt;

/// Reads a word from the text of the file, so that an error is placed at the word itself.
pub struct ScalarVisitor<F> {
    /// What kind of word it is: the name of the message `yaml-kind-<kind>`, or the schema line asked for.
    pub kind: &'static str,
    /// Reads it.
    pub parse: F,
}

impl<T, F: FnOnce(&str) -> Option<T>> Visitor<'_> for ScalarVisitor<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.parse)(text).ok_or_else(|| E::custom(bad_scalar(self.kind, text)))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }
}

/// Mark before the kind of a value that could not be read.
pub(super) const MARK: char = '\u{2063}';

/// The error text of a value of `kind` that could not be read.
fn bad_scalar(kind: &str, value: &str) -> String {
    format!("{MARK}{kind}{MARK}{value}{MARK}")
}

/// Implements `Serialize`, `Deserialize` and `JsonSchema` for a type that has `parse(&str) -> Option<Self>` and
/// `Display`. `$kind` names the message `yaml-kind-<kind>`; `$pattern` is the schema's regular expression.
macro_rules! text_scalar {
    ($type:ty, $kind:literal, $pattern:literal) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let visitor = $crate::yaml::ScalarVisitor { kind: $kind, parse: <$type>::parse };
                deserializer.deserialize_str(visitor)
            }
        }

        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $kind.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    };
}

/// Declares the type of a record's first line, `schema: vankien/<file>/1`: read and written as exactly that.
macro_rules! schema_line {
    ($(#[$doc:meta])* $name:ident, $text:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub struct $name;

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($text)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let parse = |text: &str| (text == $text).then_some(Self);
                deserializer.deserialize_str($crate::yaml::ScalarVisitor { kind: $text, parse })
            }
        }

        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "const": $text })
            }
        }
    };
}

pub(crate) use {schema_line, text_scalar};
