//! Two editors' copies of one draft held against what both started from: `diff --merge`.
//!
//! Shows what each changed, what fits and what collides; the merged text is given only on request and only when
//! nothing collides. Nothing in the repository is written: saving is the work of `draft save`. The base of a loose
//! file is found as saving finds it; of the bases of the two copies the older one is common to both.

use super::diff::{Show, shown_label, state};
use super::draft::excerpt;
use super::draft_base::base_of;
use super::output;
use super::workspace::{Draft, Workspace, compared, open_store, text_of};
use super::{Exit, Failure, Format, Report, Session};
use crate::compare::{self, Fate, MergeReview, SideOf};
use crate::document::{self, Codes, Document, DocumentId};
use crate::messages::Message;
use crate::problem::{Code, Place, Problem};
use crate::view::{self, MergeViewOptions, Side};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Largest file that is read, in bytes.
const FILE_BYTES_MAX: u64 = 20 * 1024 * 1024;

/// Two copies that collide: nothing is merged.
pub(super) const COLLISION: Code = Code::error("A003");
/// The problems that merging can report.
pub const CODES: &[Code] = &[COLLISION];

/// What is merged, and how it is shown.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Base, ours and theirs; or theirs alone, against the working draft.
    pub files: Vec<PathBuf>,
    /// The base by name (`round-1`), with one file.
    pub before: Option<String>,
    /// Our side by name (`round-2`, `working`), with one file.
    pub after: Option<String>,
    /// The document that the one file is a copy of.
    pub document: Option<String>,
    /// Whether the merged text itself is wanted.
    pub merged: bool,
    /// How it is shown.
    pub show: Show,
}

/// One of the three drafts.
struct Copy {
    label: String,
    /// File that problems name.
    file: String,
    document: Document,
    codes: Codes,
}

impl Copy {
    fn loose(path: &Path) -> Result<Self, Failure> {
        let label = path.display().to_string();
        let bytes = crate::store::read_outside(path, FILE_BYTES_MAX)?;
        let document = document::parse(text_of(bytes, &label)?);
        Ok(Self { file: label.clone(), label, document, codes: Codes::new() })
    }

    fn side_of(&self) -> SideOf<'_> {
        SideOf { label: &self.label, document: &self.document, codes: &self.codes }
    }
}

/// Holds two copies against their base.
///
/// # Errors
///
/// When a file cannot be read, a document or round is not known, the two have no base, the format is none for a
/// merge, or the merged text is wanted while something collides.
pub fn merge(session: &Session, options: &Options) -> Result<Report, Failure> {
    super::pdf::check(options.show.format, &options.show.pdf)?;
    match options.files.as_slice() {
        [base, ours, theirs] if options.before.is_none() && options.after.is_none() => {
            let copies = [Copy::loose(base)?, Copy::loose(ours)?, Copy::loose(theirs)?];
            answer(session, &copies, None, options)
        }
        [theirs] => {
            let store = open_store(session)?;
            let workspace = Workspace::head(&store)?;
            let theirs = Copy::loose(theirs)?;
            let id = document_of(&workspace, &theirs, options)?;
            let copies = in_repository(session, &workspace, &id, theirs, options)?;
            answer(session, &copies, Some(&id), options)
        }
        _ => Err(Failure::new("merge-files").of_usage()),
    }
}

fn answer(
    session: &Session,
    copies: &[Copy; 3],
    id: Option<&DocumentId>,
    options: &Options,
) -> Result<Report, Failure> {
    let [base, ours, theirs] = copies;
    let review = compare::merge_review(&base.document, &ours.document, &theirs.document);
    if options.merged {
        return merged_text(session, review, copies, options);
    }
    let show = &options.show;
    let n_open = review.n_items(Fate::Conflict);
    let data = json!(compare::merge_to_json(&review, copies.each_ref().map(Copy::side_of), id));
    let mut report = Report { json: Some(data), ..Report::default() };
    if n_open > 0 {
        report.exit = Exit::AtFault;
    }
    if show.output.is_some() && n_open > 0 {
        report = report.and(Message::new("merge-open").with("count", n_open));
    }
    let page = |side_by_side: bool| {
        let labels = copies.each_ref().map(|copy| shown_label(&copy.label, session.lang));
        let side = |nth: usize| Side {
            document: &copies[nth].document,
            codes: &copies[nth].codes,
            label: &labels[nth],
        };
        let view_options = MergeViewOptions { lang: session.lang, side_by_side, summary: show.summary };
        view::merge_page(&review, [side(0), side(1), side(2)], &view_options)
    };
    match show.format {
        Format::Json => output::json(session, report, show.output.as_deref()),
        Format::Html => output::html(session, report, &page(true), show.output.as_deref()),
        Format::Terminal => output::terminal(session, report, page(false), show.output.as_deref()),
        Format::Csv
        | Format::CriticMarkup
        | Format::TableHtml
        | Format::Xlsx
        | Format::Docx
        | Format::TableDocx
        | Format::Pdf
        | Format::TablePdf => Err(Failure::new("merge-format").of_usage()),
    }
}

/// The merged text, where nothing collides.
fn merged_text(
    session: &Session,
    review: MergeReview,
    copies: &[Copy; 3],
    options: &Options,
) -> Result<Report, Failure> {
    let [_, ours, _] = copies;
    if !review.merge.conflicts.is_empty() {
        let problems = review.items.iter().filter(|item| item.fate == Fate::Conflict).map(|item| {
            let [mine, other] = review.changes(item);
            let first = mine.first().map_or(0, |change| change.after.start);
            let line = ours.document.blocks.get(first).or_else(|| ours.document.blocks.last());
            let words = |changes: Vec<&compare::Change>, copy: &Copy| {
                let blocks = changes.iter().flat_map(|change| change.after.clone());
                let texts = blocks.filter_map(|block| copy.document.blocks.get(block));
                excerpt(&texts.map(|block| copy.document.text(block)).collect::<Vec<_>>().join(" "))
            };
            Problem::new(COLLISION, Place::line(ours.file.as_str(), line.map_or(1, |block| block.line)))
                .with("ours", words(mine, ours))
                .with("theirs", words(other, &copies[2]))
        });
        let problems: Vec<Problem> = problems.collect();
        return Err(Failure::new("merge-collides").with("count", problems.len()).with_problems(problems));
    }
    let mut report = Report::default();
    if !review.notes.is_empty() {
        report = report.and(Message::new("merge-read-again").with("count", review.notes.len()));
    }
    output::bytes(session, report, review.merge.text.into_bytes(), options.show.output.as_deref())
}

/// The document that a file is a copy of: named, the only one, or the one with this file name.
fn document_of(workspace: &Workspace<'_>, copy: &Copy, options: &Options) -> Result<DocumentId, Failure> {
    if let Some(text) = &options.document {
        return workspace.document_id(text);
    }
    let all: Vec<_> = workspace.documents().collect();
    let name = |path: &str| Path::new(path).file_name().map(std::ffi::OsStr::to_owned);
    let mut named = all.iter().filter(|(_, entry)| name(&entry.file) == name(&copy.file));
    match (all.as_slice(), named.next()) {
        ([(id, _)], _) => Ok(id.clone()),
        (_, Some((id, _))) if named.next().is_none() => Ok(id.clone()),
        _ => {
            let known = all.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>().join(", ");
            Err(Failure::new("merge-which-document").with("file", copy.file.as_str()).with("known", known))
        }
    }
}

/// Base and our side of a document of the repository, beside a loose copy.
fn in_repository(
    session: &Session,
    workspace: &Workspace<'_>,
    id: &DocumentId,
    mut theirs: Copy,
    options: &Options,
) -> Result<[Copy; 3], Failure> {
    let file = workspace.entry(id)?.file.clone();
    let copy = |label: String, draft: Draft| Copy {
        label,
        file: file.clone(),
        document: draft.document,
        codes: draft.codes,
    };
    let missing = || Failure::new("draft-missing").with("document", id.as_str());
    let named = |text: &str| -> Result<Copy, Failure> {
        let state = state(workspace, text)?;
        let draft = match state {
            super::diff::State::Round(number) => workspace.frozen(number, id)?,
            super::diff::State::Working => workspace.working(id)?,
        };
        Ok(copy(state.label(), draft.ok_or_else(missing)?))
    };
    let ours = named(options.after.as_deref().unwrap_or("working"))?;
    let base = match &options.before {
        Some(text) => named(text)?,
        None => {
            let (document, label) = common_base(session, workspace, &file, &ours.document, &theirs.document)?;
            let saved = workspace.saved(id)?;
            let codes = saved.map(|saved| paired_codes(&saved.document, &saved.codes, &document));
            Copy { label, file: file.clone(), document, codes: codes.unwrap_or_default() }
        }
    };
    theirs.codes = paired_codes(&base.document, &base.codes, &theirs.document);
    Ok([base, ours, theirs])
}

/// The version that both copies come from: the older one of the two that they were made from.
fn common_base(
    session: &Session,
    workspace: &Workspace<'_>,
    path: &str,
    ours: &Document,
    theirs: &Document,
) -> Result<(Document, String), Failure> {
    let mut found: Option<(usize, Document)> = None;
    let history = workspace.store.history(path)?;
    for copy in [ours, theirs] {
        let Some(base) = base_of(workspace, path, copy, None)?.map(|base| base.document) else { continue };
        let mut at = 0;
        for (nth, (_, blob)) in history.iter().enumerate() {
            if workspace.store.blob(*blob)? == base.source.as_bytes() {
                at = nth;
                break;
            }
        }
        if found.as_ref().is_none_or(|(known, _)| at > *known) {
            found = Some((at, base));
        }
    }
    let (at, base) = found.ok_or_else(|| Failure::new("merge-no-base").with("file", path))?;
    let commit = history.get(at).map(|(commit, _)| commit.short()).unwrap_or_default();
    Ok((base, Message::new("label-saved").with("commit", commit).text(session.lang)))
}

/// Codes of another text of the same draft, where a block has one counterpart.
fn paired_codes(before: &Document, codes: &Codes, after: &Document) -> Codes {
    if before.source == after.source {
        return codes.clone();
    }
    let mut paired: Codes = vec![None; after.blocks.len()];
    for change in compared(before, after).changes {
        if change.before.len() == change.after.len() {
            for (before, after) in change.before.zip(change.after) {
                paired[after] = codes.get(before).cloned().flatten();
            }
        }
    }
    paired
}
