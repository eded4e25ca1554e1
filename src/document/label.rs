//! Printed numbers at the start of a block: `PHẦN THỨ NHẤT`, `II.`, `1-`, `1.1.`, `đ)`.
//!
//! Only what an editor would call a number of the outline is one: a year or a figure at the start of a sentence
//! ("2020. Toàn huyện", "1.234 hộ", "6/14 xã") is none, and "Điều 5 quy định …" in running text is prose. Labels
//! stand behind heading marks, list markers and emphasis marks; the marker of an ordered item is itself its label.
//! Words are read in any case, composed or not. Linear in the first line of the block.
//! Source of the letter order: decree 30/2020, article 8 (a b c d đ e g h i k l m n o p q r s t u v x y).

use super::label_forms::{self, Context, Form};
use super::{BlockKind, Label, LabelKind};
use std::ops::Range;

/// What stands before the text of a block's first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Prefix {
    /// The marker of the innermost ordered item, `1.` or `1)`, relative to the block.
    pub(super) ordered: Option<Range<usize>>,
    /// The marker of the innermost bullet item.
    pub(super) bullet: Option<u8>,
    /// Where the text begins, relative to the block.
    pub(super) content: usize,
}

/// The label of a block, if its kind can have one: headings, paragraphs and items.
pub(super) fn find(source: &str, kind: BlockKind, text: &Range<usize>) -> Option<Label> {
    if !matches!(kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::Item) {
        return None;
    }
    let block = &source[text.clone()];
    let prefix = prefix(kind, block);
    if let Some(marker) = prefix.ordered {
        let digits = &block[marker.start..marker.end - 1];
        let ordinal: u32 = digits.parse().ok()?;
        return Some(Label {
            kind: LabelKind::Number,
            range: text.start + marker.start..text.start + marker.end,
            ordinal,
            short: ordinal.to_string(),
        });
    }
    let context = match kind {
        BlockKind::Heading => Context::Heading,
        _ => Context::Text,
    };
    let line = block[prefix.content..].split(['\n', '\r']).next().unwrap_or_default();
    let (skipped, form) = of_line(line, context)?;
    let start = text.start + prefix.content + skipped;
    Some(Label { kind: form.kind, range: start..start + form.len, ordinal: form.ordinal, short: form.short })
}

/// The label at the start of a line without list markers, and how many bytes of emphasis marks precede it.
pub(super) fn of_line(line: &str, context: Context) -> Option<(usize, Form)> {
    let marks = line.len() - line.trim_start_matches(['*', '_']).len();
    let rest = &line[marks..];
    if marks > 3 || rest.starts_with(char::is_whitespace) {
        return None;
    }
    let context = if marks > 0 { context.emphasised() } else { context };
    Some((marks, label_forms::read(rest, context)?))
}

/// Reads indent, quote marks, list markers, footnote marker and heading hashes of a block's first line.
pub(super) fn prefix(kind: BlockKind, block: &str) -> Prefix {
    let mut prefix = Prefix { ordered: None, bullet: None, content: 0 };
    if matches!(kind, BlockKind::FrontMatter | BlockKind::Html | BlockKind::Rule | BlockKind::Definition) {
        return prefix;
    }
    loop {
        let rest = &block[prefix.content..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let text = &rest[blank..];
        let step = marker(kind, text, blank + prefix.content, &mut prefix);
        // Four spaces before code are the code's own indent.
        if step == 0 {
            prefix.content += if kind == BlockKind::Code { 0 } else { blank };
            return prefix;
        }
        prefix.content += blank + step;
        if kind == BlockKind::Heading && text.starts_with('#') {
            let rest = &block[prefix.content..];
            prefix.content += rest.len() - rest.trim_start_matches([' ', '\t']).len();
            return prefix;
        }
    }
}

/// Bytes of the marker at the start of `text`, noted in `prefix`; 0 if there is none.
fn marker(kind: BlockKind, text: &str, at: usize, prefix: &mut Prefix) -> usize {
    let bytes = text.as_bytes();
    let ends = |n: usize| bytes.get(n).is_none_or(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'));
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    match bytes.first() {
        Some(b'>') => 1,
        Some(b'[') if text.starts_with("[^") && kind != BlockKind::Paragraph => text
            .find("]:")
            .map_or(0, |end| if text[..end].contains(char::is_whitespace) { 0 } else { end + 2 }),
        Some(b'#') if kind == BlockKind::Heading => {
            let hashes = bytes.iter().take_while(|b| **b == b'#').count();
            if hashes <= 6 && ends(hashes) { hashes } else { 0 }
        }
        Some(bullet @ (b'-' | b'+' | b'*')) if kind != BlockKind::Paragraph && ends(1) => {
            prefix.bullet = Some(*bullet);
            1
        }
        Some(b'0'..=b'9') if kind != BlockKind::Paragraph && digits <= 9 => {
            let closed = matches!(bytes.get(digits), Some(b'.' | b')')) && ends(digits + 1);
            if !closed {
                return 0;
            }
            prefix.ordered = Some(at..at + digits + 1);
            prefix.bullet = None;
            digits + 1
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    /// `expected` is `kind range ordinal short` of the first block, or `-`.
    fn check(source: &str, expected: &str) {
        let document = parse(source.to_owned());
        let found = document.blocks[0].label.as_ref().map_or("-".to_owned(), |label| {
            let printed = &document.source[label.range.clone()];
            format!("{:?}|{printed}|{}|{}", label.kind, label.ordinal, label.short)
        });
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn headings_of_reports() {
        check("## PHẦN THỨ NHẤT. KẾT QUẢ", "Part|PHẦN THỨ NHẤT|1|1");
        check("# Phần thứ hai", "Part|Phần thứ hai|2|2");
        check("# Phần thứ mười một: x", "Part|Phần thứ mười một|11|11");
        check("# PHẦN II - X", "Part|PHẦN II|2|2");
        check("# Phần 2", "Part|Phần 2|2|2");
        check(
            "# PHA\u{302}\u{300}N THU\u{31b}\u{301} BA",
            "Part|PHA\u{302}\u{300}N THU\u{31b}\u{301} BA|3|3",
        );
        check("# A. KẾT QUẢ", "Part|A.|1|A");
        check("# Đ. KẾT QUẢ", "Part|Đ.|5|Đ");
        check("# CHƯƠNG I", "Named|CHƯƠNG I|1|Chương I");
        check("### Điều 5. Quyền hạn", "Named|Điều 5|5|Điều 5");
        check("### Biểu 1. Kết quả", "Named|Biểu 1|1|Biểu 1");
        check("### Biểu số 02: Kết quả", "Named|Biểu số 02|2|Biểu 2");
        check("## PHỤ LỤC II", "Named|PHỤ LỤC II|2|Phụ lục II");
        check("## PHỤ LỤC", "-");
        check("### I. ĐẶC ĐIỂM", "Roman|I.|1|I");
        check("### I- ĐẶC ĐIỂM", "Roman|I-|1|I");
        check("### I-ĐẶC ĐIỂM", "Roman|I-|1|I");
        check("### II - ĐẶC ĐIỂM", "Roman|II|2|II");
        check("### XIV. X", "Roman|XIV.|14|XIV");
        check("### **IV.** X", "Roman|IV.|4|IV");
        check("#### 1. Kinh tế", "Number|1.|1|1");
        check("#### 1.Kinh tế", "Number|1.|1|1");
        check("#### **12- Kinh tế** {#a}", "Number|12-|12|12");
        check("#### 1) Kinh tế ####", "Number|1)|1|1");
        check("##### 1.1. Nông nghiệp", "Decimal|1.1.|1|1.1");
        check("##### 1.1 Nông nghiệp", "Decimal|1.1|1|1.1");
        check("##### 2.3.10. Nông nghiệp", "Decimal|2.3.10.|10|2.3.10");
        check("##### I.2. Nông nghiệp", "Decimal|I.2.|2|I.2");
        check("##### a) Khách quan", "Letter|a)|1|a");
        check("I. KẾT QUẢ\n===", "Roman|I.|1|I");
    }

    #[test]
    fn paragraphs_and_items() {
        check("a) Điểm", "Letter|a)|1|a");
        check("đ) Điểm", "Letter|đ)|5|đ");
        check("y) Điểm", "Letter|y)|23|y");
        check("**b) Điểm:** xa", "Letter|b)|2|b");
        check("- a) Điểm", "Letter|a)|1|a");
        check("e. Điểm", "Letter|e.|6|e");
        check("g/ Điểm", "Letter|g/|7|g");
        check("1. Về kinh tế", "Number|1.|1|1");
        check("2020. Toàn huyện", "Number|2020.|2020|2020");
        check("  3) Về kinh tế", "Number|3)|3|3");
        check("- - 3) Về kinh tế", "Number|3)|3|3");
        check("1\\. Về kinh tế", "Number|1\\.|1|1");
        check("1- Về kinh tế", "Number|1-|1|1");
        check("1/ Về kinh tế", "Number|1/|1|1");
        check("1.1. Nông nghiệp", "Decimal|1.1.|1|1.1");
        check("1.1 Nông nghiệp", "Decimal|1.1|1|1.1");
        check("I. Đặc điểm", "Roman|I.|1|I");
        check("PHẦN I KẾT QUẢ", "Part|PHẦN I|1|1");
        check("Điều 5. Quyền", "Named|Điều 5|5|Điều 5");
        check("**Biểu 3** Công trình", "Named|Biểu 3|3|Biểu 3");
    }

    #[test]
    fn figures_and_prose_are_no_labels() {
        for source in [
            "1.234 hộ nghèo",
            "6/14 xã đạt chuẩn",
            "20.2 là ngày",
            "1.5 triệu đồng",
            "15.4.2020 là ngày",
            "5-7%/năm",
            "5 - 7%/năm",
            "35-CT/TW",
            "12-NQ/HU",
            "X-quang",
            "V.I.Lênin",
            "# 5 bài học",
            "# 2020. Toàn huyện",
            "# 1.234 hộ",
            "Phần lớn các hộ",
            "Phần thứ nhất của báo cáo nêu rõ",
            "Điều 5 Luật Đất đai quy định",
            "Biểu 1 cho thấy",
            "Biểu diễn văn nghệ",
            "Và sau đó",
            "f) x",
            "ý kiến",
            "> a) x",
            "    a) x",
            "[^1]: a) x",
            "| a) x |\n|---|",
            "CHI BỘ I",
            "M. Gorki",
            "**",
            "####",
        ] {
            check(source, "-");
        }
    }
}
