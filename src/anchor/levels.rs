//! The printed numbers of a draft as chains of levels, and whether a cited number means one of them.
//!
//! A heading's chain is that of the headings around it and its own: `1/II.1.1` is part 1, Roman II, numbers 1, 1.
//! Where the numbers of neighbouring headings are not 1, 2, 3 … (one missing, one doubled), a heading can also be
//! meant by its position; that reading is marked and never decides alone.

use super::citation::Step;
use crate::document::{Document, Label, LabelKind};
use crate::text;

/// One level of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Level {
    Part(u32),
    Named(String, u32),
    Roman(u32),
    Number(u32),
    Letter(u32),
}

/// A numbered heading or a numbered block inside a section.
#[derive(Debug, Clone)]
pub(super) struct Numbered {
    /// Section index; for a block, that of the section around it.
    pub(super) section: usize,
    /// A block that is no heading: a lettered point, a numbered item.
    pub(super) block: Option<usize>,
    pub(super) levels: Vec<Level>,
    /// Whether the last level is its position among its neighbours and not what is printed.
    pub(super) by_position: bool,
}

/// All printed numbers of a draft.
pub(super) fn numbered(document: &Document) -> Vec<Numbered> {
    let mut chains: Vec<Vec<Level>> = Vec::with_capacity(document.sections.len());
    let mut found = Vec::new();
    for (index, section) in document.sections.iter().enumerate() {
        let parent = section.parent.and_then(|parent| chains.get(parent).cloned()).unwrap_or_default();
        let label = section.heading.and_then(|block| document.blocks.get(block)?.label.as_ref());
        let chain = label.map_or_else(|| parent.clone(), |label| extended(&parent, label));
        if label.is_some() {
            found.push(Numbered { section: index, block: None, levels: chain.clone(), by_position: false });
        }
        chains.push(chain);
    }
    found.extend(positions(document, &chains));
    for (index, block) in document.blocks.iter().enumerate() {
        let heading = document.sections.get(block.section).is_some_and(|it| it.heading == Some(index));
        let (Some(label), Some(chain), false) = (&block.label, chains.get(block.section), heading) else {
            continue;
        };
        let levels = extended(chain, label);
        found.push(Numbered { section: block.section, block: Some(index), levels, by_position: false });
    }
    found
}

/// Readings by position, for headings whose neighbours' numbers are not 1, 2, 3 …
fn positions(document: &Document, chains: &[Vec<Level>]) -> Vec<Numbered> {
    let mut found = Vec::new();
    let mut counts: Vec<u32> = vec![0; document.sections.len()];
    for (index, section) in document.sections.iter().enumerate() {
        let label = section.heading.and_then(|block| document.blocks.get(block)?.label.as_ref());
        let (Some(label), Some(parent)) = (label, section.parent) else { continue };
        if !matches!(label.kind, LabelKind::Roman | LabelKind::Number | LabelKind::Decimal) {
            continue;
        }
        counts[parent] += 1;
        if counts[parent] == label.ordinal {
            continue;
        }
        let mut levels = chains[index].clone();
        match levels.last_mut() {
            Some(Level::Roman(number) | Level::Number(number)) => *number = counts[parent],
            _ => continue,
        }
        found.push(Numbered { section: index, block: None, levels, by_position: true });
    }
    found
}

fn extended(parent: &[Level], label: &Label) -> Vec<Level> {
    let mut levels = parent.to_vec();
    match label.kind {
        LabelKind::Part => levels = vec![Level::Part(label.ordinal)],
        LabelKind::Named => {
            let word = label.short.rsplit_once(' ').map_or(label.short.as_str(), |(word, _)| word);
            levels.push(Level::Named(text::plain(word).key.trim().to_owned(), label.ordinal));
        }
        LabelKind::Roman => {
            levels.retain(|level| matches!(level, Level::Part(_) | Level::Named(..)));
            levels.push(Level::Roman(label.ordinal));
        }
        LabelKind::Number => levels.push(Level::Number(label.ordinal)),
        LabelKind::Decimal => {
            let numbers: Vec<u32> = label.short.split('.').filter_map(|it| it.trim().parse().ok()).collect();
            let before = levels.iter().filter(|level| matches!(level, Level::Number(_))).count();
            let same = levels.iter().filter_map(|level| match level {
                Level::Number(number) => Some(number),
                _ => None,
            });
            if before < numbers.len() && same.zip(&numbers).all(|(a, b)| a == b) {
                levels.retain(|level| !matches!(level, Level::Number(_)));
            }
            levels.extend(numbers.into_iter().map(Level::Number));
        }
        LabelKind::Letter => levels.push(Level::Letter(label.ordinal)),
    }
    levels
}

/// Whether the cited steps mean the chain `levels`: all that they name agrees, and they name its last level.
pub(super) fn means(steps: &[Step], levels: &[Level], unaccented: bool) -> bool {
    readings(steps).iter().any(|steps| agrees(steps, levels, unaccented))
}

/// "phần II" is part 2 or section II.
fn readings(steps: &[Step]) -> Vec<Vec<Step>> {
    let part = |number: &u32| Step::Part(*number);
    let roman = |number: &u32| Step::Roman(*number);
    let with = |f: &dyn Fn(&u32) -> Step| {
        let mapped = steps
            .iter()
            .map(|step| if let Step::PartOrRoman(number) = step { f(number) } else { step.clone() });
        mapped.collect::<Vec<_>>()
    };
    if steps.iter().any(|step| matches!(step, Step::PartOrRoman(_))) {
        vec![with(&part), with(&roman)]
    } else {
        vec![steps.to_vec()]
    }
}

fn agrees(steps: &[Step], levels: &[Level], unaccented: bool) -> bool {
    let mut wanted = Vec::new();
    for step in steps {
        match step {
            Step::Part(number) => wanted.push(Level::Part(*number)),
            Step::Roman(number) | Step::PartOrRoman(number) => wanted.push(Level::Roman(*number)),
            Step::Decimal(numbers) => wanted.extend(numbers.iter().copied().map(Level::Number)),
            Step::Letter(ordinal) => wanted.push(Level::Letter(*ordinal)),
            Step::Named(word, number) => wanted.push(Level::Named(word.clone(), *number)),
        }
    }
    let (Some(last), Some(own)) = (wanted.last(), levels.last()) else { return false };
    let depth = |level: &Level| match level {
        Level::Part(_) => 0,
        Level::Named(..) => 1,
        Level::Roman(_) => 2,
        Level::Number(_) => 3,
        Level::Letter(_) => 4,
    };
    if depth(last) != depth(own) {
        return false;
    }
    (0..=4).all(|at| {
        let here =
            |levels: &[Level]| levels.iter().filter(|level| depth(level) == at).cloned().collect::<Vec<_>>();
        let (wanted, own) = (here(&wanted), here(levels));
        wanted.is_empty() && at < depth(last)
            || wanted.len() == own.len() && wanted.iter().zip(&own).all(|(a, b)| same(a, b, unaccented))
    })
}

/// Equal; without tone marks `d` may stand for `đ`.
fn same(wanted: &Level, own: &Level, unaccented: bool) -> bool {
    match (wanted, own) {
        (Level::Letter(4), Level::Letter(5)) => unaccented,
        (Level::Named(a, number), Level::Named(b, other)) => {
            let table =
                |word: &str| word.starts_with("bieu") || word.starts_with("bang") || word == "phu bieu";
            number == other && (a == b || table(a) && table(b))
        }
        (wanted, own) => wanted == own,
    }
}
