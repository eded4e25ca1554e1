//! Comments: submissions verbatim, what was decided about them, step by step, and what a subject's state is.
//!
//! Pure values and functions; nothing here places a comment (`anchor`) or reads a file (`store`, `intake`).

mod decision;
mod id;
mod record;
mod record_reply;

pub use decision::{
    Act, Decided, DecisionFile, DecisionSchema, Outcome, Placed, Reason, ReasonsFile, ReasonsSchema, Scope,
    Step,
};
pub use id::{CommentId, GroupId, Subject};
pub use record::{
    Agreement, Channel, Cited, Comment, Kind, Occasion, OccasionKind, Op, Proposal, Quote, Received,
    Recorded, Relation, State, Submission, SubmissionSchema, Votes,
};
pub use record_reply::{Reply, ReplyComment, ReplyProposal, ReplyRelation, ReplySchema};
