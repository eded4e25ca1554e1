//! How well the words of a comment fit a paragraph or a title, where nothing is quoted.
//!
//! Pairs of neighbouring words are compared, since single syllables say little. Words by which people ask
//! ("đề nghị bổ sung …") are taken out first; a pair that stands in many paragraphs counts little, one that stands
//! nowhere in the draft counts as much as the rarest, so that a comment about something else scores low.

use super::index::{DraftIndex, split_words};
use super::weights::WEIGHTS;
use crate::text;
use std::collections::BTreeMap;
use std::ops::Range;

/// Phrases that ask and do not describe, folded without marks.
const REQUESTS: &[&str] = &[
    "de nghi",
    "kien nghi",
    "nghien cuu",
    "xem xet",
    "bo sung",
    "ra soat",
    "nen ghi",
    "can ghi",
    "ghi ro",
    "ghi them",
    "sua thanh",
    "sua lai",
    "dieu chinh",
    "thay bang",
    "chinh sua",
    "du thao",
    "bao cao",
    "noi dung",
    "y kien",
    "gop y",
    "cho phu hop",
    "viet lai",
    "lam ro",
    "phan tich",
    "danh gia",
    "thong nhat",
    "nhat tri",
    "dong y",
    "khong dong y",
    "can nhac",
    "luoc bot",
    "rut gon",
    "giu nguyen",
    "nhu du thao",
    "neu ro",
    "con chung chung",
    "chung chung",
    "toan muc",
    "muc nay",
    "phan nay",
    "doan nay",
    "cau nay",
    "trang truoc",
    "de tai",
    "trung y",
    "lap lai",
];

/// Words that join and do not describe.
const JOINING: &[&str] = &[
    "va", "hoac", "cua", "cho", "cac", "nhung", "mot", "voi", "trong", "tren", "ve", "la", "thi", "ma",
    "nen", "can", "phai", "duoc", "da", "dang", "se", "bi", "boi", "do", "vi", "o", "tai", "tu", "den",
    "nay", "do", "moi", "con", "khong", "chua", "rat", "qua", "hon", "them", "vao", "ra", "len", "xuong",
    "lai", "sang", "bo", "cau", "doan", "muc", "phan", "trang", "dong", "nhu", "theo", "de", "ghi", "viet",
    "so", "thay", "chu", "tuc", "nhung", "khi", "thoi",
];

/// A comment's words, ready for comparing with a draft.
pub(super) struct Telling {
    /// Pairs of words, numbers in the draft; `None` where the draft lacks one of them.
    pairs: Vec<Option<(u32, u32)>>,
    /// All its words, folded.
    words: Vec<String>,
}

/// How well a block fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fit {
    pub(super) block: usize,
    pub(super) share: f64,
    /// What the shared pairs weigh, in nats: the rarer, the more.
    pub(super) weight: f64,
    /// Shared pairs that stand in few blocks.
    pub(super) rare: usize,
}

impl Telling {
    pub(super) fn new(index: &DraftIndex<'_>, comment: &str) -> Self {
        let folded = text::fold_caseless(comment).key;
        let all: Vec<&str> = split_words(&folded).take(WEIGHTS.text_words_max).collect();
        let plain: Vec<String> = all.iter().map(|word| text::plain(word).key).collect();
        let asked = requests(&plain);
        let telling: Vec<Option<&str>> = all
            .iter()
            .enumerate()
            .map(|(at, word)| (!asked[at] && !JOINING.contains(&plain[at].as_str())).then_some(*word))
            .collect();
        let pairs = telling
            .windows(2)
            .filter_map(|pair| Some((pair[0]?, pair[1]?)))
            .map(|(a, b)| Some((index.word(a)?, index.word(b)?)))
            .collect();
        let words = telling.into_iter().flatten().map(str::to_owned).collect();
        Self { pairs, words }
    }

    /// Blocks of a range by how well they fit, best first; blocks that share nothing are left out.
    pub(super) fn fits(&self, index: &DraftIndex<'_>, blocks: &Range<usize>) -> Vec<Fit> {
        let n_blocks = share_of(index.blocks.len().max(2));
        let mut whole = 0.0;
        let mut found: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
        let mut seen = std::collections::BTreeSet::new();
        for pair in &self.pairs {
            let there = pair.map_or(&[][..], |pair| index.pair_blocks(pair));
            if pair.is_some_and(|pair| !seen.insert(pair)) {
                continue;
            }
            let weight = (n_blocks / share_of(there.len().max(1))).ln();
            whole += weight;
            for block in there {
                let block = usize::try_from(*block).unwrap_or(usize::MAX);
                if blocks.contains(&block) {
                    let fit = found.entry(block).or_default();
                    fit.0 += weight;
                    fit.1 += usize::from(there.len() <= WEIGHTS.rare_blocks_max);
                }
            }
        }
        let mut fits: Vec<Fit> = found
            .into_iter()
            .map(|(block, (weight, rare))| Fit { block, share: weight / whole, weight, rare })
            .collect();
        fits.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.block.cmp(&b.block)));
        fits
    }

    /// The share of a title's words that the comment has, as neighbours; 0 for a title of one word.
    pub(super) fn title_share(&self, title: &str) -> f64 {
        let words: Vec<&str> = split_words(title).collect();
        let telling = words
            .windows(2)
            .filter(|pair| !pair.iter().any(|word| JOINING.contains(&text::plain(word).key.as_str())));
        let (mut shared, mut whole) = (0, 0);
        for pair in telling {
            whole += 1;
            shared += usize::from(self.words.windows(2).any(|own| own[0] == pair[0] && own[1] == pair[1]));
        }
        if whole == 0 { 0.0 } else { share_of(shared) / share_of(whole) }
    }
}

/// Which words belong to a phrase that asks.
fn requests(plain: &[String]) -> Vec<bool> {
    let mut asked = vec![false; plain.len()];
    for phrase in REQUESTS {
        let words: Vec<&str> = phrase.split(' ').collect();
        for at in 0..plain.len().saturating_sub(words.len() - 1) {
            if words.iter().zip(&plain[at..]).all(|(a, b)| a == b) {
                asked[at..at + words.len()].fill(true);
            }
        }
    }
    asked
}

fn share_of(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
