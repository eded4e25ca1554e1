//! Pages as one HTML file: nothing from outside, readable without script, on a phone and on black-and-white paper.
//!
//! Insertions are `<ins>` and underlined, deletions `<del>` and struck; what moved is `<ins class="moved">` at
//! its new place and `<del class="moved">` at the old one, underlined and struck otherwise. Words of a draft
//! stand in elements of class `t` and nowhere else: dropping every `<ins>` in them leaves the words before,
//! dropping every `<del>` the words after. Of a comparison the file holds two views, in line (class `one`) and side
//! by side (class `two`), of which styles show one; only the first is printed. All words are escaped; the content
//! security policy forbids anything but the styles and the one script in the file, which steps through changes.
//! Colours keep a contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3).

mod change;
mod review;
mod table;

use crate::messages::text;
use crate::view::{Fold, Heading, List, Mark, Marks, Note, NoteKind, Page, Paragraph, Part, Run, Shape};
use change::write_redline;
use review::Review;
use std::fmt::Write;
use table::write_table;

const STYLES: &str = include_str!("html.css");

/// The layout profile of printed pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlOptions {
    /// Margins in millimetres: top, bottom, left, right.
    pub margins_mm: [u32; 4],
    /// Size of running text in points, on paper.
    pub font_pt: u32,
    /// Font families, the first available is taken; letters, digits, blanks and hyphens.
    pub fonts: Vec<String>,
}

impl Default for HtmlOptions {
    /// The layout of papers of the Party (36-HD/VPTW): 20/20/30/15 mm, Times New Roman 14.
    fn default() -> Self {
        let fonts = ["Times New Roman", "Tinos", "Liberation Serif", "serif"];
        Self { margins_mm: [20, 20, 30, 15], font_pt: 14, fonts: fonts.map(str::to_owned).to_vec() }
    }
}

/// A page as one self-contained HTML file.
pub fn html(page: &Page, options: &HtmlOptions) -> String {
    let review = Review::of(page);
    let contents = review::contents(page);
    let mut out = String::new();
    out.push_str("<!doctype html>\n");
    line(&mut out, &format!("<html lang=\"{}\">", page.lang.tag()));
    out.push_str("<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    out.push_str("style-src 'unsafe-inline'");
    if review.is_some() {
        let _ = write!(out, "; script-src '{}'", review::SCRIPT_HASH);
    }
    out.push_str("\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    line(&mut out, &format!("<title>{}</title>", escape(page.name())));
    let has_codes = page.title_code.is_some() || page.parts.iter().any(has_code);
    let styles = page_styles(page, options, has_codes);
    line(&mut out, &format!("<style>\n{styles}{STYLES}</style>\n</head>"));
    let mut classes = vec![if page.landscape { "landscape" } else { "portrait" }];
    classes.extend((!contents.is_empty()).then_some("has-toc"));
    classes.extend(has_codes.then_some("codes"));
    line(&mut out, &format!("<body class=\"{}\">", classes.join(" ")));
    let name = escape(&text(page.lang, "render-contents"));
    if !contents.is_empty() {
        let list = review::contents_list(&contents, page.lang);
        let title = format!("<p class=\"toc-title\">{name}</p>");
        line(&mut out, &format!("<nav class=\"toc\" aria-label=\"{name}\">\n{title}\n{list}</nav>"));
    }
    out.push_str("<main>\n");
    if let Some(marks) = &page.marks {
        write_marks(&mut out, marks);
    }
    write_title(&mut out, page);
    if !contents.is_empty() {
        let list = review::contents_list(&contents, page.lang);
        line(&mut out, &format!("<details class=\"toc-small\"><summary>{name}</summary>\n{list}</details>"));
    }
    if let Some(review) = &review {
        review.bar(&mut out, page);
    }
    write_parts(&mut out, &page.parts);
    out.push_str("</main>\n");
    if let Some(footer) = page.marks.as_ref().and_then(|marks| marks.footer.as_ref()) {
        line(&mut out, &format!("<footer>{}</footer>", escape(footer)));
    }
    if review.is_some() {
        line(&mut out, &format!("<script>{}</script>", review::SCRIPT));
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// Words made harmless for HTML text and quoted attributes; control characters become visible signs.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' | ' ' => out.push(c),
            '\r' => out.push(' '),
            '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
            '\u{7f}' => out.push('\u{2421}'),
            '\u{80}'..='\u{9f}' => out.push('\u{fffd}'),
            // Directions forced on the reader could make other words of what stands there.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c if (c as u32) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c) => {
                out.push('\u{fffd}')
            }
            c => out.push(c),
        }
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// Room for codes left of the words on paper, in millimetres: part of the left margin.
const CODE_MM: u32 = 15;

/// The styles that depend on the page: paper, margins, fonts, what stands in the margins.
///
/// Browsers do not print what reaches out into a page's margin, so codes get a strip of the left margin as part
/// of the page, and the page number and the foot stand in margin boxes.
fn page_styles(page: &Page, options: &HtmlOptions, has_codes: bool) -> String {
    let [top, bottom, left, right] = options.margins_mm.map(|mm| mm.min(100));
    let paper = if page.landscape { "landscape" } else { "portrait" };
    let code = if has_codes { CODE_MM.min(left) } else { 0 };
    let fonts: Vec<String> = options
        .fonts
        .iter()
        .map(|font| {
            font.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')).collect::<String>()
        })
        .map(|font| if font.ends_with("serif") { font } else { format!("\"{font}\"") })
        .collect();
    let fonts = fonts.join(",");
    let foot = page.marks.as_ref().and_then(|marks| marks.footer.as_deref()).unwrap_or("");
    format!(
        "@page{{size:A4 {paper};margin:{top}mm {right}mm {bottom}mm {left}mm;\n\
         @top-center{{content:counter(page);font:11pt {fonts}}}\n\
         @bottom-right{{content:{foot};font:8pt {fonts}}}}}\n\
         @page:first{{@top-center{{content:none}}}}\n\
         :root{{--font:{fonts};--pt:{pt}pt;--code:{code}mm}}\n",
        foot = css_string(foot),
        left = left - code,
        pt = options.font_pt.clamp(6, 40),
    )
}

/// A string of the style sheet; everything but letters, digits and blanks is written as its number.
fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars().filter(|c| !c.is_control()) {
        if c.is_alphanumeric() || c == ' ' {
            out.push(c);
        } else {
            let _ = write!(out, "\\{:06x} ", c as u32);
        }
    }
    out.push('"');
    out
}

fn has_code(part: &Part) -> bool {
    match part {
        Part::Heading(heading) => heading.code.is_some(),
        Part::Paragraph(paragraph) => paragraph.code.is_some(),
        _ => false,
    }
}

fn write_marks(out: &mut String, marks: &Marks) {
    out.push_str("<header class=\"marks\">\n<div class=\"left\">\n");
    for (i, issuer) in marks.issuer.iter().enumerate() {
        let class = if i + 1 == marks.issuer.len() { " class=\"issuer\"" } else { "" };
        line(out, &format!("<p{class}>{}</p>", escape(issuer)));
    }
    if !marks.issuer.is_empty() {
        out.push_str("<p>*</p>\n");
    }
    if let Some(number) = &marks.number {
        // The blank left for the number must stay as wide as it is.
        line(out, &format!("<p>{}</p>", escape(number).replace(' ', "\u{a0}")));
    }
    if let Some(draft) = &marks.draft {
        line(out, &format!("<p class=\"draft\"><span>{}</span></p>", escape(draft)));
    }
    for note in &marks.notes {
        line(out, &format!("<p class=\"place\">{}</p>", escape(note)));
    }
    out.push_str("</div>\n<div class=\"right\">\n");
    if let Some(party) = &marks.party {
        line(out, &format!("<p class=\"party\"><span>{}</span></p>", escape(party)));
    }
    if let Some(place) = &marks.place_date {
        line(out, &format!("<p class=\"place\">{}</p>", escape(place)));
    }
    if let Some(note) = &marks.as_of {
        line(out, &format!("<p class=\"place\">{}</p>", escape(note)));
    }
    // Also here, for browsers that leave the margin boxes empty.
    if let Some(footer) = &marks.footer {
        line(out, &format!("<p class=\"hash\">{}</p>", escape(footer)));
    }
    out.push_str("</div>\n</header>\n");
}

fn write_title(out: &mut String, page: &Page) {
    if !page.title.is_empty() {
        let code = page.title_code.as_deref().map(code_mark).unwrap_or_default();
        let class = if page.title_code.is_some() { " class=\"t\"" } else { "" };
        line(out, &format!("<div class=\"title\">{code}<h1{class}>{}</h1></div>", escape(&page.title)));
    }
    for subtitle in &page.subtitle {
        line(out, &format!("<p class=\"sub\">{}</p>", escape(subtitle)));
    }
}

fn write_parts(out: &mut String, parts: &[Part]) {
    for part in parts {
        match part {
            Part::Heading(heading) => write_heading(out, heading),
            Part::Paragraph(paragraph) => write_paragraph(out, paragraph),
            Part::Redline(redline) => write_redline(out, redline),
            Part::Table(table) => write_table(out, table),
            Part::Note(note) => write_note(out, note),
            Part::Facts(facts) => write_facts(out, facts),
            Part::List(list) => write_list(out, list),
            Part::Fold(fold) => write_fold(out, fold),
            Part::Rule => out.push_str("<hr>\n"),
        }
    }
}

fn id(anchor: Option<&str>) -> String {
    anchor.map(|anchor| format!(" id=\"{}\"", escape(anchor))).unwrap_or_default()
}

fn code_mark(code: &str) -> String {
    format!("<div class=\"side\"><span class=\"c\">{}</span></div>", escape(code))
}

/// What stands beside or above a block: what happened, and its code.
fn code_marks(out: &mut String, label: &str, code: Option<&str>) {
    if label.is_empty() && code.is_none() {
        return;
    }
    out.push_str("<div class=\"side\">");
    if !label.is_empty() {
        let _ = write!(out, "<span class=\"k\">{}</span>", escape(label));
    }
    if let Some(code) = code {
        let _ = write!(out, "<span class=\"c\">{}</span>", escape(code));
    }
    out.push_str("</div>\n");
}

fn write_heading(out: &mut String, heading: &Heading) {
    let code = heading.code.as_deref().map(code_mark).unwrap_or_default();
    let words = shaped(Shape::Heading(heading.level), &heading.runs);
    line(out, &format!("<div class=\"b h\"{}>{code}{words}</div>", id(heading.anchor.as_deref())));
}

fn write_paragraph(out: &mut String, paragraph: &Paragraph) {
    let code = paragraph.code.as_deref().map(code_mark).unwrap_or_default();
    let words = shaped(paragraph.shape, &paragraph.runs);
    line(out, &format!("<div class=\"b\"{}>{code}{words}</div>", id(paragraph.anchor.as_deref())));
}

/// Words of a draft in the element of their shape.
fn shaped(shape: Shape, words: &[Run]) -> String {
    let words = runs(words);
    match shape {
        Shape::Body => format!("<p class=\"t body\">{words}</p>"),
        Shape::Heading(level) => {
            let level = level.clamp(2, 6);
            format!("<h{level} class=\"t\">{words}</h{level}>")
        }
        Shape::Item(depth) => {
            let indent = depth.clamp(1, 8) - 1;
            format!("<p class=\"t item\" style=\"margin-left:{indent}cm\">{words}</p>")
        }
        Shape::Quote => format!("<p class=\"t quote\">{words}</p>"),
        Shape::Code => format!("<pre class=\"t\">{words}</pre>"),
        Shape::Footnote => format!("<p class=\"t footnote\">{words}</p>"),
    }
}

fn write_note(out: &mut String, note: &Note) {
    let class = match note.kind {
        NoteKind::Warning => "note warning",
        _ => "note",
    };
    line(out, &format!("<p class=\"{class}\">{}</p>", runs(&note.runs)));
}

fn write_facts(out: &mut String, facts: &[(String, String)]) {
    out.push_str("<dl class=\"facts\">\n");
    for (name, value) in facts {
        line(out, &format!("<div><dt>{}</dt><dd>{}</dd></div>", escape(name), escape(value)));
    }
    out.push_str("</dl>\n");
}

fn write_list(out: &mut String, list: &List) {
    let tag = if list.ordered { "ol" } else { "ul" };
    line(out, &format!("<{tag}>"));
    for item in &list.items {
        line(out, &format!("<li>{}</li>", runs(item)));
    }
    line(out, &format!("</{tag}>"));
}

fn write_fold(out: &mut String, fold: &Fold) {
    let code = fold.code.as_deref().map(|code| format!("<span class=\"c\">{}</span> ", escape(code)));
    let summary = format!("<summary>{}{}</summary>", code.unwrap_or_default(), runs(&fold.summary));
    let facets = review::classes(&review::facets_in(&fold.parts));
    line(
        out,
        &format!(
            "<details class=\"fold{facets}\"{}>{summary}\n<div class=\"in\">",
            id(fold.anchor.as_deref())
        ),
    );
    write_parts(out, &fold.parts);
    out.push_str("</div>\n</details>\n");
}

/// Runs as HTML, neighbours with the same mark in one element.
fn runs(runs: &[Run]) -> String {
    let mut out = String::new();
    let mut last = Mark::Plain;
    for group in runs.chunk_by(|a, b| a.mark == b.mark) {
        let mark = group.first().map_or(Mark::Plain, |run| run.mark);
        let (open, close) = match mark {
            Mark::Plain => ("", ""),
            // A gap for the eye where one word takes the place of another.
            Mark::Inserted if last == Mark::Deleted => ("<ins class=\"g\">", "</ins>"),
            Mark::Deleted if last == Mark::Inserted => ("<del class=\"g\">", "</del>"),
            Mark::Inserted => ("<ins>", "</ins>"),
            Mark::Deleted => ("<del>", "</del>"),
            Mark::MovedHere => ("<ins class=\"moved\">", "</ins>"),
            Mark::MovedAway => ("<del class=\"moved\">", "</del>"),
            Mark::LostInMove => ("<ins class=\"moved\"><del>", "</del></ins>"),
            Mark::OnlyHere => ("<ins><del>", "</del></ins>"),
        };
        out.push_str(open);
        group.iter().for_each(|run| write_run(&mut out, run));
        out.push_str(close);
        last = mark;
    }
    out
}

fn write_run(out: &mut String, run: &Run) {
    let style = run.style;
    let mut tags = Vec::new();
    if let Some(link) = &run.link {
        let _ = write!(out, "<a href=\"#{}\">", escape(link));
        tags.push("a");
    }
    for (on, open, tag) in [
        (style.raised, "<sup>", "sup"),
        (style.muted, "<span class=\"muted\">", "span"),
        (style.code, "<code>", "code"),
        (style.strong, "<strong>", "strong"),
        (style.emphasis, "<em>", "em"),
    ] {
        if on {
            out.push_str(open);
            tags.push(tag);
        }
    }
    write_words(out, &run.text);
    for tag in tags.iter().rev() {
        let _ = write!(out, "</{tag}>");
    }
}

/// Words, with places to break in those that are too long for any line.
fn write_words(out: &mut String, text: &str) {
    const LONG_CHARS: usize = 40;
    if text.len() <= LONG_CHARS {
        return out.push_str(&escape(text));
    }
    let (mut start, mut n) = (0, 0);
    for (at, c) in text.char_indices() {
        n = if c.is_whitespace() { 0 } else { n + 1 };
        if n > LONG_CHARS {
            out.push_str(&escape(&text[start..at]));
            out.push_str("<wbr>");
            (start, n) = (at, 1);
        }
    }
    out.push_str(&escape(&text[start..]));
}

#[cfg(test)]
mod tests;
