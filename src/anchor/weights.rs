//! Every weight and threshold of placing, in one table.
//!
//! They are set so that nothing is placed wrongly; what falls below stays unplaced with its candidates. Shares
//! are between 0 and 1.

/// The table.
#[derive(Debug, Clone, Copy)]
pub struct Weights {
    /// Words that a quote needs to be an exact place without a cited section (or a figure in it).
    pub quote_words_min: usize,
    /// Words that a quote needs to be looked for with typing errors.
    pub inexact_words_min: usize,
    /// Share of a quote's words that must agree then.
    pub inexact_share_min: f64,
    /// By how much the best must be ahead of the second then.
    pub inexact_margin: f64,
    /// Score of a section among those that the cited number can mean.
    pub section_score_min: f64,
    /// By how much it must be ahead.
    pub section_margin: f64,
    /// What the words that a section's paragraph shares with the comment must weigh, in nats.
    pub section_weight_min: f64,
    /// Share of a title's words that the comment must have for the title to count.
    pub title_share_min: f64,
    /// Share of the comment's words in one paragraph of the cited section.
    pub block_share_min: f64,
    /// By how much it must be ahead of the section's second.
    pub block_margin: f64,
    /// Pairs of words, standing in few paragraphs, that it must have.
    pub block_rare_min: usize,
    /// Share of the comment's words in one paragraph of the whole document, where no cited section helps.
    pub anywhere_share_min: f64,
    /// By how much it must be ahead.
    pub anywhere_margin: f64,
    /// Rare pairs that it must have.
    pub anywhere_rare_min: usize,
    /// In how many paragraphs a pair of words may stand to be rare.
    pub rare_blocks_max: usize,
    /// Share of the comment's words that a paragraph must have to be a candidate.
    pub candidate_share_min: f64,
    /// Score of a page and line that nothing else supports or speaks against.
    pub print_score: f64,
    /// Lines that a citation may be beside its block and still be one of the circulated print.
    pub print_lines_right: u32,
    /// Lines beside its block from which on it is one of another print.
    pub print_lines_wrong: u32,
    /// Candidates shown.
    pub candidates_max: usize,
    /// Other places listed.
    pub also_max: usize,
    /// Words of a comment that are compared.
    pub text_words_max: usize,
    /// Words of a quote that are compared with typing errors.
    pub inexact_words_max: usize,
    /// Paragraphs in which a quote is looked for with typing errors.
    pub inexact_blocks_max: usize,
    /// Words that a comment needs to be followed by them when their paragraph was taken apart.
    pub carried_words_min: usize,
    /// Share of them that keeps a comment with what its paragraph became.
    pub carried_own_min: f64,
    /// Share of them that one block must have in their order, where they were edited.
    pub carried_share_min: f64,
    /// By how much it must be ahead of the second.
    pub carried_margin: f64,
}

/// The values in use.
pub const WEIGHTS: Weights = Weights {
    quote_words_min: 2,
    inexact_words_min: 4,
    inexact_share_min: 0.8,
    inexact_margin: 0.15,
    section_score_min: 0.4,
    section_margin: 0.2,
    section_weight_min: 5.0,
    title_share_min: 0.6,
    block_share_min: 0.5,
    block_margin: 0.25,
    block_rare_min: 2,
    anywhere_share_min: 0.7,
    anywhere_margin: 0.3,
    anywhere_rare_min: 3,
    rare_blocks_max: 3,
    candidate_share_min: 0.15,
    print_score: 0.8,
    print_lines_right: 1,
    print_lines_wrong: 3,
    candidates_max: 3,
    also_max: 12,
    text_words_max: 400,
    inexact_words_max: 120,
    inexact_blocks_max: 24,
    carried_words_min: 4,
    carried_own_min: 0.5,
    carried_share_min: 0.6,
    carried_margin: 0.2,
};
