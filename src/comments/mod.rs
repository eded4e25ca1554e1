//! Comments: submissions verbatim, what was decided about them, step by step, and what a subject's state is.
//!
//! Pure values and functions; nothing here places a comment (`anchor`) or reads a file (`store`, `intake`).

mod agreement;
mod conflicts;
mod decision;
mod duplicates;
mod id;
mod kind;
mod proposal;
mod proposal_apply;
mod proposal_match;
mod proposal_signs;
mod proposal_words;
mod record;
mod record_check;
mod record_codes;
mod record_reply;
mod record_tags;
mod state;

#[cfg(test)]
mod state_tests;

pub use agreement::{SaidRelation, asks_for_change, is_no_comment, is_pure_agreement, said_relation};
pub use conflicts::{COMPARED_MAX, Conflict, ConflictReason, Wish, conflicts};
pub use decision::{
    Act, Decided, DecisionFile, DecisionSchema, Outcome, Placed, Reason, ReasonsFile, ReasonsSchema, Scope,
    Step,
};
pub use duplicates::{Alike, Point, PointPlace, Suggestion, duplicates};
pub use id::{CommentId, GroupId, Subject};
pub use kind::kind_of;
pub use proposal::{AT_END, AT_START, NEW_PARAGRAPH, PROPOSALS_MAX, TITLE, WHOLE_PARAGRAPH, proposals_in};
pub use proposal_apply::{apply_proposal, worded};
pub use record::{
    Agreement, Channel, Cited, Comment, Kind, Occasion, OccasionKind, Op, Proposal, Quote, Received,
    Recorded, Relation, State, Submission, SubmissionSchema, Votes,
};
pub use record_check::{
    QUOTE_CONTEXT, check_proposal, check_reply, check_split, check_submissions, in_force, read_reply,
};
pub use record_codes::{
    BAD_SPLIT, BROKEN_STEPS, CODES, GROUPS_DISAGREE, INCOMPLETE, NO_EARLIER, NO_REASON, NO_STEP, NO_TEXT,
    NOT_ITS_WORDS, OTHER_PLACE, SAME_NUMBER, SAYS_NOTHING, STEP_BACK, TOO_MANY, TWO_MINDS, WRONG_ACT,
};
pub use record_reply::{Reply, ReplyComment, ReplyProposal, ReplyRelation, ReplySchema};
pub use state::{
    Application, ExceptionalStep, ExceptionalStepKind, Mark, Stage, SubjectState, Tie, append_step,
    check_decided, check_file, check_groups, new_file, state_as_of, state_of, step_hash,
};
