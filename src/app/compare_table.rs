//! Three or more states of the drafts side by side, as one comparison table.
//!
//! Neighbouring states are compared; a row follows a block through all of them. Other formats show two states.

use super::diff::{Options, State, shown_label, state, view_options};
use super::trace::Reasons;
use super::workspace::{Draft, Workspace, compared};
use super::{Failure, Format, Report, Session, compare_filter, docx, output, pdf};
use crate::compare::Comparison;
use crate::document::DocumentId;
use crate::messages::{Message, text};
use crate::view::{self, Side, Step, Table, ViewOptions};
use std::collections::BTreeMap;

/// A document in all states.
struct Chain {
    id: DocumentId,
    title: String,
    drafts: Vec<Draft>,
    comparisons: Vec<Comparison>,
}

/// The table of the states that were named, in that order.
///
/// # Errors
///
/// When the format is no table, a state or kind is not known, or no document stands in all states.
pub(super) fn states(
    session: &Session,
    workspace: &Workspace<'_>,
    options: &Options,
) -> Result<Report, Failure> {
    if !matches!(options.show.format, Format::TableHtml | Format::TableDocx | Format::TablePdf | Format::Csv)
        || options.show.summary
    {
        return Err(Failure::new("diff-states-format").of_usage());
    }
    let facets = compare_filter::facets(&options.show)?;
    let named = options.before.iter().chain(&options.after).chain(&options.more);
    let states = named.map(|name| state(workspace, name)).collect::<Result<Vec<_>, _>>()?;
    let labels: Vec<String> = states.iter().map(|state| shown_label(&state.label(), session.lang)).collect();
    let only = options.document.as_deref().map(|text| workspace.document_id(text)).transpose()?;
    let (chains, missing) = chains(workspace, &states, only.as_ref())?;
    if chains.is_empty() {
        return Err(Failure::new("diff-none-in-all").with("states", labels.join(", ")));
    }
    let reasons = states
        .windows(2)
        .map(|pair| super::trace::reasons(workspace, pair[0], pair[1], session.lang))
        .collect::<Result<Vec<Reasons>, _>>()?;
    let sides: Vec<Vec<Side<'_>>> = chains.iter().map(|chain| chain.sides(&labels)).collect();
    let all: Vec<&[Side<'_>]> = sides.iter().map(Vec::as_slice).collect();
    let kept = compare_filter::with_section(&all, options.show.section.as_deref())?;
    let view_options = view_options(&options.show, &facets, session.lang);
    let shown = chains.iter().zip(&sides).zip(kept).filter(|(_, kept)| *kept);
    let tables =
        shown.map(|((chain, sides), _)| (chain.title.clone(), chain.table(sides, &reasons, &view_options)));
    let mut report = Report::default();
    for title in missing {
        report = report.and(Message::new("diff-left-out").with("document", title));
    }
    let table = output::joined(tables.collect());
    let file = options.show.output.as_deref();
    if options.show.format == Format::Csv {
        return output::csv(session, report, &table, file);
    }
    let mut page = table.into_page(text(session.lang, "view-comparison-table"), session.lang);
    page.subtitle.push(labels.join(" → "));
    if matches!(options.show.format, Format::TableDocx | Format::TablePdf) {
        let last = states.last().copied().unwrap_or(State::Working);
        let letterhead = docx::Letterhead::of(workspace, last, session.lang)?;
        if options.show.format == Format::TablePdf {
            return pdf::page(session, report, &letterhead, &page, (&options.show.pdf, file));
        }
        return docx::page(session, report, &letterhead, &page, file);
    }
    output::html(session, report, &page, file)
}

impl Chain {
    fn sides<'a>(&'a self, labels: &'a [String]) -> Vec<Side<'a>> {
        let drafts = self.drafts.iter().zip(labels);
        drafts.map(|(draft, label)| Side { document: &draft.document, codes: &draft.codes, label }).collect()
    }

    fn table(&self, sides: &[Side<'_>], reasons: &[Reasons], options: &ViewOptions) -> Table {
        let none = BTreeMap::new();
        let steps = self.comparisons.iter().zip(reasons);
        let steps: Vec<Step<'_>> = steps
            .map(|(comparison, of_step)| Step { comparison, reasons: of_step.get(&self.id).unwrap_or(&none) })
            .collect();
        let options = ViewOptions { anchor_prefix: format!("{}-", self.id), ..options.clone() };
        view::states_table(sides, &steps, &options)
    }
}

/// The documents that stand in all states, compared; and the titles of those that stand in some only.
fn chains(
    workspace: &Workspace<'_>,
    states: &[State],
    only: Option<&DocumentId>,
) -> Result<(Vec<Chain>, Vec<String>), Failure> {
    let (mut chains, mut missing) = (Vec::new(), Vec::new());
    for (id, _) in workspace.documents() {
        if only.is_some_and(|only| *only != id) {
            continue;
        }
        let drafts = states.iter().map(|state| state.draft(workspace, &id)).collect::<Result<Vec<_>, _>>()?;
        let title = workspace.entry(&id).map(|entry| entry.title.clone()).unwrap_or_default();
        let n_drafts = drafts.iter().flatten().count();
        if n_drafts < drafts.len() {
            missing.extend((n_drafts > 0).then_some(title));
            continue;
        }
        let drafts: Vec<Draft> = drafts.into_iter().flatten().collect();
        let comparisons =
            drafts.windows(2).map(|pair| compared(&pair[0].document, &pair[1].document)).collect();
        chains.push(Chain { id, title, drafts, comparisons });
    }
    Ok((chains, missing))
}
