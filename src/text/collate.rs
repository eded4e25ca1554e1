//! Vietnamese alphabetical order, after CLDR: a ă â b c d đ e ê …, tones second, case third, figures by value.
//!
//! Not for the official order of units, which is a list in the registry, and not for names of persons, which
//! go by the given name.

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use std::cmp::Ordering;
use std::sync::OnceLock;

/// Compares two texts as a Vietnamese dictionary would; texts that it holds equal go by their bytes, so that
/// sorting gives one order only.
pub fn compare(before: &str, after: &str) -> Ordering {
    let dictionary = collator().map_or(Ordering::Equal, |collator| collator.compare(before, after));
    dictionary.then_with(|| before.cmp(after))
}

/// A key whose byte order is the order of [`compare`], up to texts that the dictionary holds equal.
pub fn collation_key(text: &str) -> Vec<u8> {
    let Some(collator) = collator() else { return text.as_bytes().to_vec() };
    let mut key = Vec::new();
    // Writing into a vector cannot fail: the error type has no values.
    let Ok(()) = collator.write_sort_key_to(text, &mut key);
    key
}

/// The Vietnamese collator. Its data are compiled in, so that it is always there; the tests below would fail
/// if a release of the crate left them out.
fn collator() -> Option<&'static CollatorBorrowed<'static>> {
    static COLLATOR: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    let made = COLLATOR.get_or_init(|| {
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Tertiary);
        let mut preferences = CollatorPreferences::from(icu_locale::locale!("vi"));
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        CollatorBorrowed::try_new(preferences, options).ok()
    });
    made.as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_dictionary_order() {
        let check = |names: &str| {
            let expected: Vec<&str> = names.split(", ").collect();
            let mut sorted = expected.clone();
            sorted.reverse();
            sorted.sort_by(|a, b| compare(a, b));
            assert_eq!(sorted, expected);
            sorted.reverse();
            sorted.sort_by_cached_key(|name| collation_key(name));
            assert_eq!(sorted, expected);
        };
        check("An Hòa, Ân Thi, Bình An, Da Teh, Dương Thủy, Đa Phúc, Đồng Bục, Đông Quan");
        check("a, à, ả, ã, á, ạ, ă, ằ, â, ấ, b, c, d, đ, e, ê, o, ô, ơ, u, ư, y");
        check("Oai, Ông, Ơn, Uy, Ưng, Ứng Hoà");
        check("Bĩnh, Bịnh");
        check("Tổ 2, Tổ 10");
        check("hòa, Hòa");
    }

    #[test]
    fn composition_changes_nothing_but_the_last_step() {
        assert_eq!(collation_key("vie\u{323}\u{302}t"), collation_key("việt"));
        assert_ne!(compare("vie\u{323}\u{302}t", "việt"), Ordering::Equal);
        assert_eq!(compare("x", "x"), Ordering::Equal);
    }
}
