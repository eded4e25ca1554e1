//! What the wording of a comment asks for as an edit: "sửa “A” thành “B”", "bỏ cụm từ “A”", "bổ sung “B” sau “A”".
//!
//! Precision before recall: an edit is read only where the text says both what and where, with the words in
//! quotation marks (or figures on both sides); everything else stays a comment in words. Nothing is made up, nothing
//! is taken from a sentence that says not to do it. Bounded by the number of quotes.

use super::{Op, Proposal};
use crate::anchor::quotes;
use crate::text;

/// Alternatives read from one comment at most.
pub const PROPOSALS_MAX: usize = 8;

/// The words for "at the end of the paragraph" in [`Proposal::to`] of an insertion without a target.
pub const AT_END: &str = "cuối đoạn";

/// The words for "at the start of the paragraph".
pub const AT_START: &str = "đầu đoạn";

const REPLACE_VERBS: &[&str] = &[
    "sua",
    "thay",
    "chinh",
    "doi",
    "chua",
    "dieu chinh",
    "thay the",
    "sua lai",
    "chinh sua",
    "sua doi",
    "hieu chinh",
    "thay doi",
    "chuyen",
    "viet lai",
    "dinh chinh",
    "chinh lai",
    "sua chu",
    "chuyen doi",
    "sua cum tu",
    "thay cum tu",
];
const INTO: &[&str] = &[
    "thanh",
    "bang",
    "la",
    "sang",
    "lai la",
    "lai thanh",
    "thay bang",
    "sua thanh",
    "doi thanh",
    "thay the bang",
    "sua lai thanh",
    "chinh thanh",
    "viet thanh",
    "viet lai thanh",
    "viet la",
    "ghi la",
    "ghi thanh",
    "sua lai la",
    "chinh sua thanh",
    "dieu chinh thanh",
    "dieu chinh lai thanh",
    "doi lai thanh",
    "thay thanh",
    "sua la",
    "chuyen thanh",
    "bang cach viet",
    "duoc thay bang",
    "duoc sua thanh",
];
const DELETE_VERBS: &[&str] = &[
    "bo", "xoa", "luoc bo", "bo di", "cat", "bo bot", "gach bo", "xoa bo", "luoc bot", "loai bo", "cat bo",
    "bo cum", "bo han", "bo het",
];
const INSERT_VERBS: &[&str] =
    &["bo sung", "them", "bo sung them", "ghi them", "chen", "chen them", "viet them", "dua them"];
const AFTER: &[&str] = &[
    "sau",
    "ngay sau",
    "phia sau",
    "lien sau",
    "tiep sau",
    "dang sau",
    "vao sau",
    "vao ngay sau",
    "vao phia sau",
];
const BEFORE: &[&str] = &[
    "truoc",
    "ngay truoc",
    "phia truoc",
    "lien truoc",
    "dang truoc",
    "vao truoc",
    "vao ngay truoc",
    "vao phia truoc",
];
const MOVE_VERBS: &[&str] = &["chuyen", "dua", "doi", "chuyen doi", "di chuyen"];

/// Nouns between a verb and its quote.
const NOUNS: &[&str] = &[
    "cum tu",
    "tu",
    "cau",
    "chu",
    "cum",
    "doan",
    "y",
    "noi dung",
    "so lieu",
    "so",
    "con so",
    "tu ngu",
    "dong",
    "ve",
    "menh de",
    "doan van",
    "cac tu",
    "cac cum tu",
    "hai chu",
    "hai tu",
    "chu so",
    "cach viet",
    "tieu de",
    "ten muc",
    "nhan xet",
    "danh gia",
    "hai tieng",
    "tieng",
    "the",
    "mot cau",
    "mot y",
    "cau sau",
    "noi dung sau",
    "cum tu sau",
    "nhan dinh",
    "moc",
    "ngay",
    "ky hieu",
    "ti le",
    "ty le",
    "phan",
    "tieu de muc",
    "dau",
    "ten goi",
    "chi tieu",
    "cau van",
];

/// The edits that a text asks for; alternatives and several points alike, in order.
pub fn proposals_in(comment: &str) -> Vec<Proposal> {
    let reader = Reader::new(comment);
    let mut found = reader.read();
    if found.is_empty() {
        found.extend(figures(comment));
    }
    found.truncate(PROPOSALS_MAX);
    found
}

/// A proposal of which only some parts are given.
pub(super) fn proposal(op: Op, target: Option<&str>, words: Option<&str>) -> Proposal {
    let owned = |words: &str| words.trim().to_owned();
    Proposal { op, target: target.map(owned), to: None, text: words.map(owned) }
}

/// A comment as quotes and the folded words before, between and behind them.
struct Reader<'a> {
    quotes: Vec<&'a str>,
    /// One more than quotes; each the folded words of its last sentence, and of its first one.
    gaps: Vec<Gap<'a>>,
}

struct Gap<'a> {
    /// Folded words of the sentence that runs into the next quote.
    into: String,
    /// Folded words of the sentence that runs on from the quote before.
    from: String,
    /// Whether a sentence ends inside.
    broken: bool,
    /// As written.
    written: &'a str,
}

impl<'a> Reader<'a> {
    fn new(comment: &'a str) -> Self {
        let mut found = Vec::new();
        let mut gaps = Vec::new();
        let mut start = 0;
        for quote in quotes(comment) {
            gaps.push(Gap::new(&comment[start..quote.outer.start]));
            start = quote.outer.end;
            found.push(comment[quote.inner].trim());
        }
        gaps.push(Gap::new(&comment[start..]));
        Self { quotes: found, gaps }
    }

    fn read(&self) -> Vec<Proposal> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.quotes.len() {
            at += match self.pair(at) {
                Some(proposal) => {
                    found.push(proposal);
                    self.alternatives(at, at + 2, &mut found)
                }
                None => match self.single(at) {
                    Some(proposal) => {
                        found.push(proposal);
                        self.alternatives(at, at + 1, &mut found)
                    }
                    None => 1,
                },
            };
        }
        found
    }

    /// "… hoặc thay bằng “C”" behind an edit of quote `at`; returns how many quotes are used up.
    fn alternatives(&self, at: usize, mut next: usize, found: &mut Vec<Proposal>) -> usize {
        while let (Some(words), Some(gap)) = (self.quotes.get(next), self.gaps.get(next)) {
            let rest = ["hoac la", "hoac", "hay la"].iter().find_map(|lead| gap.from.strip_prefix(lead));
            let Some(rest) = rest.map(str::trim_start).filter(|_| !gap.broken) else { break };
            let target = self.quotes.get(at).copied();
            let follows = rest.is_empty() && found.last().is_some_and(|last| last.op == Op::Replace);
            if ends_with_into(rest, false) || follows {
                found.push(proposal(Op::Replace, target, Some(words)));
            } else {
                break;
            }
            next += 1;
        }
        next - at
    }

    /// An edit that needs two quotes.
    fn pair(&self, at: usize) -> Option<Proposal> {
        let (first, second) = (*self.quotes.get(at)?, *self.quotes.get(at + 1)?);
        let (before, between) = (self.gaps.get(at)?, self.gaps.get(at + 1)?);
        if between.broken {
            return None;
        }
        let lead = without_nouns(&before.into);
        let joined = without_nouns(&between.from);
        if is_negated(&before.into) {
            return None;
        }
        if ends_with(&lead, INSERT_VERBS) {
            let op = position(&joined)?;
            return Some(proposal(op, Some(second), Some(first)));
        }
        if ends_with(&lead, AFTER) || ends_with(&lead, BEFORE) {
            let op = if ends_with(&lead, AFTER) { Op::InsertAfter } else { Op::InsertBefore };
            let asks = ends_with(&joined, INSERT_VERBS) && !is_negated(&between.from);
            return asks.then(|| proposal(op, Some(first), Some(second)));
        }
        if !(joined.starts_with("hoac ")) {
            let verb = ends_with(&lead, REPLACE_VERBS);
            // "bỏ “A”, thay bằng “B”" is one edit.
            let delete_then =
                ends_with(&lead, DELETE_VERBS) && ends_with_into(&joined, false) && joined != "la";
            let says_itself = ends_with_into(&joined, false) && has_request(&joined);
            if verb && ends_with_into(&joined, true) || delete_then || says_itself {
                return Some(proposal(Op::Replace, Some(first), Some(second)));
            }
        }
        None
    }

    /// An edit that needs one quote.
    fn single(&self, at: usize) -> Option<Proposal> {
        let words = *self.quotes.get(at)?;
        let (before, behind) = (self.gaps.get(at)?, self.gaps.get(at + 1)?);
        let asks_why = before.into.contains("vi sao") || before.into.contains("tai sao");
        if is_negated(&before.into) || asks_why {
            return None;
        }
        let lead = without_nouns(&before.into);
        if ends_with(&lead, INSERT_VERBS) {
            return inserted_at_edge(words, &behind.from);
        }
        if ends_with(&lead, MOVE_VERBS) {
            return moved(words, behind);
        }
        let asked_behind = [
            "de nghi bo",
            "nen bo",
            "can bo",
            "xin bo",
            "de nghi luoc bo",
            "nen luoc bo",
            "de nghi xoa",
            "nen xoa",
            "thi nen bo",
            "thi bo",
            "de nghi bo di",
            "nen bo di",
            "can luoc bo",
            "de nghi cat",
            "nen cat",
        ];
        let last = at + 1 == self.quotes.len();
        let asks_behind = last
            && asked_behind.iter().any(|it| {
                behind.from == *it
                    || behind.from.starts_with(&format!("{it} vi "))
                    || behind.from.starts_with(&format!("{it} cho "))
            });
        let kept = behind.from.starts_with("ma") || behind.from.contains("giu lai") && behind.from.len() < 20;
        (ends_with(&lead, DELETE_VERBS) && !kept || asks_behind)
            .then(|| proposal(Op::Delete, Some(words), None))
    }
}

impl<'a> Gap<'a> {
    fn new(written: &'a str) -> Self {
        let ends = |c: char| matches!(c, '.' | ';' | '\n' | '?' | '!' | ':');
        // A colon goes on with the sentence before the quote.
        let into = written.rsplit(|c: char| ends(c) && c != ':').next().unwrap_or_default();
        let from = written.split(|c: char| ends(c) && c != ':').next().unwrap_or_default();
        let inner = written.trim_matches(|c: char| c.is_whitespace() || c == ':');
        Self { into: folded(into), from: folded(from), broken: inner.contains(ends), written }
    }
}

/// Folded words joined by single blanks.
pub(super) fn folded(words: &str) -> String {
    let plain = text::plain(words).key;
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn without_nouns(words: &str) -> String {
    let mut rest = words;
    for _ in 0..3 {
        let noun = NOUNS.iter().filter(|noun| ends_with(rest, &[noun])).max_by_key(|noun| noun.len());
        let Some(noun) = noun else { break };
        rest = rest[..rest.len() - noun.len()].trim_end();
    }
    rest.to_owned()
}

fn ends_with(words: &str, any: &[&str]) -> bool {
    any.iter().any(|end| words.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
}

/// Ends with "thành", "bằng" …; `short`: nothing but a few words stands before it.
fn ends_with_into(words: &str, short: bool) -> bool {
    let bounded = words.split(' ').count() <= if short { 8 } else { 10 };
    let other = ["khong", "chu khong", "bo sung", "giu nguyen", "giu"]
        .iter()
        .any(|word| words.split(' ').collect::<Vec<_>>().join(" ").starts_with(&format!("{word} ")));
    bounded && !other && ends_with(words, INTO)
}

/// Whether the words between two quotes ask for the change themselves: "đề nghị sửa thành", "nên thay bằng".
fn has_request(words: &str) -> bool {
    let verb = REPLACE_VERBS.iter().chain(&["viet", "ghi"]).any(|verb| {
        INTO.iter().any(|into| {
            ends_with(words, &[&format!("{verb} {into}")])
                || ends_with(words, &[&format!("{verb} lai {into}")])
        })
    });
    verb && ["de nghi", "nen", "can", "xin", "phai", "thi"].iter().any(|ask| {
        words.split(' ').collect::<Vec<_>>().windows(ask.split(' ').count()).any(|it| it.join(" ") == *ask)
    })
}

/// Whether the sentence says not to do it, or only tells of others: "không nên bỏ", "đề nghị giữ, không sửa".
fn is_negated(words: &str) -> bool {
    let words: Vec<&str> = words.split(' ').collect();
    let tail = &words[words.len().saturating_sub(7)..];
    const NOT: &[&str] = &["khong", "dung", "chua", "cho", "tranh", "vi", "neu"];
    let verb = tail.iter().rposition(|word| {
        matches!(
            *word,
            "bo" | "sua"
                | "thay"
                | "xoa"
                | "cat"
                | "them"
                | "chuyen"
                | "dua"
                | "luoc"
                | "doi"
                | "chinh"
                | "chen"
        )
    });
    verb.is_some_and(|verb| {
        let near = &tail[verb.saturating_sub(3)..verb];
        near.iter().any(|word| NOT.contains(word) && *word != "cho" && *word != "vi")
    })
}

fn position(joined: &str) -> Option<Op> {
    let (after, before) = (ends_with(joined, AFTER), ends_with(joined, BEFORE));
    let short = joined.split(' ').count() <= 6;
    match (after && short, before && short) {
        (true, _) => Some(Op::InsertAfter),
        (_, true) => Some(Op::InsertBefore),
        _ => None,
    }
}

fn inserted_at_edge(words: &str, behind: &str) -> Option<Proposal> {
    let end = [
        "vao cuoi doan",
        "o cuoi doan",
        "cuoi doan",
        "vao cuoi cau cuoi",
        "vao sau cau cuoi",
        "vao cuoi doan van",
    ];
    let start = ["vao dau doan", "o dau doan", "dau doan", "vao truoc cau dau"];
    let at = |any: &[&str]| any.iter().any(|it| behind == *it || behind.starts_with(&format!("{it} ")));
    let (op, to) = if at(&end) {
        (Op::InsertAfter, AT_END)
    } else if at(&start) {
        (Op::InsertBefore, AT_START)
    } else {
        return None;
    };
    Some(Proposal { to: Some(to.to_owned()), ..proposal(op, None, Some(words)) })
}

/// "Chuyển câu “A” sang mục III.2".
fn moved(words: &str, behind: &Gap<'_>) -> Option<Proposal> {
    let leads = ["sang ", "xuong ", "len ", "ve ", "vao ", "ra "];
    if !leads.iter().any(|lead| behind.from.starts_with(lead)) {
        return None;
    }
    let sentence = behind.written.split(['.', ';', '\n', ',']).next().unwrap_or_default();
    // A number such as `III.2` holds a full stop that ends no sentence.
    let whole = behind.written.split([';', '\n', ',']).next().unwrap_or_default();
    let end = whole
        .char_indices()
        .find(|(at, c)| *c == '.' && whole[at + 1..].chars().next().is_none_or(char::is_whitespace));
    let sentence = end
        .map_or_else(|| if whole.len() > sentence.len() { whole } else { sentence }, |(at, _)| &whole[..at]);
    let to = sentence.trim().split_once(' ').map(|(_, place)| place.trim())?;
    let read = crate::anchor::parse_citation(to);
    let is_place = read
        .places
        .iter()
        .any(|place| !place.steps.is_empty() || place.code.is_some() || place.table.is_some());
    is_place.then(|| Proposal { to: Some(to.to_owned()), ..proposal(Op::Move, Some(words), None) })
}

/// "sửa 42,8% thành 42,9%", "thay số 45.520 tấn bằng 45.250 tấn": figures on both sides, without quotation marks.
fn figures(comment: &str) -> Option<Proposal> {
    let words: Vec<&str> = comment.split_whitespace().collect();
    let plain: Vec<String> = words.iter().map(|word| folded(word)).collect();
    let into = (1..words.len()).find(|at| matches!(plain[*at].as_str(), "thanh" | "bang" | "la"))?;
    let is_figure = |word: &str| word.trim_matches(['(', '.', ',']).starts_with(|c: char| c.is_ascii_digit());
    let old = (into.saturating_sub(3)..into).find(|at| is_figure(words[*at]))?;
    let lead = without_nouns(&plain[old.saturating_sub(6)..old].join(" "));
    let new = into + 1;
    if !ends_with(&lead, REPLACE_VERBS)
        || is_negated(&lead)
        || !words.get(new).is_some_and(|word| is_figure(word))
    {
        return None;
    }
    let target = words[old..into].join(" ");
    let unit_words = into - old;
    let mut end = new + 1;
    // The new figure takes the unit along where the old one has the same.
    while end < words.len() && end - new < unit_words && plain[end] == plain[old + end - new] {
        end += 1;
    }
    let complete = end - new == unit_words;
    let strip = |word: &str| word.trim_end_matches(['.', ',', ';', ')']).trim_start_matches('(').to_owned();
    let (target, text) = if complete {
        (target, words[new..end].join(" "))
    } else {
        (words[old].to_owned(), words[new].to_owned())
    };
    let (target, text) = (strip(&target), strip(&text));
    (target != text).then(|| proposal(Op::Replace, Some(&target), Some(&text)))
}
