//! What a comparison's page has above its text: the choice of view, stepping through changes, filters; and its contents.
//!
//! View and filters are form fields that styles react to, so they work without script. The script only steps from
//! change to change; its buttons are hidden until it runs. Its hash stands in the content security policy.

use super::{escape, line};
use crate::messages::{Lang, Message, text};
use crate::view::{Facet, Heading, Page, Part, Redline, Shape, Table};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The script, as it stands in the file.
pub(super) const SCRIPT: &str = include_str!("review.js");

/// Its hash as a source of the content security policy; a test computes it.
pub(super) const SCRIPT_HASH: &str = "sha256-YWNI5tp0mMms9iuEvsl0fu4dkdikV15CzrX1nsuHJlw=";

/// The changes of a page, counted.
#[derive(Debug, Default)]
pub(super) struct Review {
    n_changes: usize,
    by_facet: BTreeMap<Facet, usize>,
}

impl Review {
    /// `None` for a page without a comparison, or without a change in its text.
    pub(super) fn of(page: &Page) -> Option<Self> {
        page.sides.as_ref()?;
        let mut review = Self::default();
        each_change(&page.parts, &mut |facets| {
            review.n_changes += 1;
            for facet in facets {
                *review.by_facet.entry(*facet).or_default() += 1;
            }
        });
        (review.n_changes > 0).then_some(review)
    }

    /// The bar that stays at the top of the window.
    pub(super) fn bar(&self, out: &mut String, page: &Page) {
        let lang = page.lang;
        let word = |id: &str| escape(&text(lang, id));
        line(out, &format!("<div class=\"bar\" role=\"group\" aria-label=\"{}\">", word("render-review")));
        let _ = write!(out, "<fieldset class=\"view\"><legend>{}</legend>", word("render-view"));
        for (id, name, on) in
            [("v-one", "render-view-one", !page.beside), ("v-two", "render-view-two", page.beside)]
        {
            let on = if on { " checked" } else { "" };
            let name = word(name);
            let _ = write!(out, "<label><input type=\"radio\" name=\"view\" id=\"{id}\"{on}>{name}</label>");
        }
        out.push_str("</fieldset>\n");
        self.filters(out, lang);
        let _ = write!(
            out,
            "<div class=\"go\"><button type=\"button\" id=\"prev\" title=\"p, k\">{}</button><output \
             id=\"pos\" aria-live=\"polite\">–/{}</output><button type=\"button\" id=\"next\" \
             title=\"n, j\">{}</button><label><input type=\"checkbox\" id=\"keys\" checked>{}</label></div>",
            word("render-previous"),
            self.n_changes,
            word("render-next"),
            word("render-keys"),
        );
        if let Some([before, after]) = &page.sides {
            let (before, after) = (escape(before), escape(after));
            let _ = write!(out, "\n<div class=\"heads\"><b>{before}</b><b>{after}</b></div>");
        }
        out.push_str("</div>\n");
    }

    fn filters(&self, out: &mut String, lang: Lang) {
        let (name, help) = (text(lang, "render-filter"), text(lang, "render-filter-help"));
        let _ = write!(out, "<details class=\"filter\"><summary>{}</summary>", escape(&name));
        let _ = write!(out, "<fieldset><legend>{}</legend>", escape(&help));
        for facet in Facet::ALL {
            let Some(n) = self.by_facet.get(&facet) else { continue };
            let (tag, name) = (facet.tag(), escape(&facet.label(lang)));
            let _ = write!(
                out,
                "<label><input type=\"checkbox\" class=\"f\" id=\"f-{tag}\">{name} ({n})</label>"
            );
        }
        out.push_str("</fieldset></details>\n");
    }
}

/// Calls `found` for each change of the parts, at its first block, in order.
fn each_change(parts: &[Part], found: &mut impl FnMut(&[Facet])) {
    for part in parts {
        match part {
            Part::Redline(redline) if !redline.label.is_empty() => found(&redline.facets),
            Part::Fold(fold) => each_change(&fold.parts, found),
            Part::Table(table) => {
                let rows = table.sections.iter().flat_map(|section| &section.rows);
                rows.filter(|row| row.starts).for_each(|row| found(&row.facets));
            }
            _ => (),
        }
    }
}

/// The facets of a table's rows.
pub(super) fn facets_of(table: &Table) -> Vec<Facet> {
    table.sections.iter().flat_map(|section| &section.rows).flat_map(|row| row.facets.clone()).collect()
}

/// The facets of all changes in the parts.
pub(super) fn facets_in(parts: &[Part]) -> Vec<Facet> {
    let mut facets = Vec::new();
    for part in parts {
        match part {
            Part::Redline(redline) => facets.extend(&redline.facets),
            Part::Fold(fold) => facets.extend(facets_in(&fold.parts)),
            Part::Table(table) => facets.extend(facets_of(table)),
            _ => (),
        }
    }
    facets
}

/// Facets as class names behind others.
pub(super) fn classes(facets: &[Facet]) -> String {
    let mut facets = facets.to_vec();
    facets.sort_unstable();
    facets.dedup();
    facets.iter().map(|facet| format!(" f-{}", facet.tag())).collect()
}

/// A heading in the table of contents.
pub(super) struct Entry<'a> {
    level: usize,
    anchor: &'a str,
    words: String,
    /// Changes in its section, those of its subsections included; `None` where the page is no comparison.
    n_changes: Option<usize>,
}

/// Headings to list.
pub(super) fn contents(page: &Page) -> Vec<Entry<'_>> {
    if !page.contents {
        return Vec::new();
    }
    let mut found: Vec<Entry<'_>> = Vec::new();
    // Headings that the part at hand stands under: level and, where it is listed, its entry.
    let mut open: Vec<(usize, Option<usize>)> = Vec::new();
    for part in &page.parts {
        if let Some((level, anchor, runs)) = heading(part) {
            open.retain(|(other, _)| *other < level);
            let kept = runs.iter().filter(|run| !run.mark.is_deletion());
            let words: String = kept.map(|run| run.text.as_str()).collect();
            let listed = anchor.filter(|_| level <= 4 && !words.trim().is_empty());
            open.push((level, listed.map(|_| found.len())));
            if let Some(anchor) = listed {
                let n_changes = page.sides.as_ref().map(|_| 0);
                found.push(Entry { level: level.max(2), anchor, words, n_changes });
            }
        }
        let mut n = 0;
        each_change(std::slice::from_ref(part), &mut |_| n += 1);
        for (_, entry) in &open {
            if let Some(count) = entry.and_then(|at| found[at].n_changes.as_mut()) {
                *count += n;
            }
        }
    }
    if found.len() < 2 { Vec::new() } else { found }
}

type Headline<'a> = (usize, Option<&'a str>, &'a [crate::view::Run]);

fn heading(part: &Part) -> Option<Headline<'_>> {
    match part {
        Part::Heading(Heading { level, anchor, runs, .. }) => Some((*level, anchor.as_deref(), runs)),
        Part::Redline(Redline { shape: Shape::Heading(level), anchor, runs, .. }) => {
            Some((*level, anchor.as_deref(), runs))
        }
        _ => None,
    }
}

pub(super) fn contents_list(contents: &[Entry<'_>], lang: Lang) -> String {
    let mut out = String::from("<ol>\n");
    for Entry { level, anchor, words, n_changes } in contents {
        let (anchor, words) = (escape(anchor), escape(words.trim()));
        let count = n_changes.filter(|n| *n > 0).map(|n| {
            let title = escape(&Message::new("render-section-changes").with("n", n).text(lang));
            format!(" <span class=\"num\" title=\"{title}\">{n}</span>")
        });
        let count = count.unwrap_or_default();
        line(&mut out, &format!("<li class=\"l{level}\"><a href=\"#{anchor}\">{words}{count}</a></li>"));
    }
    out.push_str("</ol>\n");
    out
}
