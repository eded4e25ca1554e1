//! From the pieces of a citation to its places.
//!
//! Keywords (phần, mục, điểm, trang, Biểu …) open a step; numbers without one continue the place; "và" and `;`
//! open the next place. Steps are sorted from the outermost to the innermost by what they are and by their
//! keyword, so that "điểm đ mục 2.1 phần II" and "phần II, mục 2.1, điểm đ" read alike.

use super::citation::{Citation, CitedPlace, Nth, Step, is_break};
use super::citation_keywords::{is_compound, is_document_short, is_ordinary, is_spelled};
use super::citation_lex::{Lexeme, Part};
use super::quotes::QuoteSpan;
use std::ops::Range;

/// A keyword that opens a step; smaller stands further out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Keyword {
    Part,
    Chapter,
    Article,
    Section,
    Subsection,
    Clause,
    Point,
    Idea,
}

/// A step with what it is sorted by.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    pub(super) rank: (u8, Keyword),
    pub(super) step: Step,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) place: CitedPlace,
    pub(super) steps: Vec<Ranked>,
    /// Joined to the place before by "và" or a comma, not by `;`.
    pub(super) joined: bool,
}

pub(super) struct Parser<'a> {
    pub(super) source: &'a str,
    pub(super) quoted: &'a [QuoteSpan],
    lexemes: Vec<Lexeme>,
    at: usize,
    pub(super) citation: Citation,
    pub(super) places: Vec<Draft>,
    /// The next step opens a place: "và" was read.
    connector: bool,
    pub(super) used_quotes: Vec<usize>,
    pub(super) loose: Vec<Range<usize>>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(source: &'a str, quoted: &'a [QuoteSpan], lexemes: Vec<Lexeme>) -> Self {
        Self {
            source,
            quoted,
            lexemes,
            at: 0,
            citation: Citation::default(),
            places: vec![Draft::default()],
            connector: false,
            used_quotes: Vec::new(),
            loose: Vec::new(),
        }
    }

    pub(super) fn run(mut self) -> Citation {
        while let Some(lexeme) = self.lexemes.get(self.at).cloned() {
            self.at += 1;
            match lexeme {
                Lexeme::Word(word, span) => self.word(&word, span),
                Lexeme::Number(parts, span) => self.bare_number(&parts, &span),
                Lexeme::Code(document, code) => {
                    let place = self.fresh(|draft| draft.place.code.is_some());
                    place.place.code = Some((document, code));
                }
                Lexeme::Semicolon => self.open(false),
                Lexeme::Quote(_) | Lexeme::Comma | Lexeme::Dash => (),
            }
        }
        self.finish()
    }

    /// Folded word `ahead` pieces from here.
    fn peek(&self, ahead: usize) -> &str {
        match self.lexemes.get(self.at + ahead) {
            Some(Lexeme::Word(word, _)) => word,
            _ => "",
        }
    }

    fn peek_number(&self, ahead: usize) -> Option<&[Part]> {
        match self.lexemes.get(self.at + ahead) {
            Some(Lexeme::Number(parts, _)) => Some(parts),
            _ => None,
        }
    }

    fn word(&mut self, word: &str, span: Range<usize>) {
        if self.is_no_keyword(self.at - 1) {
            return self.loose.push(span);
        }
        match (word, self.peek(0)) {
            ("va" | "cung" | "hoac", _) => self.connector = true,
            ("trang" | "tr", _) => self.page(),
            ("dong" | "hang" | "stt", _) => self.line_or_row(word != "dong"),
            ("phan", _) => self.section(Keyword::Part),
            ("chuong", next) if next != "trinh" => self.section(Keyword::Chapter),
            ("dieu", _) if self.ordinal(0).is_some() => self.section(Keyword::Article),
            ("tieu", "muc") => self.skip_then(1, Keyword::Subsection),
            ("de", "muc") => self.skip_then(1, Keyword::Section),
            ("muc", "lon") => self.skip_then(1, Keyword::Section),
            ("muc", "nho" | "con") => self.skip_then(1, Keyword::Subsection),
            ("muc", _) => self.section(Keyword::Section),
            ("khoan", _) if self.ordinal(0).is_some() => self.section(Keyword::Clause),
            ("diem", _) => self.section(Keyword::Point),
            ("y" | "tiet", _) if self.ordinal(0).is_some() => self.section(Keyword::Idea),
            ("doan", _) => self.paragraph(),
            ("gach", _) => self.item(),
            ("bieu" | "bang", _) => self.table(&span),
            ("phu", "luc" | "bieu") => self.annex(&span),
            ("chi", "tieu") => self.indicator(),
            ("bao", "cao") => self.document(&span),
            ("nghi", "quyet") | ("chuong", "trinh") if !self.inside_words() => self.document(&span),
            _ if is_document_short(word, &self.source[span.clone()]) => {
                self.citation.document.get_or_insert_with(|| self.source[span].to_owned());
            }
            _ => self.loose.push(span),
        }
    }

    /// Whether a word only sounds like a keyword: "đoàn" typed with its marks, "đặc điểm", "trang trại".
    fn is_no_keyword(&self, at: usize) -> bool {
        let Some(Lexeme::Word(word, span)) = self.lexemes.get(at) else { return false };
        let beside = |at: Option<usize>| match at.and_then(|at| self.lexemes.get(at)) {
            Some(Lexeme::Word(word, _)) => word.as_str(),
            _ => "",
        };
        let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
        // "mục tiểu mục" is no goal.
        !is_spelled(word, self.source.get(span.clone()).unwrap_or_default())
            || is_compound(before, word, after) && !(word == "muc" && beside(Some(at + 2)) == "muc")
    }

    /// Whether the word before belongs to the same title: "cụ thể hóa nghị quyết".
    fn inside_words(&self) -> bool {
        let before = self.at.checked_sub(2).and_then(|at| self.lexemes.get(at));
        const LEADS: &[&str] = &["thao", "cua", "trong", "o", "tai", "thuoc", "va", "thi", "ban"];
        matches!(before, Some(Lexeme::Word(word, _)) if !LEADS.contains(&word.as_str()))
    }

    fn page(&mut self) {
        self.skip_words(&["so", "thu"]);
        if let Some(number) = self.take_plain_number() {
            self.citation.page.get_or_insert(number);
        }
        // "trang 7, 8" names two pages, of which the first counts.
        while let (Some(Lexeme::Comma), Some([Part::Digits(_)])) =
            (self.lexemes.get(self.at), self.peek_number(1))
        {
            self.at += 2;
        }
    }

    fn line_or_row(&mut self, row: bool) {
        self.skip_words(&["so", "thu"]);
        let Some(number) = self.ordinal(0).map(|(number, used)| {
            self.at += used;
            number
        }) else {
            return self.row_words();
        };
        // "trang 7, dòng 3 Biểu 2" is a row, "trang 7, dòng 3, mục 2" a line.
        if matches!((self.peek(0), self.peek(1)), ("bieu" | "bang", _) | ("phu", "bieu")) {
            self.last().place.row.get_or_insert(number);
            return;
        }
        let in_table = self.places.last().is_some_and(|draft| draft.place.table.is_some());
        if row || in_table {
            self.last().place.row.get_or_insert(number);
        } else {
            self.citation.line.get_or_insert(number);
        }
    }

    /// "dòng “Thu ngân sách”", "hàng Thu ngân sách" of a table that is named before or behind.
    fn row_words(&mut self) {
        let is_table =
            |lexeme: &Lexeme| matches!(lexeme, Lexeme::Word(word, _) if word == "bieu" || word == "bang");
        let near = self.places.last().is_some_and(|draft| draft.place.table.is_some())
            || self.lexemes[self.at..].iter().any(is_table);
        if near && let Some(words) = self.title() {
            self.last_or_connected().place.indicator = Some(words);
        }
    }

    fn skip_then(&mut self, words: usize, keyword: Keyword) {
        self.at += words;
        self.section(keyword);
    }

    /// A step behind a keyword: a number, "thứ hai", or title words.
    fn section(&mut self, keyword: Keyword) {
        let ordinal_word = matches!(self.peek(0), "thu");
        self.skip_words(&["so"]);
        // "mục Y tế" is a title, "mục a phần II" a letter.
        let worded =
            |at: usize| matches!(self.lexemes.get(at), Some(Lexeme::Word(word, _)) if is_ordinary(word));
        let letter = matches!(self.peek_number(0), Some([Part::Letter(_)])) && worded(self.at + 1);
        if let Some(parts) = self.peek_number(0).map(<[Part]>::to_vec).filter(|_| !letter) {
            self.at += 1;
            return self.number(&parts, keyword);
        }
        // "phần Ba khâu đột phá" is a title, "phần ba mục 1" and "phần thứ ba" are numbers.
        let titled = !ordinal_word && worded(self.at + 1);
        if let Some((number, used)) = self.ordinal(0)
            && (ordinal_word || keyword == Keyword::Part && !titled)
        {
            self.at += used;
            let step = match keyword {
                Keyword::Part => Ranked { rank: (0, keyword), step: Step::Part(number) },
                Keyword::Chapter | Keyword::Article => named(keyword, number),
                _ => Ranked { rank: (4, keyword), step: Step::Decimal(vec![number]) },
            };
            return self.push(vec![step]);
        }
        if keyword == Keyword::Point && self.at >= self.lexemes.len() {
            return;
        }
        if let Some(words) = self.title() {
            self.last_or_connected().place.words.push(words);
        }
    }

    fn bare_number(&mut self, parts: &[Part], span: &Range<usize>) {
        let written = &self.source[span.clone()];
        let small_word = written.bytes().all(|b| b.is_ascii_lowercase());
        let letter = matches!(parts, [Part::Letter(_)]);
        // "khóa XXI", "Đại hội XXII", "năm 2020" are no sections.
        let before = self.at.checked_sub(2).and_then(|at| self.lexemes.get(at));
        const COUNTED: &[&str] = &["khoa", "hoi", "quy", "thang", "nam", "ngay", "lan", "ky"];
        let counted = matches!(before, Some(Lexeme::Word(word, _)) if COUNTED.contains(&word.as_str()));
        if counted || self.at > 1 && self.is_no_keyword(self.at - 2) {
            return self.loose.push(span.clone());
        }
        if small_word && matches!(parts, [Part::Roman(_)]) || letter && !self.connector {
            return self.loose.push(span.clone());
        }
        // A bare number goes on with the keyword of the last step: "mục 1.1 và 1.2", "điểm a và b".
        let keyword = self.places.iter().rev().flat_map(|draft| draft.steps.last()).next();
        let keyword = keyword.map_or(Keyword::Section, |ranked| ranked.rank.1);
        let keyword = if keyword == Keyword::Part && !self.connector { Keyword::Section } else { keyword };
        self.number(parts, keyword);
    }

    fn number(&mut self, parts: &[Part], keyword: Keyword) {
        let mut steps = Vec::new();
        for part in parts {
            let step = match (*part, keyword) {
                (Part::Leading(number), _) => Ranked { rank: (0, keyword), step: Step::Part(number) },
                (Part::Roman(number) | Part::Digits(number), Keyword::Chapter | Keyword::Article) => {
                    named(keyword, number)
                }
                (Part::Roman(number), Keyword::Part) if steps.is_empty() => {
                    Ranked { rank: (1, keyword), step: Step::PartOrRoman(number) }
                }
                (Part::Digits(number), Keyword::Part) if parts.len() == 1 => {
                    Ranked { rank: (1, keyword), step: Step::PartOrRoman(number) }
                }
                (Part::Roman(number), _) => Ranked { rank: (3, keyword), step: Step::Roman(number) },
                (Part::Letter(ordinal), _) => Ranked { rank: (5, keyword), step: Step::Letter(ordinal) },
                (Part::Digits(number), _) => {
                    if let Some(Ranked { step: Step::Decimal(numbers), .. }) = steps.last_mut() {
                        numbers.push(number);
                        continue;
                    }
                    Ranked { rank: (4, keyword), step: Step::Decimal(vec![number]) }
                }
            };
            steps.push(step);
        }
        self.push(steps);
    }

    /// Adds steps to the place, or opens the next one where the slot is taken.
    fn push(&mut self, steps: Vec<Ranked>) {
        let taken = self.places.last().is_some_and(|draft| {
            steps.iter().any(|new| draft.steps.iter().any(|old| old.rank == new.rank && !refines(new, old)))
                || draft.place.code.is_some()
        });
        let has_place =
            self.places.last().is_some_and(|draft| !draft.steps.is_empty() || !draft.place.is_empty());
        if taken || self.connector && has_place {
            self.open(true);
        }
        self.connector = false;
        let draft = self.last();
        for new in steps {
            match draft.steps.iter_mut().find(|old| refines(&new, old)) {
                Some(old) if decimals(&new.step) > decimals(&old.step) => *old = new,
                Some(_) => (),
                None => draft.steps.push(new),
            }
        }
    }

    fn paragraph(&mut self) {
        self.skip_words(&["van"]);
        let begins = matches!(self.peek(0), "bat" | "mo" | "co") && matches!(self.peek(1), "dau");
        if begins {
            self.at += 2;
            self.skip_words(&["bang", "tu", "voi", "la", "cum", "chu", "cau", "doan"]);
        }
        if begins || matches!(self.lexemes.get(self.at), Some(Lexeme::Quote(_))) {
            if let Some(words) = self.title() {
                self.last_or_connected().place.lead = Some(words);
            }
        } else if let Some(nth) = self.nth() {
            self.last().place.paragraph.get_or_insert(nth);
        } else if let Some(words) = self.title() {
            self.last_or_connected().place.words.push(words);
        }
    }

    fn item(&mut self) {
        self.skip_words(&["dau", "dong"]);
        if let Some(nth) = self.nth() {
            self.last().place.item.get_or_insert(nth);
        }
    }

    fn table(&mut self, span: &Range<usize>) {
        self.skip_words(&["so", "mau", "thu", "phu", "luc"]);
        match self.take_plain_number() {
            Some(number) => {
                let draft = self.fresh(|draft| draft.place.table.is_some());
                draft.place.table = Some(number);
            }
            None => self.loose.push(span.clone()),
        }
    }

    fn annex(&mut self, span: &Range<usize>) {
        let table = self.peek(0) == "bieu";
        let word_end = match self.lexemes.get(self.at) {
            Some(Lexeme::Word(_, word)) => word.end,
            _ => span.end,
        };
        self.at += 1;
        if table {
            return self.table(span);
        }
        if matches!(self.peek(0), "bieu" | "bang") {
            return;
        }
        self.skip_words(&["so"]);
        match self.take_plain_number() {
            Some(number) => {
                let step = Step::Named("phu luc".to_owned(), number);
                self.push(vec![Ranked { rank: (2, Keyword::Chapter), step }]);
            }
            None => {
                let words = self.source[span.start..word_end].to_owned();
                self.last_or_connected().place.words.push(words);
            }
        }
    }

    fn indicator(&mut self) {
        self.at += 1;
        self.skip_words(&["so", "thu"]);
        if let Some(number) = self.take_plain_number() {
            let place = self.fresh(|draft| draft.place.indicator_no.is_some());
            place.place.indicator_no = Some(number);
        } else if let Some(words) = self.title() {
            self.last_or_connected().place.indicator = Some(words);
        }
    }

    fn document(&mut self, span: &Range<usize>) {
        let mut end = span.end;
        while let Some(Lexeme::Word(word, next)) = self.lexemes.get(self.at) {
            if self.opens_place() || matches!(word.as_str(), "va" | "thi" | "dang") {
                break;
            }
            end = next.end;
            self.at += 1;
        }
        let words = self.source[span.start..end].to_owned();
        if words.split_whitespace().count() > 1 {
            self.citation.document.get_or_insert(words);
        }
    }

    /// Title or lead words up to the next place, `;` or the end.
    fn title(&mut self) -> Option<String> {
        if let Some(Lexeme::Quote(index)) = self.lexemes.get(self.at) {
            let index = *index;
            self.at += 1;
            self.used_quotes.push(index);
            return Some(self.source[self.quoted.get(index)?.inner.clone()].to_owned());
        }
        while matches!(self.peek(0), "ve" | "noi" | "la" | "ten") {
            self.at += 1;
        }
        let mut span: Option<Range<usize>> = None;
        while let Some(lexeme) = self.lexemes.get(self.at) {
            if is_break(lexeme)
                || self.ends_title()
                || self.opens_place()
                || matches!(lexeme, Lexeme::Quote(_) | Lexeme::Code(..))
            {
                break;
            }
            if let Lexeme::Word(_, next) | Lexeme::Number(_, next) = lexeme {
                span = Some(span.map_or(next.start, |span| span.start)..next.end);
            }
            self.at += 1;
        }
        span.map(|span| self.source[span].to_owned())
    }

    /// Whether a comma stands here, and behind it a keyword: "phần kết quả, mục Dân vận".
    fn ends_title(&self) -> bool {
        let keyword = matches!(self.peek(1), "muc" | "phan" | "doan" | "diem" | "bieu" | "bang" | "trang");
        let comma = matches!(self.lexemes.get(self.at), Some(Lexeme::Comma));
        comma && keyword && !self.is_no_keyword(self.at + 1)
    }

    /// Whether a keyword with its number, or a document's name, stands here.
    fn opens_place(&self) -> bool {
        let word = self.peek(0);
        if self.is_no_keyword(self.at) {
            return false;
        }
        let numbered = |ahead: usize| {
            let ahead = ahead + usize::from(matches!(self.peek(ahead), "so" | "thu"));
            self.peek_number(ahead).is_some() || self.ordinal(ahead).is_some()
        };
        match word {
            "trang" | "tr" | "dong" | "muc" | "diem" | "khoan" | "phan" | "doan" | "bieu" | "bang"
            | "hang" => numbered(1),
            "chi" | "tieu" | "de" => matches!(self.peek(1), "tieu" | "muc") && numbered(2),
            "bao" => self.peek(1) == "cao",
            "phu" => matches!(self.peek(1), "luc" | "bieu") && numbered(2),
            _ => false,
        }
    }

    /// An ordinal: a number, or "thứ hai", "hai", "nhất"; and how many pieces it takes.
    fn ordinal(&self, ahead: usize) -> Option<(u32, usize)> {
        let skip = usize::from(self.peek(ahead) == "thu");
        if let Some([Part::Digits(number) | Part::Roman(number) | Part::Letter(number)]) =
            self.peek_number(ahead + skip)
        {
            return Some((*number, skip + 1));
        }
        let number = match self.peek(ahead + skip) {
            "nhat" | "mot" => 1,
            "hai" => 2,
            "ba" => 3,
            "tu" | "bon" => 4,
            "nam" => 5,
            "sau" => 6,
            "bay" => 7,
            "tam" => 8,
            "chin" => 9,
            "muoi" => 10,
            _ => return None,
        };
        Some((number, skip + 1))
    }

    fn nth(&mut self) -> Option<Nth> {
        self.skip_words(&["so"]);
        if self.peek(0) == "cuoi" {
            self.at += 1;
            self.skip_words(&["cung"]);
            return Some(Nth::Last);
        }
        if self.peek(0) == "dau" && !matches!(self.peek(1), "tu") {
            self.at += 1;
            self.skip_words(&["tien"]);
            return Some(Nth::Nth(1));
        }
        let (number, used) = self.ordinal(0)?;
        self.at += used;
        Some(Nth::Nth(number))
    }

    fn take_plain_number(&mut self) -> Option<u32> {
        let (Part::Digits(number) | Part::Roman(number)) = *self.peek_number(0)?.first()? else {
            return None;
        };
        self.at += 1;
        Some(number)
    }

    fn skip_words(&mut self, words: &[&str]) {
        while !self.peek(0).is_empty() && words.contains(&self.peek(0)) {
            if self.peek(0) == "thu" && self.peek_number(1).is_none() {
                break;
            }
            self.at += 1;
        }
    }

    fn open(&mut self, joined: bool) {
        let empty = self.places.last().is_some_and(|draft| draft.steps.is_empty() && draft.place.is_empty());
        if !empty {
            self.places.push(Draft { joined, ..Draft::default() });
        }
        self.connector = false;
    }

    fn last(&mut self) -> &mut Draft {
        if self.places.is_empty() {
            self.places.push(Draft::default());
        }
        let at = self.places.len() - 1;
        &mut self.places[at]
    }

    fn last_or_connected(&mut self) -> &mut Draft {
        if self.connector {
            self.open(true);
        }
        self.last()
    }

    /// The place to add to: a new one behind "và" or where `taken` says so.
    fn fresh(&mut self, taken: impl Fn(&Draft) -> bool) -> &mut Draft {
        if self.connector || self.places.last().is_some_and(taken) {
            self.open(true);
        }
        self.last()
    }
}

fn named(keyword: Keyword, number: u32) -> Ranked {
    let word = if keyword == Keyword::Article { "dieu" } else { "chuong" };
    Ranked { rank: (2, keyword), step: Step::Named(word.to_owned(), number) }
}

/// Whether one of two numbers in the same place goes on with the other: "mục 2, mục 2.1".
fn refines(new: &Ranked, old: &Ranked) -> bool {
    match (&new.step, &old.step) {
        (Step::Decimal(new), Step::Decimal(old)) => new.starts_with(old) || old.starts_with(new),
        (new, old) => new == old,
    }
}

fn decimals(step: &Step) -> usize {
    if let Step::Decimal(numbers) = step { numbers.len() } else { 0 }
}
