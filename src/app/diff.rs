//! What changed: between two rounds, a round and the working draft, or any two files.
//!
//! The comparison is made once and shown in the format asked for; reasons behind changes come from the trace.

use super::output;
use super::workspace::{Draft, Workspace, compared, open_store, text_of};
use super::{Failure, Format, Report, Session};
use crate::compare::{self, ChangeKind, Comparison, SideOf};
use crate::document::{self, Codes, DocumentId};
use crate::messages::{Lang, Message};
use crate::rounds::RoundNo;
use crate::view::{self, Part, Side, ViewOptions};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Largest file that is compared, in bytes.
const FILE_BYTES_MAX: u64 = 20 * 1024 * 1024;

/// How a comparison is shown.
#[derive(Debug, Clone, Default)]
pub struct Show {
    /// Format.
    pub format: Format,
    /// File to write to.
    pub output: Option<PathBuf>,
    /// Only this section.
    pub section: Option<String>,
    /// Only these kinds, as typed.
    pub only: Vec<String>,
    /// Unchanged blocks around a change.
    pub context: usize,
    /// Only the summary.
    pub summary: bool,
    /// Differences of spelling too.
    pub spelling: bool,
    /// Unchanged blocks too.
    pub all: bool,
}

/// Which drafts are compared.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `round-1`; the last round where absent.
    pub before: Option<String>,
    /// `round-2` or `working`; the working draft where absent.
    pub after: Option<String>,
    /// One document only.
    pub document: Option<String>,
    /// How it is shown.
    pub show: Show,
}

/// A state of the drafts that can be named on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Round(RoundNo),
    Working,
}

impl State {
    pub(super) fn label(self) -> String {
        match self {
            Self::Round(number) => number.tag(),
            Self::Working => "working".to_owned(),
        }
    }
}

/// A document in two states.
pub(super) struct Pair {
    pub(super) id: DocumentId,
    pub(super) before: Draft,
    pub(super) after: Draft,
    pub(super) comparison: Comparison,
}

/// Compares two states of the repository's documents.
///
/// # Errors
///
/// When a round or document is not known, a kind is not a kind, or a source already holds CriticMarkup.
pub fn diff(session: &Session, options: &Options) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let (before, after) = states(&workspace, options)?;
    let only = options.document.as_deref().map(|text| workspace.document_id(text)).transpose()?;
    let pairs = pairs(&workspace, before, after, only.as_ref())?;
    let Some(first) = pairs.first() else {
        return Err(Failure::new("diff-none").with("before", before.label()).with("after", after.label()));
    };
    let reasons = super::trace::reasons(&workspace, before, after, session.lang)?;
    let shown: Vec<Shown<'_>> = pairs
        .iter()
        .map(|pair| Shown {
            id: Some(&pair.id),
            title: workspace.entry(&pair.id).map(|entry| entry.title.clone()).unwrap_or_default(),
            before: (&pair.before.document, &pair.before.codes),
            after: (&pair.after.document, &pair.after.codes),
            comparison: &pair.comparison,
            reasons: reasons.get(&pair.id).cloned().unwrap_or_default(),
        })
        .collect();
    let labels = [before.label(), after.label()];
    let documents = || {
        let all = shown.iter().map(|it| it.json(&labels, options.show.all));
        json!({"schema": "vankien/comparisons/1", "documents": all.collect::<Vec<_>>()})
    };
    if options.show.format == Format::CriticMarkup && pairs.len() > 1 {
        let known = pairs.iter().map(|pair| pair.id.to_string()).collect::<Vec<_>>().join(", ");
        return Err(Failure::new("diff-one-document").with("first", first.id.as_str()).with("known", known));
    }
    show(session, &shown, &labels, &options.show, documents)
}

/// Compares any two files.
///
/// # Errors
///
/// When a file cannot be read or is not UTF-8; as [`diff`].
pub fn compare(session: &Session, before: &Path, after: &Path, options: &Show) -> Result<Report, Failure> {
    let labels = [before, after].map(|path| path.display().to_string());
    let mut documents = Vec::new();
    for (path, label) in [before, after].into_iter().zip(&labels) {
        let bytes = crate::store::read_outside(path, FILE_BYTES_MAX)?;
        documents.push(document::parse(text_of(bytes, label)?));
    }
    let comparison = compared(&documents[0], &documents[1]);
    let none = Codes::new();
    let shown = [Shown {
        id: None,
        title: String::new(),
        before: (&documents[0], &none),
        after: (&documents[1], &none),
        comparison: &comparison,
        reasons: BTreeMap::new(),
    }];
    show(session, &shown, &labels, options, || shown[0].json(&labels, options.all))
}

/// One comparison as it is shown.
struct Shown<'a> {
    id: Option<&'a DocumentId>,
    title: String,
    before: (&'a document::Document, &'a Codes),
    after: (&'a document::Document, &'a Codes),
    comparison: &'a Comparison,
    reasons: BTreeMap<usize, Vec<String>>,
}

impl Shown<'_> {
    fn json(&self, labels: &[String; 2], all: bool) -> serde_json::Value {
        let before = SideOf { label: &labels[0], document: self.before.0, codes: self.before.1 };
        let after = SideOf { label: &labels[1], document: self.after.0, codes: self.after.1 };
        json!(compare::to_json(self.comparison, before, after, self.id, all))
    }

    fn sides<'a>(&'a self, labels: &'a [String; 2]) -> (Side<'a>, Side<'a>) {
        let before = Side { document: self.before.0, codes: self.before.1, label: &labels[0] };
        (before, Side { document: self.after.0, codes: self.after.1, label: &labels[1] })
    }
}

fn show(
    session: &Session,
    shown: &[Shown<'_>],
    labels: &[String; 2],
    options: &Show,
    json: impl Fn() -> serde_json::Value,
) -> Result<Report, Failure> {
    let kinds = options.only.iter().map(|text| kind(text)).collect::<Result<Vec<_>, _>>()?;
    let named = labels.each_ref().map(|label| shown_label(label, session.lang));
    let view_options = |it: &Shown<'_>| ViewOptions {
        lang: session.lang,
        spelling: options.spelling,
        all: options.all,
        summary: options.summary,
        context_blocks: options.context,
        section: options.section.clone(),
        only: kinds.clone(),
        reasons: it.reasons.clone(),
        anchor_prefix: it.id.map(|id| format!("{id}-")).unwrap_or_default(),
    };
    let report = Report { json: Some(json()), ..Report::default() };
    match options.format {
        Format::Json => output::json(session, report, options.output.as_deref()),
        Format::CriticMarkup => {
            let it = &shown[0];
            let text = compare::criticmarkup(it.comparison, it.before.0, it.after.0)
                .map_err(|line| Failure::new("diff-has-marks").with("line", line.line))?;
            output::bytes(session, report, text.into_bytes(), options.output.as_deref())
        }
        Format::Csv => {
            let tables = shown.iter().map(|it| {
                let (before, after) = it.sides(&named);
                (it.title.clone(), view::comparison_table(it.comparison, &before, &after, &view_options(it)))
            });
            output::csv(session, report, &output::joined(tables.collect()), options.output.as_deref())
        }
        Format::TableHtml => {
            let tables = shown.iter().map(|it| {
                let (before, after) = it.sides(&named);
                (it.title.clone(), view::comparison_table(it.comparison, &before, &after, &view_options(it)))
            });
            let title = crate::messages::text(session.lang, "view-comparison-table");
            let page = output::joined(tables.collect()).into_page(title, session.lang);
            output::html(session, report, &page, options.output.as_deref())
        }
        Format::Html | Format::Terminal => {
            let pages = shown.iter().map(|it| {
                let (before, after) = it.sides(&named);
                (it.title.clone(), view::comparison_page(it.comparison, &before, &after, &view_options(it)))
            });
            let page = one_page(pages.collect());
            if options.format == Format::Html {
                output::html(session, report, &page, options.output.as_deref())
            } else {
                output::terminal(session, report, page, options.output.as_deref())
            }
        }
    }
}

/// Several documents on one page, each under its title.
fn one_page(pages: Vec<(String, view::Page)>) -> view::Page {
    let several = pages.len() > 1;
    let mut pages = pages.into_iter();
    let Some((title, mut page)) = pages.next() else { return view::Page::default() };
    if several {
        page.parts.insert(0, heading(title));
    }
    for (title, next) in pages {
        page.parts.push(heading(title));
        page.parts.extend(next.parts);
    }
    page
}

fn kind(text: &str) -> Result<ChangeKind, Failure> {
    use ChangeKind::{Added, Amended, Deleted, Merged, Moved, Renumbered, Retitled, Split};
    let all = [Added, Deleted, Amended, Moved, Renumbered, Retitled, Split, Merged];
    let found = all.into_iter().find(|kind| kind.tag() == text.trim().to_lowercase());
    found.ok_or_else(|| {
        let known = all.map(ChangeKind::tag).join(", ");
        Failure::new("unknown-kind").with("kind", text).with("known", known)
    })
}

/// `round-1` as people call it.
pub(super) fn shown_label(label: &str, lang: Lang) -> String {
    match label.strip_prefix("round-") {
        Some(number) => Message::new("label-round").with("round", number).text(lang),
        None if label == "working" => crate::messages::text(lang, "label-working"),
        None => label.to_owned(),
    }
}

fn states(workspace: &Workspace<'_>, options: &Options) -> Result<(State, State), Failure> {
    let last = workspace.records.last_round().map(|(number, _)| State::Round(number));
    let before = match &options.before {
        Some(text) => state(workspace, text)?,
        None => last.ok_or_else(|| Failure::new("diff-no-round"))?,
    };
    let after = options.after.as_ref().map_or(Ok(State::Working), |text| state(workspace, text))?;
    Ok((before, after))
}

/// Reads `round-2`, `2`, `dot-2`, `working`.
pub(super) fn state(workspace: &Workspace<'_>, text: &str) -> Result<State, Failure> {
    let word = text.trim().to_lowercase();
    if ["working", "hien-tai", "dang-lam"].contains(&word.as_str()) {
        return Ok(State::Working);
    }
    let digits = word.strip_prefix("round-").or_else(|| word.strip_prefix("dot-")).unwrap_or(&word);
    let known = || workspace.records.rounds.keys().map(|number| number.tag()).collect::<Vec<_>>().join(", ");
    let unknown = || Failure::new("unknown-state").with("text", text).with("known", known());
    let number = digits.parse().map_err(|_| unknown())?;
    workspace.round(number).map(|(number, _)| State::Round(number)).map_err(|_| unknown())
}

/// The documents that stand in both states, compared.
pub(super) fn pairs(
    workspace: &Workspace<'_>,
    before: State,
    after: State,
    only: Option<&DocumentId>,
) -> Result<Vec<Pair>, Failure> {
    let draft = |state, id: &DocumentId| match state {
        State::Round(number) => workspace.frozen(number, id),
        State::Working => workspace.working(id),
    };
    let mut pairs = Vec::new();
    for (id, _) in workspace.documents() {
        if only.is_some_and(|only| *only != id) {
            continue;
        }
        if let (Some(before), Some(after)) = (draft(before, &id)?, draft(after, &id)?) {
            let comparison = compared(&before.document, &after.document);
            pairs.push(Pair { id, before, after, comparison });
        }
    }
    Ok(pairs)
}

fn heading(title: String) -> Part {
    Part::Heading(view::Heading { level: 1, runs: vec![view::Run::plain(title)], ..view::Heading::default() })
}
