//! The sample congress: its history played step by step through the same use cases that an editor calls.
//!
//! The sample (`drafts/moc-linh/`) is embedded in the program. Times and persons come from the script, so that two
//! runs give the same commits. Nothing here takes a way around: a step that a use case refuses ends the demo.

use super::diff::Show;
use super::{
    Failure, Format, Readers, Report, Session, Steps, apply, comments, decide, diff, draft, import, init,
    milestone,
};
use super::{package, progress, round, round_events, synthesis, trace, verify};
use crate::messages::Message;
use crate::units::Moment;
use crate::yaml;
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/drafts/moc-linh");

/// Where the demo puts its results, below the congress's folder; git ignores it.
const RESULTS: &str = "packages/ket-qua";
/// How many pieces [`results`] makes or checks.
const N_RESULTS: usize = 9;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct History {
    #[serde(rename = "schema")]
    _schema: String,
    steps: Vec<Step>,
}

/// One step: when, by whom, and exactly one thing done.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    at: Moment,
    by: String,
    init: Option<Empty>,
    drafts: Option<BTreeMap<String, String>>,
    edit: Option<Edit>,
    #[serde(default, rename = "for")]
    comments: Vec<String>,
    reason: Option<String>,
    open: Option<Open>,
    event: Option<Event>,
    import: Option<Import>,
    place: Option<Place>,
    split: Option<Split>,
    group: Option<Group>,
    decide: Option<Decide>,
    apply: Option<Apply>,
    close: Option<Close>,
    tie: Option<Tie>,
    explain: Option<Explain>,
    milestone: Option<Milestone>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Empty {}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    document: String,
    #[serde(default)]
    replace: Vec<Replace>,
    #[serde(default)]
    replace_all: Vec<Replace>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Replace {
    find: String,
    with: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Open {
    round: u32,
    drafts: BTreeMap<String, u32>,
    audience: Audience,
    due: Due,
    #[serde(default)]
    save: bool,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    Word(String),
    Units(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Due {
    at: Option<String>,
    congress_plus_days: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Event {
    round: u32,
    kind: String,
    #[serde(default)]
    units: Vec<String>,
    body: Option<String>,
    sitting_no: Option<u32>,
    document: Option<String>,
    decision: Option<String>,
    until: Option<String>,
    reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Import {
    round: u32,
    files: Vec<String>,
    #[serde(default)]
    answers: BTreeMap<String, import::Answer>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    comment: String,
    find: String,
    section: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Split {
    comment: String,
    texts: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    id: String,
    comments: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Decide {
    comment: Option<String>,
    group: Option<String>,
    outcome: String,
    wording: Option<String>,
    reason: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Apply {
    comments: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Close {
    round: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tie {
    comment: String,
    find: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Explain {
    find: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Milestone {
    unit: String,
    kind: String,
    date: Option<String>,
    note: Option<String>,
}

/// Builds the sample congress in `dir`, runs the whole job once and says what to open.
///
/// # Errors
///
/// When `dir` is not empty, or a use case refuses a step.
pub fn demo(session: &Session, dir: &Path) -> Result<Report, Failure> {
    let history: History = yaml::from_str(sample("history.yaml")?, "history.yaml")
        .map_err(|problems| Failure::new("records-broken").with_problems(problems))?;
    if session.dry_run {
        let said = Message::new("demo-would").with("dir", dir.display().to_string());
        return Ok(Report::said(said.with("steps", history.steps.len())));
    }
    let mut last = session.clone();
    let n_steps = history.steps.len() + N_RESULTS;
    for (index, step) in history.steps.iter().enumerate() {
        session.steps.at("progress-demo", index, n_steps);
        last = Session {
            dir: dir.to_owned(),
            now: step.at,
            as_of: None,
            by: Some(step.by.clone()),
            dry_run: false,
            command: "demo".to_owned(),
            // The steps of the whole are told, not those of each part.
            readers: Readers::default(),
            steps: Steps::default(),
            ..session.clone()
        };
        play(&last, step).map_err(|failure| {
            let at = step.at.vietnamese();
            Failure::new("demo-step")
                .with("step", index + 1)
                .with("at", at)
                .caused_by(failure.message.clone())
                .with_problems(failure.problems)
        })?;
    }
    let mut n_done = history.steps.len();
    results(&last, || {
        session.steps.at("progress-demo", n_done, n_steps);
        n_done += 1;
    })
}

fn sample(path: &str) -> Result<&'static str, Failure> {
    let file = SAMPLE.get_file(path).and_then(|file| file.contents_utf8());
    file.ok_or_else(|| Failure::new("demo-file").with("file", path))
}

fn play(session: &Session, step: &Step) -> Result<(), Failure> {
    if step.init.is_some() {
        init::create(session, &session.dir, sample("congress.yaml")?, sample("units.yaml")?)?;
    }
    if let Some(drafts) = &step.drafts {
        for (document, path) in drafts {
            draft::put(session, document, sample(path)?.as_bytes())?;
        }
        draft::save(session, &step.comments, step.reason.as_deref())?;
    }
    if let Some(edit) = &step.edit {
        edited(session, edit)?;
        draft::save(session, &step.comments, step.reason.as_deref())?;
    }
    if let Some(open) = &step.open {
        round::open(session, &open_options(open))?;
    }
    if let Some(event) = &step.event {
        round_events::log(session, &log_options(event))?;
    }
    if let Some(it) = &step.import {
        let mut files = Vec::new();
        for path in &it.files {
            let file = SAMPLE.get_file(path).ok_or_else(|| Failure::new("demo-file").with("file", path))?;
            files.push((path.clone(), file.contents().to_vec()));
        }
        let answers = import::Answers { files: it.answers.clone() };
        import::import_files(session, files, &answers, Some(it.round), None)?;
    }
    play_comments(session, step)?;
    if let Some(close) = &step.close {
        round_events::close(session, close.round, false, None)?;
    }
    if let Some(it) = &step.milestone {
        let options = milestone::Options {
            unit: it.unit.clone(),
            kind: it.kind.clone(),
            date: it.date.clone(),
            note: it.note.clone(),
        };
        milestone::add(session, &options)?;
    }
    Ok(())
}

/// The steps on comments that are already in.
fn play_comments(session: &Session, step: &Step) -> Result<(), Failure> {
    if let Some(place) = &step.place {
        let code = comments::find_block(session, &place.comment, &place.find, place.section.as_deref())?;
        comments::place(session, &place.comment, &code, None)?;
    }
    if let Some(split) = &step.split {
        comments::split(session, &split.comment, &split.texts)?;
    }
    if let Some(group) = &step.group {
        comments::group(session, &group.comments, Some(&group.id))?;
    }
    if let Some(it) = &step.decide {
        let options = decide::Options {
            id: it.comment.clone().or_else(|| it.group.clone()).unwrap_or_default(),
            outcome: it.outcome.clone(),
            wording: it.wording.clone(),
            reason: it.reason.clone(),
            note: it.note.clone(),
        };
        decide::decide(session, &options)?;
    }
    if let Some(it) = &step.apply {
        let options = apply::Options { ids: it.comments.clone(), accepted: false, proposal: 1 };
        apply::apply(session, &options)?;
    }
    if let Some(tie) = &step.tie {
        let code = comments::find_working(session, &tie.find)?;
        trace::tie(session, &tie.comment, &code)?;
    }
    if let Some(it) = &step.explain {
        let code = comments::find_working(session, &it.find)?;
        trace::explain(session, &code, &it.reason)?;
    }
    Ok(())
}

/// Makes an edit of the script in the working draft, as a person would in an editor.
fn edited(session: &Session, edit: &Edit) -> Result<(), Failure> {
    let mut text = draft::working_text(session, &edit.document)?;
    for change in &edit.replace {
        if text.matches(change.find.as_str()).count() != 1 {
            return Err(Failure::new("demo-edit").with("find", &change.find));
        }
        text = text.replacen(&change.find, &change.with, 1);
    }
    for change in &edit.replace_all {
        text = text.replace(&change.find, &change.with);
    }
    draft::put(session, &edit.document, text.as_bytes())
}

fn open_options(open: &Open) -> round::OpenOptions {
    round::OpenOptions {
        round: open.round,
        drafts: open.drafts.iter().map(|(document, number)| format!("{document}={number}")).collect(),
        audience: match &open.audience {
            Audience::Word(word) => vec![word.clone()],
            Audience::Units(units) if units.is_empty() => vec!["none".to_owned()],
            Audience::Units(units) => units.clone(),
        },
        due_at: open.due.at.clone(),
        due_days: open.due.congress_plus_days,
        save: open.save,
        confirm: Some(format!("round-{}", open.round)),
    }
}

fn log_options(event: &Event) -> round_events::LogOptions {
    round_events::LogOptions {
        round: event.round,
        kind: event.kind.clone(),
        units: event.units.clone(),
        body: event.body.clone(),
        sitting: event.sitting_no,
        document: event.document.clone(),
        decision: event.decision.clone(),
        until: event.until.clone(),
        date: None,
        reason: event.reason.clone(),
    }
}

/// Runs the whole job on what was built and writes its results where git does not look.
fn results(session: &Session, mut next: impl FnMut()) -> Result<Report, Failure> {
    let file = |name: &str| session.dir.join(RESULTS).join(name);
    let show = |format, name: &str| Show { format, output: Some(file(name)), context: 1, ..Show::default() };
    let pair = |before: &str, after: &str, show| diff::Options {
        before: Some(before.to_owned()),
        after: Some(after.to_owned()),
        show,
        ..diff::Options::default()
    };
    for (before, after, format, name) in [
        ("round-1", "round-2", Format::Html, "so-sanh-dot-1-2.html"),
        ("round-2", "round-3", Format::Html, "so-sanh-dot-2-3.html"),
        ("round-2", "round-3", Format::TableHtml, "bang-so-sanh-dot-2-3.html"),
        ("round-2", "round-3", Format::Csv, "bang-so-sanh-dot-2-3.csv"),
    ] {
        next();
        diff::diff(session, &pair(before, after, show(format, name)))?;
    }
    for (format, name) in
        [(Format::Html, "bang-tong-hop-dot-2.html"), (Format::Csv, "bang-tong-hop-dot-2.csv")]
    {
        let options = synthesis::Options { round: 2, format, output: Some(file(name)), ..Default::default() };
        next();
        synthesis::synthesis(session, &options)?;
    }
    let progress = progress::Options {
        round: None,
        follower: None,
        late: false,
        format: Format::Html,
        output: Some(file("tien-do.html")),
    };
    next();
    progress::progress(session, &progress)?;
    next();
    let package = package::Options { round: 2, ..package::Options::default() };
    package::package(session, &package)?;
    next();
    let sound = verify::verify(session, false)?;
    let shown = |name: &str| -> PathBuf { file(name) };
    let open = [
        ("demo-open-comparison", "so-sanh-dot-2-3.html"),
        ("demo-open-synthesis", "bang-tong-hop-dot-2.html"),
        ("demo-open-progress", "tien-do.html"),
    ];
    let dir = session.dir.display().to_string();
    let mut report = Report::said(Message::new("demo-built").with("dir", &dir)).with_problems(sound.problems);
    for (id, name) in open {
        report = report.and(Message::new(id).with("file", shown(name).display().to_string()));
    }
    report = report.and(
        Message::new("demo-open-package")
            .with("dir", session.dir.join("packages/round-2").display().to_string()),
    );
    Ok(report.and(Message::new("demo-next").with("dir", dir)))
}
