//! A comment as what tells it apart: its telling words by weight, its figures, its edits and what it wishes.
//!
//! Words are those of search keys, without tone marks, so that an unaccented comment is read as well. What every
//! comment says ("đề nghị", "nghiên cứu", "mục", "trang 5") tells nothing and is left out. A word weighs the more the
//! fewer places it is said of: a wish that forty units have is still said of one place. Linear in the words.

use super::Point;
use crate::anchor::quotes;
use crate::comments::{Comment, Op};
use crate::text;
use std::collections::{BTreeSet, HashMap};

/// Words that stand in any comment, in search keys: "bo" is "bỏ" as well as "bộ".
const EMPTY: &[&str] = &[
    "de", "nghi", "kinh", "xin", "nen", "can", "cac", "dong", "chi", "ban", "soan", "thao", "tieu", "xem",
    "xet", "nghien", "cuu", "cho", "vao", "trong", "cua", "va", "la", "co", "duoc", "voi", "nhu", "theo",
    "tai", "o", "ve", "mot", "nhung", "nay", "do", "thi", "ma", "tu", "den", "cum", "cau", "doan", "y",
    "noi", "dung", "phan", "muc", "trang", "diem", "khoan", "chu", "so", "lieu", "thanh", "sua", "thay",
    "doi", "dieu", "chinh", "bo", "sung", "them", "viet", "ghi", "neu", "dua", "lai", "hon", "cu", "the",
    "ro", "lam", "day", "du", "phu", "hop", "vi", "hien", "bao", "cao", "tri", "kiem", "chung", "toi", "don",
    "nhat", "kien", "gop", "sau", "truoc", "khi", "nguyen", "giu", "ca", "cung", "dang", "se", "da", "con",
    "qua", "rat", "mong", "muon", "hay", "hoac", "tren", "duoi", "phai", "chua", "khong", "cang", "rieng",
];

/// What is asked for or found fault with in many wordings, as one word each: search keys, the longest first.
const CONCEPTS: &[(&str, &[&str])] = &[
    ("=annex", &["bang bieu", "phu luc", "bieu so", "bieu"]),
    (
        "=mismatch",
        &[
            "khong thong nhat",
            "chua thong nhat",
            "ghi thong nhat",
            "can thong nhat",
            "thong nhat mot",
            "thong nhat lai",
            "khong khop",
            "chua khop",
            "khop voi",
            "khac nhau",
            "ghi khac",
            "sai khac",
            "doi chieu",
            "ra soat",
            "kiem tra lai",
            "kiem tra so lieu",
            "mau thuan",
            "khop",
            "lech",
        ],
    ),
    (
        "=repeated",
        &[
            "trung lap",
            "viet hai lan",
            "noi hai lan",
            "nhac lai",
            "lap lai",
            "trung y",
            "trung",
            "lap y",
            "lap",
        ],
    ),
    (
        "=shorter",
        &["luoc bot", "luoc bo", "rut gon", "ngan gon", "viet gon", "cho gon", "bo bot", "bo mot cho"],
    ),
    (
        "=cut in two",
        &[
            "tach thanh hai",
            "ngat thanh hai",
            "tach thanh",
            "ngat cau",
            "tach cau",
            "thanh hai cau",
            "tach",
            "ngat",
        ],
    ),
    (
        "=clearer",
        &[
            "lam ro",
            "neu ro",
            "neu cu the",
            "cu the hoa",
            "danh gia ro",
            "danh gia sau",
            "danh gia ky",
            "phan tich ro",
            "lam sau sac",
            "noi ro",
        ],
    ),
    ("=figure", &["con so", "so lieu cu the", "bao nhieu"]),
];

/// What the wordings ask for; words with tone marks first, phrases of unaccented comments second.
const WISHES: &[(Wish, &[&str], &[&str])] = &[
    (
        Wish::Delete,
        &["bỏ", "xóa", "lược", "cắt", "loại", "gạch"],
        &[
            "de nghi bo",
            "nen bo",
            "bo cum tu",
            "bo cau",
            "bo doan",
            "bo tu",
            "bo y",
            "luoc bo",
            "xoa",
            "bo di",
        ],
    ),
    (Wish::Keep, &["giữ", "giữ nguyên"], &["giu nguyen", "giu lai", "de nghi giu"]),
];

/// What a concept weighs: less than a word that few places are said of.
const CONCEPT_WEIGHT: u32 = 3;

/// What a comment wishes, as far as two wishes can contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Wish {
    Delete,
    Keep,
}

/// What tells a comment apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Reading {
    /// Telling words and their weights, by number of the word.
    words: Vec<(u32, u32)>,
    /// The rarest words first.
    rarest: Vec<u32>,
    figures: BTreeSet<String>,
    /// Words of the draft that it quotes, where it asks for no edit of them.
    quoted: BTreeSet<String>,
    edits: Vec<Edit>,
    wish: Option<Wish>,
}

/// An edit in search keys.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Edit {
    op: Op,
    target: String,
    text: String,
    to: String,
}

impl Reading {
    /// Whether it says nothing that tells it apart.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.edits.is_empty()
    }

    pub(super) fn rarest(&self, n: usize) -> &[u32] {
        &self.rarest[..n.min(self.rarest.len())]
    }

    /// Whether both ask for the same edit.
    pub(super) fn shares_edit(&self, other: &Self) -> bool {
        self.edits.iter().any(|edit| other.edits.contains(edit))
    }

    /// How alike two comments are that may be about the same place, in thousandths.
    pub(super) fn likeness(&self, other: &Self) -> u32 {
        if self.shares_edit(other) {
            return 1000;
        }
        if self.contradicts(other) || self.edits_apart(other) || self.quotes_apart(other) {
            return 0;
        }
        let apart = !self.figures.is_subset(&other.figures) && !other.figures.is_subset(&self.figures);
        if apart {
            return 0;
        }
        let (mut common, mut n_common) = (0_u64, 0);
        let (mut i, mut j) = (0, 0);
        while let (Some(left), Some(right)) = (self.words.get(i), other.words.get(j)) {
            match left.0.cmp(&right.0) {
                std::cmp::Ordering::Equal => {
                    common += u64::from(left.1);
                    n_common += 1;
                    (i, j) = (i + 1, j + 1);
                }
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
            }
        }
        let sum = |words: &[(u32, u32)]| words.iter().map(|(_, weight)| u64::from(*weight)).sum::<u64>();
        let (own, others) = (sum(&self.words), sum(&other.words));
        if common == 0 || n_common < 2 && self.words.len().max(other.words.len()) > 1 {
            return 0;
        }
        // One may give a reason where the other does not: half is how much of the shorter one is in the longer.
        let both = 2000 * common / (own + others);
        let shorter = 1000 * common / own.min(others);
        u32::try_from((both + shorter) / 2).unwrap_or(1000)
    }

    /// One deletes what the other keeps or amends.
    fn contradicts(&self, other: &Self) -> bool {
        match (self.wish, other.wish) {
            (Some(left), Some(right)) => left != right,
            _ => false,
        }
    }

    /// Whether both quote the draft, and less than half of the shorter quotation stands in the other.
    fn quotes_apart(&self, other: &Self) -> bool {
        let shorter = self.quoted.len().min(other.quoted.len());
        2 * self.quoted.intersection(&other.quoted).count() < shorter
    }

    /// Whether both ask for edits and none of them meet: other words, or the same words made into others.
    fn edits_apart(&self, other: &Self) -> bool {
        if self.edits.is_empty() || other.edits.is_empty() {
            return false;
        }
        !self.edits.iter().any(|own| other.edits.iter().any(|it| own.meets(it)))
    }
}

impl Edit {
    /// The same kind of edit of the same words, with the new words mostly the same.
    fn meets(&self, other: &Self) -> bool {
        let within = |left: &str, right: &str| left.contains(right) || right.contains(left);
        self.op == other.op
            && within(&self.target, &other.target)
            && self.to == other.to
            && strsim::normalized_levenshtein(&self.text, &other.text) >= 0.8
            && digits(&self.text) == digits(&other.text)
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Numbers words and counts the places that each is said of.
#[derive(Debug, Default)]
pub(super) struct Reader {
    numbers: HashMap<String, u32>,
    /// By word: how many places it is said of, and the last of them.
    places: Vec<(u32, u64)>,
    n_places: u32,
    known: HashMap<(String, usize), u64>,
    /// The words by number.
    names: Vec<String>,
}

impl Reader {
    /// Counts the words of a comment for its place.
    pub(super) fn count(&mut self, point: &Point<'_>) {
        let key = match &point.place {
            Some(place) => (place.document.to_string(), place.blocks.start),
            None => (String::new(), usize::MAX),
        };
        let next = self.known.len() as u64 + 1;
        let place = *self.known.entry(key).or_insert(next);
        self.n_places = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        for word in terms(point.comment) {
            let number = match self.numbers.get(&word) {
                Some(number) => *number as usize,
                None => {
                    let number = self.names.len();
                    self.numbers.insert(word.clone(), u32::try_from(number).unwrap_or(u32::MAX));
                    self.names.push(word);
                    self.places.push((0, 0));
                    number
                }
            };
            if let Some(entry) = self.places.get_mut(number)
                && entry.1 != place
            {
                *entry = (entry.0 + 1, place);
            }
        }
    }

    pub(super) fn read(&self, comment: &Comment) -> Reading {
        let mut words: Vec<(u32, u32)> = terms(comment)
            .iter()
            .filter_map(|word| self.numbers.get(word))
            .map(|number| (*number, self.weight(*number)))
            .collect();
        words.sort_unstable();
        let mut rarest = words.clone();
        rarest.sort_by_key(|(number, weight)| (std::cmp::Reverse(*weight), *number));
        let rarest = rarest.into_iter().map(|(number, _)| number).collect();
        let key = |words: &Option<String>| words.as_deref().map(|it| text::plain(it).key).unwrap_or_default();
        let edits = comment.proposals.iter().map(|it| Edit {
            op: it.op,
            target: key(&it.target),
            text: key(&it.text),
            to: key(&it.to),
        });
        Reading {
            words,
            rarest,
            figures: figures(&comment.text),
            quoted: quoted(comment),
            edits: edits.collect(),
            wish: wish(&comment.text),
        }
    }

    /// More for words that are said of fewer places, on a scale of halvings; at least 1.
    fn weight(&self, number: u32) -> u32 {
        // What is wished is said of any place and still tells two wishes apart.
        if self.names.get(number as usize).is_some_and(|name| name.starts_with('=')) {
            return CONCEPT_WEIGHT;
        }
        let n_places = self.places.get(number as usize).map_or(1, |(n, _)| (*n).max(1));
        2 + (self.n_places.max(1) * 4 / n_places).max(1).ilog2()
    }

    /// The rarest telling words that both have, as `comment` has them and in its order.
    pub(super) fn shared(&self, first: &Reading, second: &Reading, comment: &Comment) -> Vec<String> {
        const SHOWN: usize = 6;
        let has = |number: &&u32| second.words.binary_search_by_key(*number, |(it, _)| *it).is_ok();
        let names = first.rarest.iter().filter(has).filter_map(|number| self.names.get(*number as usize));
        let mut wanted: BTreeSet<&str> =
            names.map(String::as_str).filter(|it| !it.starts_with('=')).take(SHOWN).collect();
        let written = words_of(&comment.text).filter(|word| wanted.remove(text::plain(word).key.as_str()));
        written.map(str::to_owned).collect()
    }
}

/// The runs of letters and digits of a text as they stand.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let tokens = text::tokens(text).into_iter();
    tokens.filter(|token| text::is_word(token.kind)).filter_map(|token| text.get(token.span))
}

/// What tells a comment apart: words, concepts and edits.
fn terms(comment: &Comment) -> BTreeSet<String> {
    // Quoted words say where a comment stands, not what it asks for; comments on one sentence share them.
    let own = outside_quotes(&comment.text);
    let asks = words_of(&own).count() >= 2 && comment.proposals.is_empty();
    let mut terms = telling(if asks { &own } else { &comment.text });
    let key = |words: &Option<String>| words.as_deref().map(|it| text::plain(it).key).unwrap_or_default();
    let edits = comment.proposals.iter();
    terms.extend(edits.map(|it| format!("=edit {:?} {} {}", it.op, key(&it.target), key(&it.text))));
    terms
}

/// A text without what stands between quotation marks.
fn outside_quotes(text: &str) -> String {
    let mut own = String::new();
    let mut from = 0;
    for quote in quotes(text) {
        own.push_str(text.get(from..quote.outer.start).unwrap_or_default());
        own.push(' ');
        from = quote.outer.end.max(from);
    }
    own.push_str(text.get(from..).unwrap_or_default());
    own
}

/// The words that a comment quotes, as search keys; none where it asks for an edit, which says itself of what.
fn quoted(comment: &Comment) -> BTreeSet<String> {
    if !comment.proposals.is_empty() {
        return BTreeSet::new();
    }
    let inside = quotes(&comment.text).into_iter().filter_map(|quote| comment.text.get(quote.inner));
    let all = inside.chain(comment.quote.as_ref().map(|quote| quote.exact.as_str()));
    all.flat_map(words_of).map(|word| text::plain(word).key).collect()
}

/// The words of a text that tell it apart, as search keys, and its concepts; without any, all of its words.
fn telling(text: &str) -> BTreeSet<String> {
    let all: Vec<String> = words_of(text).map(|word| text::plain(word).key).collect();
    let mut told = BTreeSet::new();
    let mut at = 0;
    while at < all.len() {
        if let Some((concept, n_words)) = concept_at(&all[at..]) {
            told.insert(concept.to_owned());
            at += n_words;
            continue;
        }
        let word = &all[at];
        // Figures tell whether two comments may agree, not what they speak of.
        if !word.starts_with(|c: char| c.is_ascii_digit()) && !EMPTY.contains(&word.as_str()) {
            told.insert(word.clone());
        }
        at += 1;
    }
    if told.is_empty() { all.into_iter().collect() } else { told }
}

/// The concept whose wording these words begin with, and how many words that is.
fn concept_at(words: &[String]) -> Option<(&'static str, usize)> {
    let begins = |phrase: &str| {
        let mut n_words = 0;
        for word in phrase.split(' ') {
            if words.get(n_words).is_none_or(|it| it != word) {
                return None;
            }
            n_words += 1;
        }
        Some(n_words)
    };
    let found = CONCEPTS.iter().flat_map(|(concept, phrases)| {
        phrases.iter().filter_map(move |phrase| Some((*concept, begins(phrase)?)))
    });
    found.max_by_key(|(_, n_words)| *n_words)
}

/// Whether a number is that of a page, line, section or table.
fn names_place(words: &[String], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|left| words.get(left)).map_or("", String::as_str);
    ["trang", "dong", "muc", "phan", "diem", "khoan", "bieu", "bang", "doan", "y", "cau"].contains(&before)
}

/// Numbers that are values, and no pages or sections.
fn figures(text: &str) -> BTreeSet<String> {
    let all: Vec<String> = words_of(text).map(|word| text::plain(word).key).collect();
    let is_figure =
        |at: &usize| all[*at].starts_with(|c: char| c.is_ascii_digit()) && !names_place(&all, *at);
    (0..all.len()).filter(is_figure).map(|at| all[at].clone()).collect()
}

/// What a comment wishes: the first of the words that it asks with.
fn wish(text: &str) -> Option<Wish> {
    let folded = text::fold_caseless(text).key;
    let plain = text::plain(text).key;
    let has_tones = folded != plain;
    let key = format!(" {} ", if has_tones { &folded } else { &plain });
    let key: String = key.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let stands = |phrase: &&str| key.contains(&format!(" {phrase} "));
    let asks = |wish: &&(Wish, &[&str], &[&str])| {
        let (_, toned, bare) = wish;
        if has_tones { toned.iter().any(&stands) } else { bare.iter().any(stands) }
    };
    // Who asks to keep something tells of the deletion that others asked for.
    let found: Vec<Wish> = WISHES.iter().filter(asks).map(|(wish, _, _)| *wish).collect();
    match found.as_slice() {
        [] => None,
        [wish] => Some(*wish),
        _ => Some(Wish::Keep),
    }
}
