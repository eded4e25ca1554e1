//! Output-neutral pages and tables: what a comparison, a draft or a list says, before any format.
//!
//! Every output of one kind is made from one view, so that HTML, terminal and CSV cannot disagree. This module
//! knows no colour, no markup, no format and no file. Work is linear in the length of the drafts.

mod answer_sheet;
mod change;
mod comparison;
mod draft;
mod fate;
mod flow;
mod letter;
mod markdown;
mod merge;
mod model;
mod office;
mod place_words;
mod progress;
mod redline;
mod report;
mod report_lines;
mod response;
mod response_annex;
mod response_book;
mod response_cells;
mod response_counts;
mod response_form;
mod sink;
mod states;
mod summary;
mod summary_brief;
mod table;
mod trace;
mod workbook;

pub use answer_sheet::{answer_sheet, answered_units};
pub use change::{Facet, Half, Mark, Redline, Sides, facets};
pub use comparison::{Side, ViewOptions, change_label, comparison_page};
pub use draft::{DraftMeta, draft_page};
pub use fate::{has_section, shown_changes};
pub use flow::{
    Content, Flow, FlowParagraph, FlowPart, FlowRow, FlowRun, FlowTable, Form, Layout, MoveMarks, Numbering,
    Remark, Remarks, Track, clean_flow, marked_flow,
};
pub use letter::{Letter, LetterDue, LetterKind, letter_page};
pub use merge::{MergeViewOptions, merge_page};
pub use model::*;
pub use office::Office;
pub use place_words::place_in_words;
pub use progress::{ProgressMeta, progress_matrix, progress_page, unit_state_word};
pub use report::{ReportKind, report_page};
pub use response::{ResponseMeta, outcome_word, response_page, response_rows};
pub use response_book::response_workbook;
pub use response_form::ResponseForm;
pub use states::{Step, states_table};
pub use summary::{SummaryOptions, summary_page};
pub use summary_brief::{BriefOf, summary_briefs};
pub use table::comparison_table;
pub use trace::{TracedSide, trace_page};
pub use workbook::{FillIn, Sheet, Workbook};

#[cfg(test)]
mod response_tests;
#[cfg(test)]
mod tests;
