//! The types of a parsed draft. They hold byte ranges into the source, which [`Document`] owns.

use std::fmt;
use std::ops::Range;

/// Id of a document: lower-case ASCII letters, digits and hyphens (`political-report`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentId(String);

impl DocumentId {
    /// Reads an id in any case; `None` if it holds anything but ASCII letters, digits and inner hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        let id = text.trim().to_ascii_lowercase();
        let good = !id.is_empty()
            && id.len() <= 64
            && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !id.starts_with('-')
            && !id.ends_with('-');
        good.then_some(Self(id))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// YAML between `---` lines at the start.
    FrontMatter,
    /// A heading, ATX or underlined.
    Heading,
    /// A paragraph.
    Paragraph,
    /// The own text of a list item, marker included, up to its first nested block.
    Item,
    /// A row of a table; the header row includes the delimiter row.
    Row,
    /// A paragraph of a footnote; the first includes `[^label]:`.
    Footnote,
    /// A paragraph of a block quote.
    Quote,
    /// A code block.
    Code,
    /// An HTML block or comment.
    Html,
    /// A thematic break.
    Rule,
    /// A link reference definition.
    Definition,
}

impl BlockKind {
    /// The name in JSON and in the round register: `front_matter`, `heading`, `paragraph`, `item`, `row`, …
    pub fn tag(self) -> &'static str {
        match self {
            Self::FrontMatter => "front_matter",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::Item => "item",
            Self::Row => "row",
            Self::Footnote => "footnote",
            Self::Quote => "quote",
            Self::Code => "code",
            Self::Html => "html",
            Self::Rule => "rule",
            Self::Definition => "definition",
        }
    }

    /// Whether blocks of this kind carry a code: all but front matter, rule and definition.
    pub fn has_code(self) -> bool {
        !matches!(self, Self::FrontMatter | Self::Rule | Self::Definition)
    }
}

/// The style of a printed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LabelKind {
    /// `PHẦN THỨ NHẤT`, `PHẦN I`, `Phần thứ hai`.
    Part,
    /// `Chương I`, `Điều 5`, `Biểu 1`, `Phụ lục II`: a word and a number.
    Named,
    /// `I.`, `I-`, `XIV.`.
    Roman,
    /// `1.`, `1-`, `1)`.
    Number,
    /// `1.1.`, `2.3.1`.
    Decimal,
    /// `a)`, `đ)`.
    Letter,
}

/// A printed number at the start of a block: `PHẦN THỨ NHẤT`, `II.`, `1.1.`, `đ)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its style.
    pub kind: LabelKind,
    /// As printed, without what follows (`II.`, `PHẦN THỨ NHẤT`), as a byte range of the source.
    pub range: Range<usize>,
    /// Its last ordinal: part 1, roman 2, decimal 1.1 → 1, letter đ → 5.
    pub ordinal: u32,
    /// How it stands in a section path: `1` (part), `II`, `1`, `1.1`, `đ`, `Biểu 1`.
    pub short: String,
}

/// The smallest thing that a comment can point to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Position in the document, from 0.
    pub index: usize,
    /// What it is.
    pub kind: BlockKind,
    /// Bytes of its text: from the start of its first line, indent and marker included, to the end of its last
    /// own line without the line break.
    pub text: Range<usize>,
    /// Bytes from the end of its text to the next block or the end.
    pub gap: Range<usize>,
    /// Line of its first byte, from 1.
    pub line: usize,
    /// Printed number, where it begins with one (after heading marks or a list marker).
    pub label: Option<Label>,
    /// Index into [`Document::sections`] of the innermost section that holds it; a heading belongs to its own.
    pub section: usize,
    /// Nesting: list depth for items (1 for a top item), heading level for headings, else 0.
    pub depth: usize,
    /// For rows: `(table, row)`, tables from 0 in the document, row 0 the header.
    pub row: Option<(usize, usize)>,
}

/// A heading and what it holds. Section 0 is the whole document and has no heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Block index of its heading; `None` for section 0.
    pub heading: Option<usize>,
    /// Heading level, 1 to 6; 0 for section 0.
    pub level: usize,
    /// Index of the section around it; `None` for section 0.
    pub parent: Option<usize>,
    /// Title without label and heading marks; empty for section 0.
    pub title: String,
    /// Printed labels joined by dots, behind the part's number and a slash where there are parts: `1/II.1.1`.
    /// Where a decimal label repeats its parents (`1.1` inside `1.`), it stands for them: `1/II.1.1`, not
    /// `1/II.1.1.1`. Empty where no heading above and including it has a label. Need not be unique.
    pub path: String,
    /// Indices of all its blocks, nested sections included, its heading first.
    pub blocks: Range<usize>,
}

/// A parsed draft. `lead` + every block's text and gap in order is the source, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file as it is.
    pub source: String,
    /// What stands before the first block (all of the file if there is none).
    pub lead: Range<usize>,
    /// All blocks in order.
    pub blocks: Vec<Block>,
    /// All sections in order of their headings; section 0 first.
    pub sections: Vec<Section>,
}

impl Document {
    /// The source text of a block.
    pub fn text(&self, block: &Block) -> &str {
        &self.source[block.text.clone()]
    }

    /// What follows a block up to the next one.
    pub fn gap(&self, block: &Block) -> &str {
        &self.source[block.gap.clone()]
    }

    /// The section path of a block (`1/II.1.1`).
    pub fn section_path(&self, block: &Block) -> &str {
        &self.sections[block.section].path
    }

    /// What stands before the first block.
    pub fn lead(&self) -> &str {
        &self.source[self.lead.clone()]
    }
}

/// A block's printed address that survives rounds: `P12`, inserted later `P12a`, at the start `P0a`.
///
/// Ordered by number, then by letters in the order they are given out (`a`…`z`, `za`…`zz`, `zza`).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BlockCode {
    number: u32,
    letters: String,
}

impl BlockCode {
    /// The n-th code of the first freezing, from 1.
    pub fn numbered(number: u32) -> Self {
        Self { number, letters: String::new() }
    }

    /// Reads `P12`, `p12a`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let rest = text.strip_prefix(['P', 'p'])?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let letters = rest[digits..].to_ascii_lowercase();
        let good_number = (1..=9).contains(&digits) && (digits == 1 || !rest.starts_with('0'));
        let good_letters = letters.len() <= 99
            && letters.bytes().all(|b| b.is_ascii_lowercase())
            && letters.bytes().rev().skip(1).all(|b| b == b'z');
        let number = rest[..digits].parse().ok()?;
        (good_number && good_letters && !(number == 0 && letters.is_empty()))
            .then_some(Self { number, letters })
    }

    /// The number without letters: 12 of `P12a`; 0 for blocks before the first.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The letters, `a` of `P12a`; empty for a code of the first freezing.
    pub fn letters(&self) -> &str {
        &self.letters
    }

    /// The first code behind the numbered one: `P12a` for 12.
    pub fn first_inserted(number: u32) -> Self {
        Self { number, letters: "a".to_owned() }
    }

    /// The next code with the same number: `P12a` → `P12b`, `P12z` → `P12za`.
    #[must_use]
    pub fn next(&self) -> Self {
        let mut letters = self.letters.clone();
        match letters.pop() {
            None => letters.push('a'),
            Some('z') => letters.push_str("za"),
            Some(last) => letters.push(char::from(last as u8 + 1)),
        }
        Self { number: self.number, letters }
    }
}

impl Ord for BlockCode {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.number, self.letters.len(), &self.letters).cmp(&(
            other.number,
            other.letters.len(),
            &other.letters,
        ))
    }
}

impl PartialOrd for BlockCode {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for BlockCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P{}{}", self.number, self.letters)
    }
}

/// The codes of one draft, by block index; `None` for blocks that carry none.
pub type Codes = Vec<Option<BlockCode>>;
