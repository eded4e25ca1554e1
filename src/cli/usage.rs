//! Turns clap's errors, which speak English only, into our messages with a "did you mean" and the help to see.

use super::output::Fault;
use crate::messages::Message;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What clap found wrong, in our words. `command` is the command line up to where help would be asked for.
pub(super) fn fault(error: &Error, command: &str) -> Fault {
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => named("cli-unknown-command", error, ContextKind::InvalidSubcommand),
        ErrorKind::UnknownArgument => unknown(error),
        ErrorKind::MissingRequiredArgument | ErrorKind::MissingSubcommand => {
            Message::new("cli-missing").with("names", text(error, ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if has(error, ContextKind::InvalidValue) => {
            Message::new("cli-bad-value")
                .with("value", text(error, ContextKind::InvalidValue))
                .with("name", text(error, ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue => {
            Message::new("cli-missing").with("names", text(error, ContextKind::InvalidArg))
        }
        ErrorKind::ArgumentConflict => Message::new("cli-conflict")
            .with("name", text(error, ContextKind::InvalidArg))
            .with("other", text(error, ContextKind::PriorArg)),
        ErrorKind::TooManyValues => {
            Message::new("cli-unexpected-value").with("name", text(error, ContextKind::InvalidArg))
        }
        _ => Message::new("cli-usage-error").with("detail", error.kind().to_string()),
    };
    Fault { message, causes: Vec::new(), hints: hints(error, command), asks: false }
}

fn unknown(error: &Error) -> Message {
    let value = text(error, ContextKind::InvalidArg);
    if value.starts_with('-') {
        Message::new("cli-unknown-option").with("name", value)
    } else {
        Message::new("cli-too-many").with("value", value)
    }
}

fn hints(error: &Error, command: &str) -> Vec<Message> {
    let mut hints = Vec::new();
    if let Some(name) = meant(error) {
        hints.push(Message::new("cli-did-you-mean").with("name", name));
    }
    if has(error, ContextKind::ValidValue) {
        hints.push(Message::new("cli-bad-value-hint").with("values", text(error, ContextKind::ValidValue)));
    }
    hints.push(Message::new("cli-see-help").with("command", command));
    hints
}

/// What was probably meant: the nearest of clap's suggestions, or of our own names where clap has none.
fn meant(error: &Error) -> Option<String> {
    const NEAR: f64 = 0.6;
    let pairs = [
        (ContextKind::InvalidSubcommand, ContextKind::SuggestedSubcommand),
        (ContextKind::InvalidArg, ContextKind::SuggestedArg),
        (ContextKind::InvalidValue, ContextKind::SuggestedValue),
    ];
    for (typed, suggested) in pairs {
        let mut names = match error.get(suggested) {
            Some(ContextValue::Strings(names)) => names.clone(),
            Some(ContextValue::String(name)) => vec![name.clone()],
            _ => Vec::new(),
        };
        if typed == ContextKind::InvalidSubcommand && has(error, typed) {
            names.extend(super::help::names());
        }
        let wanted = text(error, typed);
        let scored =
            names.into_iter().map(|name| (strsim::normalized_damerau_levenshtein(&wanted, &name), name));
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
        if let Some((score, name)) = best
            && (score >= NEAR || typed != ContextKind::InvalidSubcommand)
        {
            return Some(name);
        }
    }
    None
}

fn named(id: &str, error: &Error, kind: ContextKind) -> Message {
    Message::new(id).with("name", text(error, kind))
}

fn has(error: &Error, kind: ContextKind) -> bool {
    !text(error, kind).is_empty()
}

fn text(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(value)) => value.clone(),
        Some(ContextValue::Strings(values)) => values.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
