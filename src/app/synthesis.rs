//! The table of comments and responses of a round, with its annexes and counts.

use super::workspace::{Workspace, open_store};
use super::{Failure, Format, Report, Session};
use super::{docx, inputs, output, pdf};
use crate::rounds::{Moment, RoundNo};
use crate::synthesis::{ResponseInput, ResponseTable, WeightScale, response_table};
use crate::view::{self, Marks, ResponseMeta};
use serde_json::json;
use std::path::PathBuf;

/// What is shown.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Number of the round.
    pub round: u32,
    /// Format.
    pub format: Format,
    /// File to write to.
    pub output: Option<PathBuf>,
    /// Only the points put to a higher body.
    pub escalated: bool,
    /// How a PDF file is made.
    pub pdf: pdf::Options,
}

/// Makes the response table.
///
/// # Errors
///
/// When the round is not known or the repository cannot be read.
pub fn synthesis(session: &Session, options: &Options) -> Result<Report, Failure> {
    docx::wants_file(options.format, options.output.as_deref())?;
    pdf::check(options.format, &options.pdf)?;
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let (number, _) = workspace.round(options.round)?;
    let table = table(&workspace, number, inputs::as_of(session))?;
    let hash = workspace.records.rounds.get(&number).map(|record| record.hash.short()).unwrap_or_default();
    let shown = ResponseMeta {
        lang: session.lang,
        congress: workspace.records.congress.name.clone(),
        basis: Vec::new(),
        marks: Some(Marks::default().hash(session.lang, &hash)),
        only_escalated: options.escalated,
    };
    let report = Report { json: Some(json!(table.to_json())), ..Report::default() };
    let file = options.output.as_deref();
    match options.format {
        Format::Json => output::json(session, report, file),
        Format::Csv => output::csv(session, report, &view::response_rows(&table, &shown), file),
        Format::Xlsx => output::xlsx(session, report, &view::response_workbook(&table, &shown), file),
        Format::Docx | Format::Pdf => {
            let letterhead = docx::Letterhead::dated(&workspace, Some(table.as_of), session.lang)?;
            let page = view::response_page(&table, &shown);
            if options.format == Format::Pdf {
                return pdf::page(session, report, &letterhead, &page, (&options.pdf, file));
            }
            docx::page(session, report, &letterhead, &page, file)
        }
        Format::Html => output::html(session, report, &view::response_page(&table, &shown), file),
        _ => output::terminal(session, report, view::response_page(&table, &shown), file),
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
