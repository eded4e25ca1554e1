//! Replies that are no file: a short answer in one line, a comment typed in; and units as people name them.

use super::operation::{Entry, editor, operate};
use super::workspace::{Workspace, open_store};
use super::{Failure, Report, Session, second};
use crate::anchor;
use crate::comments::{
    self, Channel, Cited, Comment, CommentId, Kind, Op, Proposal, Quote, Recorded, Relation, ReplyRelation,
    State, Subject, Submission, SubmissionSchema,
};
use crate::messages::Message;
use crate::rounds::{self, Happening, RoundNo, UndoneReply};
use crate::units::{Day, Recognition, UnitId};

/// A reply without a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Short {
    /// Agrees.
    Agree,
    /// Has no comment.
    NoComment,
    /// Declines.
    Declined,
}

/// A short reply as typed.
#[derive(Debug, Clone)]
pub struct Options {
    /// The unit.
    pub unit: String,
    /// What it answered.
    pub state: Short,
    /// The round; the newest open one where absent.
    pub round: Option<u32>,
    /// Date on the letter.
    pub dated: Option<String>,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// How it came.
    pub channel: Option<String>,
    /// Its own words.
    pub words: Option<String>,
    /// Whether it takes the place of the unit's earlier replies or is added to them, where the unit said so.
    pub relation: Option<ReplyRelation>,
}

/// A comment as typed.
#[derive(Debug, Clone, Default)]
pub struct CommentOptions {
    /// The unit.
    pub unit: String,
    /// Its words.
    pub text: String,
    /// The round; the newest open one where absent.
    pub round: Option<u32>,
    /// The document.
    pub document: Option<String>,
    /// The place as written.
    pub place: Option<String>,
    /// The words quoted.
    pub quote: Option<String>,
    /// What they should become.
    pub proposal: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Date.
    pub dated: Option<String>,
    /// How it came.
    pub channel: Option<String>,
    /// A reserved opinion.
    pub reserved: bool,
}

const CHANNELS: &[(&str, Channel)] = &[
    ("meeting", Channel::Meeting),
    ("letter", Channel::Letter),
    ("online", Channel::Online),
    ("portal", Channel::Portal),
    ("slip", Channel::Slip),
    ("minutes", Channel::Minutes),
    ("phone", Channel::Phone),
];

/// Records a short reply.
///
/// # Errors
///
/// When the unit, the round, the date or the channel is not known.
pub fn add(session: &Session, options: &Options) -> Result<Report, Failure> {
    let store = open_store(session)?;
    operate(session, &store, |session, workspace| {
        let state = match options.state {
            Short::Agree => State::Agree,
            Short::NoComment => State::NoComment,
            Short::Declined => State::Declined,
        };
        let unit = unit(workspace, &options.unit)?;
        let number = round(workspace, options.round, session)?;
        let submission = Submission {
            dated: day(options.dated.as_deref())?,
            symbol: options.symbol.clone(),
            channel: channel(options.channel.as_deref())?,
            state,
            words: options.words.clone(),
            ..blank(session, unit.clone(), number)?
        };
        let earlier = second::replies(workspace, number, &unit);
        let (submission, answered) = related(session, &earlier, submission, options)?;
        let name = unit_name(workspace, &unit);
        let word = Message::new(format!("state-{}", state.tag().replace('_', "-")));
        let journal = Message::new("journal-reply")
            .with("unit", &name)
            .with("round", number.get())
            .with("state", word.clone());
        let mut entry = Entry::new(journal).trailer("Round", number).trailer("Unit", &unit);
        let k = next_k(workspace, number, &unit);
        entry.record(format!("comments/{number}/{unit}/{k}.yaml"), &submission);
        let done =
            Message::new("reply-done").with("unit", name).with("state", word).with("round", number.get());
        let mut report = Report::said(done);
        if let Some(k) = answered {
            report = report.and(Message::new("reply-answered").with("k", k));
        }
        // The record that answers a question stands for the one asked about: nothing of the unit's is gone by that.
        let gone: Vec<u32> = submission.supersedes.iter().copied().filter(|k| Some(*k) != answered).collect();
        if !gone.is_empty() {
            let replies = second::named(&earlier, &gone, session.lang);
            report = report.and(Message::new("reply-replaces").with("replies", replies));
        }
        if submission.relation == Some(Relation::Unclear) {
            report = report.and(Message::new("reply-question").with("unit", unit.to_string()));
        }
        Ok((Some(entry), not_open(workspace, number, session).into_iter().fold(report, Report::and)))
    })
}

/// The same with how it stands to the unit's earlier replies. One given again with the answer that was missing takes
/// the place of the one that did not have it, whose number is given too.
fn related(
    session: &Session,
    earlier: &[(u32, &Submission)],
    submission: Submission,
    options: &Options,
) -> Result<(Submission, Option<u32>), Failure> {
    let standing = second::standing(earlier);
    if standing.is_empty() {
        return Ok((submission, None));
    }
    let Some(relation) = options.relation else {
        return Ok((Submission { relation: Some(Relation::Unclear), ..submission }, None));
    };
    let questions = second::questions(earlier);
    let asked = earlier.iter().rev().find(|(k, it)| {
        let is_same = it.state == submission.state && it.received.is_none() && it.comments.is_empty();
        questions.contains(k) && is_same
    });
    if let Some((k, asked)) = asked {
        let answer = second::answer(session, earlier, *k, relation)?.unwrap_or_else(|| submission.clone());
        let answer = Submission {
            dated: submission.dated.or(asked.dated),
            symbol: submission.symbol.or_else(|| asked.symbol.clone()),
            channel: submission.channel.or(asked.channel),
            words: submission.words.or_else(|| asked.words.clone()),
            ..answer
        };
        return Ok((answer, Some(*k)));
    }
    let submission = match relation {
        ReplyRelation::Replace => {
            Submission { relation: Some(Relation::Replaces), supersedes: standing, ..submission }
        }
        ReplyRelation::Add => Submission { relation: Some(Relation::Adds), ..submission },
    };
    Ok((submission, None))
}

/// That a round takes no replies any more, where it does not.
pub(super) fn not_open(workspace: &Workspace<'_>, number: RoundNo, session: &Session) -> Option<Message> {
    let record = workspace.records.rounds.get(&number)?;
    let state = rounds::state(&record.manifest, &record.events, session.now);
    let phase = Message::new(format!("phase-{}", state.phase.tag()));
    let said = Message::new("round-not-open").with("round", number.get()).with("phase", phase);
    (!state.is_open()).then_some(said)
}

/// Records a comment that was typed in.
///
/// # Errors
///
/// As [`add`]; when the text is empty or the document is not known.
pub fn add_comment(session: &Session, options: &CommentOptions) -> Result<Report, Failure> {
    let store = open_store(session)?;
    if options.text.trim().is_empty() {
        return Err(Failure::new("comment-empty"));
    }
    operate(session, &store, |session, workspace| {
        let unit = unit(workspace, &options.unit)?;
        let number = round(workspace, options.round, session)?;
        let document = options.document.as_deref().map(|text| workspace.document_id(text)).transpose()?;
        let no = next_no(workspace, number, &unit);
        let id = CommentId::new(number, unit.clone(), no).ok_or_else(|| Failure::new("comment-too-many"))?;
        let proposals = match (&options.quote, &options.proposal) {
            (Some(quote), Some(text)) => vec![Proposal {
                op: Op::Replace,
                target: Some(quote.clone()),
                to: None,
                text: Some(text.clone()),
            }],
            _ => comments::proposals_in(&options.text),
        };
        let comment = Comment {
            no,
            document,
            kind: Kind::General,
            question: None,
            agreement: None,
            reserved: options.reserved,
            text: options.text.clone(),
            reason: options.reason.clone(),
            at: None,
            citation: options.place.as_deref().map(cited),
            quote: options.quote.clone().map(|exact| Quote { exact, ..Quote::default() }),
            proposals,
            votes: None,
            originators: Vec::new(),
            weight: None,
            weight_of: None,
        };
        let comment = Comment { kind: comments::kind_of(&comment), ..comment };
        let submission = Submission {
            dated: day(options.dated.as_deref())?,
            channel: channel(options.channel.as_deref())?,
            state: State::Comments,
            comments: vec![comment],
            ..blank(session, unit.clone(), number)?
        };
        let name = unit_name(workspace, &unit);
        let journal = Message::new("journal-comment").with("id", id.to_string()).with("unit", &name);
        let mut entry =
            Entry::new(journal).trailer("Round", number).trailer("Unit", &unit).trailer("Comment", &id);
        let k = next_k(workspace, number, &unit);
        entry.record(format!("comments/{number}/{unit}/{k}.yaml"), &submission);
        let done = Message::new("comment-done").with("id", id.to_string()).with("unit", name);
        Ok((Some(entry), Report::said(done)))
    })
}

/// A citation as the record keeps it.
pub(super) fn cited(text: &str) -> Cited {
    let read = anchor::parse_citation(text);
    Cited {
        as_written: text.to_owned(),
        page: read.page,
        line: read.line,
        section: read.section_text(),
        code: read.code_text(),
        quote: read.quotes.first().cloned(),
    }
}

/// A submission with nothing in it yet.
pub(super) fn blank(session: &Session, unit: UnitId, round: RoundNo) -> Result<Submission, Failure> {
    Ok(Submission {
        schema: SubmissionSchema,
        unit,
        round,
        draft: None,
        channel: None,
        recorded: Recorded { by: editor(session)?, at: session.now },
        received: None,
        dated: None,
        symbol: None,
        state: State::Comments,
        per_document: std::collections::BTreeMap::new(),
        supersedes: Vec::new(),
        relation: None,
        occasion: None,
        words: None,
        comments: Vec::new(),
    })
}

/// The unit that a text names.
///
/// # Errors
///
/// When it names none or several; the failure lists candidates and never chooses.
pub(super) fn unit(workspace: &Workspace<'_>, text: &str) -> Result<UnitId, Failure> {
    let shown = |ids: &[UnitId]| {
        let all = ids.iter().map(|id| format!("{id} ({})", unit_name(workspace, id)));
        all.collect::<Vec<_>>().join("; ")
    };
    match workspace.records.units.recognise(text) {
        Recognition::One { unit, .. } => Ok(unit),
        Recognition::Many(candidates) => {
            Err(Failure::new("ambiguous-unit").with("unit", text).with("candidates", shown(&candidates)))
        }
        Recognition::None(near) => {
            let failure = Failure::new("unknown-unit").with("unit", text).with("n", near.len());
            Err(failure.with("candidates", shown(&near)))
        }
    }
}

/// The official name of a unit; its id where the registry does not know it.
pub(super) fn unit_name(workspace: &Workspace<'_>, id: &UnitId) -> String {
    workspace.records.units.get(id).map_or_else(|| id.to_string(), |unit| unit.name.clone())
}

/// The round named, else the newest one that is open.
pub(super) fn round(
    workspace: &Workspace<'_>,
    number: Option<u32>,
    session: &Session,
) -> Result<RoundNo, Failure> {
    if let Some(number) = number {
        return workspace.round(number).map(|(number, _)| number);
    }
    let open = workspace
        .records
        .rounds
        .iter()
        .rev()
        .find(|(_, record)| rounds::state(&record.manifest, &record.events, session.now).is_open());
    open.map(|(number, _)| *number).ok_or_else(|| Failure::new("no-open-round"))
}

/// The number of a unit's next submission in a round; none is used again, also where one was undone.
pub(super) fn next_k(workspace: &Workspace<'_>, round: RoundNo, unit: &UnitId) -> u32 {
    let own = workspace.records.submissions.get(&(round, unit.clone()));
    let present = own.iter().flat_map(|list| list.iter()).map(|stored| stored.k);
    present.chain(undone(workspace, round, unit).map(|reply| reply.k)).max().unwrap_or(0) + 1
}

/// The number of a unit's next comment in a round; none is used again, also where one was undone or only a decision
/// still knows it.
pub(super) fn next_no(workspace: &Workspace<'_>, round: RoundNo, unit: &UnitId) -> u32 {
    let own = workspace.records.submissions.get(&(round, unit.clone()));
    let present = own.iter().flat_map(|list| list.iter()).flat_map(|stored| &stored.value.comments);
    let undone = undone(workspace, round, unit).flat_map(|reply| reply.comments.iter().copied());
    let decided = workspace.records.decisions.keys().filter_map(|(of, subject)| match subject {
        Subject::Comment(id) if *of == round && id.unit == *unit => Some(id.no),
        _ => None,
    });
    present.map(|comment| comment.no).chain(undone).chain(decided).max().unwrap_or(0) + 1
}

/// Replies of a unit in a round that were undone.
fn undone<'a>(
    workspace: &'a Workspace<'_>,
    round: RoundNo,
    unit: &'a UnitId,
) -> impl Iterator<Item = &'a UndoneReply> {
    let events = workspace.records.rounds.get(&round).into_iter().flat_map(|record| &record.events);
    let replies = events.filter_map(|event| match &event.event {
        Happening::Undone { replies, .. } => Some(replies),
        _ => None,
    });
    replies.flatten().filter(move |reply| reply.unit == *unit)
}

fn day(text: Option<&str>) -> Result<Option<Day>, Failure> {
    text.map(|text| Day::typed(text).ok_or_else(|| Failure::new("bad-date").with("text", text))).transpose()
}

fn channel(text: Option<&str>) -> Result<Option<Channel>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let found =
        CHANNELS.iter().find(|(word, _)| *word == text.trim().to_lowercase()).map(|(_, channel)| *channel);
    found.map(Some).ok_or_else(|| {
        let known = CHANNELS.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
        Failure::new("unknown-channel").with("text", text).with("known", known)
    })
}

/// A text without tone marks, case and odd blanks, for finding it as people type it.
pub(super) fn plain_key(text: &str) -> String {
    crate::text::plain(text).key.trim().to_owned()
}
