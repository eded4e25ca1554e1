//! Short forms used before they are spelled out, and spelled out in two ways.
//!
//! A short form counts as known from the first place where its long form stands, in brackets or not. Headings
//! neither need nor give the long form; tables and what everyone knows (`USD`, `GDP`, `ha`) are passed over. Only
//! the first use is reported.

use super::{Pair, codes, text};
use crate::document::figures::{Kind, Line, Lines};
use crate::document::{BlockKind, Document};
use std::collections::{BTreeMap, BTreeSet};

/// Short forms that reports must spell out once, with their long forms (folded); a use is known once one stands.
const KNOWN: &[(&str, &[&str])] = &[
    ("BCH", &["ban chấp hành"]),
    ("BTV", &["ban thường vụ"]),
    ("BTC", &["ban tổ chức", "bộ tài chính"]),
    ("UBND", &["ủy ban nhân dân"]),
    ("HĐND", &["hội đồng nhân dân"]),
    ("MTTQ", &["mặt trận tổ quốc"]),
    ("UBMTTQ", &["ủy ban mặt trận tổ quốc"]),
    ("LĐLĐ", &["liên đoàn lao động"]),
    ("ĐBQH", &["đại biểu quốc hội"]),
    ("QP-AN", &["quốc phòng", "quốc phòng an ninh"]),
    ("KT-XH", &["kinh tế xã hội", "kinh tế"]),
    ("NTM", &["nông thôn mới"]),
    ("HTX", &["hợp tác xã"]),
    ("TTCN", &["tiểu thủ công nghiệp"]),
    ("ANTT", &["an ninh trật tự", "an ninh", "trật tự an toàn"]),
    ("TCCSĐ", &["tổ chức cơ sở đảng"]),
    ("THCS", &["trung học cơ sở"]),
    ("THPT", &["trung học phổ thông"]),
    ("KDC", &["khu dân cư"]),
    ("DTTS", &["dân tộc thiểu số"]),
    ("ATTP", &["an toàn thực phẩm"]),
    ("GRDP", &["tổng sản phẩm trên địa bàn"]),
    ("UBKT", &["ủy ban kiểm tra"]),
    ("BHYT", &["bảo hiểm y tế"]),
    ("BHXH", &["bảo hiểm xã hội"]),
    ("GPMB", &["giải phóng mặt bằng"]),
    ("CNTT", &["công nghệ thông tin"]),
    ("TDTT", &["thể dục thể thao", "thể dục"]),
    ("VHTT", &["văn hóa thông tin", "văn hóa"]),
    ("PTNT", &["phát triển nông thôn"]),
    ("PTDT", &["phổ thông dân tộc"]),
    ("PTDTNT", &["phổ thông dân tộc nội trú"]),
    ("CBCCVC", &["cán bộ công chức viên chức", "cán bộ"]),
    ("CCHC", &["cải cách hành chính"]),
    ("TTHC", &["thủ tục hành chính"]),
    ("LLVT", &["lực lượng vũ trang"]),
    ("QPTD", &["quốc phòng toàn dân"]),
    ("ANND", &["an ninh nhân dân"]),
    ("CNH", &["công nghiệp hóa"]),
    ("HĐH", &["hiện đại hóa"]),
    ("XDCB", &["xây dựng cơ bản"]),
    ("GTSX", &["giá trị sản xuất"]),
    ("GTNT", &["giao thông nông thôn"]),
    ("TNCS", &["thanh niên cộng sản"]),
    ("CCB", &["cựu chiến binh"]),
    ("LHPN", &["liên hiệp phụ nữ"]),
    ("NSNN", &["ngân sách nhà nước"]),
    ("CN", &["công nghiệp"]),
    ("TMDV", &["thương mại dịch vụ", "thương mại"]),
];

/// Short forms with a meaning of their own that everyone reads.
const PLAIN: &[&str] = &[
    "USD", "GDP", "VND", "ISO", "OCOP", "FDI", "ODA", "AIDS", "HIV", "COVID", "UNESCO", "TP", "TX", "KM",
    "HA", "TW", "BCCT",
];

/// Syllables before the brackets that may belong to a long form.
const LONG_MAX: usize = 12;

pub(super) fn check(document: &Document, lines: &Lines) -> Vec<Pair> {
    let mut found = Found::default();
    for (block, line) in document.blocks.iter().zip(&lines.lines) {
        if !matches!(block.kind, BlockKind::Heading | BlockKind::Row) {
            found.read(document, line);
        }
    }
    found.pairs()
}

#[derive(Default)]
struct Found {
    /// First use without a long form before it.
    early: BTreeMap<String, usize>,
    /// Place and text of the first long form in brackets, or of the bare long form.
    spelled: BTreeMap<String, (usize, String)>,
    bare: BTreeSet<&'static str>,
    two: Vec<Pair>,
}

impl Found {
    fn read(&mut self, document: &Document, line: &Line) {
        for at in 0..line.pieces.len() {
            for (short, long) in KNOWN {
                if !self.bare.contains(short) && long.iter().any(|phrase| has_loosely(line, at, phrase)) {
                    self.bare.insert(short);
                }
            }
            let Some(short) = short_form(document, line, at) else { continue };
            if let Some(long) = definition(document, line, at, &short) {
                self.define(short, long, line.pieces[at].range.start);
            } else if !self.spelled.contains_key(&short) && !self.bare.contains(short.as_str()) {
                self.early.entry(short).or_insert(line.pieces[at].range.start);
            }
        }
    }

    fn define(&mut self, short: String, long: String, at: usize) {
        match self.spelled.get(&short) {
            None => {
                self.spelled.insert(short, (at, long));
            }
            Some((first, other)) => {
                let (a, b) = (plain(other), plain(&long));
                if !a.starts_with(&b) && !b.starts_with(&a) && !a.ends_with(&b) && !b.ends_with(&a) {
                    self.two.push(Pair {
                        code: codes::TWO_MEANINGS,
                        document: 0,
                        at,
                        also: Some((0, *first)),
                        args: vec![("short", short), ("long", long), ("other", other.clone())],
                    });
                }
            }
        }
    }

    fn pairs(self) -> Vec<Pair> {
        let mut pairs = self.two;
        for (short, at) in self.early {
            let later = self.spelled.get(&short);
            let listed = KNOWN.iter().find(|(known, _)| *known == short);
            let (Some(long), also) = (match (later, listed) {
                (Some((place, long)), _) => (Some(long.clone()), Some((0, *place))),
                (None, Some((_, long))) => (long.first().map(|l| (*l).to_owned()), None),
                (None, None) => (None, None),
            }) else {
                continue;
            };
            let code = codes::SHORT_FORM;
            pairs.push(Pair { code, document: 0, at, also, args: vec![("short", short), ("long", long)] });
        }
        pairs.sort_by_key(|pair| pair.at);
        pairs
    }
}

fn plain(text: &str) -> String {
    text.split_whitespace().map(crate::document::figures::fold).collect::<Vec<_>>().join(" ")
}

/// The words of `phrase` from `at` on, marks between them passed over (`quốc phòng, an ninh`).
fn has_loosely(line: &Line, at: usize, phrase: &str) -> bool {
    let mut i = at;
    for (n, word) in phrase.split(' ').enumerate() {
        if n > 0 && line.mark(i).is_some() {
            i += 1;
        }
        if line.key(i) != word {
            return false;
        }
        i += 1;
    }
    true
}

/// An abbreviation of capitals at `at`: two letters or more, not all of a line in capitals.
fn short_form(document: &Document, line: &Line, at: usize) -> Option<String> {
    let piece = line.pieces.get(at).filter(|piece| piece.kind == Kind::Word)?;
    let written = text(document, &piece.range);
    let upper = |word: &str| word.chars().count() >= 2 && word.chars().all(char::is_uppercase);
    if !upper(written) || PLAIN.contains(&written) || crate::text::roman(written).is_some() {
        return None;
    }
    // Two capital words beside one another are a title in capitals, except in front of a mark.
    let neighbour = |i: usize| {
        line.pieces.get(i).is_some_and(|p| {
            let word = text(document, &p.range);
            p.kind == Kind::Word
                && upper(word)
                && crate::text::roman(word).is_none()
                && KNOWN.iter().all(|(k, _)| *k != word)
        })
    };
    let listed = KNOWN.iter().any(|(known, _)| *known == written);
    let titled = (at > 0 && neighbour(at - 1)) || neighbour(at + 1);
    let vowelled = written.chars().any(|c| !c.is_ascii() && c != 'Đ' && c != 'Ư');
    // `KT-XH`, `QP-AN`: one short form in two pieces.
    if let (Some('-' | '–'), Some(next)) = (line.mark(at + 1), line.pieces.get(at + 2)) {
        let joined = format!("{written}-{}", text(document, &next.range));
        if KNOWN.iter().any(|(known, _)| *known == joined) {
            return Some(joined);
        }
    }
    (listed || (!titled && !vowelled)).then(|| written.to_owned())
}

/// The long form of `short` in `long (short)`, `long (sau đây gọi tắt là short)` or `short (long)`.
fn definition(document: &Document, line: &Line, at: usize, short: &str) -> Option<String> {
    let open = if line.mark(at.checked_sub(1)?) == Some('(') {
        Some(at - 1)
    } else {
        (at.saturating_sub(8)..at)
            .rev()
            .find(|i| line.mark(*i) == Some('('))
            .filter(|i| (*i..at).any(|w| matches!(line.key(w), "tắt" | "gọi")))
    };
    if let Some(open) = open {
        let closed = (at + 1..line.pieces.len().min(at + 4)).any(|i| line.mark(i) == Some(')'));
        return closed.then(|| long_before(document, line, open, short)).flatten();
    }
    if line.mark(at + 1) == Some('(') {
        let close =
            (at + 2..line.pieces.len().min(at + 2 + LONG_MAX)).find(|i| line.mark(*i) == Some(')'))?;
        let first = line.pieces.get(at + 2)?;
        let long = document.source.get(first.range.start..line.pieces.get(close)?.range.start)?;
        let words = (at + 2..close).all(|i| line.pieces[i].kind == Kind::Word || line.mark(i).is_some());
        return (words && initials_fit(long, short)).then(|| long.trim().to_owned());
    }
    None
}

/// The words right before the bracket whose initials are the short form; for a listed one its long form.
fn long_before(document: &Document, line: &Line, open: usize, short: &str) -> Option<String> {
    let listed = KNOWN.iter().find(|(known, _)| *known == short).map(|(_, long)| *long);
    for length in 1..=LONG_MAX.min(open) {
        let start = line.pieces.get(open - length)?;
        if start.kind != Kind::Word && line.mark(open - length).is_none_or(|c| !matches!(c, ',' | '-' | '–'))
        {
            break;
        }
        let long = document.source.get(start.range.start..line.pieces.get(open)?.range.start)?.trim();
        let by_list = listed.is_some_and(|all| all.iter().any(|phrase| plain(long) == *phrase));
        if by_list || initials_fit(long, short) {
            return Some(long.to_owned());
        }
    }
    // Spelled out with other words than its letters say; still spelled out where the list knows a part of them.
    let from = line.pieces.get(open.saturating_sub(6))?.range.start;
    let near = document.source.get(from..line.pieces.get(open)?.range.start)?.trim();
    let known = listed.is_some_and(|all| all.iter().any(|phrase| plain(near).contains(phrase)));
    known.then(|| listed.and_then(|all| all.first()).map(|long| (*long).to_owned())).flatten()
}

/// Whether every letter of the short form begins a word of the long one, in order, and the first the first.
fn initials_fit(long: &str, short: &str) -> bool {
    let base = |c: char| c.to_lowercase().next().unwrap_or(c);
    let mut letters = short.chars().filter(|c| c.is_alphabetic()).map(base).peekable();
    let mut n_words = 0;
    let mut n_used = 0;
    for word in long.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        n_words += 1;
        let first = word.chars().next().map(base);
        if letters.peek().copied() == first {
            letters.next();
            n_used += 1;
        } else if n_words == 1 {
            return false;
        }
    }
    letters.peek().is_none() && n_used + 1 >= n_words && n_words >= 2
}
