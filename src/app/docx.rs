//! Word files, and PDF files that are like them: whose they are, of which state, and what leads a returned file back
//! to its draft.
//!
//! Author and date come from the data: the committee that issues the drafts, the time of the state that is shown. Two
//! files that stand in no repository have neither; [`NOBODY`] and [`NO_DATE`] stand for them, so that the same two
//! files give the same bytes everywhere.

use super::diff::State;
use super::workspace::{Draft, Workspace};
use super::{Failure, Format, Report, Session, output, pdf, print, remarks};
use crate::congress::{DEFAULT_PROFILE, OWN_PROFILE, OWN_REFERENCE, Profile, Reference};
use crate::document::{Codes, Document, DocumentId};
use crate::messages::{Lang, Message, text};
use crate::render::{self, Paper};
use crate::rounds::{Moment, RoundNo, Sha256};
use crate::store;
use crate::view::{self, Flow, Marks, Page, Remarks, Side};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The author of changes between two files of no repository.
pub const NOBODY: &str = "vankien";
/// The date of such changes; ZIP files know no earlier one.
pub const NO_DATE: &str = "1980-01-01T00:00:00";

/// What a draft is written with.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// One document only.
    pub document: Option<String>,
    /// As frozen in this round; else the working draft.
    pub round: Option<u32>,
    /// A Word file, or a PDF file.
    pub format: Format,
    /// How a PDF file is made.
    pub pdf: pdf::Options,
    /// File to write to; else one named by document and round, in the folder one stands in.
    pub output: Option<PathBuf>,
    /// Codes before the blocks.
    pub codes: bool,
    /// Open comments beside their blocks.
    pub remarks: bool,
    /// A Word file whose styles say letters, sizes and spaces.
    pub reference: Option<PathBuf>,
}

/// Bytes of a Word file that styles are taken from, at most.
const REFERENCE_BYTES_MAX: u64 = 50_000_000;

/// How papers of one origin look and whose they are.
pub(super) struct Letterhead {
    profile: Profile,
    /// What is to be said of the styles taken from a Word file.
    said: Option<Message>,
    author: String,
    date: String,
    lang: Lang,
}

impl Letterhead {
    /// For files that stand in no repository.
    pub(super) fn plain(lang: Lang) -> Result<Self, Failure> {
        let profile = profile("plain")?;
        Ok(Self { profile, said: None, author: NOBODY.to_owned(), date: NO_DATE.to_owned(), lang })
    }

    /// For papers of the congress, of the state that they show.
    pub(super) fn of(workspace: &Workspace<'_>, state: State, lang: Lang) -> Result<Self, Failure> {
        let at = match state {
            State::Round(number) => opened(workspace, number),
            State::Working => saved_at(workspace)?,
        };
        Self::dated(workspace, at, lang)
    }

    /// For papers of the congress as of a moment.
    pub(super) fn dated(workspace: &Workspace<'_>, at: Option<Moment>, lang: Lang) -> Result<Self, Failure> {
        let congress = &workspace.records.congress;
        let author = congress.issuer.clone().unwrap_or_else(|| congress.name.clone());
        let date = at.map_or_else(|| NO_DATE.to_owned(), stamp);
        let own = Self {
            profile: match congress.profile.as_deref().map_or(DEFAULT_PROFILE, str::trim) {
                OWN_PROFILE => own_profile(workspace)?,
                name => profile(name)?,
            },
            said: None,
            author,
            date,
            lang,
        };
        match workspace.snapshot.read(OWN_REFERENCE)? {
            Some(bytes) => Ok(Self { said: None, ..own.like(&bytes, OWN_REFERENCE)? }),
            None => Ok(own),
        }
    }

    /// The same with letters, sizes and spaces of the styles of a Word file, where one is named.
    pub(super) fn referring(self, file: Option<&Path>) -> Result<Self, Failure> {
        let Some(file) = file else { return Ok(self) };
        let bytes = store::read_outside(file, REFERENCE_BYTES_MAX)?;
        self.like(&bytes, &file.display().to_string())
    }

    fn like(self, bytes: &[u8], name: &str) -> Result<Self, Failure> {
        let read = Reference::read(bytes);
        let reference = read.map_err(|error| {
            Failure::new("reference-not-read").with("file", name).caused_by(error.message())
        })?;
        let (profile, missing) = reference.over(&self.profile);
        let said = (!missing.is_empty())
            .then(|| Message::new("reference-missing").with("file", name).with("styles", missing.join(", ")));
        Ok(Self { profile, said, ..self })
    }

    /// The report with what is to be said of the styles.
    pub(super) fn and_said(&self, report: Report) -> Report {
        match &self.said {
            Some(message) => report.and(message.clone()),
            None => report,
        }
    }

    fn paper(&self, title: &str) -> Paper<'_> {
        Paper {
            profile: &self.profile,
            lang: self.lang,
            title: title.to_owned(),
            author: self.author.clone(),
            date: self.date.clone(),
            properties: Vec::new(),
            marks: None,
            label: Vec::new(),
            show_codes: false,
            contents: false,
            signs: None,
        }
    }

    /// A page of the program as a Word file.
    pub(super) fn page(&self, page: &Page) -> Result<Vec<u8>, Failure> {
        render::docx_page(page, &self.page_paper(page)).map_err(|error| Failure::from(error.message()))
    }

    /// What a page is printed on.
    pub(super) fn page_paper(&self, page: &Page) -> Paper<'_> {
        Paper { marks: page.marks.clone(), ..self.paper(page.name()) }
    }

    /// What two drafts as one are printed on.
    pub(super) fn marked_paper(
        &self,
        title: &str,
        between: &str,
        properties: Vec<(&'static str, String)>,
    ) -> Paper<'_> {
        let label = [title, between].into_iter().filter(|line| !line.is_empty());
        let label = label.map(str::to_owned).collect();
        Paper { properties, label, ..self.paper(title) }
    }

    /// What a draft is printed on.
    pub(super) fn clean_paper(&self, workspace: &Workspace<'_>, copy: &Copy<'_>) -> Paper<'_> {
        Paper {
            properties: copy.properties.clone(),
            marks: Some(marks(workspace, copy, self.lang)),
            show_codes: copy.codes,
            contents: true,
            signs: workspace.records.congress.issuer.clone(),
            ..self.paper(copy.title)
        }
    }

    /// Two drafts as one with tracked changes; `properties` lead back to the draft.
    pub(super) fn marked(
        &self,
        flow: &Flow,
        title: &str,
        between: &str,
        properties: Vec<(&'static str, String)>,
    ) -> Result<Vec<u8>, Failure> {
        let paper = self.marked_paper(title, between, properties);
        render::docx_flow(flow, &paper).map_err(|error| Failure::from(error.message()))
    }

    /// A draft to read and to work on.
    pub(super) fn clean(
        &self,
        workspace: &Workspace<'_>,
        copy: &Copy<'_>,
    ) -> Result<(Vec<u8>, Vec<String>), Failure> {
        let own;
        let flow = match copy.flow {
            Some(flow) => flow,
            None => {
                let flow = view::clean_flow(&copy.draft.document, &copy.draft.codes);
                own = Flow { remarks: copy.remarks.clone(), ..flow };
                &own
            }
        };
        let paper = self.clean_paper(workspace, copy);
        let bytes = render::docx_flow(flow, &paper).map_err(|error| Failure::from(error.message()))?;
        Ok((bytes, flow.lost_notes.clone()))
    }
}

/// One document as it is handed out.
pub(super) struct Copy<'a> {
    pub(super) title: &'a str,
    pub(super) draft: &'a Draft,
    /// The draft as running text, where it is at hand from another copy.
    pub(super) flow: Option<&'a Flow>,
    pub(super) draft_no: u32,
    pub(super) codes: bool,
    pub(super) properties: Vec<(&'static str, String)>,
    /// Short form of the manifest's hash, of a frozen draft.
    pub(super) hash: Option<String>,
    /// Further marks: the number of the copy.
    pub(super) notes: Vec<String>,
    /// What is said beside the text, where `flow` is not given.
    pub(super) remarks: Remarks,
}

/// Writes drafts as Word or PDF files.
///
/// # Errors
///
/// When a document or round is not known, several documents would go into one file, or a file cannot be written.
pub fn export(session: &Session, options: &Options) -> Result<Report, Failure> {
    pdf::check(options.format, &options.pdf)?;
    remarks::check(options.remarks, options.format)?;
    let store = super::workspace::open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let chosen = super::draft_pages::chosen(&workspace, options.document.as_deref(), options.round)?;
    if options.output.is_some() && chosen.len() > 1 {
        let known = chosen.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>().join(", ");
        return Err(Failure::new("export-one-document").with("known", known).of_usage());
    }
    if chosen.is_empty() {
        return Err(Failure::new("export-nothing"));
    }
    let is_pdf = options.format == Format::Pdf;
    let ending = if is_pdf { "pdf" } else { "docx" };
    let is_named = |path: &PathBuf| path.extension().is_some_and(|it| it.eq_ignore_ascii_case(ending));
    if let Some(path) = options.output.as_ref().filter(|path| !is_named(path)) {
        let shown = path.display().to_string();
        return Err(Failure::new("export-ending").with("file", shown).with("ending", ending).of_usage());
    }
    let round = options.round.and_then(RoundNo::new);
    let state = round.map_or(State::Working, State::Round);
    let letterhead = Letterhead::of(&workspace, state, session.lang)?;
    let letterhead = letterhead.referring(options.reference.as_deref())?;
    let mut remarks =
        if options.remarks { remarks::open(&workspace, round, session.lang)? } else { BTreeMap::new() };
    let mut report = letterhead.and_said(Report::default());
    let mut prints = Vec::new();
    for (id, draft) in &chosen {
        let title = &workspace.entry(id)?.title;
        let copy = Copy {
            title,
            draft,
            flow: None,
            draft_no: draft_no(&workspace, id, round, draft),
            codes: options.codes,
            properties: properties(&workspace, id, state, draft)?,
            hash: round.and_then(|it| workspace.records.rounds.get(&it)).map(|record| record.hash.short()),
            notes: Vec::new(),
            remarks: remarks.remove(id).unwrap_or_default(),
        };
        if round.is_none() && !is_pdf && !session.dry_run && store.blob_size(draft.text).is_err() {
            // An unsaved text stands nowhere else; the file leads back to it.
            store.cache(draft.text, super::draft_import::EXPORTED, draft.document.source.as_bytes());
        }
        let name = match round {
            Some(number) => format!("{id}-{}.{ending}", number.tag()),
            None => format!("{id}.{ending}"),
        };
        let file = options.output.clone().unwrap_or_else(|| PathBuf::from(name));
        if is_pdf {
            let (made, lost) = pdf::draft((&letterhead, &workspace), &copy, &options.pdf)?;
            report = pdf::clean(session, report, &made, &lost, &file)?;
            // Other letters, and codes between the words, make another print than the circulated one.
            let is_reference = !options.codes && options.pdf.font_dir.is_none();
            prints.extend(round.filter(|_| is_reference).map(|round| print::of(round, id, &made)));
            continue;
        }
        let (bytes, lost) = letterhead.clean(&workspace, &copy)?;
        report = output::bytes(session, report, bytes, Some(&file))?;
        if let Some(line) = lost_notes(&lost) {
            report = report.and(line);
        }
    }
    Ok(match print::keep(session, &store, &prints)? {
        Some(line) => report.and(line),
        None => report,
    })
}

/// What is said of footnotes that nothing refers to, and that no paper can hold.
pub(super) fn lost_notes(labels: &[String]) -> Option<Message> {
    let shown: Vec<String> = labels.iter().map(|label| format!("[^{label}]")).collect();
    (!labels.is_empty()).then(|| Message::new("docx-lost-notes").with("labels", shown.join(", ")))
}

/// One comparison as a Word file with tracked changes.
pub(super) struct Compared<'a> {
    pub(super) comparison: &'a crate::compare::Comparison,
    pub(super) sides: [Side<'a>; 2],
    pub(super) title: &'a str,
    pub(super) moves: view::MoveMarks,
    pub(super) properties: Vec<(&'static str, String)>,
    /// What is said beside the changes.
    pub(super) remarks: Remarks,
}

/// A text as a Word file that only the program itself reads back.
pub(super) fn bare(document: &Document) -> Result<Vec<u8>, Failure> {
    let letterhead = Letterhead::plain(Lang::Vi)?;
    let paper = Paper { properties: vec![("vankien.document", "base".to_owned())], ..letterhead.paper("") };
    let flow = view::clean_flow(document, &Codes::new());
    render::docx_flow(&flow, &paper).map_err(|error| Failure::from(error.message()))
}

/// Gives back the marked copy, or writes it.
pub(super) fn marked(
    session: &Session,
    report: Report,
    letterhead: &Letterhead,
    compared: Compared<'_>,
    file: Option<&Path>,
) -> Result<Report, Failure> {
    let [before, after] = &compared.sides;
    let mut flow = view::marked_flow(compared.comparison, before, after, compared.moves);
    flow.remarks = compared.remarks;
    let between = Message::new("view-between").with("before", before.label).with("after", after.label);
    let bytes = letterhead.marked(&flow, compared.title, &between.text(session.lang), compared.properties)?;
    let report = output::bytes(session, report, bytes, file)?;
    Ok(match lost_notes(&flow.lost_notes) {
        Some(line) => report.and(line),
        None => report,
    })
}

/// What leads a returned file back to the text that it was made from.
pub(super) fn properties(
    workspace: &Workspace<'_>,
    id: &DocumentId,
    state: State,
    draft: &Draft,
) -> Result<Vec<(&'static str, String)>, Failure> {
    let mut properties = vec![("vankien.document", id.to_string())];
    match state {
        State::Round(number) => {
            properties.push(("vankien.round", number.to_string()));
            let frozen = workspace.store.at(&number.tag());
            properties.extend(frozen.ok().map(|it| ("vankien.base", it.commit().to_string())));
        }
        State::Working => properties.push(("vankien.base", workspace.snapshot.commit().to_string())),
    }
    properties.push(("vankien.text", draft.text.to_string()));
    Ok(properties)
}

/// A page as a Word file, given back or written.
pub(super) fn page(
    session: &Session,
    report: Report,
    letterhead: &Letterhead,
    page: &Page,
    file: Option<&Path>,
) -> Result<Report, Failure> {
    output::bytes(session, report, letterhead.page(page)?, file)
}

/// Refuses a Word or PDF file that nobody said where to put: it is of no use on a terminal.
pub(super) fn wants_file(format: Format, file: Option<&Path>) -> Result<(), Failure> {
    if matches!(format, Format::Docx | Format::TableDocx | Format::Pdf | Format::TablePdf) && file.is_none() {
        return Err(Failure::new("docx-wants-file").of_usage());
    }
    Ok(())
}

fn marks(workspace: &Workspace<'_>, copy: &Copy<'_>, lang: Lang) -> Marks {
    let congress = &workspace.records.congress;
    let issuer: Vec<&str> =
        [&congress.superior, &congress.issuer].into_iter().flatten().map(String::as_str).collect();
    let mut marks = Marks::party(lang, &issuer).draft(lang, copy.draft_no).blank_number(lang, "");
    let date = text(lang, "letter-date-blank");
    marks.place_date = Some(match &congress.place {
        Some(place) => format!("{place}, {date}"),
        None => date,
    });
    marks.notes = copy.notes.clone();
    match &copy.hash {
        Some(hash) => marks.hash(lang, hash),
        None => marks,
    }
}

/// The number of a frozen draft; of the working one, the number that it will have: the next one once it differs from
/// what was frozen last.
fn draft_no(workspace: &Workspace<'_>, id: &DocumentId, round: Option<RoundNo>, draft: &Draft) -> u32 {
    match round {
        Some(number) => {
            let record = workspace.records.rounds.get(&number).and_then(|record| record.document(id));
            record.map_or(0, |frozen| frozen.draft_no)
        }
        None => workspace.last_frozen(id).map_or(1, |(_, frozen)| {
            let is_changed = Sha256::of(draft.document.source.as_bytes()) != frozen.sha256;
            frozen.draft_no + u32::from(is_changed)
        }),
    }
}

pub(super) fn opened(workspace: &Workspace<'_>, number: RoundNo) -> Option<Moment> {
    workspace.records.rounds.get(&number).map(|record| record.manifest.opened.at)
}

fn saved_at(workspace: &Workspace<'_>) -> Result<Option<Moment>, Failure> {
    let info = workspace.store.commit_info(workspace.snapshot.commit())?;
    Ok(Moment::from_seconds(info.seconds))
}

/// Local time without its zone.
fn stamp(at: Moment) -> String {
    at.local_datetime().strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// The organisation's own profile, as saved.
fn own_profile(workspace: &Workspace<'_>) -> Result<Profile, Failure> {
    let bytes = workspace.snapshot.read(OWN_PROFILE)?;
    let bytes = bytes.ok_or_else(|| Failure::new("profile-not-saved").with("file", OWN_PROFILE))?;
    let text = super::workspace::text_of(bytes, OWN_PROFILE)?;
    Profile::read(&text, OWN_PROFILE)
        .map_err(|problems| Failure::new("records-broken").with_problems(problems))
}

fn profile(name: &str) -> Result<Profile, Failure> {
    match Profile::named(name) {
        Ok(Some(profile)) => Ok(profile),
        Ok(None) => {
            let known = format!("{}, {OWN_PROFILE}", Profile::names().join(", "));
            Err(Failure::new("unknown-profile").with("name", name).with("known", known))
        }
        Err(problems) => Err(Failure::new("records-broken").with_problems(problems)),
    }
}
