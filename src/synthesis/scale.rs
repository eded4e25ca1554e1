//! Shares and the one word of weight that is printed beside them.
//!
//! A share is never shown as 100 % unless it is whole, and never as 0 % unless it is nothing. The words are data:
//! no source gives thresholds, so a committee may set its own.

use crate::congress::Rounding;
use crate::messages::{Lang, count, text};

/// A part of a whole, both counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    /// The part.
    pub part: usize,
    /// The whole.
    pub whole: usize,
}

/// Words of weight with their thresholds, the first that fits counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightScale {
    /// From the highest share down.
    pub steps: Vec<WeightStep>,
}

/// One word of weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightStep {
    /// The word: an id of the message files, or the word itself.
    pub word: String,
    /// Smallest share, in percent of the whole.
    pub percent: u32,
    /// Whether the share must be above `percent`, not at it.
    pub above: bool,
    /// Smallest count.
    pub at_least: usize,
}

impl Fraction {
    /// `part` of `whole`.
    pub fn new(part: usize, whole: usize) -> Self {
        Self { part, whole }
    }

    /// `84,6%`, `50%`, in English `84.6%`; `None` where the whole is nothing.
    ///
    /// One decimal. `100%` only where the part is the whole: what would round to it is `99,9%`; what would
    /// round to nothing and is not is `<0,1%`.
    pub fn percent(self, rounding: Rounding, lang: Lang) -> Option<String> {
        if self.whole == 0 {
            return None;
        }
        let (part, whole) = (self.part as u128, self.whole as u128);
        let mut tenths = match rounding {
            Rounding::Round => (part * 2000 + whole) / (whole * 2),
            Rounding::Cut => part * 1000 / whole,
        };
        let mark = if lang == Lang::Vi { ',' } else { '.' };
        if part < whole {
            tenths = tenths.min(999);
        }
        if tenths == 0 && part > 0 {
            return Some(format!("<0{mark}1%"));
        }
        let (units, tenth) = (tenths / 10, tenths % 10);
        Some(if tenth == 0 { format!("{units}%") } else { format!("{units}{mark}{tenth}%") })
    }

    /// `44/52 = 84,6%`; without a percentage where the whole is nothing.
    pub fn shown(self, rounding: Rounding, lang: Lang) -> String {
        let fraction = format!("{}/{}", count(lang, self.part), count(lang, self.whole));
        self.percent(rounding, lang).map_or(fraction.clone(), |percent| format!("{fraction} = {percent}"))
    }
}

impl Default for WeightScale {
    fn default() -> Self {
        let step = |word: &str, percent, above, at_least| WeightStep {
            word: format!("synthesis-weight-{word}"),
            percent,
            above,
            at_least,
        };
        Self {
            steps: vec![
                step("most", 90, false, 2),
                step("majority", 50, true, 2),
                step("many", 20, false, 2),
                step("some", 0, false, 2),
                step("one", 0, false, 1),
            ],
        }
    }
}

impl WeightScale {
    /// The word for a share in `lang`; `None` for no part at all, or more than the whole.
    pub fn word(&self, share: Fraction, lang: Lang) -> Option<String> {
        let Fraction { part, whole } = share;
        if part == 0 || part > whole {
            return None;
        }
        let fits = |step: &&WeightStep| {
            let (share, wanted) = (part as u128 * 100, u128::from(step.percent) * whole as u128);
            part >= step.at_least && if step.above { share > wanted } else { share >= wanted }
        };
        self.steps.iter().find(fits).map(|step| step.named(lang))
    }
}

impl WeightStep {
    /// The word in `lang`.
    pub fn named(&self, lang: Lang) -> String {
        if self.word.starts_with("synthesis-weight-") { text(lang, &self.word) } else { self.word.clone() }
    }
}
