//! Automatic numbering: what a word processor prints before a paragraph, counted as it counts.

use super::tree::Node;
use crate::text::to_roman;
use std::collections::BTreeMap;

/// One level of a numbering.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// The style whose paragraphs stand on this level.
    style: Option<String>,
    /// Whether all numbers in it are written with digits.
    digits: bool,
}

impl Level {
    fn read(node: &Node) -> Self {
        let own = |name: &str| node.val_at(&[name]).unwrap_or_default().to_owned();
        Self {
            start: node.val_at(&["w:start"]).and_then(|it| it.parse().ok()).unwrap_or(1),
            format: own("w:numFmt"),
            text: own("w:lvlText"),
            style: node.val_at(&["w:pStyle"]).map(str::to_owned),
            digits: node.switch("w:isLgl").unwrap_or(false),
        }
    }
}

/// A numbering that paragraphs name: its abstract one, and what it changes of it.
#[derive(Debug, Default)]
struct Numbering {
    of: String,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// The numberings of a file, with their counters.
#[derive(Debug, Default)]
pub(super) struct Numberings {
    /// Levels of the abstract numberings.
    levels: BTreeMap<String, BTreeMap<usize, Level>>,
    numberings: BTreeMap<String, Numbering>,
    counters: BTreeMap<String, Vec<u32>>,
    /// Numberings whose own starts were used.
    begun: Vec<String>,
}

/// What automatic numbering prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Printed {
    Bullet(String),
    /// A label that Markdown counts as well: `3.`, `3)`.
    Number(String),
    /// Any other.
    Label(String),
}

impl Numberings {
    pub(super) fn read(part: Option<&Node>) -> Self {
        let mut out = Self::default();
        for it in part.into_iter().flat_map(|part| &part.children) {
            let all = |name: &'static str| it.children.iter().filter(move |it| it.name == name);
            let level = |node: &Node| node.attr("w:ilvl").and_then(|it| it.parse().ok()).unwrap_or(0usize);
            if it.name == "w:abstractNum" {
                let levels = all("w:lvl").map(|node| (level(node), Level::read(node)));
                out.levels
                    .insert(it.attr("w:abstractNumId").unwrap_or_default().to_owned(), levels.collect());
            } else if it.name == "w:num" {
                let starts = all("w:lvlOverride")
                    .filter_map(|node| Some((level(node), node.val_at(&["w:startOverride"])?.parse().ok()?)));
                let levels = all("w:lvlOverride")
                    .filter_map(|node| Some((level(node), Level::read(node.child("w:lvl")?))));
                let numbering = Numbering {
                    of: it.val_at(&["w:abstractNumId"]).unwrap_or_default().to_owned(),
                    starts: starts.collect(),
                    levels: levels.collect(),
                };
                out.numberings.insert(it.attr("w:numId").unwrap_or_default().to_owned(), numbering);
            }
        }
        out
    }

    /// The level of a numbering on which the paragraphs of a style stand.
    pub(super) fn level_of(&self, numbering: &str, style: &str) -> Option<usize> {
        let levels = self.levels.get(&self.numberings.get(numbering)?.of)?;
        levels.iter().find(|(_, it)| it.style.as_deref() == Some(style)).map(|(level, _)| *level)
    }

    /// Counts one paragraph and gives what stands before it.
    pub(super) fn next(&mut self, name: &str, level: usize) -> Option<Printed> {
        let numbering = self.numberings.get(name)?;
        let shared = self.levels.get(&numbering.of);
        let at = |level: usize| numbering.levels.get(&level).or_else(|| shared?.get(&level));
        let own = at(level)?;
        if own.format == "bullet" {
            return Some(Printed::Bullet(own.text.clone()));
        }
        let start = |level: usize| at(level).map_or(1, |it| it.start);
        let counters = self.counters.entry(numbering.of.clone()).or_default();
        if let Some(first) = numbering.starts.get(&level).filter(|_| !self.begun.iter().any(|it| it == name))
        {
            self.begun.push(name.to_owned());
            counters.truncate(level);
            while counters.len() < level {
                counters.push(start(counters.len()));
            }
            counters.push(first.saturating_sub(1));
        }
        counters.truncate(level + 1);
        while counters.len() < level {
            counters.push(start(counters.len()));
        }
        match counters.get_mut(level) {
            Some(counter) => *counter = counter.saturating_add(1),
            None => counters.push(start(level)),
        }
        if own.format == "none" {
            return None;
        }
        let mut text = own.text.clone();
        for (place, counter) in counters.iter().enumerate().take(9) {
            let format = at(place).map_or("decimal", |it| it.format.as_str());
            let format = if own.digits { "decimal" } else { format };
            text = text.replace(&format!("%{}", place + 1), &counted(*counter, format));
        }
        let digits = text.trim_end_matches(['.', ')']);
        let is_number = text.len() == digits.len() + 1 && !digits.is_empty() && digits.len() < 9;
        let is_number = is_number && digits.bytes().all(|it| it.is_ascii_digit());
        if text.trim().is_empty() {
            return None;
        }
        Some(if is_number { Printed::Number(text) } else { Printed::Label(text) })
    }
}

fn counted(number: u32, format: &str) -> String {
    match format {
        "lowerRoman" => to_roman(number).unwrap_or_default().to_lowercase(),
        "upperRoman" => to_roman(number).unwrap_or_default(),
        "lowerLetter" => letter(number),
        "upperLetter" => letter(number).to_uppercase(),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// Latin letters as word processors count them: a to z, then aa.
fn letter(number: u32) -> String {
    let Some(number) = number.checked_sub(1) else { return "0".to_owned() };
    let sign = char::from(b'a' + u8::try_from(number % 26).unwrap_or(0));
    sign.to_string().repeat(usize::try_from(number / 26).unwrap_or(0).min(9) + 1)
}
