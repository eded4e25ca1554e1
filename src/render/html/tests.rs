//! Hostile words, marks, and what a file may not ask for.

use super::*;
use crate::compare::ChangeKind;
use crate::messages::Lang;

/// Words that try to become markup, an attribute, a style, a script or a request.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<!-- --><iframe src=//evil.example>",
    "&lt;script&gt;",
    "&#x3c;script&#x3e;",
    "]]><script>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "@import url(//evil.example);",
    "}body{background:url(//evil.example)}",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=\"0;url=//evil.example\">",
    "<form action=//evil.example><button>",
    "<math><mtext></p><img src=x onerror=alert(1)>",
    "\0<scr\0ipt>",
    "\u{202e}gpj.exe",
    "\u{1b}[31m",
    "`${alert(1)}`",
    "<ins>giả</ins><del>giả</del>",
    "</p></div></main><p class=\"t\">",
];

/// A page with the same words in every place that takes words.
fn page_of(words: &str) -> Page {
    let run = Run { link: Some(words.to_owned()), ..Run::plain(words) };
    let runs = vec![run, Run::marked(words, Mark::Inserted), Run::marked(words, Mark::LostInMove)];
    let note = Note::new(NoteKind::Warning, words);
    let anchor = Some(words.to_owned());
    let mut table = Table { caption: anchor.clone(), ..Table::new(vec![Column::new(words, 1)]) };
    table.landscape = true;
    table.section(anchor.clone());
    table.push(Row { cells: vec![Cell::text(words)], anchor: anchor.clone(), header: true });
    let heading = Heading { level: 2, runs: runs.clone(), anchor: anchor.clone(), code: anchor.clone() };
    let shapes = [Shape::Body, Shape::Item(2), Shape::Quote, Shape::Code, Shape::Footnote];
    let mut parts = vec![Part::Heading(heading.clone()), Part::Heading(heading), Part::Note(note.clone())];
    for shape in shapes {
        parts.push(Part::Redline(Redline {
            kind: ChangeKind::Amended,
            label: words.to_owned(),
            shape,
            runs: runs.clone(),
            code_before: anchor.clone(),
            code_after: anchor.clone(),
            notes: vec![note.clone()],
            anchor: anchor.clone(),
        }));
    }
    parts.push(Part::Table(table));
    parts.push(Part::Facts(vec![(words.to_owned(), words.to_owned())]));
    parts.push(Part::List(List { ordered: false, items: vec![runs.clone()] }));
    let inner = vec![Part::Note(note)];
    parts.push(Part::Fold(Fold {
        summary: runs,
        code: anchor.clone(),
        parts: inner,
        anchor: anchor.clone(),
    }));
    Page {
        title: words.to_owned(),
        title_code: anchor.clone(),
        subtitle: vec![words.to_owned()],
        lang: Lang::Vi,
        marks: Some(Marks {
            party: anchor.clone(),
            issuer: vec![words.to_owned()],
            number: anchor.clone(),
            place_date: anchor.clone(),
            draft: anchor.clone(),
            notes: vec![words.to_owned()],
            footer: anchor.clone(),
            as_of: anchor,
        }),
        parts,
        landscape: false,
        contents: true,
    }
}

/// The markup of a file, with every attribute value emptied and every text dropped.
fn skeleton(file: &str) -> Vec<String> {
    let mut tags = Vec::new();
    for piece in file.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap_or("");
        let parts: Vec<&str> = tag.split('"').step_by(2).collect();
        tags.push(parts.join("\"\""));
    }
    tags.retain(|tag| tag != "wbr");
    tags
}

#[test]
fn hostile_words_change_no_tag_and_no_attribute() {
    let options = HtmlOptions::default();
    let harmless = skeleton(&html(&page_of("từ"), &options));
    let variants = HOSTILE.iter().flat_map(|words| {
        [(*words).to_owned(), format!("\"{words}"), format!("'{words}\n"), format!("{words}&quot;&amp;")]
    });
    let variants: Vec<String> = variants.collect();
    assert_eq!(variants.len(), 100);
    for words in variants {
        let file = html(&page_of(&words), &options);
        assert_eq!(skeleton(&file), harmless, "{words:?}");
        assert!(!file.contains(['\0', '\u{1b}', '\u{202e}']), "{words:?}");
    }
}

#[test]
fn profile_values_cannot_leave_the_styles() {
    let fonts = vec!["x\";}</style><script>".to_owned(), "serif".to_owned()];
    let file = html(&Page::default(), &HtmlOptions { fonts, ..HtmlOptions::default() });
    assert!(file.contains("--font:\"xstylescript\",serif;"), "{file}");
}

#[test]
fn a_file_asks_for_nothing_from_outside() {
    let file = html(&page_of("từ"), &HtmlOptions::default());
    for outside in ["http:", "https:", "url(", "@import", "<script", "src=", "<link", "//"] {
        assert!(!file.contains(outside), "{outside}");
    }
    assert!(file.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
}

#[test]
fn marks_are_elements_and_styles_stand_inside() {
    let words = [
        Run::plain("Thu "),
        Run::marked("63", Mark::Deleted),
        Run {
            style: crate::view::Style { strong: true, ..Default::default() },
            ..Run::marked("61,5", Mark::Inserted)
        },
        Run::marked(" tỷ", Mark::Inserted),
        Run::marked("A", Mark::MovedHere),
        Run::marked("B", Mark::LostInMove),
        Run::marked("C", Mark::MovedAway),
    ];
    insta::assert_snapshot!(
        runs(&words).replace("><", ">\n<"),
        @r#"
    Thu <del>63</del>
    <ins>
    <strong>61,5</strong> tỷ</ins>
    <ins class="moved">A</ins>
    <ins class="moved">
    <del>B</del>
    </ins>
    <del class="moved">C</del>
    "#
    );
}

#[test]
fn colours_can_be_told_from_their_ground() {
    let value = |name: &str| {
        let at = STYLES.find(&format!("--{name}:#")).unwrap() + name.len() + 4;
        let hex = STYLES[at..].split([';', '}']).next().unwrap();
        let digit = |i: usize| {
            let two = if hex.len() == 3 { hex[i..=i].repeat(2) } else { hex[2 * i..2 * i + 2].to_owned() };
            f64::from(u8::from_str_radix(&two, 16).unwrap()) / 255.0
        };
        let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
        0.2126 * linear(digit(0)) + 0.7152 * linear(digit(1)) + 0.0722 * linear(digit(2))
    };
    for (ink, ground) in [("ins", "ins-bg"), ("del", "del-bg"), ("move", "move-bg"), ("soft", "faint")] {
        let ratio = (value(ground) + 0.05) / (value(ink) + 0.05);
        assert!(ratio >= 4.5, "{ink} on {ground}: {ratio}");
    }
}
