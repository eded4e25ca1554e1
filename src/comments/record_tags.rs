//! The words of the enums as they stand in files, in JSON and on the command line: one table for all three.

use super::{Agreement, Channel, Kind, Op, Outcome, Relation, Scope, State};

/// Gives an enum `ALL`, `tag` and `from_tag`; a test compares the words with those of the files.
macro_rules! tags {
    ($type:ident { $($variant:ident => $tag:literal),* $(,)? }) => {
        impl $type {
            /// All values, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word in files, in JSON and on the command line.
            pub fn tag(self) -> &'static str {
                match self {
                    $(Self::$variant => $tag),*
                }
            }

            /// Reads the word, with hyphens or underscores, in any case.
            pub fn from_tag(tag: &str) -> Option<Self> {
                let tag = tag.trim().to_ascii_lowercase().replace('-', "_");
                Self::ALL.iter().copied().find(|it| it.tag() == tag)
            }
        }
    };
}

tags!(State {
    Comments => "comments",
    Agree => "agree",
    AgreeWithChanges => "agree_with_changes",
    Disagree => "disagree",
    NoComment => "no_comment",
    Declined => "declined",
    ToBeTyped => "to_be_typed",
    Unreadable => "unreadable",
});

tags!(Outcome {
    Accepted => "accepted",
    PartlyAccepted => "partly_accepted",
    Rejected => "rejected",
    Noted => "noted",
    AlreadyDone => "already_done",
    Referred => "referred",
    Escalated => "escalated",
});

tags!(Kind {
    Wording => "wording",
    Figure => "figure",
    Addition => "addition",
    Deletion => "deletion",
    Move => "move",
    Agreement => "agreement",
    General => "general",
    Question => "question",
    OffTopic => "off_topic",
    Other => "other",
});

tags!(Op {
    Replace => "replace",
    InsertAfter => "insert_after",
    InsertBefore => "insert_before",
    Delete => "delete",
    Move => "move",
});

tags!(Scope { Words => "words", Block => "block", Section => "section", Document => "document" });

tags!(Agreement { Agree => "agree", AgreeWithChanges => "agree_with_changes", Disagree => "disagree" });

tags!(Relation { Replaces => "replaces", Adds => "adds", Unclear => "unclear" });

tags!(Channel {
    Meeting => "meeting",
    Letter => "letter",
    Online => "online",
    Portal => "portal",
    Slip => "slip",
    Minutes => "minutes",
    Phone => "phone",
});

impl State {
    /// Whether the reply says that it agrees, with or without changes. Silence is no state and never agreement.
    pub fn is_agreement(self) -> bool {
        matches!(self, Self::Agree | Self::AgreeWithChanges)
    }

    /// Whether it counts as an answer: what is yet to be typed or cannot be read came in, but answers nothing yet.
    pub fn is_answer(self) -> bool {
        !matches!(self, Self::ToBeTyped | Self::Unreadable)
    }
}

impl Outcome {
    /// Whether words of the comment come into the draft.
    pub fn changes_text(self) -> bool {
        matches!(self, Self::Accepted | Self::PartlyAccepted)
    }

    /// Whether a public reason is required: for all but a plain acceptance.
    pub fn needs_reason(self) -> bool {
        self != Self::Accepted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;
    use serde::{Serialize, de::DeserializeOwned};
    use std::fmt::Debug;

    fn check<T: Copy + Debug + PartialEq + Serialize + DeserializeOwned>(
        all: &[T],
        tag: fn(T) -> &'static str,
        from_tag: fn(&str) -> Option<T>,
    ) {
        for value in all {
            assert_eq!(yaml::to_string(value), format!("{}\n", tag(*value)));
            assert_eq!(yaml::from_str::<T>(tag(*value), "f.yaml"), Ok(*value));
            assert_eq!(from_tag(&tag(*value).to_uppercase().replace('_', "-")), Some(*value));
        }
        assert_eq!(from_tag("something else"), None);
    }

    #[test]
    fn tags_are_the_words_of_the_files() {
        check(State::ALL, State::tag, State::from_tag);
        check(Outcome::ALL, Outcome::tag, Outcome::from_tag);
        check(Kind::ALL, Kind::tag, Kind::from_tag);
        check(Op::ALL, Op::tag, Op::from_tag);
        check(Scope::ALL, Scope::tag, Scope::from_tag);
        check(Agreement::ALL, Agreement::tag, Agreement::from_tag);
        check(Relation::ALL, Relation::tag, Relation::from_tag);
        check(Channel::ALL, Channel::tag, Channel::from_tag);
    }
}
