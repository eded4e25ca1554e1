//! Values out as YAML: one form for each value, so that the same value always gives the same bytes, and every
//! reader, of YAML 1.1 or 1.2, takes a text for a text (`no`, `1.10`, `2020-04-18` and `~` are quoted).
//!
//! Text of several lines is a literal block where that is safe. Numbers are whole numbers.

use serde_yaml::{Mapping, Value};
use std::fmt::Write;

/// A value as YAML, ending with a line break.
pub(super) fn emit(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Mapping(mapping) if !mapping.is_empty() => emit_mapping(&mut out, mapping, 0, false),
        Value::Sequence(items) if !items.is_empty() => emit_sequence(&mut out, items, 0),
        other => emit_scalar(&mut out, other, 0),
    }
    out
}

/// Lines of a mapping; the first one goes on the present line where `inline`.
fn emit_mapping(out: &mut String, mapping: &Mapping, indent: usize, inline: bool) {
    for (n, (key, value)) in mapping.iter().enumerate() {
        if n > 0 || !inline {
            push_indent(out, indent);
        }
        let name = match key {
            Value::String(name) if name.contains('\n') => quoted(name),
            Value::String(name) => single_line(name),
            other => scalar_text(other),
        };
        out.push_str(&name);
        out.push(':');
        match value {
            Value::Mapping(inner) if !inner.is_empty() => {
                out.push('\n');
                emit_mapping(out, inner, indent + 2, false);
            }
            Value::Sequence(items) if !items.is_empty() => {
                out.push('\n');
                emit_sequence(out, items, indent + 2);
            }
            other => {
                out.push(' ');
                emit_scalar(out, other, indent);
            }
        }
    }
}

fn emit_sequence(out: &mut String, items: &[Value], indent: usize) {
    for item in items {
        push_indent(out, indent);
        out.push_str("- ");
        match item {
            Value::Mapping(mapping) if !mapping.is_empty() => emit_mapping(out, mapping, indent + 2, true),
            Value::Sequence(inner) if !inner.is_empty() => {
                out.pop();
                out.push('\n');
                emit_sequence(out, inner, indent + 2);
            }
            other => emit_scalar(out, other, indent),
        }
    }
}

/// A scalar and the line break behind it; a block stands two blanks deeper than `indent`.
fn emit_scalar(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::String(text) if is_block(text) => emit_block(out, text, indent + 2),
        other => {
            out.push_str(&scalar_text(other));
            out.push('\n');
        }
    }
}

fn scalar_text(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => single_line(text),
        Value::Mapping(_) => "{}".to_owned(),
        Value::Sequence(_) => "[]".to_owned(),
        Value::Tagged(tagged) => scalar_text(&tagged.value),
    }
}

fn single_line(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Whether a text can stand as a literal block: several lines, nothing that a reader would change.
fn is_block(text: &str) -> bool {
    let first = text.chars().next();
    text.contains('\n')
        && first.is_some_and(|c| !matches!(c, ' ' | '\t' | '\n'))
        && text.chars().all(|c| c == '\n' || c == '\t' || !needs_escape(c))
}

fn emit_block(out: &mut String, text: &str, indent: usize) {
    let trimmed = text.trim_end_matches('\n');
    out.push_str(match text.len() - trimmed.len() {
        0 => "|-\n",
        1 => "|\n",
        _ => "|+\n",
    });
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        if !line.is_empty() {
            push_indent(out, indent);
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// Whether a text of one line means itself to every reader without quotation marks.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 11] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"];
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains('\n')
        && !text.chars().any(needs_escape)
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn needs_escape(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}')
        || (u32::from(c) & 0xFFFE == 0xFFFE)
        || ('\u{E000}'..='\u{F8FF}').contains(&c)
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if needs_escape(c) => {
                let code = u32::from(c);
                let _ =
                    if code > 0xFFFF { write!(out, "\\U{code:08X}") } else { write!(out, "\\u{code:04X}") };
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn push_indent(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}
