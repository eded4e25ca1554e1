//! The last step of reading a citation: steps sorted, what places joined with "và" share, and what is left over.

use super::citation::{Citation, CitedPlace};
use super::citation_parse::{Draft, Parser};
use crate::text;
use std::ops::Range;

/// Words that mean the whole document when nothing else is named.
const WHOLE: &[&str] = &[
    "toan van",
    "toan bo",
    "bo cuc",
    "chung",
    "y kien chung",
    "nhan xet chung",
    "gop y chung",
    "van de chung",
    "noi dung chung",
    "tong the",
    "nhin chung",
    "ca du thao",
    "toan bo du thao",
    "toan bo van ban",
    "toan du thao",
    "ve chung",
    "bo cuc chung",
    "ket cau",
    "bo cuc du thao",
    "ve bo cuc",
    "toan bo noi dung",
    "toan bo van kien",
    "ca van kien",
    "toan van du thao",
    "toan van van kien",
    "ve tong the",
    "phan chung",
    "cac du thao",
    "bo cuc va noi dung",
    "ve bo cuc va noi dung",
    "noi dung",
    "ca bao cao",
    "toan bo bao cao",
    "toan van bao cao",
];

/// Words that say nothing about the place.
const FILLERS: &[&str] = &[
    "o", "tai", "thuoc", "cua", "trong", "so", "nam", "du", "thao", "tu", "tren", "xuong", "duoi", "len",
    "den", "lan", "noi", "dung", "cho", "la", "vi", "tri", "toan", "ca", "lon", "nho", "ve", "cac", "van",
    "ban", "kien", "trang", "dong", "muc", "diem", "de", "nghi", "hai", "file", "ban", "in",
];

/// Fillers whose letters are also those of telling words.
const MARKED_FILLERS: &[(&str, &str)] = &[
    ("van", "văn"),
    ("ban", "bản"),
    ("kien", "kiện"),
    ("tri", "trí"),
    ("lan", "lần"),
    ("thao", "thảo"),
    ("dung", "dung"),
];

impl Parser<'_> {
    pub(super) fn finish(mut self) -> Citation {
        self.share_outer_steps();
        let rows_wait = self.citation.page.is_none();
        for mut draft in std::mem::take(&mut self.places) {
            draft.steps.sort_by_key(|ranked| ranked.rank);
            draft.place.steps = draft.steps.into_iter().map(|ranked| ranked.step).collect();
            if draft.place.table.is_some() && draft.place.row.is_none() && rows_wait {
                draft.place.row = self.citation.line.take();
            }
            if let (Some(_), Some(number), None) =
                (draft.place.table, draft.place.indicator_no, draft.place.row)
            {
                draft.place.row = Some(number);
            }
            if draft.place.table.is_some() {
                draft.place.words.retain(|words| text::plain(words).key != "phu luc");
            }
            if !draft.place.is_empty() {
                self.citation.places.push(draft.place);
            }
        }
        self.citation.quotes = (0..self.quoted.len())
            .filter(|index| !self.used_quotes.contains(index))
            .map(|index| self.source[self.quoted[index].inner.clone()].trim().to_owned())
            .collect();
        self.whole_or_words();
        self.citation
    }

    /// What is left over: words for the whole, or title words without a keyword.
    fn whole_or_words(&mut self) {
        if !self.citation.places.is_empty() {
            self.citation.beside = self.runs();
            return;
        }
        let document = self.citation.document.as_deref().unwrap_or_default();
        let rest =
            if document.is_empty() { self.source.to_owned() } else { self.source.replacen(document, " ", 1) };
        let folded = text::plain(&rest).key;
        let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let joined: String = words.by_ref().collect::<Vec<_>>().join(" ");
        let whole = WHOLE.contains(&joined.as_str())
            || ["toan van", "toan bo bao cao", "toan bo du thao"].iter().any(|it| joined.starts_with(it));
        if whole {
            self.citation.whole = true;
            return;
        }
        let telling = |span: &&Range<usize>| {
            let written = self.source.get((*span).clone()).unwrap_or_default();
            // "vận" is not "văn".
            let other = !written.is_ascii()
                && MARKED_FILLERS.iter().any(|(plain, marked)| {
                    text::plain(written).key == *plain && text::fold_caseless(written).key != *marked
                });
            other || !FILLERS.contains(&text::plain(written).key.as_str())
        };
        // Beside a page, one word says too little to be a title.
        if self.citation.page.is_some() && self.loose.iter().filter(telling).count() < 2 {
            return;
        }
        let Some(first) = self.loose.iter().find(telling) else { return };
        let Some(last) = self.loose.iter().rfind(telling) else { return };
        // A remark in brackets behind a title is not of it.
        let words =
            self.source[first.start..last.end].split(['(', '[']).next().unwrap_or_default().trim().to_owned();
        if words.is_empty() {
            return;
        }
        self.citation.places.push(CitedPlace { words: vec![words], ..CitedPlace::default() });
    }

    /// Words that belong to no place, those that follow each other together.
    fn runs(&self) -> Vec<String> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for span in &self.loose {
            let between = |run: &Range<usize>| self.source.get(run.end..span.start).unwrap_or("-");
            match runs.last_mut() {
                Some(run) if between(run).trim_matches([' ', ',']).is_empty() => run.end = span.end,
                _ => runs.push(span.clone()),
            }
        }
        let words = runs.into_iter().filter_map(|run| Some(self.source.get(run)?.to_owned()));
        words.filter(|words| words.contains(' ')).collect()
    }

    /// "mục 1.1 và 1.2 phần II": what stands further out is shared by places joined with "và" or a comma.
    fn share_outer_steps(&mut self) {
        let n_places = self.places.len();
        for at in (1..n_places).chain((1..n_places).rev()) {
            if !self.places[at].joined {
                continue;
            }
            let (left, right) = self.places.split_at_mut(at);
            let (Some(before), Some(after)) = (left.last_mut(), right.first_mut()) else { continue };
            let outermost = |draft: &Draft| draft.steps.iter().map(|ranked| ranked.rank).min();
            let (Some(first), Some(second)) = (outermost(before), outermost(after)) else { continue };
            if first < second {
                after.steps.extend(before.steps.iter().filter(|ranked| ranked.rank < second).cloned());
            } else if second < first {
                before.steps.extend(after.steps.iter().filter(|ranked| ranked.rank < first).cloned());
            }
        }
    }
}
