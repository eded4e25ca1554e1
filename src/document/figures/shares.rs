//! Fractions, ratios, multiples and differences that do not give the number printed with them.
//!
//! Everything is compared exactly, at the printed precision, both rounded half up and cut. Only figures that the
//! words tie together are compared. Linear: every look ahead or back is bounded.

use super::lex::{Kind, Line, RawFigure};
use super::number::{Fit, Number, at_precision, fit, power, print};
use super::{Rounding, codes};
use crate::problem::Code;
use num_rational::Ratio;

/// Pieces between a fraction and its percentage at most.
const REACH: usize = 14;

/// Something found in a line, before it has a place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) code: Code,
    /// Byte of the source.
    pub(crate) at: usize,
    pub(crate) args: Vec<(&'static str, String)>,
}

impl Finding {
    pub(crate) fn new(code: Code, at: usize, args: &[(&'static str, &str)]) -> Self {
        Self { code, at, args: args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect() }
    }
}

/// A share printed in one of the two conventions only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) fit: Fit,
    pub(crate) at: usize,
    pub(crate) figure: String,
    pub(crate) printed: String,
    pub(crate) rounded: String,
    pub(crate) cut: String,
}

/// What was found and every share that shows its convention.
#[derive(Default)]
pub(crate) struct Checked {
    pub(crate) findings: Vec<Finding>,
    pub(crate) shares: Vec<Share>,
}

/// Words that may stand between a figure and the share it gives.
const LINKS: &[&str] = &["đạt", "bằng", "chiếm", "lệ", "đương", "là", "ứng"];
/// Words behind a percentage that make it a share of something else.
const OF_PLAN: &[&str] =
    &["kế hoạch", "chỉ tiêu", "mục tiêu", "nghị quyết", "so với", "dự toán", "so", "mức", "tổng"];
/// Words that part a figure from a following percentage.
const APART: &[&str] =
    &["vượt", "mục", "chỉ", "tăng", "giảm", "kế", "so", "hơn", "trên", "gần", "khoảng", "dưới"];

/// Checks one line; `source` is the document's text.
pub(crate) fn check(line: &Line, source: &str, checked: &mut Checked) {
    for at in 0..line.pieces.len() {
        let Some(figure) = line.figure(at) else { continue };
        if figure.fraction {
            fraction(line, at, figure, source, checked);
        } else if figure.unit.name == "lần" {
            multiple(line, at, figure, source, checked);
        } else if figure.unit.is_percent() {
            ratio(line, at, figure, source, checked);
            growth(line, at, figure, source, checked);
        }
        difference(line, at, source, checked);
    }
}

fn text<'a>(line: &Line, at: usize, source: &'a str) -> &'a str {
    line.pieces.get(at).and_then(|piece| source.get(piece.range.clone())).unwrap_or("").trim()
}

fn start(line: &Line, at: usize) -> usize {
    line.pieces.get(at).map_or(0, |piece| piece.range.start)
}

fn fraction(line: &Line, at: usize, figure: &RawFigure, source: &str, checked: &mut Checked) {
    let Some(whole) = figure.second else { return };
    if whole.mantissa == 0 {
        return;
    }
    let percent_at = percent_behind(line, at).or_else(|| percent_before(line, at));
    let counts = figure.first.decimals == 0 && whole.decimals == 0;
    if figure.first.value() > whole.value() {
        if counts && (percent_at.is_some() || counted_whole(line, at)) {
            let args = [("figure", text(line, at, source))];
            checked.findings.push(Finding::new(codes::MORE_THAN_ALL, start(line, at), &args));
        }
        return;
    }
    let Some(percent) = percent_at.and_then(|i| line.figure(i)) else { return };
    let exact = figure.first.value() / whole.value() * Ratio::from_integer(100);
    let percent_at = percent_at.unwrap_or(at);
    share(line, at, percent_at, exact, &percent.first, source, checked, codes::SHARE);
}

/// `15/14 xã`: a counted noun follows, so that it is no ratio of another kind.
fn counted_whole(line: &Line, at: usize) -> bool {
    line.any(
        at + 1,
        &[
            "xã",
            "chi bộ",
            "đảng bộ",
            "trường",
            "hộ",
            "khu",
            "thôn",
            "đồng chí",
            "đảng viên",
            "chỉ tiêu",
            "trạm",
            "đơn vị",
        ],
    )
    .is_some()
}

/// The percentage that a fraction at `at` is said to be: `(42,8%)`, `, đạt 87,65%`, `= 42,9%`.
fn percent_behind(line: &Line, at: usize) -> Option<usize> {
    let mut opened = None;
    for i in at + 1..line.pieces.len().min(at + REACH) {
        match line.pieces[i].kind {
            Kind::Figure(_) => {
                let figure = line.figure(i)?;
                let of_plan = line.any(i + 1, OF_PLAN).is_some();
                let tied = match opened {
                    Some(open) => (open + 1..i).all(|w| {
                        LINKS.contains(&line.key(w)) || line.key(w) == "tỷ" || line.mark(w) == Some('=')
                    }),
                    None => line.mark(i - 1) == Some('=') || LINKS.contains(&line.key(i - 1)),
                };
                let plain = figure.unit.name == "%" && !figure.unit.yearly && figure.second.is_none();
                return (plain && tied && !of_plan).then_some(i);
            }
            Kind::Mark('(') => opened = Some(i),
            Kind::Mark(')') if opened.is_some() => return None,
            Kind::Mark('.' | ';' | ':') | Kind::Cell => return None,
            Kind::Word if APART.contains(&line.key(i)) => return None,
            _ => (),
        }
    }
    None
}

/// `8,1% (1.012/12.494 hộ)`: the percentage right before the brackets around the fraction.
fn percent_before(line: &Line, at: usize) -> Option<usize> {
    let open = (at.saturating_sub(4)..at).rev().find(|i| line.mark(*i) == Some('('))?;
    let before = open.checked_sub(1)?;
    let figure = line.figure(before)?;
    (figure.unit.name == "%" && figure.second.is_none()).then_some(before)
}

#[allow(clippy::too_many_arguments)]
fn share(
    line: &Line,
    at: usize,
    printed_at: usize,
    exact: Ratio<i128>,
    printed: &Number,
    source: &str,
    checked: &mut Checked,
    code: Code,
) {
    let (rounded, cut) = at_precision(exact, printed.decimals);
    let unit = if line.figure(printed_at).is_some_and(|f| f.unit.is_percent()) { "%" } else { " lần" };
    let shown = |mantissa| format!("{}{unit}", print(mantissa, printed.decimals));
    let (figure, share_text) = (text(line, at, source), text(line, printed_at, source));
    let hundred = printed.value() == Ratio::from_integer(100);
    let exactly = exact == Ratio::from_integer(100);
    let args =
        [("figure", figure), ("printed", share_text), ("rounded", &shown(rounded)), ("cut", &shown(cut))];
    let place = start(line, printed_at);
    if hundred && !exactly && code.id == codes::SHARE.id {
        checked.findings.push(Finding::new(codes::NOT_ALL, place, &args));
        return;
    }
    match fit(exact, printed) {
        Fit::Neither => checked.findings.push(Finding::new(code, place, &args)),
        Fit::Both => (),
        one => checked.shares.push(Share {
            fit: one,
            at: place,
            figure: figure.to_owned(),
            printed: share_text.to_owned(),
            rounded: shown(rounded),
            cut: shown(cut),
        }),
    }
}

/// The nearest earlier figure of the sentence for which `good` holds.
fn earlier(line: &Line, at: usize, good: impl Fn(&RawFigure) -> bool) -> Option<usize> {
    let mut depth = 0_usize;
    for i in (at.saturating_sub(40)..at).rev() {
        match line.mark(i) {
            Some(')') => depth += 1,
            Some('(') => depth = depth.saturating_sub(1),
            Some('.' | ';' | ':') if depth == 0 => return None,
            _ => (),
        }
        if depth == 0
            && let Some(figure) = line.figure(i).filter(|figure| good(figure))
        {
            return Some(figure).map(|_| i);
        }
    }
    None
}

/// The figure within `reach` pieces behind `at`, over words of comparison only.
fn compared_with(line: &Line, at: usize, reach: usize, words: &[&str]) -> Option<usize> {
    for i in at + 1..line.pieces.len().min(at + 1 + reach) {
        match line.pieces[i].kind {
            Kind::Figure(_) => return Some(i),
            Kind::Word if words.contains(&line.key(i)) => (),
            Kind::Year(_) => (),
            _ => return None,
        }
    }
    None
}

/// Whether a figure is a target or a base that others are compared with: `mục tiêu 68 tỷ đồng`, `mức 39,8`.
fn compared(line: &Line, figure: &RawFigure) -> bool {
    let at = line.pieces.partition_point(|piece| piece.range.start < figure.range.start);
    line.any_before(
        at,
        &["mục tiêu", "chỉ tiêu", "kế hoạch", "mức", "so với", "tăng", "giảm", "vượt", "thêm", "từ"],
    )
}

fn plain(figure: &RawFigure) -> bool {
    figure.second.is_none() && !figure.unit.is_percent() && figure.unit.name != "lần"
}

fn scaled(figure: &RawFigure) -> Ratio<i128> {
    figure.first.value() * Ratio::from_integer(power(figure.unit.scale))
}

fn qualified(line: &Line, at: usize) -> bool {
    at > 0 && matches!(line.key(at - 1), "gần" | "hơn" | "trên" | "khoảng" | "dưới" | "tới" | "đến")
}

/// `gấp 1,8 lần mức 21,5 triệu đồng`.
fn multiple(line: &Line, at: usize, figure: &RawFigure, source: &str, checked: &mut Checked) {
    if qualified(line, at) || at == 0 || line.key(at - 1) != "gấp" || figure.second.is_some() {
        return;
    }
    let words = ["mức", "so", "với", "con", "số", "của", "năm", "là"];
    let Some(base_at) = compared_with(line, at, 6, &words) else { return };
    let Some(base) = line.figure(base_at).filter(|f| plain(f) && f.first.mantissa > 0) else { return };
    let Some(value_at) =
        earlier(line, at, |f| plain(f) && f.unit.name == base.unit.name && !compared(line, f))
    else {
        return;
    };
    let Some(value) = line.figure(value_at) else { return };
    if qualified(line, base_at) || qualified(line, value_at) || !same_noun(line, value_at, base_at) {
        return;
    }
    let exact = scaled(value) / scaled(base);
    share(line, value_at, at, exact, &figure.first, source, checked, codes::MULTIPLE);
}

/// Counted figures are of one kind only where the same noun follows, or none.
fn same_noun(line: &Line, a: usize, b: usize) -> bool {
    let (Some(x), Some(y)) = (line.figure(a), line.figure(b)) else { return false };
    if !x.unit.name.is_empty() || !y.unit.name.is_empty() {
        return x.unit.name == y.unit.name;
    }
    let (first, second) = (line.key(a + 1), line.key(b + 1));
    first == second
        || first.is_empty()
        || second.is_empty()
        || !line.pieces.get(b + 1).is_some_and(|_| is_noun(second))
}

fn is_noun(word: &str) -> bool {
    !matches!(word, "của" | "năm" | "đầu" | "và" | "do" | "so" | "nghị" | "kế" | "đã" | "trong")
}

/// `812 đảng viên, bằng 108,3% mục tiêu 750 đảng viên`; without the target, whether a whole number can be it.
fn ratio(line: &Line, at: usize, figure: &RawFigure, source: &str, checked: &mut Checked) {
    let linked = at > 0 && matches!(line.key(at - 1), "bằng" | "đạt");
    if !linked
        || figure.unit.name != "%"
        || figure.unit.yearly
        || figure.second.is_some()
        || figure.first.mantissa == 0
    {
        return;
    }
    let words = ["mục", "tiêu", "kế", "hoạch", "chỉ", "so", "với", "mức", "của", "nghị", "quyết", "là"];
    let of_plan = line.any(
        at + 1,
        &["mục tiêu", "kế hoạch", "chỉ tiêu", "so với kế hoạch", "so với mục tiêu", "so với chỉ tiêu"],
    );
    let base = compared_with(line, at, 6, &words).and_then(|i| Some((i, line.figure(i)?)));
    if let Some((base_at, base)) = base.filter(|(_, f)| plain(f) && f.first.mantissa > 0) {
        if of_plan.is_none() && !line.has(at + 1, "mức") && !line.has(at + 1, "so với") {
            return;
        }
        let Some(value_at) =
            earlier(line, at, |f| plain(f) && f.unit.name == base.unit.name && !compared(line, f))
        else {
            return;
        };
        let Some(value) = line.figure(value_at) else { return };
        if !qualified(line, value_at) && !qualified(line, base_at) && same_noun(line, value_at, base_at) {
            let exact = scaled(value) / scaled(base) * Ratio::from_integer(100);
            share(line, value_at, at, exact, &figure.first, source, checked, codes::OF_TARGET);
        }
    } else if of_plan.is_some() {
        implied_plan(line, at, figure, source, checked);
    }
}

/// `248 đảng viên, đạt 99,2% kế hoạch`: some whole number must be the plan.
fn implied_plan(line: &Line, at: usize, figure: &RawFigure, source: &str, checked: &mut Checked) {
    let Some(value_at) = earlier(line, at, |_| true) else { return };
    let Some(value) = line.figure(value_at).filter(|f| plain(f)) else { return };
    let whole = value.unit.name.is_empty() && value.unit.scale == 0 && value.first.decimals == 0;
    if !whole
        || value.first.mantissa == 0
        || qualified(line, value_at)
        || qualified(line, at)
        || at - value_at > 12
    {
        return;
    }
    let ulp = Ratio::new(1, power(figure.first.decimals));
    let printed = figure.first.value();
    let hundred_times = value.first.value() * Ratio::from_integer(100);
    let low = hundred_times / (printed + ulp);
    let below = printed - ulp / Ratio::from_integer(2);
    if below <= Ratio::from_integer(0) {
        return;
    }
    let high = hundred_times / below;
    if high.floor() <= low {
        let args = [("figure", text(line, value_at, source)), ("printed", text(line, at, source))];
        checked.findings.push(Finding::new(codes::NO_PLAN, start(line, at), &args));
    }
}

/// `97 doanh nghiệp, tăng 33 doanh nghiệp, tương ứng 51,6%`.
fn growth(line: &Line, at: usize, figure: &RawFigure, source: &str, checked: &mut Checked) {
    if figure.second.is_some()
        || figure.unit.yearly
        || at < 2
        || !line.any_before(at, &["tương ứng", "tương đương", "tương ứng với"])
    {
        return;
    }
    let Some(step_at) = earlier(line, at, |_| true) else { return };
    let Some(step) = line.figure(step_at).filter(|f| plain(f)) else { return };
    let rises = step_at > 0 && line.key(step_at - 1) == "tăng";
    let falls = step_at > 0 && line.key(step_at - 1) == "giảm";
    if !(rises || falls) {
        return;
    }
    let Some(value_at) = earlier(line, step_at, |f| plain(f) && f.unit.name == step.unit.name) else {
        return;
    };
    let Some(value) = line.figure(value_at) else { return };
    let (value, step) = (scaled(value), scaled(step));
    let base = if rises { value - step } else { value + step };
    if base <= Ratio::from_integer(0) || !same_noun(line, value_at, step_at) {
        return;
    }
    let exact = step / base * Ratio::from_integer(100);
    share(line, step_at, at, exact, &figure.first, source, checked, codes::GROWTH);
}

/// `từ 24,6% xuống 8,1%, giảm 16,5 điểm %`, `giảm 33 thôn, từ 206 xuống còn 173`, and the yearly average of it.
fn difference(line: &Line, at: usize, source: &str, checked: &mut Checked) {
    let Some((from, to)) = from_to(line, at) else { return };
    let (Some(a), Some(b)) = (line.figure(from), line.figure(to)) else { return };
    let change = (scaled(a) - scaled(b)).max(scaled(b) - scaled(a));
    let Some((step_at, step)) = change_near(line, from, to) else { return };
    let fits_unit = step.unit.name == a.unit.name || (step.unit.is_percent() && a.unit.is_percent());
    let relative = step.unit.name == "%" && !a.unit.is_percent();
    if !fits_unit || relative || !a.unit.agrees(&b.unit) || qualified(line, step_at) || qualified(line, from)
    {
        return;
    }
    let yearly = step.unit.yearly
        || (step_at.saturating_sub(6)..step_at)
            .rev()
            .take_while(|i| line.mark(*i).is_none() && line.figure(*i).is_none())
            .any(|i| line.any(i, &["bình quân", "mỗi năm", "hằng năm"]).is_some())
        || line.any(step_at + 1, &["mỗi năm", "một năm"]).is_some();
    let scale = Ratio::from_integer(power(step.unit.scale));
    let fits = |exact: Ratio<i128>| fit(exact / scale, &step.first) != Fit::Neither;
    let args = [
        ("from", text(line, from, source)),
        ("to", text(line, to, source)),
        ("printed", text(line, step_at, source)),
    ];
    if yearly {
        // A term has five yearly steps; periods that begin or end a year off have four or six.
        if !(4..=6).any(|years| fits(change / Ratio::from_integer(years))) {
            checked.findings.push(Finding::new(codes::AVERAGE, start(line, step_at), &args));
        }
    } else if !fits(change) {
        checked.findings.push(Finding::new(codes::DIFFERENCE, start(line, step_at), &args));
    }
}

/// Two figures joined by `từ … xuống/lên/còn …` or `đầu kỳ … cuối kỳ …`, the first at `at`.
fn from_to(line: &Line, at: usize) -> Option<(usize, usize)> {
    let first = line.figure(at).filter(|f| f.second.is_none())?;
    let from = (at.saturating_sub(2)..at).any(|i| line.key(i) == "từ")
        || (at.saturating_sub(5)..at).any(|i| line.any(i, &["đầu kỳ", "đầu nhiệm kỳ"]).is_some());
    if !from {
        return None;
    }
    let to = (at + 1..line.pieces.len().min(at + 12))
        .take_while(|i| !matches!(line.mark(*i), Some('.' | ';' | ':' | '(')))
        .find(|i| line.figure(*i).is_some())?;
    let second = line.figure(to).filter(|f| f.second.is_none())?;
    let joined = (at + 1..to).any(|i| matches!(line.key(i), "xuống" | "lên" | "còn"));
    (joined && first.unit.agrees(&second.unit) && !first.unit.yearly).then_some((at, to))
}

/// The `tăng` or `giảm` with its figure: behind `to`, or before `from` in the same sentence.
fn change_near(line: &Line, from: usize, to: usize) -> Option<(usize, &RawFigure)> {
    let is_change = |i: usize| {
        let before = (i.saturating_sub(4)..i)
            .rev()
            .take_while(|j| line.figure(*j).is_none() && line.mark(*j) != Some(','));
        before.into_iter().any(|j| matches!(line.key(j), "tăng" | "giảm"))
    };
    let mut depth = 0_usize;
    for i in to + 1..line.pieces.len().min(to + 16) {
        match line.mark(i) {
            Some('(') => depth += 1,
            Some(')') => depth = depth.saturating_sub(1),
            Some('.' | ';' | ':') => break,
            _ => (),
        }
        if depth == 0
            && let Some(figure) = line.figure(i)
        {
            let good = figure.second.is_none() && is_change(i) && !line.has(i + 1, "so với nhiệm kỳ");
            return good.then_some((i, figure));
        }
    }
    let i = (from.saturating_sub(8)..from)
        .rev()
        .take_while(|i| !matches!(line.mark(*i), Some('.' | ';' | ':')))
        .find(|i| line.figure(*i).is_some())?;
    let figure = line.figure(i).filter(|f| f.second.is_none())?;
    is_change(i).then_some((i, figure))
}

/// Shares that do not follow the convention of the rest, or of the options.
pub(crate) fn conventions(shares: &[Share], wanted: Option<Rounding>) -> Vec<Finding> {
    let n_rounded = shares.iter().filter(|share| share.fit == Fit::Rounded).count();
    let n_cut = shares.len() - n_rounded;
    let convention = wanted.or(match (n_rounded, n_cut) {
        (0, _) => None,
        (rounded, cut) if rounded >= cut => Some(Rounding::Round),
        _ => Some(Rounding::Cut),
    });
    let finding = |share: &Share, code| {
        let args = [
            ("figure", share.figure.as_str()),
            ("printed", &share.printed),
            ("rounded", &share.rounded),
            ("cut", &share.cut),
        ];
        Finding::new(code, share.at, &args)
    };
    shares
        .iter()
        .filter_map(|share| match (share.fit, convention) {
            (Fit::Cut, Some(Rounding::Round)) => Some(finding(share, codes::CUT)),
            (Fit::Rounded, Some(Rounding::Cut)) => Some(finding(share, codes::ROUNDED)),
            (Fit::Cut, None) => Some(finding(share, codes::CUT_ALONE)),
            _ => None,
        })
        .collect()
}

/// A result in a table against its target, with the ratio printed beside it.
pub(crate) fn table_ratio(
    line: &Line,
    value_at: usize,
    ratio_at: usize,
    target: &Number,
    value: &Number,
    source: &str,
    checked: &mut Checked,
) {
    let Some(printed) = line.figure(ratio_at) else { return };
    let exact = value.value() / target.value() * Ratio::from_integer(100);
    share(line, value_at, ratio_at, exact, &printed.first, source, checked, codes::OF_TARGET);
}
