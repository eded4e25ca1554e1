//! What became of a round by a given moment: computed from its manifest and events, never stored.
//!
//! Events are a set: their order in the input does not matter. Events of one moment count in the order of their
//! numbers, then of their text. An event that was undone changes nothing any more, but what was exceptional about
//! it stays. Linear in the events but for sorting them.

use super::{DueRule, Event, Happening, Manifest, RoundNo, Sha256, codes};
use crate::congress::{BodyId, EditorId};
use crate::document::DocumentId;
use crate::problem::{Place, Problem};
use crate::units::{CongressDate, Day, Moment, Registry, UnitId};
use crate::yaml;
use std::collections::{BTreeMap, BTreeSet};

/// Where a round stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Frozen and out for comment.
    Circulated,
    /// Closed: no more replies are expected.
    Closed,
    /// Closed once, and taking replies again.
    Reopened,
    /// Withdrawn: it does not count; its records stay.
    Withdrawn,
}

/// A sitting of a body on the drafts of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// The round whose drafts it was about.
    pub round: RoundNo,
    /// Which body.
    pub body: BodyId,
    /// Its number, counted per body and apart from draft numbers.
    pub sitting_no: u32,
    /// The day, or the local day of the record.
    pub date: Day,
    /// On which documents; empty for all.
    pub documents: Vec<DocumentId>,
    /// What it decided.
    pub decision: Option<String>,
    /// Number of the minutes.
    pub minutes: Option<String>,
}

/// Something that was done although a rule spoke against it, or that took something back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exceptional {
    /// What.
    pub kind: ExceptionalKind,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: EditorId,
    /// Ids of the comments that it was about, in order; empty for the round as a whole.
    pub about: Vec<String>,
    /// Why; of an undo what was undone.
    pub reason: String,
}

/// What was exceptional.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExceptionalKind {
    /// Opened by force.
    ForcedOpening,
    /// Closed by force.
    ForcedClosing,
    /// Opened again.
    Reopening,
    /// Withdrawn.
    Withdrawal,
    /// An operation undone.
    Undoing,
}

/// What became of a round by a given moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundState {
    /// The round.
    pub round: RoundNo,
    /// Where it stands.
    pub phase: Phase,
    /// When it was opened.
    pub opened: Moment,
    /// When it was closed last, while it is closed.
    pub closed: Option<Moment>,
    /// When the package was sent to each unit, first.
    pub sent: BTreeMap<UnitId, Moment>,
    /// When each unit confirmed it, first.
    pub received: BTreeMap<UnitId, Moment>,
    /// The last extension of each unit.
    pub extended: BTreeMap<UnitId, Moment>,
    /// Units that need not answer, and why.
    pub waived: BTreeMap<UnitId, String>,
    /// Sittings on its drafts, by day, body and number.
    pub sittings: Vec<Sitting>,
    /// What was exceptional, in order of time.
    pub exceptional: Vec<Exceptional>,
}

/// Until when a unit answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Until this moment.
    At(Moment),
    /// Nobody can say yet; such a unit is never late.
    NotFixed(NotFixed),
}

/// Why no due date is fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotFixed {
    /// The registry gives a range of days for its congress.
    Range,
    /// The registry says "before" a day.
    Before,
    /// The registry gives a month.
    Month,
    /// The registry gives no date.
    NoDate,
    /// It is not in the registry.
    UnknownUnit,
    /// The date is outside the calendar.
    OutOfCalendar,
}

/// The events of a round up to a moment, in order.
pub fn in_order(events: &[Event], as_of: Moment) -> Vec<&Event> {
    let mut found: Vec<&Event> = events.iter().filter(|event| event.at <= as_of).collect();
    found.sort_by_cached_key(|event| (event.at, event.number, yaml::to_string(*event)));
    found
}

/// The hash by which an event is named where it is undone: SHA-256 of its file.
pub fn event_hash(event: &Event) -> Sha256 {
    Sha256::of(yaml::to_string(event).as_bytes())
}

/// Hashes of the events that were undone.
pub fn undone_events<'a>(events: impl IntoIterator<Item = &'a Event>) -> BTreeSet<Sha256> {
    let undone = events.into_iter().filter_map(|event| match &event.event {
        Happening::Undone { events, .. } => Some(events),
        _ => None,
    });
    undone.flatten().copied().collect()
}

/// What became of a round by `as_of`: events after it are left out, also where the round itself is younger.
pub fn state(manifest: &Manifest, events: &[Event], as_of: Moment) -> RoundState {
    let opened = &manifest.opened;
    let mut state = RoundState {
        round: manifest.round,
        phase: Phase::Circulated,
        opened: opened.at,
        closed: None,
        sent: BTreeMap::new(),
        received: BTreeMap::new(),
        extended: BTreeMap::new(),
        waived: BTreeMap::new(),
        sittings: Vec::new(),
        exceptional: Vec::new(),
    };
    if let Some(reason) = &opened.forced {
        let kind = ExceptionalKind::ForcedOpening;
        let (at, by, reason) = (opened.at, opened.by.clone(), reason.clone());
        state.exceptional.push(Exceptional { kind, at, by, about: Vec::new(), reason });
    }
    let of_round = events.iter().filter(|event| event.round == manifest.round).cloned().collect::<Vec<_>>();
    let events = in_order(&of_round, as_of);
    let undone = undone_events(events.iter().copied());
    for event in events {
        state.note_exceptional(event);
        if undone.is_empty() || !undone.contains(&event_hash(event)) {
            state.apply(event);
        }
    }
    state.sittings.sort_by(|a, b| (a.date, &a.body, a.sitting_no).cmp(&(b.date, &b.body, b.sitting_no)));
    state
}

/// Until when a unit of the audience answers, by its rule, the registry and its extensions.
///
/// Days are counted from the day of its own congress to the end of the last day, 23:59:59 local time. A date
/// that is a range, a month or "before" fixes nothing. An extension holds where it is later.
pub fn due(unit: &UnitId, registry: &Registry, rule: DueRule, state: &RoundState) -> Due {
    let due = match rule {
        DueRule::At(moment) => Due::At(moment),
        DueRule::CongressPlusDays(days) => congress_due(unit, registry, days),
    };
    match (state.extended.get(unit), due) {
        (Some(until), Due::At(moment)) => Due::At(moment.max(*until)),
        (Some(until), Due::NotFixed(_)) => Due::At(*until),
        (None, due) => due,
    }
}

/// The units of the audience that are late at `as_of`: due, not waived, the round still open, and without a reply
/// (`answered`), in official order of the manifest.
pub fn overdue<'a>(
    manifest: &'a Manifest,
    state: &RoundState,
    registry: &Registry,
    answered: &BTreeSet<UnitId>,
    as_of: Moment,
) -> Vec<&'a UnitId> {
    if state.phase == Phase::Withdrawn {
        return Vec::new();
    }
    let is_late = |unit: &UnitId, rule| {
        let is_open = !answered.contains(unit) && !state.waived.contains_key(unit);
        is_open && matches!(due(unit, registry, rule, state), Due::At(moment) if moment < as_of)
    };
    manifest.audience.iter().filter(|it| is_late(&it.unit, it.due)).map(|it| &it.unit).collect()
}

/// The number of a body's next sitting, over the sittings of all rounds.
pub fn next_sitting_no<'a>(body: &BodyId, states: impl IntoIterator<Item = &'a RoundState>) -> u32 {
    let sittings = states.into_iter().flat_map(|state| &state.sittings);
    sittings.filter(|it| it.body == *body).map(|it| it.sitting_no).max().unwrap_or(0).saturating_add(1)
}

/// What is wrong with the events of a round; `file` names an event's file by its position.
pub fn check_events(manifest: &Manifest, events: &[Event], file: &dyn Fn(usize) -> String) -> Vec<Problem> {
    let asked: BTreeSet<&UnitId> = manifest.audience.iter().map(|it| &it.unit).collect();
    let mut sittings: BTreeMap<(&BodyId, u32), usize> = BTreeMap::new();
    let undone = undone_events(events);
    let mut found = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let place = || Place::file(file(at));
        if event.round != manifest.round {
            let problem = Problem::new(codes::OTHER_ROUND, place()).with("round", event.round.get());
            found.push(problem.with("expected", manifest.round.get()));
        }
        for unit in event.event.units().iter().filter(|unit| !asked.contains(unit)) {
            found.push(Problem::new(codes::NOT_ASKED, place()).with("unit", unit.as_str()));
        }
        if let Happening::Sitting { body, sitting_no, .. } = &event.event
            && !undone.contains(&event_hash(event))
            && let Some(before) = sittings.insert((body, *sitting_no), at)
        {
            let problem = Problem::new(codes::SAME_SITTING, place()).also(Place::file(file(before)));
            found.push(problem.with("body", body.as_str()).with("number", *sitting_no));
        }
    }
    found
}

impl Happening {
    /// The units that it names.
    pub fn units(&self) -> &[UnitId] {
        match self {
            Self::Sent { units, .. }
            | Self::ReceivedBy { units, .. }
            | Self::Extended { units, .. }
            | Self::Waived { units, .. } => units,
            Self::Sitting { .. }
            | Self::Closed { .. }
            | Self::Reopened { .. }
            | Self::Withdrawn { .. }
            | Self::Undone { .. } => &[],
        }
    }

    /// `sent`, `received_by`, `extended`, `sitting`, `closed`, `reopened`, `withdrawn`, `waived`, `undone`.
    pub fn tag(&self) -> &'static str {
        match self {
            Self::Sent { .. } => "sent",
            Self::ReceivedBy { .. } => "received_by",
            Self::Extended { .. } => "extended",
            Self::Sitting { .. } => "sitting",
            Self::Closed { .. } => "closed",
            Self::Reopened { .. } => "reopened",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Waived { .. } => "waived",
            Self::Undone { .. } => "undone",
        }
    }
}

impl Phase {
    /// `circulated`, `closed`, `reopened`, `withdrawn`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Circulated => "circulated",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl RoundState {
    /// Whether it takes replies without `--force`.
    pub fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Circulated | Phase::Reopened)
    }

    fn apply(&mut self, event: &Event) {
        let at = event.at;
        match &event.event {
            Happening::Sent { units, .. } => first_of(&mut self.sent, units, at),
            Happening::ReceivedBy { units, .. } => first_of(&mut self.received, units, at),
            Happening::Extended { units, until, .. } => {
                self.extended.extend(units.iter().map(|unit| (unit.clone(), *until)));
            }
            Happening::Waived { units, reason } => {
                self.waived.extend(units.iter().map(|unit| (unit.clone(), reason.clone())));
            }
            Happening::Sitting { body, sitting_no, date, documents, decision, minutes } => {
                self.sittings.push(Sitting {
                    round: self.round,
                    body: body.clone(),
                    sitting_no: *sitting_no,
                    date: date.unwrap_or_else(|| at.day()),
                    documents: documents.clone(),
                    decision: decision.clone(),
                    minutes: minutes.clone(),
                });
            }
            Happening::Closed { .. } => {
                if self.phase != Phase::Withdrawn {
                    (self.phase, self.closed) = (Phase::Closed, Some(at));
                }
            }
            Happening::Reopened { .. } => {
                if self.phase == Phase::Closed {
                    (self.phase, self.closed) = (Phase::Reopened, None);
                }
            }
            Happening::Withdrawn { .. } => self.phase = Phase::Withdrawn,
            Happening::Undone { .. } => (),
        }
    }

    /// Notes what is exceptional about an event, whether or not it was undone later.
    fn note_exceptional(&mut self, event: &Event) {
        let (kind, reason) = match &event.event {
            Happening::Closed { forced: Some(reason) } => (ExceptionalKind::ForcedClosing, reason),
            Happening::Reopened { reason } => (ExceptionalKind::Reopening, reason),
            Happening::Withdrawn { reason } => (ExceptionalKind::Withdrawal, reason),
            Happening::Undone { journal, .. } => (ExceptionalKind::Undoing, journal),
            _ => return,
        };
        let mut about = Vec::new();
        if let Happening::Undone { replies, .. } = &event.event {
            for reply in replies {
                about.extend(reply.comments.iter().map(|no| format!("{}-{}-{no}", self.round, reply.unit)));
            }
        }
        let (at, by) = (event.at, event.by.clone());
        self.exceptional.push(Exceptional { kind, at, by, about, reason: reason.clone() });
    }
}

fn first_of(map: &mut BTreeMap<UnitId, Moment>, units: &[UnitId], at: Moment) {
    for unit in units {
        map.entry(unit.clone()).or_insert(at);
    }
}

fn congress_due(unit: &UnitId, registry: &Registry, days: u32) -> Due {
    let Some(unit) = registry.get(unit) else { return Due::NotFixed(NotFixed::UnknownUnit) };
    match unit.congress {
        Some(CongressDate::Date(day)) => day
            .plus_days(i64::from(days))
            .map_or(Due::NotFixed(NotFixed::OutOfCalendar), |last| Due::At(last.end())),
        Some(CongressDate::Range(..)) => Due::NotFixed(NotFixed::Range),
        Some(CongressDate::Before(_)) => Due::NotFixed(NotFixed::Before),
        Some(CongressDate::Month(_)) => Due::NotFixed(NotFixed::Month),
        None => Due::NotFixed(NotFixed::NoDate),
    }
}
