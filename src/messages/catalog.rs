//! The message files, parsed once: embedded Fluent text behind `format`, `ids` and `arguments`.

use super::{ArgName, Lang, Value};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use unic_langid::LanguageIdentifier;

/// The message files of both languages: `(file, Vietnamese, English)`; a new file is added here.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("vi/", $name)), include_str!(concat!("en/", $name)))),*]
    };
}

const FILES: &[(&str, &str, &str)] = files![
    "anchor.ftl",
    "app.ftl",
    "cli.ftl",
    "comments.ftl",
    "congress.ftl",
    "containers.ftl",
    "document.ftl",
    "intake.ftl",
    "lint.ftl",
    "problem.ftl",
    "render.ftl",
    "report.ftl",
    "rounds.ftl",
    "store.ftl",
    "synthesis.ftl",
    "units.ftl",
    "view.ftl",
    "yaml.ftl",
];

type Bundle = FluentBundle<FluentResource>;

fn sources(lang: Lang) -> impl Iterator<Item = &'static str> {
    FILES.iter().map(move |(_, vi, en)| match lang {
        Lang::Vi => *vi,
        Lang::En => *en,
    })
}

fn bundle(lang: Lang) -> &'static Bundle {
    static VI: OnceLock<Bundle> = OnceLock::new();
    static EN: OnceLock<Bundle> = OnceLock::new();
    let cell = match lang {
        Lang::Vi => &VI,
        Lang::En => &EN,
    };
    cell.get_or_init(|| {
        let id: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
        let mut bundle = Bundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        for source in sources(lang) {
            // A file that does not parse in full keeps its good entries; the tests refuse the rest.
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(good, _)| good);
            bundle.add_resource_overriding(resource);
        }
        bundle
    })
}

/// The sentence of `id` (or `id.attribute`) in `lang`, `None` where there is none.
pub(super) fn format(lang: Lang, id: &str, args: &[(ArgName, Value)]) -> Option<String> {
    let bundle = bundle(lang);
    let pattern = match id.split_once('.') {
        None => bundle.get_message(id)?.value()?,
        Some((message, attribute)) => bundle.get_message(message)?.get_attribute(attribute)?.value(),
    };
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        let value = match value {
            Value::Text(text) => FluentValue::String(Cow::Owned(text.clone())),
            // Vietnamese needs no plural forms; a small number stays one, for what is said of none.
            Value::Number(number) if lang == Lang::Vi && *number >= 1000 => {
                FluentValue::String(Cow::Owned(count(lang, *number)))
            }
            Value::Number(number) => FluentValue::from(*number),
            Value::Message(message) => FluentValue::String(Cow::Owned(message.text(lang))),
        };
        fluent.set(name.as_ref(), value);
    }
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(&fluent), &mut errors).into_owned())
}

/// A count as it is written: in Vietnamese with a dot between thousands.
pub(super) fn count(lang: Lang, number: i64) -> String {
    let digits = number.to_string();
    if lang != Lang::Vi || number < 1000 {
        return digits;
    }
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// All ids in file order.
pub(super) fn ids(lang: Lang) -> Vec<String> {
    arguments(lang).into_iter().map(|(id, _)| id).collect()
}

/// Every id with the names of the arguments in its pattern.
///
/// Names are read from the source text (`{ $name }`), which is all that a completeness test needs.
pub(super) fn arguments(lang: Lang) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
    let mut message = String::new();
    for line in sources(lang).flat_map(str::lines) {
        let head = line.split_once('=').map(|(name, _)| name.trim());
        let starts_entry = line.starts_with(|c: char| c.is_ascii_alphabetic());
        match head {
            Some(name) if starts_entry => {
                message = name.to_owned();
                found.push((message.clone(), BTreeSet::new()));
            }
            Some(name) if line.trim_start().starts_with('.') && !name.contains(' ') => {
                found.push((format!("{message}{name}"), BTreeSet::new()));
            }
            _ => (),
        }
        if line.starts_with('#') {
            continue;
        }
        if let Some((_, names)) = found.last_mut() {
            for (at, _) in line.match_indices('$') {
                let name: String = line[at + 1..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
                    .collect();
                names.insert(name);
            }
        }
    }
    found.into_iter().map(|(id, names)| (id, names.into_iter().collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_parses_in_both_languages() {
        for (name, vi, en) in FILES {
            for (lang, source) in [("vi", vi), ("en", en)] {
                if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                    panic!("{lang}/{name}: {errors:?}");
                }
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_ids_and_arguments() {
        let (mut vi, mut en) = (arguments(Lang::Vi), arguments(Lang::En));
        vi.sort();
        en.sort();
        for pair in vi.windows(2).chain(en.windows(2)) {
            assert_ne!(pair[0].0, pair[1].0, "the id stands twice");
        }
        assert_eq!(vi, en);
    }
}
