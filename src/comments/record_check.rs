//! Reading replies leniently, and what is wrong with replies and submissions beyond their form.

use super::{
    Agreement, Comment, CommentId, Op, Proposal, Quote, Reply, ReplyProposal, State, Submission, record_codes,
};
use crate::problem::{Place, Problem, Reading};
use crate::rounds::RoundNo;
use crate::text::fold;
use crate::units::UnitId;
use crate::yaml;
use std::collections::{BTreeMap, BTreeSet};

/// Characters of the draft kept on each side of a quote.
pub const QUOTE_CONTEXT: usize = 30;

/// Reads a reply in YAML, or the front matter of one in Markdown before which `lines_before` lines stand.
///
/// A comment that cannot be read is left out and stands in the problems; the others keep their place (`index`,
/// from 0, and `line`).
pub fn read_reply(text: &str, file: &str, lines_before: usize) -> Reading<Option<Reply>> {
    let record = yaml::read_record::<Reply>(text, file, lines_before);
    let mut reading = record.reading;
    let Some(reply) = &mut reading.value else { return reading };
    let places: Vec<&yaml::ItemPlace> = record.items.iter().filter(|it| it.key == "comments").collect();
    for (at, comment) in reply.comments.iter_mut().enumerate() {
        comment.index = places.get(at).map_or(at, |place| place.index);
        comment.line = places.get(at).map_or(1 + lines_before, |place| place.line);
    }
    for comment in &reply.comments {
        let place = Place::line(file, comment.line).at(format!("comments[{}]", comment.index + 1));
        if comment.text.trim().is_empty() && comment.proposals.is_empty() {
            reading.problems.push(Problem::new(record_codes::NO_TEXT, place.clone()));
        }
        for proposal in &comment.proposals {
            reading.problems.extend(check_proposal(&proposal.clone().into(), &place));
        }
    }
    reading
}

/// What is wrong with a reply as a whole, front matter and body together: `n_comments` points were found, and
/// `has_words` other words.
pub fn check_reply(reply: &Reply, n_comments: usize, has_words: bool, file: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    if n_comments == 0
        && !has_words
        && reply.words.is_none()
        && matches!(reply.state, None | Some(State::Comments))
    {
        found.push(Problem::new(record_codes::SAYS_NOTHING, Place::file(file)));
    }
    if let Some(state) = reply.state
        && n_comments > 0
        && matches!(state, State::NoComment | State::Declined)
    {
        let problem = Problem::new(record_codes::TWO_MINDS, Place::file(file)).with("state", state.tag());
        found.push(problem.with("count", n_comments));
    }
    found.extend(check_counts(reply.occasion.as_ref(), file));
    found
}

/// What is wrong with the submissions of one unit to one round, given as number `k` and record.
pub fn check_submissions(
    round: RoundNo,
    unit: &UnitId,
    submissions: &[(u32, &Submission)],
    file: &dyn Fn(u32) -> String,
) -> Vec<Problem> {
    let numbers: BTreeSet<u32> = submissions.iter().map(|(k, _)| *k).collect();
    let mut first: BTreeMap<u32, u32> = BTreeMap::new();
    let mut found = Vec::new();
    for (k, submission) in submissions {
        let path = file(*k);
        if submission.round != round || submission.unit != *unit {
            let problem = Problem::new(record_codes::OTHER_PLACE, Place::file(&path));
            let said = format!("{}/{}", submission.round, submission.unit);
            found.push(problem.with("id", said).with("expected", format!("{round}/{unit}")));
        }
        for earlier in submission.supersedes.iter().filter(|it| !numbers.contains(it) || *it >= k) {
            found.push(Problem::new(record_codes::NO_EARLIER, Place::file(&path)).with("number", *earlier));
        }
        for (at, comment) in submission.comments.iter().enumerate() {
            let place = Place::file(&path).at(format!("comments[{}]", at + 1));
            if let Some(other) = first.insert(comment.no, *k) {
                let problem =
                    Problem::new(record_codes::SAME_NUMBER, place.clone()).with("number", comment.no);
                found.push(problem.also(Place::file(file(other))));
            }
            for proposal in &comment.proposals {
                found.extend(check_proposal(proposal, &place));
            }
        }
        found.extend(check_counts(submission.occasion.as_ref(), &path));
    }
    found
}

/// The numbers `k` of the replies of one unit to one round that still count: those that no later one replaces.
pub fn in_force(submissions: &[(u32, &Submission)]) -> Vec<u32> {
    let replaced: BTreeSet<u32> = submissions
        .iter()
        .flat_map(|(k, it)| it.supersedes.iter().copied().filter(move |old| old < k))
        .collect();
    let mut kept: Vec<u32> = submissions.iter().map(|(k, _)| *k).filter(|k| !replaced.contains(k)).collect();
    kept.sort_unstable();
    kept
}

/// The parts of a split whose words do not stand in the comment (spelling habits and blanks aside).
pub fn check_split(id: &CommentId, text: &str, parts: &[String], place: &Place) -> Vec<Problem> {
    let key = |text: &str| fold(text).key.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = key(text);
    let strangers = parts.iter().enumerate().filter(|(_, part)| !whole.contains(&key(part)));
    strangers
        .map(|(at, _)| {
            let problem = Problem::new(record_codes::NOT_ITS_WORDS, place.clone());
            problem.with("comment", id.nth_part(at).to_string())
        })
        .collect()
}

/// The problem of a proposal that lacks what its operation needs.
pub fn check_proposal(proposal: &Proposal, place: &Place) -> Option<Problem> {
    let is_empty = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    let missing = match proposal.op {
        Op::Replace | Op::InsertAfter | Op::InsertBefore if is_empty(&proposal.text) => "text",
        Op::Move if is_empty(&proposal.to) => "to",
        _ => return None,
    };
    let problem = Problem::new(record_codes::INCOMPLETE, place.clone());
    Some(problem.with("op", proposal.op.tag()).with("missing", missing))
}

impl Quote {
    /// The words `exact` at a byte range of a draft's text, with [`QUOTE_CONTEXT`] characters on each side;
    /// `None` where the range is not one of the text.
    pub fn cut(text: &str, range: std::ops::Range<usize>) -> Option<Self> {
        let (head, tail) = (text.get(..range.start)?, text.get(range.end..)?);
        let skip = head.chars().count().saturating_sub(QUOTE_CONTEXT);
        Some(Self {
            exact: text.get(range)?.to_owned(),
            before: head.chars().skip(skip).collect(),
            after: tail.chars().take(QUOTE_CONTEXT).collect(),
        })
    }
}

impl From<ReplyProposal> for Proposal {
    fn from(it: ReplyProposal) -> Self {
        Self { op: it.op, target: it.target, to: it.to, text: it.text }
    }
}

impl Comment {
    /// Whether its opinion stays visible in the annex of dissent whatever is decided: reserved, or disagreeing.
    pub fn is_dissent(&self) -> bool {
        self.reserved || self.agreement == Some(Agreement::Disagree)
    }
}

fn check_counts(occasion: Option<&super::Occasion>, file: &str) -> Option<Problem> {
    let occasion = occasion?;
    let (present, speakers) = (occasion.present?, occasion.speakers?);
    (speakers > present).then(|| {
        let problem = Problem::new(record_codes::TOO_MANY, Place::file(file));
        problem.with("speakers", speakers).with("present", present)
    })
}
