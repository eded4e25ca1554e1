//! Pages as one HTML file: no script, nothing from outside, readable on a phone and on black-and-white paper.
//!
//! Insertions are `<ins>` and underlined, deletions `<del>` and struck; what moved is `<ins class="moved">` at
//! its new place and `<del class="moved">` at the old one, underlined and struck otherwise. Words of a draft
//! stand in elements of class `t` and nowhere else: dropping every `<ins>` in them leaves the words before,
//! dropping every `<del>` the words after. All words are escaped; the content security policy forbids anything
//! but the styles in the file. Colours keep a contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3).

use crate::messages::text;
use crate::view::{
    Align, Cell, Column, Fold, Heading, List, Mark, Marks, Note, NoteKind, Page, Paragraph, Part, Redline,
    Row, Run, Shape, Table,
};
use std::fmt::Write;

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
    let contents = contents(page);
    let mut out = String::new();
    out.push_str("<!doctype html>\n");
    line(&mut out, &format!("<html lang=\"{}\">", page.lang.tag()));
    out.push_str("<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    out.push_str("style-src 'unsafe-inline'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    line(&mut out, &format!("<title>{}</title>", escape(&page.title)));
    let has_codes = page.title_code.is_some() || page.parts.iter().any(has_code);
    let styles = page_styles(page, options, has_codes);
    line(&mut out, &format!("<style>\n{styles}{STYLES}</style>\n</head>"));
    let mut classes = vec![if page.landscape { "landscape" } else { "portrait" }];
    classes.extend((!contents.is_empty()).then_some("has-toc"));
    classes.extend(has_codes.then_some("codes"));
    line(&mut out, &format!("<body class=\"{}\">", classes.join(" ")));
    let name = escape(&text(page.lang, "render-contents"));
    if !contents.is_empty() {
        let list = contents_list(&contents);
        let title = format!("<p class=\"toc-title\">{name}</p>");
        line(&mut out, &format!("<nav class=\"toc\" aria-label=\"{name}\">\n{title}\n{list}</nav>"));
    }
    out.push_str("<main>\n");
    if let Some(marks) = &page.marks {
        write_marks(&mut out, marks);
    }
    write_title(&mut out, page);
    if !contents.is_empty() {
        let list = contents_list(&contents);
        line(&mut out, &format!("<details class=\"toc-small\"><summary>{name}</summary>\n{list}</details>"));
    }
    write_parts(&mut out, &page.parts);
    out.push_str("</main>\n");
    if let Some(footer) = page.marks.as_ref().and_then(|marks| marks.footer.as_ref()) {
        line(&mut out, &format!("<footer>{}</footer>", escape(footer)));
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

/// Headings to list: level, anchor, words.
fn contents(page: &Page) -> Vec<(usize, &str, String)> {
    if !page.contents {
        return Vec::new();
    }
    let mut found = Vec::new();
    for part in &page.parts {
        let (level, anchor, runs) = match part {
            Part::Heading(Heading { level, anchor: Some(anchor), runs, .. }) => (*level, anchor, runs),
            Part::Redline(Redline { shape: Shape::Heading(level), anchor: Some(anchor), runs, .. }) => {
                (*level, anchor, runs)
            }
            _ => continue,
        };
        let kept = runs.iter().filter(|run| !run.mark.is_deletion());
        let words: String = kept.map(|run| run.text.as_str()).collect();
        if level <= 4 && !words.trim().is_empty() {
            found.push((level.max(2), anchor.as_str(), words));
        }
    }
    if found.len() < 2 { Vec::new() } else { found }
}

fn contents_list(contents: &[(usize, &str, String)]) -> String {
    let mut out = String::from("<ol>\n");
    for (level, anchor, words) in contents {
        let (anchor, words) = (escape(anchor), escape(words.trim()));
        line(&mut out, &format!("<li class=\"l{level}\"><a href=\"#{anchor}\">{words}</a></li>"));
    }
    out.push_str("</ol>\n");
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
    out.push_str("</div>\n<div class=\"right\">\n");
    if let Some(party) = &marks.party {
        line(out, &format!("<p class=\"party\"><span>{}</span></p>", escape(party)));
    }
    if let Some(place) = &marks.place_date {
        line(out, &format!("<p class=\"place\">{}</p>", escape(place)));
    }
    for note in marks.notes.iter().chain(&marks.as_of) {
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

fn write_redline(out: &mut String, redline: &Redline) {
    let heading = if matches!(redline.shape, Shape::Heading(_)) { " h" } else { "" };
    let kind = redline.kind.tag();
    line(out, &format!("<div class=\"b change {kind}{heading}\"{}>", id(redline.anchor.as_deref())));
    let codes = match (&redline.code_before, &redline.code_after) {
        (Some(before), Some(after)) if before != after => Some(format!("{before} → {after}")),
        (before, after) => after.clone().or_else(|| before.clone()),
    };
    if !redline.label.is_empty() || codes.is_some() {
        out.push_str("<div class=\"side\">");
        if !redline.label.is_empty() {
            let _ = write!(out, "<span class=\"k\">{}</span>", escape(&redline.label));
        }
        if let Some(codes) = codes {
            let _ = write!(out, "<span class=\"c\">{}</span>", escape(&codes));
        }
        out.push_str("</div>\n");
    }
    line(out, &shaped(redline.shape, &redline.runs));
    for note in &redline.notes {
        write_note(out, note);
    }
    out.push_str("</div>\n");
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
    line(out, &format!("<details{}>{summary}\n<div class=\"in\">", id(fold.anchor.as_deref())));
    write_parts(out, &fold.parts);
    out.push_str("</div>\n</details>\n");
}

fn write_table(out: &mut String, table: &Table) {
    let wide = table.landscape;
    let class = if wide { " class=\"wide\"" } else { "" };
    let name = table.caption.as_deref().map(|caption| format!(" aria-label=\"{}\"", escape(caption)));
    let region = if name.is_some() { " role=\"region\"" } else { "" };
    line(
        out,
        &format!("<div class=\"scroll\" tabindex=\"0\"{region}{}><table{class}>", name.unwrap_or_default()),
    );
    if let Some(caption) = &table.caption {
        line(out, &format!("<caption>{}</caption>", escape(caption)));
    }
    let weights: u32 = table.columns.iter().map(|column| column.weight.max(1)).sum();
    out.push_str("<colgroup>");
    for column in &table.columns {
        let tenths = column.weight.max(1).saturating_mul(1000) / weights.max(1);
        let _ = write!(out, "<col style=\"width:{}.{}%\">", tenths / 10, tenths % 10);
    }
    out.push_str("</colgroup>\n");
    if table.columns.iter().any(|column| !column.title.is_empty()) {
        out.push_str("<thead><tr>");
        for Column { title, .. } in &table.columns {
            let _ = write!(out, "<th scope=\"col\">{}</th>", escape(title));
        }
        out.push_str("</tr></thead>\n");
    }
    out.push_str("<tbody>\n");
    for section in &table.sections {
        if let Some(title) = &section.title {
            let n = table.columns.len().max(1);
            let words = escape(title);
            line(
                out,
                &format!("<tr class=\"sect\"><th colspan=\"{n}\" scope=\"rowgroup\">{words}</th></tr>"),
            );
        }
        for row in &section.rows {
            write_row(out, table, row);
        }
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn write_row(out: &mut String, table: &Table, row: &Row) {
    let class = if row.header { " class=\"hd\"" } else { "" };
    let _ = write!(out, "<tr{class}{}>", id(row.anchor.as_deref()));
    let empty = Cell::default();
    for i in 0..table.columns.len().max(row.cells.len()) {
        let column = table.columns.get(i);
        let mut classes = Vec::new();
        match column.map(|column| column.align) {
            Some(Align::Centre) => classes.push("ct"),
            Some(Align::Right) => classes.push("rt"),
            _ => (),
        }
        if table.of_draft && i > 0 {
            classes.push("t");
        }
        let class =
            if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) };
        let label = column.filter(|column| table.landscape && !column.title.is_empty());
        let label = label.map(|column| format!(" data-label=\"{}\"", escape(&column.title)));
        let cell = row.cells.get(i).unwrap_or(&empty);
        let words = match cell.paragraphs.as_slice() {
            [one] => runs(one),
            several => several.iter().map(|paragraph| format!("<p>{}</p>", runs(paragraph))).collect(),
        };
        let _ = write!(out, "<td{class}{}>{words}</td>", label.unwrap_or_default());
    }
    out.push_str("</tr>\n");
}

/// Runs as HTML, neighbours with the same mark in one element.
fn runs(runs: &[Run]) -> String {
    let mut out = String::new();
    for group in runs.chunk_by(|a, b| a.mark == b.mark) {
        let mark = group.first().map_or(Mark::Plain, |run| run.mark);
        let (open, close) = match mark {
            Mark::Plain => ("", ""),
            Mark::Inserted => ("<ins>", "</ins>"),
            Mark::Deleted => ("<del>", "</del>"),
            Mark::MovedHere => ("<ins class=\"moved\">", "</ins>"),
            Mark::MovedAway => ("<del class=\"moved\">", "</del>"),
            Mark::LostInMove => ("<ins class=\"moved\"><del>", "</del></ins>"),
        };
        out.push_str(open);
        group.iter().for_each(|run| write_run(&mut out, run));
        out.push_str(close);
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
