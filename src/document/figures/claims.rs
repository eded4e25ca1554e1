//! What each figure is said of: the words of its indicator, and in which role it stands.
//!
//! A sentence is cut into parts at commas and before comparisons. A part that only compares (`vượt mục tiêu
//! 62%`, `cuối kỳ còn 8,1%`) takes the indicator of the part before it. A table row takes its name cell, and its
//! columns say the role. What cannot be told is left out: a claim is only made where the role is clear. Linear.

use super::Qualifier;
use super::lex::{Kind, Line, Piece, cut};
use super::parts::{Part, sentences};
use super::rows::row_claims;
use super::units::{Unit, named};
use crate::document::{Block, BlockKind, Document};
use std::collections::BTreeSet;
use std::ops::Range;

/// Whether a figure is a level, a change or a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    Level,
    Rise,
    Fall,
    /// A ratio, a multiple, a difference to something: never compared with other places.
    Other,
}

/// Whether a figure was reached, is aimed at, or is what another is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stance {
    Result,
    /// A target of the term that ended.
    OldTarget,
    /// A target of the term to come.
    NewTarget,
    /// A value of an earlier time without a year.
    Base,
}

/// A figure with what it is said of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) block: usize,
    /// Index of the figure in its block's line.
    pub(crate) figure: usize,
    pub(crate) range: Range<usize>,
    /// Number of the sentence in its block.
    pub(crate) sentence: usize,
    /// Number of the part in its sentence.
    pub(crate) part: usize,
    pub(crate) in_brackets: bool,
    pub(crate) table: bool,
    pub(crate) unit: Unit,
    pub(crate) shape: Shape,
    pub(crate) stance: Stance,
    /// Content words before and behind the figure.
    pub(crate) before: Vec<String>,
    pub(crate) behind: Vec<String>,
    pub(crate) years: BTreeSet<u32>,
    /// Other words of time: start of the term, the term before, half a year.
    pub(crate) times: BTreeSet<&'static str>,
    pub(crate) qualifier: Qualifier,
}

/// The pieces of every block of a document, and the year in which the ended term ends.
pub(crate) struct Lines {
    pub(crate) lines: Vec<Line>,
    /// The year that two consecutive terms share.
    pub(crate) pivot: Option<u32>,
}

impl Lines {
    pub(crate) fn of(document: &Document) -> Self {
        let lines: Vec<Line> = document.blocks.iter().map(|block| line_of(document, block)).collect();
        let pivot = pivot(&lines).or_else(|| pivot_of_tables(document, &lines));
        Self { lines, pivot }
    }
}

/// A block cut into pieces, without its label and marker; nothing for code, HTML and front matter.
pub(crate) fn line_of(document: &Document, block: &Block) -> Line {
    if matches!(
        block.kind,
        BlockKind::FrontMatter | BlockKind::Code | BlockKind::Html | BlockKind::Rule | BlockKind::Definition
    ) {
        return Line::default();
    }
    let text = match block.row {
        // The delimiter row below the header holds no words.
        Some((_, 0)) => document.text(block).lines().next().unwrap_or(""),
        _ => document.text(block),
    };
    let skip = block.label.as_ref().map_or_else(|| marker(text), |label| label.range.end - block.text.start);
    cut(text, block.text.start, skip)
}

/// Bytes of a list marker, heading marks or a footnote label at the start of a block.
fn marker(text: &str) -> usize {
    let trimmed = text.trim_start_matches([' ', '\t', '>', '#']);
    let lead = text.len() - trimmed.len();
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let tail = &trimmed[digits..];
    if (1..=9).contains(&digits) && tail.starts_with([')', '.']) && tail[1..].starts_with([' ', '\t']) {
        return lead + digits + 1;
    }
    if trimmed.starts_with(['-', '+', '*']) && trimmed[1..].starts_with([' ', '\t']) {
        lead + 1
    } else {
        lead
    }
}

/// The year shared by the two consecutive terms that stand most often in the document.
fn pivot(lines: &[Line]) -> Option<u32> {
    let mut counts = std::collections::BTreeMap::<(u32, u32), usize>::new();
    for piece in lines.iter().flat_map(|line| &line.pieces) {
        if let Kind::Term(first, last) = piece.kind
            && last.checked_sub(first) == Some(5)
        {
            *counts.entry((first, last)).or_default() += 1;
        }
    }
    let pair = counts
        .iter()
        .filter_map(|((_, last), n)| Some((n.min(counts.get(&(*last, last + 5))?), *last)))
        .max_by_key(|(n, last)| (**n, *last));
    pair.map(|(_, last)| last).or_else(|| counts.iter().max_by_key(|(_, n)| **n).map(|((_, last), _)| *last))
}

/// Five years before the year that a table aims at, in a document that names no term.
fn pivot_of_tables(document: &Document, lines: &[Line]) -> Option<u32> {
    let headers = document.blocks.iter().zip(lines).filter(|(block, _)| matches!(block.row, Some((_, 0))));
    let aims = headers.flat_map(|(_, line)| super::table::Columns::of(line).target_years());
    aims.max().and_then(|year| year.checked_sub(5))
}

/// Every claim of a document in order.
pub(crate) fn claims(document: &Document, lines: &Lines) -> Vec<Claim> {
    let ahead = sections_ahead(document, lines);
    let mut found = Vec::new();
    let mut header: Option<(usize, super::table::Columns)> = None;
    for (block, line) in document.blocks.iter().zip(&lines.lines) {
        let ahead = ahead.get(block.section).copied().unwrap_or(false);
        match (block.kind, block.row) {
            (BlockKind::Row, Some((table, 0))) => {
                header = Some((table, super::table::Columns::of(line)));
            }
            (BlockKind::Row, Some((table, _))) => {
                if let Some((_, columns)) = header.as_ref().filter(|(of, _)| *of == table) {
                    row_claims(block, line, columns, lines.pivot, &mut found);
                }
            }
            (BlockKind::Heading, _) => (),
            _ => text_claims(block, line, ahead, lines.pivot, &mut found),
        }
    }
    found
}

/// Words of headings under which figures without another sign are targets of the term to come.
const AHEAD: &[&str] = &[
    "phương hướng",
    "mục tiêu",
    "chỉ tiêu chủ yếu đến",
    "nhiệm vụ",
    "giải pháp",
    "khâu đột phá",
    "dự báo",
    "tổ chức thực hiện",
    "hướng khắc phục",
    "kiến nghị",
];

fn sections_ahead(document: &Document, lines: &Lines) -> Vec<bool> {
    let mut ahead: Vec<bool> = Vec::with_capacity(document.sections.len());
    for section in &document.sections {
        let parent = section.parent.and_then(|p| ahead.get(p).copied()).unwrap_or(false);
        let own = section.heading.and_then(|h| lines.lines.get(h)).is_some_and(|line| {
            let results = (0..line.pieces.len()).any(|at| {
                line.any(at, &["kết quả", "đánh giá", "kiểm điểm", "tình hình thực hiện"]).is_some()
            });
            !results && section.level > 1 && (0..line.pieces.len()).any(|at| line.any(at, AHEAD).is_some())
        });
        ahead.push(parent || own);
    }
    ahead
}

fn text_claims(block: &Block, line: &Line, ahead: bool, pivot: Option<u32>, found: &mut Vec<Claim>) {
    if line.figures.is_empty() {
        return;
    }
    for (sentence, parts) in sentences(line).iter().enumerate() {
        let mut holder = Holder::default();
        for (number, part) in parts.iter().enumerate() {
            let own = claims_of_part(block, line, part, ahead, pivot, &holder);
            for mut claim in own.claims {
                claim.sentence = sentence;
                claim.part = number;
                found.push(claim);
            }
            if !part.in_brackets {
                holder = own.holder;
            }
        }
    }
}

/// What a comparing part takes over from the part before.
#[derive(Default, Clone)]
struct Holder {
    shape: Option<Shape>,
    before: Vec<String>,
    behind: Vec<String>,
    years: BTreeSet<u32>,
    times: BTreeSet<&'static str>,
}

struct OfPart {
    claims: Vec<Claim>,
    holder: Holder,
}

fn claims_of_part(
    block: &Block,
    line: &Line,
    part: &Part,
    ahead: bool,
    pivot: Option<u32>,
    holder: &Holder,
) -> OfPart {
    let figures: Vec<usize> =
        part.at.iter().enumerate().filter(|(_, at)| line.figure(**at).is_some()).map(|(i, _)| i).collect();
    let mut next = holder.clone();
    let mut claims = Vec::new();
    let mut from = 0;
    for (n, position) in figures.iter().enumerate() {
        let to = figures.get(n + 1).copied().unwrap_or(part.at.len());
        let before = &part.at[from..*position];
        let behind = &part.at[position + 1..to];
        from = position + 1;
        let (Kind::Figure(figure), range) =
            (line.pieces[part.at[*position]].kind.clone(), line.pieces[part.at[*position]].range.clone())
        else {
            continue;
        };
        let unit = line.figures[figure].unit.clone();
        let role = role(line, before, behind, &unit);
        let mut own = Words::of(line, before, behind);
        let inherits = own.before.is_empty();
        own.take_over(holder);
        let (stance, shape) = stance(&role, &own, ahead, pivot);
        // `tăng 10,8%/năm, vượt mục tiêu 10,5%/năm`: the target of a rate is a rate of the same kind.
        let shape = match holder.shape {
            Some(of) if inherits && shape == Shape::Level && unit.yearly && unit.is_percent() => of,
            _ => shape,
        };
        if n == 0 || !own.before.is_empty() {
            next = Holder {
                shape: Some(shape),
                before: own.before.clone(),
                behind: own.behind.clone(),
                years: if role.base { holder.years.clone() } else { own.years.clone() },
                times: if role.base { holder.times.clone() } else { own.times.clone() },
            };
        }
        claims.push(Claim {
            block: block.index,
            figure,
            range,
            sentence: 0,
            part: 0,
            in_brackets: part.in_brackets,
            table: false,
            unit: Unit { yearly: unit.yearly || role.yearly, ..unit },
            shape,
            stance,
            before: own.before,
            behind: own.behind,
            years: own.years,
            times: own.times,
            qualifier: role.qualifier,
        });
    }
    if figures.is_empty() {
        let own = Words::of(line, &part.at, &[]);
        if !own.before.is_empty() || !own.years.is_empty() {
            let keep = own.before.is_empty();
            next = Holder {
                shape: None,
                before: if keep { next.before } else { own.before },
                behind: if keep { next.behind } else { Vec::new() },
                years: if own.years.is_empty() { next.years } else { own.years },
                times: if own.times.is_empty() { next.times } else { own.times },
            };
        }
    }
    OfPart { claims, holder: next }
}

/// The role that the words nearest to a figure give it.
pub(super) struct Role {
    pub(super) shape: Shape,
    pub(super) target: bool,
    pub(super) base: bool,
    pub(super) yearly: bool,
    pub(super) qualifier: Qualifier,
}

pub(super) fn role(line: &Line, before: &[usize], behind: &[usize], unit: &Unit) -> Role {
    let mut role =
        Role { shape: Shape::Level, target: false, base: false, yearly: false, qualifier: Qualifier::None };
    let mut settled = false;
    for at in before.iter().rev() {
        let word = line.key(*at);
        let previous = if *at > 0 { line.key(*at - 1) } else { "" };
        role.read_qualifier(word, previous, before.last() == Some(at));
        role.yearly |= matches!((previous, word), ("mỗi" | "hằng" | "hàng" | "một", "năm"));
        if settled {
            role.target |=
                matches!((previous, word), ("mục" | "chỉ", "tiêu") | ("kế", "hoạch") | ("phấn", "đấu"));
            continue;
        }
        settled = true;
        match (previous, word) {
            ("mục" | "chỉ", "tiêu") | ("kế", "hoạch") | ("phấn", "đấu") => role.target = true,
            (_, "tăng" | "thêm") => role.shape = Shape::Rise,
            (_, "giảm") => role.shape = Shape::Fall,
            (_, "vượt" | "gấp" | "hơn" | "kém" | "thiếu" | "chênh") => role.shape = Shape::Other,
            (_, "bằng" | "chiếm" | "ứng") => role.shape = Shape::Other,
            (_, "mức") | ("so", "với") => role.base = previous != "ở",
            (_, "từ") if before.last() == Some(at) => role.base = true,
            (_, "lên" | "xuống" | "còn") => (),
            _ => settled = false,
        }
        if word == "mức" && role.base {
            // `so với mức`, `cao hơn mức`, `gấp 2 lần mức` compare; `ở mức`, `đạt mức` say the level itself.
            role.base = !matches!(previous, "ở" | "đạt" | "giữ" | "duy" | "trì");
        }
    }
    for at in behind {
        let (word, next) = (line.key(*at), line.key(*at + 1));
        role.yearly |= matches!((word, next), ("mỗi" | "hằng" | "hàng" | "một", "năm"));
        if matches!((word, next), ("trở", "lên")) {
            role.qualifier = Qualifier::AtLeast;
        }
        if role.base && matches!((word, next), ("nghị", "quyết") | ("kế", "hoạch") | ("đề", "ra"))
        {
            (role.base, role.target) = (false, true);
        }
    }
    let of_plan = behind.first().is_some_and(|at| {
        line.any(*at, &["kế hoạch", "chỉ tiêu", "mục tiêu", "nghị quyết", "so với", "dự toán", "tổng", "số"])
            .is_some()
    });
    if unit.is_percent() && of_plan && role.shape == Shape::Level && !role.target {
        role.shape = Shape::Other;
    }
    if unit.name == "lần" {
        role.shape = Shape::Other;
    }
    role
}

impl Role {
    fn read_qualifier(&mut self, word: &str, previous: &str, nearest: bool) {
        let found = match (previous, word) {
            ("ít", "nhất") | ("tối", "thiểu") => Qualifier::AtLeast,
            ("không", "quá") | ("tối", "đa") => Qualifier::AtMost,
            (_, "trên" | "hơn") if nearest && previous != "cao" => Qualifier::Over,
            (_, "gần") if nearest => Qualifier::Nearly,
            (_, "dưới") if nearest => Qualifier::AtMost,
            (_, "khoảng" | "chừng") if nearest => Qualifier::About,
            (_, "ước") => Qualifier::Estimate,
            _ => return,
        };
        if self.qualifier == Qualifier::None {
            self.qualifier = found;
        }
    }
}

fn stance(role: &Role, words: &Words, ahead: bool, pivot: Option<u32>) -> (Stance, Shape) {
    let past = words.years.iter().any(|year| pivot.is_some_and(|p| *year <= p));
    let future = words.years.iter().any(|year| pivot.is_some_and(|p| *year > p));
    let stance = if role.target {
        if future || (ahead && !past) { Stance::NewTarget } else { Stance::OldTarget }
    } else if future || (ahead && !past) {
        Stance::NewTarget
    } else if role.base && words.years.is_empty() {
        Stance::Base
    } else {
        Stance::Result
    };
    (stance, role.shape)
}

/// The content words around a figure, with years and words of time taken out.
#[derive(Default)]
pub(crate) struct Words {
    pub(crate) before: Vec<String>,
    pub(crate) behind: Vec<String>,
    pub(crate) years: BTreeSet<u32>,
    pub(crate) times: BTreeSet<&'static str>,
}

impl Words {
    pub(crate) fn of(line: &Line, before: &[usize], behind: &[usize]) -> Self {
        let mut words = Self::default();
        words.before = words.side(line, before);
        words.behind = words.side(line, behind);
        words
    }

    fn side(&mut self, line: &Line, side: &[usize]) -> Vec<String> {
        let mut content = Vec::new();
        let mut skip_to = 0;
        for at in side {
            let piece: &Piece = &line.pieces[*at];
            match piece.kind {
                Kind::Year(year) => {
                    self.years.insert(year);
                }
                Kind::Date(parts) => self.years.extend(parts.year),
                _ => (),
            }
            if *at < skip_to {
                continue;
            }
            if let Some((words, name)) = super::words::time_at(line, *at) {
                self.times.extend(name);
                skip_to = at + words;
            } else if let Some(words) = super::words::per_head_at(line, *at) {
                content.push(super::words::PER_HEAD.to_owned());
                skip_to = at + words;
            } else if let Some(words) = super::words::soft_at(line, *at) {
                skip_to = at + words;
            } else if piece.kind == Kind::Word {
                super::words::expand(&piece.key, &mut content);
            } else if matches!(piece.kind, Kind::Symbol | Kind::Ordinal(_)) {
                content.push(format!("#{}", piece.range.len()));
            }
        }
        content
    }

    /// A part without an indicator of its own stands for the indicator of the part before.
    fn take_over(&mut self, holder: &Holder) {
        if self.before.is_empty() {
            self.before.clone_from(&holder.before);
            if self.behind.is_empty() {
                self.behind.clone_from(&holder.behind);
            }
            if self.years.is_empty() {
                self.years.clone_from(&holder.years);
            }
            if self.times.is_empty() {
                // `đầu kỳ 24,6%, cuối kỳ 8,1%`: a time before is said of its own figure only.
                self.times.extend(holder.times.iter().filter(|time| !matches!(**time, "start" | "previous")));
            }
        }
    }
}

/// The unit of a header or unit cell.
pub(crate) fn cell_unit(document_text: &str) -> Unit {
    named(document_text)
}
