//! Hostile words, marks, and what a file may not ask for.

use super::review::{SCRIPT, SCRIPT_HASH};
use super::*;
use crate::compare::ChangeKind;
use crate::messages::Lang;
use crate::view::{Cell, Column, Facet, Half, Redline, Row, Sides, Table};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

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
    table.push(Row {
        cells: vec![Cell::text(words)],
        anchor: anchor.clone(),
        header: true,
        facets: vec![Facet::ALL[0]],
        starts: true,
    });
    table.notes.push(note.clone());
    table.sides = Some([words, words].map(str::to_owned));
    let heading = Heading { level: 2, runs: runs.clone(), anchor: anchor.clone(), code: anchor.clone() };
    let shapes = [Shape::Body, Shape::Item(2), Shape::Quote, Shape::Code, Shape::Footnote];
    let mut parts = vec![Part::Heading(heading.clone()), Part::Heading(heading), Part::Note(note.clone())];
    for shape in shapes {
        let half = Half { shape, runs: runs.clone() };
        parts.push(Part::Redline(Redline {
            kind: ChangeKind::Amended,
            facets: vec![Facet::Kind(ChangeKind::Amended)],
            label: words.to_owned(),
            shape,
            runs: runs.clone(),
            sides: Some(Sides { before: vec![half.clone()], after: vec![half.clone()], from: vec![half] }),
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
        contents: true,
        sides: Some([words, words].map(str::to_owned)),
        ..Page::default()
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
    for outside in ["http:", "https:", "url(", "@import", "src=", "<link", "//", "fetch", "XMLHttp", "eval"] {
        assert!(!file.contains(outside), "{outside}");
    }
    assert_eq!(file.matches("<script").count(), 1);
    let policy =
        format!("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src '{SCRIPT_HASH}'\"");
    assert!(file.contains(&policy));
    // A page that is no comparison runs nothing at all.
    let file = html(&Page { sides: None, ..page_of("từ") }, &HtmlOptions::default());
    assert!(
        !file.contains("script")
            && file.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"")
    );
}

#[test]
fn the_script_is_the_one_that_the_policy_allows() {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Sha256::digest(SCRIPT.as_bytes()).to_vec();
    bytes.push(0);
    let mut base64 = String::new();
    for three in bytes.chunks(3) {
        let bits = u32::from(three[0]) << 16 | u32::from(three[1]) << 8 | u32::from(three[2]);
        base64.extend([18, 12, 6, 0].map(|by| char::from(DIGITS[(bits >> by & 63) as usize])));
    }
    base64.replace_range(base64.len() - 1.., "=");
    assert_eq!(SCRIPT_HASH, format!("sha256-{base64}"), "put the new hash into review.rs");
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
    <ins class="g">
    <strong>61,5</strong> tỷ</ins>
    <ins class="moved">A</ins>
    <ins class="moved">
    <del>B</del>
    </ins>
    <del class="moved">C</del>
    "#
    );
}

/// Every ink and the grounds that it stands on, with the least contrast: 4.5 for words, 3 for lines that mean
/// something (WCAG 2.2, 1.4.3 and 1.4.11).
const PAIRS: &[(&str, &[&str], f64)] = &[
    ("ink", &["paper", "faint", "ins-bg", "del-bg", "move-bg"], 4.5),
    ("soft", &["paper", "faint", "ins-bg", "del-bg", "move-bg"], 4.5),
    ("ins", &["paper", "ins-bg", "move-bg"], 4.5),
    ("del", &["paper", "del-bg", "move-bg"], 4.5),
    ("move", &["paper", "move-bg"], 4.5),
    ("line", &["paper", "faint"], 3.0),
    ("focus", &["paper", "faint"], 3.0),
];

#[test]
fn colours_can_be_told_from_their_ground() {
    let schemes: Vec<&str> =
        STYLES.match_indices(":root{").map(|(at, _)| STYLES[at..].split('}').next().unwrap()).collect();
    assert_eq!(schemes.len(), 2, "light and dark");
    for scheme in schemes {
        let value = |name: &str| {
            let found = scheme.split([';', '{']).find_map(|it| it.strip_prefix(&format!("--{name}:#")));
            luminance(found.unwrap_or_else(|| panic!("no {name} in {scheme}")))
        };
        for (ink, grounds, least) in PAIRS {
            for ground in *grounds {
                let (a, b) = (value(ink), value(ground));
                let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(ratio >= *least, "{ink} on {ground}: {ratio:.2} in {scheme}");
            }
        }
    }
}

fn luminance(hex: &str) -> f64 {
    let digit = |i: usize| {
        let two = if hex.len() == 3 { hex[i..=i].repeat(2) } else { hex[2 * i..2 * i + 2].to_owned() };
        f64::from(u8::from_str_radix(&two, 16).unwrap()) / 255.0
    };
    let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    0.2126 * linear(digit(0)) + 0.7152 * linear(digit(1)) + 0.0722 * linear(digit(2))
}

#[test]
fn no_colour_escapes_the_table() {
    let names: BTreeSet<&str> =
        STYLES.split("var(--").skip(1).filter_map(|it| it.split(')').next()).collect();
    let known: BTreeSet<&str> =
        PAIRS.iter().flat_map(|(ink, grounds, _)| grounds.iter().chain([ink])).copied().collect();
    // Set by the page, or lines that only divide.
    let other = BTreeSet::from(["font", "pt", "code", "rule"]);
    assert_eq!(names.difference(&known).copied().collect::<BTreeSet<_>>(), other);
    for (at, _) in STYLES.match_indices('#') {
        let rest = &STYLES[at + 1..];
        let is_colour = rest.len() > 3 && rest.as_bytes()[..3].iter().all(u8::is_ascii_hexdigit);
        let in_root = STYLES[..at].rfind('{').is_some_and(|open| STYLES[..open].ends_with(":root"));
        let is_selector = rest.starts_with("f-");
        assert!(!is_colour || in_root || is_selector, "a colour of its own: {}", &rest[..12]);
    }
}

#[test]
fn marks_are_seen_without_colour() {
    let print = &STYLES[STYLES.find("@media print{").unwrap()..];
    for rule in ["ins{font-weight:bold}", ".bar{display:none}", "background:none;color:inherit}"] {
        assert!(print.contains(rule), "{rule}");
    }
    for rule in ["ins{", "del{", "ins.moved{", "del.moved{"] {
        let at = STYLES.find(&format!("\n{rule}")).unwrap();
        let body = STYLES[at..].split('}').next().unwrap();
        assert!(body.contains("underline") || body.contains("line-through"), "{body}");
    }
    // Two views, one of which is printed: what hides the other stands under `screen`.
    let screen = &STYLES[STYLES.find("@media screen{").unwrap()..];
    assert!(screen.find("#v-two:checked) .one").is_some_and(|at| at < screen.find("@media print").unwrap()));
    assert_eq!(STYLES.matches("#v-two:checked) .one").count(), 1);
}

#[test]
fn every_facet_has_its_filter() {
    for facet in Facet::ALL {
        let rule = format!("body:has(#f-{0}:checked) .f-{0}{{display:revert}}", facet.tag());
        assert!(STYLES.contains(&rule), "{rule}");
    }
}
