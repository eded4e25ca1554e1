//! What the heads of a table of comments mean, in the wordings that offices give them, and where these heads stand.
//!
//! A head is known by its exact words first, else by the words in it; in a table whose heads stand in two rows, by both
//! together. Decides nothing about the rows below; a table whose first row is no head but whose columns clearly are
//! number, place and words is told from one that says nothing. Linear in the rows looked at.

use super::cells::Row;
use crate::text::plain;

/// A column of the slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// Running number: not read.
    Number,
    /// Mã.
    Code,
    /// Văn kiện.
    Document,
    /// Vị trí.
    Place,
    /// Trích nguyên văn.
    Quote,
    /// Nội dung góp ý.
    Text,
    /// Đề nghị sửa thành.
    NewWords,
    /// Lý do.
    Reason,
}

/// How the cells of a column are to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// As they stand.
    Plain,
    /// Numbers of pages.
    Page,
    /// Numbers of lines.
    Line,
    /// Page and line: `5/12`.
    PageLine,
    /// What is asked for: new words or a request, as each cell says.
    Ask,
    /// What it is about: a place where it is short, else a quotation.
    Topic,
}

/// What a head says of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) field: Field,
    pub(super) how: How,
    /// How surely: exact words, words in it, a word that may mean anything.
    strength: u8,
}

const EXACT: u8 = 3;
const INSIDE: u8 = 2;
const WEAK: u8 = 1;

/// Heads in their exact words, folded.
const COLUMNS: &[(Field, &[&str])] = &[
    (Field::Number, &["stt", "tt", "so tt", "so thu tu", "no"]),
    (Field::Code, &["ma", "ma doan", "ma khoi", "ma so", "code", "block code"]),
    (Field::Document, &["van kien", "ten van kien", "du thao", "du thao van kien", "document"]),
    (Field::Place, &["vi tri", "vi tri gop y", "muc", "trang muc", "trang dong muc", "phan muc", "place"]),
    (
        Field::Quote,
        &[
            "trich nguyen van",
            "nguyen van",
            "trich",
            "trich dan",
            "trich du thao",
            "noi dung trong du thao",
            "quote",
        ],
    ),
    (
        Field::Text,
        &[
            "noi dung gop y",
            "gop y",
            "y kien",
            "y kien gop y",
            "noi dung y kien",
            "noi dung y kien gop y",
            "noi dung tham gia",
            "y kien tham gia",
            "comment",
            "text",
        ],
    ),
    (
        Field::NewWords,
        &["de nghi sua thanh", "sua thanh", "de xuat sua thanh", "de nghi sua", "proposal", "new words"],
    ),
    (Field::Reason, &["ly do", "ly do co so", "co so de xuat", "reason"]),
];

/// Heads of columns that are not the unit's words, whatever else stands in them.
const OTHERS: &[&str] = &["tiep thu", "giai trinh", "xu ly", "ket qua", "trang thai", "ghi chu", "bien ban"];
/// What a head of a column of persons or bodies begins with.
const BODIES: &[&str] =
    &["don vi", "chu the", "nguoi", "dai dien", "dong chi", "co quan", "ho ten", "ho va ten"];
const NUMBERS: &[&str] = &["stt", "so tt", "so thu tu"];
const REASONS: &[&str] = &["ly do", "co so", "can cu", "luan cu", "thuyet minh"];
const CHANGES: &[&str] = &["sua", "dieu chinh", "chinh sua", "thay", "viet lai", "viet"];
const REQUESTS: &[&str] =
    &["de nghi", "de xuat", "kien nghi", "chinh sua", "dieu chinh", "sua doi", "sua", "bo sung", "phuong an"];
const OPINIONS: &[&str] = &["gop y", "y kien", "tham gia", "nhan xet", "thao luan", "phat bieu"];
const DRAFTS: &[&str] = &["du thao", "hien tai", "van kien", "ban goc"];
const PLACES: &[&str] = &[
    "vi tri", "trang", "dong", "muc", "phan", "doan", "dieu", "khoan", "chuong", "diem", "tieu muc",
    "dia chi",
];
const DOCUMENTS: &[&str] = &["van kien", "du thao", "tai lieu", "bao cao", "van ban"];

/// Words of a head at most; longer cells are people's words.
const HEAD_WORDS_MAX: usize = 12;

/// The column that a heading names in its exact words.
pub(super) fn field(heading: &str) -> Option<Field> {
    find(COLUMNS, &label(heading))
}

/// The column that a heading names.
fn column(heading: &str) -> Option<Column> {
    let key = label(heading);
    if key.is_empty() || key.split(' ').count() > HEAD_WORDS_MAX {
        return None;
    }
    let found = find(COLUMNS, &key).map(|field| Column { field, how: How::Plain, strength: EXACT });
    found.or_else(|| inside(&key)).map(|column| Column { how: how_of(column, &key), ..column })
}

/// The column that the words in a heading speak of.
fn inside(key: &str) -> Option<Column> {
    if key.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| has_phrase(key, phrase));
    let starts = |phrases: &[&str]| phrases.iter().any(|it| key == *it || key.starts_with(&format!("{it} ")));
    let column = |field: Field, how: How| Some(Column { field, how, strength: INSIDE });
    if has(OTHERS) || starts(BODIES) {
        return None;
    }
    if starts(NUMBERS) {
        return column(Field::Number, How::Plain);
    }
    if has(REASONS) {
        return column(Field::Reason, How::Plain);
    }
    if has(&["thanh"]) && has(CHANGES) {
        return column(Field::NewWords, How::Plain);
    }
    if has(&["nguyen van", "trich"])
        || (has(&["noi dung"]) && has(DRAFTS) && !has(OPINIONS) && !has(REQUESTS))
    {
        return column(Field::Quote, How::Plain);
    }
    if has(OPINIONS) {
        return column(Field::Text, How::Plain);
    }
    if has(REQUESTS) {
        return column(Field::NewWords, How::Ask);
    }
    if has(PLACES) {
        return column(Field::Place, How::Plain);
    }
    if has(DOCUMENTS) {
        return column(Field::Document, How::Plain);
    }
    has(&["noi dung"]).then_some(Column { field: Field::Text, how: How::Plain, strength: WEAK })
}

fn how_of(column: Column, key: &str) -> How {
    let has = |phrase: &str| has_phrase(key, phrase);
    let others = PLACES.iter().filter(|it| !matches!(**it, "trang" | "dong" | "vi tri"));
    if column.field != Field::Place || others.into_iter().any(|it| has(it)) {
        return column.how;
    }
    match (has("trang"), has("dong")) {
        (true, true) => How::PageLine,
        (true, false) => How::Page,
        (false, true) => How::Line,
        (false, false) => column.how,
    }
}

fn has_phrase(key: &str, phrase: &str) -> bool {
    key.match_indices(phrase).any(|(at, _)| {
        let before = key[..at].is_empty() || key[..at].ends_with(' ');
        let behind = &key[at + phrase.len()..];
        before && (behind.is_empty() || behind.starts_with(' '))
    })
}

/// Which cell holds which column.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    /// Numbers of the first and the last row of the heads.
    pub(super) rows: (usize, usize),
    /// By cell.
    pub(super) fields: Vec<Option<Column>>,
    /// A cell whose column has already stood.
    pub(super) twice: Option<usize>,
    /// Whether there are no heads and the columns were told by what they hold.
    pub(super) is_implied: bool,
}

impl Columns {
    fn of(rows: (usize, usize), mut fields: Vec<Option<Column>>) -> Self {
        settle(&mut fields);
        let twice = |n: &usize| {
            let Some(it) = fields[*n] else { return false };
            let repeats = !matches!(it.field, Field::Number | Field::Place);
            repeats
                && fields[..*n]
                    .iter()
                    .flatten()
                    .any(|before| before.field == it.field && before.how == it.how)
        };
        let twice = (0..fields.len()).find(twice);
        Self { rows, fields, twice, is_implied: false }
    }

    fn of_row(row: &Row) -> Self {
        Self::of((row.number, row.number), row.cells.iter().map(|cell| column(cell)).collect())
    }

    /// Heads in two rows: those below stand under those above, which reach over several columns where they are merged.
    fn of_two(upper: &Row, lower: &Row) -> Option<Self> {
        if lower.number != upper.number + 1 || !upper.cells.iter().any(|cell| column(cell).is_some()) {
            return None;
        }
        let said = |row: &Row, n: usize| row.cells.get(n).map_or("", |cell| cell.trim()).to_owned();
        let mut fields = Vec::new();
        let (mut above, mut is_merged, mut n_lower, mut n_below) = (String::new(), false, 0, 0);
        for n in 0..upper.cells.len().max(lower.cells.len()) {
            let (up, low) = (said(upper, n), said(lower, n));
            is_merged |= up.is_empty() && !low.is_empty() && n > 0;
            if !up.is_empty() || low.is_empty() {
                above.clone_from(&up);
            }
            if low.is_empty() {
                fields.push(column(&up));
                continue;
            }
            if low.contains(|c: char| c.is_ascii_digit()) || low.split_whitespace().count() > HEAD_WORDS_MAX {
                return None;
            }
            n_lower += 1;
            n_below += usize::from(column(&low).is_some());
            fields
                .push(column(&format!("{above} {low}")).or_else(|| column(&low)).or_else(|| column(&above)));
        }
        let fits = is_merged && n_lower >= 2 && n_below * 2 >= n_lower;
        let both = fits.then(|| Self::of((upper.number, lower.number), fields))?;
        (both.rank() > Self::of_row(lower).rank()).then_some(both)
    }

    /// How many different columns are known.
    pub(super) fn n_known(&self) -> usize {
        let mut known: Vec<Field> = self.fields.iter().flatten().map(|it| it.field).collect();
        known.sort();
        known.dedup();
        known.len()
    }

    /// Whether one of them holds what the unit says.
    pub(super) fn has_words(&self) -> bool {
        self.fields.iter().flatten().any(|it| matches!(it.field, Field::Text | Field::NewWords))
    }

    fn n_exact(&self) -> usize {
        self.fields.iter().flatten().filter(|it| it.strength == EXACT).count()
    }

    /// How well this is the row of heads.
    fn rank(&self) -> (bool, usize, usize) {
        (self.has_words(), self.n_known(), self.n_exact())
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.fields.iter().flatten().any(|it| it.field == field)
    }
}

/// What the heads of one table say of each other.
fn settle(fields: &mut [Option<Column>]) {
    let best = fields.iter().flatten().filter(|it| it.field == Field::Text).map(|it| it.strength).max();
    match best {
        // What is asked for is all that is said.
        None => {
            let is_ask = |it: &&mut Column| it.how == How::Ask;
            if let Some(ask) = fields.iter_mut().flatten().find(is_ask) {
                (ask.field, ask.how) = (Field::Text, How::Plain);
            }
        }
        Some(WEAK) => {
            let is_ask = |it: &&mut Column| it.how == How::Ask;
            if let Some(ask) = fields.iter_mut().flatten().find(is_ask) {
                (ask.field, ask.how, ask.strength) = (Field::Text, How::Plain, INSIDE);
                topics(fields);
            }
        }
        Some(_) => topics(fields),
    }
    // Of one column that stands twice, the one in exact words counts.
    for n in 0..fields.len() {
        let Some(it) = fields[n] else { continue };
        let is_better = |other: &Column| other.field == it.field && other.strength > it.strength;
        if !matches!(it.field, Field::Place | Field::NewWords) && fields.iter().flatten().any(is_better) {
            fields[n] = None;
        }
    }
}

/// "Nội dung" beside a column of comments is what these are about.
fn topics(fields: &mut [Option<Column>]) {
    for it in fields.iter_mut().flatten().filter(|it| it.field == Field::Text && it.strength == WEAK) {
        (it.field, it.how) = (Field::Place, How::Topic);
    }
}

/// The heads of a table, looked for in its first rows; at least two known columns make some.
pub(super) fn heads(rows: &[Row], n_looked_at: usize) -> Option<Columns> {
    let mut best: Option<Columns> = None;
    // Rows that ask for something at some place look like heads each; heads stand once.
    let mut n_alike = 0;
    for (at, row) in rows.iter().take(n_looked_at).enumerate() {
        // A running number stands before a point.
        if row.cells.iter().any(|cell| cell.trim().parse::<u16>().is_ok()) {
            continue;
        }
        let one = Columns::of_row(row);
        let two = rows.get(at + 1).and_then(|lower| Columns::of_two(row, lower));
        let two = two.filter(|two| two.rank() >= one.rank() && two.n_known() >= 2);
        for columns in [two, Some(one)].into_iter().flatten() {
            let better = |best: &Columns| columns.rank() > best.rank();
            n_alike += usize::from(columns.has_words() && columns.n_known() >= 2 && columns.n_exact() == 0);
            if columns.n_known() >= 2 && best.as_ref().is_none_or(better) {
                best = Some(columns);
            }
        }
    }
    best.filter(|best| best.n_exact() > 0 || n_alike < 4)
}

/// The columns of a table without heads: running number, place and words, or place and words.
pub(super) fn implied(rows: &[Row]) -> Option<Columns> {
    const LOOKED_AT: usize = 200;
    let rows: Vec<&Row> = rows.iter().filter(|row| !row.is_blank()).take(LOOKED_AT).collect();
    let n_columns = rows.iter().map(|row| n_filled(row)).max().filter(|n| (2..=5).contains(n))?;
    let first = rows.iter().position(|row| n_filled(row) == n_columns)?;
    let rows = &rows[first..];
    let cell = |row: &Row, n: usize| row.cells.get(n).map_or("", |cell| cell.trim()).to_owned();
    let filled = |n: usize| rows.iter().filter(|row| !cell(row, n).is_empty()).count();
    let all = |n: usize, is: &dyn Fn(&str) -> bool| {
        filled(n) > 0 && rows.iter().map(|row| cell(row, n)).all(|cell| cell.is_empty() || is(&cell))
    };
    let is_number = |cell: &str| cell.trim_end_matches('.').parse::<u16>().is_ok();
    let runs = all(0, &is_number) && filled(0) * 2 >= rows.len();
    let start = usize::from(runs);
    let place = (start..n_columns).find(|n| all(*n, &is_place) && filled(*n) * 2 >= rows.len())?;
    let long = |n: usize| {
        let words: usize = rows.iter().map(|row| cell(row, n).split_whitespace().count()).sum();
        n != place && filled(n) * 5 >= rows.len() * 4 && words >= filled(n) * 4
    };
    // One column of words, and nothing else that is not known.
    let mut wordy = (start..n_columns).filter(|n| *n != place && filled(*n) > 0);
    let words = wordy.next().filter(|n| long(*n))?;
    if wordy.next().is_some() || rows.len() < 2 {
        return None;
    }
    let known = |field: Field| Some(Column { field, how: How::Plain, strength: INSIDE });
    let mut fields = vec![None; n_columns];
    if runs {
        fields[0] = known(Field::Number);
    }
    (fields[place], fields[words]) = (known(Field::Place), known(Field::Text));
    let number = rows.first()?.number;
    // No row is one of heads: what is read begins at the first.
    Some(Columns { rows: (number, number), fields, twice: None, is_implied: true })
}

fn n_filled(row: &Row) -> usize {
    row.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |at| at + 1)
}

/// Whether a cell is a place and nothing else: `Mục II.1`, `trang 5, dòng 3`, `2.1`.
fn is_place(cell: &str) -> bool {
    const FIRST: &[&str] = &["muc", "phan", "trang", "dong", "diem", "doan", "chuong", "khoan", "tieu"];
    if cell.chars().count() > 80 {
        return false;
    }
    let key = plain(cell).key;
    let first = key.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let is_section = !key.is_empty() && key.chars().all(|c| c.is_ascii_digit() || "ivx.,- ".contains(c));
    FIRST.contains(&first) || (is_section && key.contains('.'))
}

/// A heading or label as it is looked up: no marks, no punctuation, one blank between words.
pub(super) fn label(text: &str) -> String {
    const LABEL_BYTES_MAX: usize = 120;
    if text.len() > LABEL_BYTES_MAX {
        return String::new();
    }
    // What stands in brackets explains the heading.
    let text = text.split('(').next().unwrap_or_default();
    let key = plain(text).key;
    let words: Vec<&str> =
        key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

pub(super) fn find<T: Copy>(table: &[(T, &[&str])], key: &str) -> Option<T> {
    table.iter().find(|(_, keys)| keys.contains(&key)).map(|(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: usize, cells: &[&str]) -> Row {
        let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
        Row { number, line: number, cells, open: false }
    }

    fn named(columns: &Columns) -> String {
        let name = |it: &Option<Column>| match it {
            Some(Column { field, how: How::Plain, .. }) => format!("{field:?}"),
            Some(Column { field, how, .. }) => format!("{field:?}/{how:?}"),
            None => "-".to_owned(),
        };
        columns.fields.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn heads_are_known_in_the_wordings_of_offices() {
        let check = |cells: &[&str], expected: &str| {
            let columns = heads(&[row(1, cells)], 1).unwrap();
            assert_eq!(named(&columns), expected, "{cells:?}");
            assert_eq!(columns.twice, None, "{cells:?}");
        };
        check(&["TT", "Nội dung dự thảo", "Ý kiến góp ý của đơn vị", "Lý do"], "Number Quote Text Reason");
        check(&["Số TT", "Vị trí (trang, dòng)", "Nội dung tham gia ý kiến"], "Number Place Text");
        check(
            &[
                "STT",
                "Trang/dòng (Điều/Khoản)",
                "Nội dung dự thảo",
                "Nội dung đề nghị điều chỉnh",
                "Lý do đề nghị",
            ],
            "Number Place/PageLine Quote Text Reason",
        );
        check(
            &["Tên văn bản", "Trang", "Dòng", "Ý kiến", "Đề nghị chỉnh sửa"],
            "Document Place/Page Place/Line Text NewWords/Ask",
        );
        check(&["Văn kiện", "Mục", "Đề nghị sửa đổi, bổ sung"], "Document Place Text");
        check(&["STT", "Nội dung", "Ý kiến tham gia"], "Number Place/Topic Text");
        check(&["Mục, tiểu mục", "Nội dung"], "Place Text");
        check(&["Nội dung góp ý", "Ý kiến tiếp thu, giải trình", "Vị trí"], "Text - Place");
        check(
            &["Đơn vị", "Nội dung trong dự thảo văn kiện", "Nội dung đề nghị sửa thành"],
            "- Quote NewWords",
        );
    }

    #[test]
    fn heads_in_two_rows_are_read_together() {
        let rows = [
            row(1, &["TỔNG HỢP Ý KIẾN GÓP Ý"]),
            row(2, &["STT", "Vị trí", "", "", "Nội dung", "", "Lý do"]),
            row(3, &["", "Trang", "Dòng", "Mục", "Dự thảo", "Đề nghị sửa"]),
            row(4, &["1", "5", "3", "II.1", "từng bước", "bước đầu", "cho rõ"]),
        ];
        let columns = heads(&rows, 20).unwrap();
        assert_eq!(named(&columns), "Number Place/Page Place/Line Place Quote Text Reason");
        assert_eq!(columns.rows, (2, 3));
    }

    #[test]
    fn columns_without_heads_are_told_only_where_they_are_clear() {
        let clear = [
            row(1, &["Ý kiến của chi bộ"]),
            row(3, &["1", "Mục II.1", "Đề nghị nói rõ hơn kết quả"]),
            row(4, &["2", "trang 5", "Đề nghị bỏ câu cuối của đoạn"]),
        ];
        let columns = implied(&clear).unwrap();
        assert_eq!((named(&columns).as_str(), columns.rows.0), ("Number Place Text", 3));
        let unclear = [row(1, &["1", "Chăn nuôi", "3.250"]), row(2, &["2", "Trồng trọt", "4.100"])];
        assert!(implied(&unclear).is_none());
        assert!(implied(&[row(1, &["a", "b", "c", "d", "e", "f"])]).is_none());
    }
}
