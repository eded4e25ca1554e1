//! The papers made of a round's comments: the table with its annexes and counts, the reports, the answer sheets.

use super::workspace::{Workspace, open_store};
use super::{Failure, Format, Report, Session};
use super::{docx, inputs, output, pdf};
use crate::messages::Message;
use crate::rounds::{Moment, RoundNo};
use crate::synthesis::{Respondent, ResponseInput, ResponseTable, WeightScale, response_table};
use crate::view::{self, Marks, Office, Page, ReportKind, ResponseForm, ResponseMeta};
use crate::{render, store};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What is shown.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Number of the round.
    pub round: u32,
    /// Format.
    pub format: Format,
    /// File to write to.
    pub output: Option<PathBuf>,
    /// How a PDF file is made.
    pub pdf: pdf::Options,
    /// What is made of the synthesis.
    pub paper: Paper,
    /// Columns of the table: 4, or 7; 4 where absent.
    pub columns: Option<u32>,
    /// A Word file whose styles say letters, sizes and spaces of Word files.
    pub reference: Option<PathBuf>,
}

/// A paper made of a synthesis.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Paper {
    /// The response table.
    #[default]
    Table,
    /// Only the points put to a higher body.
    Escalated,
    /// The report in three parts.
    Report,
    /// The report on what became of the comments.
    ResponseReport,
    /// The answer sheet of one unit, as typed.
    Answer(String),
    /// The answer sheets of all units that replied, into a folder.
    Answers(PathBuf),
}

/// Makes a paper of the synthesis.
///
/// # Errors
///
/// When the round or the unit is not known, a paper has no such format, or the repository cannot be read.
pub fn synthesis(session: &Session, options: &Options) -> Result<Report, Failure> {
    pdf::check(options.format, &options.pdf)?;
    let is_page = matches!(options.format, Format::Terminal | Format::Html | Format::Docx | Format::Pdf);
    if !is_page && !matches!(options.paper, Paper::Table | Paper::Escalated) {
        return Err(Failure::new("synthesis-page-only").of_usage());
    }
    if !matches!(options.paper, Paper::Answers(_)) {
        docx::wants_file(options.format, options.output.as_deref())?;
    }
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let (number, _) = workspace.round(options.round)?;
    let table = table(&workspace, number, inputs::as_of(session))?;
    let hash = workspace.records.rounds.get(&number).map(|record| record.hash.short()).unwrap_or_default();
    let made = Made {
        session,
        letterhead: docx::Letterhead::dated(&workspace, Some(table.as_of), session.lang)?
            .referring(options.reference.as_deref())?,
        office: inputs::office(&workspace, Some(hash.clone())),
        after: Some(number.next()).filter(|next| workspace.records.rounds.contains_key(next)),
        shown: ResponseMeta {
            lang: session.lang,
            congress: workspace.records.congress.name.clone(),
            basis: Vec::new(),
            marks: Some(Marks::default().hash(session.lang, &hash)),
            form: options.columns.and_then(ResponseForm::of_columns).unwrap_or_default(),
        },
        table,
    };
    match &options.paper {
        Paper::Table => made.response(&made.table, options),
        Paper::Escalated => made.response(&made.table.escalated(), options),
        Paper::Report => made.page(made.report(ReportKind::Synthesis), options),
        Paper::ResponseReport => made.page(made.report(ReportKind::Response), options),
        Paper::Answer(unit) => {
            let unit = super::reply::unit(&workspace, unit)?;
            let known = view::answered_units(&made.table);
            let Some(unit) = known.iter().find(|known| known.id == unit) else {
                return Err(Failure::new("synthesis-unit-silent").with("unit", unit.to_string()));
            };
            made.page(made.answer(unit), options)
        }
        Paper::Answers(folder) => made.answers(folder, options),
    }
}

/// The synthesis with everything that its papers need besides.
struct Made<'a> {
    session: &'a Session,
    table: ResponseTable,
    letterhead: docx::Letterhead,
    office: Office,
    after: Option<RoundNo>,
    shown: ResponseMeta,
}

impl Made<'_> {
    fn response(&self, table: &ResponseTable, options: &Options) -> Result<Report, Failure> {
        let (session, file) = (self.session, options.output.as_deref());
        let report = Report { json: Some(json!(table.to_json())), ..Report::default() };
        match options.format {
            Format::Json => output::json(session, report, file),
            Format::Csv => output::csv(session, report, &view::response_rows(table, &self.shown), file),
            Format::Xlsx => output::xlsx(session, report, &view::response_workbook(table, &self.shown), file),
            _ => self.written(report, view::response_page(table, &self.shown), options),
        }
    }

    fn page(&self, page: Page, options: &Options) -> Result<Report, Failure> {
        self.written(Report::default(), page, options)
    }

    fn written(&self, report: Report, page: Page, options: &Options) -> Result<Report, Failure> {
        let (session, file) = (self.session, options.output.as_deref());
        match options.format {
            Format::Docx => {
                let report = docx::page(session, report, &self.letterhead, &page, file)?;
                Ok(self.letterhead.and_said(report))
            }
            Format::Pdf => pdf::page(session, report, &self.letterhead, &page, (&options.pdf, file)),
            Format::Html => output::html(session, report, &page, file),
            _ => output::terminal(session, report, page, file),
        }
    }

    fn report(&self, kind: ReportKind) -> Page {
        view::report_page(&self.table, kind, &self.office, &self.shown)
    }

    fn answer(&self, unit: &Respondent) -> Page {
        view::answer_sheet(&self.table, unit, self.after, (&self.office, &self.shown))
    }

    /// A file for every unit that replied; Word files unless another format is asked for.
    fn answers(&self, folder: &Path, options: &Options) -> Result<Report, Failure> {
        let ending = match options.format {
            Format::Html => "html",
            Format::Pdf => "pdf",
            _ => "docx",
        };
        let print = pdf::print(&options.pdf)?;
        let units = view::answered_units(&self.table);
        let (mut files, mut missing) = (Vec::new(), BTreeSet::new());
        for unit in &units {
            let page = self.answer(unit);
            let bytes = match options.format {
                Format::Html => render::html(&page, &render::HtmlOptions::default()).into_bytes(),
                Format::Pdf => {
                    let made = pdf::made(&self.letterhead, &page, &print)?;
                    missing.extend(made.missing);
                    made.bytes
                }
                _ => self.letterhead.page(&page)?,
            };
            files.push((folder.join(format!("{}.{ending}", unit.id)), bytes));
        }
        let shown = folder.display().to_string();
        if self.session.dry_run {
            return Ok(Report::said(Message::new("would-write").with("file", shown)));
        }
        let files: Vec<(PathBuf, &[u8])> =
            files.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice())).collect();
        store::write_all_outside(&files)?;
        let done = Message::new("synthesis-answers").with("n", files.len()).with("folder", shown);
        let missing: Vec<char> = missing.into_iter().collect();
        Ok(pdf::with_missing(self.letterhead.and_said(Report::said(done)), &missing))
    }
}

/// The response table of a round as of a moment.
pub(super) fn table(
    workspace: &Workspace<'_>,
    round: RoundNo,
    as_of: Moment,
) -> Result<ResponseTable, Failure> {
    let state = inputs::round_state(workspace, round, as_of);
    Ok(response_table(&ResponseInput {
        round,
        as_of,
        documents: inputs::documents(workspace, round),
        audience: state.map(|state| inputs::audience(workspace, round, &state)).unwrap_or_default(),
        items: inputs::items(workspace, round)?,
        replies: inputs::replies(workspace, round),
        exceptional: inputs::exceptional(workspace, round, as_of),
        rounding: workspace.records.congress.rounding,
        scale: WeightScale::default(),
    }))
}
