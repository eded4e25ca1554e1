//! What changed: between two rounds, a round and the working draft, or any two files.
//!
//! The comparison is made once and shown in the format asked for; reasons behind changes come from the trace.

use super::draft_import::read_word;
use super::workspace::{Draft, Workspace, compared, open_store, text_of};
use super::{Failure, Format, Report, Session};
use super::{compare_filter, compare_table, docx, output, pdf, remarks};
use crate::compare::{self, ChangeKind, Comparison, SideOf};
use crate::document::{self, Codes, Document, DocumentId};
use crate::intake::{self, WordOptions};
use crate::messages::{Lang, Message};
use crate::problem::Problem;
use crate::rounds::RoundNo;
use crate::view::{self, Facet, MoveMarks, Part, Side, ViewOptions};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Largest file that is compared, in bytes.
pub(super) const FILE_BYTES_MAX: u64 = 20 * 1024 * 1024;

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
    /// Both sides beside each other.
    pub beside: bool,
    /// In Word and PDF, what moved is told as deleted there and inserted here.
    pub plain_moves: bool,
    /// Whether a marked copy says beside each change which comments or reasons stand behind it.
    pub remarks: bool,
    /// How a PDF file is made.
    pub pdf: pdf::Options,
}

/// Which drafts are compared.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `round-1`; the last round where absent.
    pub before: Option<String>,
    /// `round-2` or `working`; the working draft where absent.
    pub after: Option<String>,
    /// More states behind these two, for the comparison table.
    pub more: Vec<String>,
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

    /// A document in this state, where it stands in it.
    pub(super) fn draft(self, workspace: &Workspace<'_>, id: &DocumentId) -> Result<Option<Draft>, Failure> {
        match self {
            Self::Round(number) => workspace.frozen(number, id),
            Self::Working => workspace.working(id),
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
    docx::wants_file(options.show.format, options.show.output.as_deref())?;
    pdf::check(options.show.format, &options.show.pdf)?;
    remarks::check(options.show.remarks, options.show.format)?;
    if !options.more.is_empty() {
        return compare_table::states(session, &workspace, options);
    }
    let facets = compare_filter::facets(&options.show)?;
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
            properties: docx::properties(&workspace, &pair.id, after, &pair.after).unwrap_or_default(),
        })
        .collect();
    let labels = [before.label(), after.label()];
    let documents = || {
        let all = shown.iter().map(|it| it.json(&labels, &options.show, &facets));
        json!({"schema": "vankien/comparisons/1", "documents": all.collect::<Vec<_>>()})
    };
    if matches!(options.show.format, Format::CriticMarkup | Format::Docx | Format::Pdf) && pairs.len() > 1 {
        let known = pairs.iter().map(|pair| pair.id.to_string()).collect::<Vec<_>>().join(", ");
        return Err(Failure::new("diff-one-document").with("first", first.id.as_str()).with("known", known));
    }
    let letterhead = docx::Letterhead::of(&workspace, after, session.lang)?;
    show(session, &shown, &labels, (&options.show, &facets), (&letterhead, &documents))
}

/// Compares any two files.
///
/// # Errors
///
/// When a file cannot be read or is not UTF-8; as [`diff`].
pub fn compare(
    session: &Session,
    [before, after]: [&Path; 2],
    word: &WordOptions,
    options: &Show,
) -> Result<Report, Failure> {
    let labels = [before, after].map(|path| path.display().to_string());
    let [(before, lost), (after, also_lost)] =
        [read_any(before, &labels[0], word)?, read_any(after, &labels[1], word)?];
    let report = documents(session, [&before, &after], &labels, options)?;
    Ok(report.with_problems(lost).with_problems(also_lost))
}

/// A file as a draft.
pub(super) fn read(path: &Path, label: &str) -> Result<Document, Failure> {
    let bytes = crate::store::read_outside(path, FILE_BYTES_MAX)?;
    Ok(document::parse(text_of(bytes, label)?))
}

/// A file as a draft, one of Word as Markdown, and what of it was not carried.
pub(super) fn read_any(
    path: &Path,
    label: &str,
    word: &WordOptions,
) -> Result<(Document, Vec<Problem>), Failure> {
    if !intake::is_word(label) {
        return Ok((read(path, label)?, Vec::new()));
    }
    let (draft, lost, _) = read_word(path, label, word)?;
    Ok((document::parse(draft.text), lost))
}

/// Compares two drafts that stand in no repository.
pub(super) fn documents(
    session: &Session,
    [before, after]: [&Document; 2],
    labels: &[String; 2],
    options: &Show,
) -> Result<Report, Failure> {
    docx::wants_file(options.format, options.output.as_deref())?;
    pdf::check(options.format, &options.pdf)?;
    let facets = compare_filter::facets(options)?;
    let comparison = compared(before, after);
    let none = Codes::new();
    let shown = [Shown {
        id: None,
        title: String::new(),
        before: (before, &none),
        after: (after, &none),
        comparison: &comparison,
        reasons: BTreeMap::new(),
        properties: Vec::new(),
    }];
    let json = || shown[0].json(labels, options, &facets);
    let letterhead = docx::Letterhead::plain(session.lang)?;
    show(session, &shown, labels, (options, &facets), (&letterhead, &json))
}

/// One comparison as it is shown.
struct Shown<'a> {
    id: Option<&'a DocumentId>,
    title: String,
    before: (&'a document::Document, &'a Codes),
    after: (&'a document::Document, &'a Codes),
    comparison: &'a Comparison,
    reasons: BTreeMap<usize, Vec<String>>,
    /// What leads a Word file back to its draft.
    properties: Vec<(&'static str, String)>,
}

impl Shown<'_> {
    fn sides_of<'a>(&'a self, labels: &'a [String; 2]) -> (SideOf<'a>, SideOf<'a>) {
        let before = SideOf { label: &labels[0], document: self.before.0, codes: self.before.1 };
        (before, SideOf { label: &labels[1], document: self.after.0, codes: self.after.1 })
    }

    fn json(&self, labels: &[String; 2], show: &Show, facets: &[Facet]) -> serde_json::Value {
        let (before, after) = self.sides_of(labels);
        let mut json = compare::to_json(self.comparison, before, after, self.id, show.all);
        if show.section.is_some() || !facets.is_empty() {
            let (before, after) = self.sides(labels);
            let options = view_options(show, facets, Lang::default());
            let kept = view::shown_changes(self.comparison, &before, &after, &options);
            let changes = self.comparison.changes.iter().zip(kept);
            let listed = changes.filter(|(change, _)| show.all || change.kind != ChangeKind::Unchanged);
            let mut listed = listed.map(|(_, kept)| kept);
            json.changes.retain(|_| listed.next().unwrap_or(true));
        }
        json!(json)
    }

    /// The comparison without the changes that are filtered out.
    fn kept(&self, labels: &[String; 2], show: &Show, facets: &[Facet]) -> Comparison {
        let (before, after) = self.sides(labels);
        let options = view_options(show, facets, Lang::default());
        let kept = view::shown_changes(self.comparison, &before, &after, &options);
        let changes = self.comparison.changes.iter().zip(kept).filter(|(_, kept)| *kept);
        Comparison { changes: changes.map(|(change, _)| change.clone()).collect() }
    }

    fn marked<'a>(&'a self, labels: &'a [String; 2], show: &Show) -> docx::Compared<'a> {
        let (before, after) = self.sides(labels);
        let remarks = match show.remarks {
            true => remarks::of_changes(self.comparison, (&before, &after), &self.reasons),
            false => view::Remarks::new(),
        };
        docx::Compared {
            comparison: self.comparison,
            sides: [before, after],
            title: &self.title,
            moves: if show.plain_moves { MoveMarks::Plain } else { MoveMarks::Tracked },
            properties: self.properties.clone(),
            remarks,
        }
    }

    fn sides<'a>(&'a self, labels: &'a [String; 2]) -> (Side<'a>, Side<'a>) {
        let before = Side { document: self.before.0, codes: self.before.1, label: &labels[0] };
        (before, Side { document: self.after.0, codes: self.after.1, label: &labels[1] })
    }
}

/// What of a comparison is shown, but for what belongs to one document.
pub(super) fn view_options(show: &Show, facets: &[Facet], lang: Lang) -> ViewOptions {
    ViewOptions {
        lang,
        spelling: show.spelling,
        all: show.all,
        summary: show.summary,
        context_blocks: show.context,
        section: show.section.clone(),
        only: facets.to_vec(),
        beside: show.beside,
        ..ViewOptions::default()
    }
}

fn show(
    session: &Session,
    shown: &[Shown<'_>],
    labels: &[String; 2],
    (options, facets): (&Show, &[Facet]),
    (letterhead, json): (&docx::Letterhead, &dyn Fn() -> serde_json::Value),
) -> Result<Report, Failure> {
    let named = labels.each_ref().map(|label| shown_label(label, session.lang));
    let all: Vec<[Side<'_>; 2]> = shown.iter().map(|it| it.sides(&named).into()).collect();
    let all: Vec<&[Side<'_>]> = all.iter().map(<[Side<'_>; 2]>::as_slice).collect();
    let kept = compare_filter::with_section(&all, options.section.as_deref())?;
    let shown: Vec<&Shown<'_>> = shown.iter().zip(kept).filter(|(_, kept)| *kept).map(|(it, _)| it).collect();
    let view_options = |it: &Shown<'_>| ViewOptions {
        reasons: it.reasons.clone(),
        anchor_prefix: it.id.map(|id| format!("{id}-")).unwrap_or_default(),
        ..view_options(options, facets, session.lang)
    };
    if options.summary {
        return summary(session, &shown, labels, (options, facets));
    }
    let report = Report { json: Some(json()), ..Report::default() };
    match options.format {
        Format::Json => output::json(session, report, options.output.as_deref()),
        Format::Xlsx => Err(Failure::new("diff-no-workbook").of_usage()),
        Format::CriticMarkup => {
            let Some(it) = shown.first() else { return Ok(report) };
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
        Format::Docx | Format::Pdf => {
            let Some(it) = shown.first() else { return Ok(report) };
            marked(session, report, letterhead, it.marked(&named, options), options)
        }
        Format::TableHtml | Format::TableDocx | Format::TablePdf => {
            let tables = shown.iter().map(|it| {
                let (before, after) = it.sides(&named);
                (it.title.clone(), view::comparison_table(it.comparison, &before, &after, &view_options(it)))
            });
            let title = crate::messages::text(session.lang, "view-comparison-table");
            let mut page = output::joined(tables.collect()).into_page(title, session.lang);
            page.subtitle.extend((options.format != Format::TableHtml).then(|| named.join(" → ")));
            table(session, report, letterhead, &page, options)
        }
        Format::Html | Format::Terminal => {
            let pages = shown.iter().map(|it| {
                let (before, after) = it.sides(&named);
                (it.title.clone(), view::comparison_page(it.comparison, &before, &after, &view_options(it)))
            });
            let page = one_page(pages.collect(), all.len() > 1);
            if options.format == Format::Html {
                output::html(session, report, &page, options.output.as_deref())
            } else {
                output::terminal(session, report, page, options.output.as_deref())
            }
        }
    }
}

/// The marked copy, in Word or as PDF.
fn marked(
    session: &Session,
    report: Report,
    letterhead: &docx::Letterhead,
    compared: docx::Compared<'_>,
    options: &Show,
) -> Result<Report, Failure> {
    let file = options.output.as_deref();
    if options.format == Format::Pdf {
        return pdf::marked(session, report, letterhead, compared, (&options.pdf, file));
    }
    docx::marked(session, report, letterhead, compared, file)
}

/// The comparison table, as HTML, in Word or as PDF.
fn table(
    session: &Session,
    report: Report,
    letterhead: &docx::Letterhead,
    page: &view::Page,
    options: &Show,
) -> Result<Report, Failure> {
    let file = options.output.as_deref();
    match options.format {
        Format::TableHtml => output::html(session, report, page, file),
        Format::TablePdf => pdf::page(session, report, letterhead, page, (&options.pdf, file)),
        _ => docx::page(session, report, letterhead, page, file),
    }
}

/// Lines of a summary on a terminal that shows all documents together, unless `--all` asks for everything.
const SCREEN_LINES: usize = 45;

/// What a leader reads first; formats that are no page get one anyway, but for JSON.
fn summary(
    session: &Session,
    shown: &[&Shown<'_>],
    labels: &[String; 2],
    (options, facets): (&Show, &[Facet]),
) -> Result<Report, Failure> {
    let digest = |it: &&Shown<'_>| {
        let all = options.section.is_none() && facets.is_empty();
        let kept = if all { it.comparison.clone() } else { it.kept(labels, options, facets) };
        compare::digest(&kept, it.before.0, it.after.0)
    };
    let digests: Vec<compare::Digest> = shown.iter().map(digest).collect();
    let json = || {
        let all = shown.iter().zip(&digests).map(|(it, digest)| {
            let (before, after) = it.sides_of(labels);
            json!(compare::digest_json(digest, before, after, it.id))
        });
        let mut all: Vec<serde_json::Value> = all.collect();
        match shown {
            [it] if it.id.is_none() => all.remove(0),
            _ => json!({"schema": "vankien/comparison-summaries/1", "documents": all}),
        }
    };
    let report = Report { json: Some(json()), ..Report::default() };
    if options.format == Format::Json {
        return output::json(session, report, options.output.as_deref());
    }
    let pages = summary_pages(session, shown, &digests, labels, options);
    let page = one_page(pages, shown.len() > 1);
    if options.format == Format::Html {
        output::html(session, report, &page, options.output.as_deref())
    } else {
        output::terminal(session, report, page, options.output.as_deref())
    }
}

/// The summary of each document: short for a screen, whole for a file or with `--all`.
fn summary_pages(
    session: &Session,
    shown: &[&Shown<'_>],
    digests: &[compare::Digest],
    labels: &[String; 2],
    options: &Show,
) -> Vec<(String, view::Page)> {
    let named = labels.each_ref().map(|label| shown_label(label, session.lang));
    let view_options = |it: &Shown<'_>| view::SummaryOptions {
        lang: session.lang,
        title: if shown.len() > 1 { String::new() } else { it.title.clone() },
        anchor_prefix: it.id.map(|id| format!("{id}-")).unwrap_or_default(),
    };
    let titles = shown.iter().map(|it| it.title.clone());
    let brief = options.format == Format::Terminal && options.output.is_none() && !options.all;
    let Some(first) = shown.first().filter(|_| brief) else {
        let pages = shown.iter().zip(digests).map(|(it, digest)| {
            let (before, after) = it.sides(&named);
            view::summary_page(digest, &before, &after, &view_options(it))
        });
        return titles.zip(pages).collect();
    };
    let briefs = shown.iter().zip(digests).map(|(it, digest)| {
        let (before, after) = it.sides(&named);
        view::BriefOf { digest, before, after }
    });
    let briefs: Vec<view::BriefOf<'_>> = briefs.collect();
    titles.zip(view::summary_briefs(&briefs, &view_options(first), SCREEN_LINES)).collect()
}

/// Documents on one page, each under its title where there are `several` to tell apart.
fn one_page(pages: Vec<(String, view::Page)>, several: bool) -> view::Page {
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
    let mut pairs = Vec::new();
    for (id, _) in workspace.documents() {
        if only.is_some_and(|only| *only != id) {
            continue;
        }
        if let (Some(before), Some(after)) = (before.draft(workspace, &id)?, after.draft(workspace, &id)?) {
            let comparison = compared(&before.document, &after.document);
            pairs.push(Pair { id, before, after, comparison });
        }
    }
    Ok(pairs)
}

fn heading(title: String) -> Part {
    Part::Heading(view::Heading { level: 1, runs: vec![view::Run::plain(title)], ..view::Heading::default() })
}
