//! Puts the help texts of the message files into the command line's types, in the language asked for.
//!
//! Ids follow from the structure: `cmd-round-open` for a command, `cmd-round-open.round` for its argument,
//! `arg-repo` for an option of every command. A test goes through every command and argument in both languages.

use super::args::Cli;
use crate::messages::{self, Lang, Message};
use clap::{Arg, ArgAction, Command, CommandFactory};

/// A command's name as typed, its alias without marks, and the group it is listed in.
const LISTING: &[(&str, &[&str])] = &[
    ("group-prepare", &["init", "demo", "check", "status", "draft"]),
    ("group-round", &["round", "package", "progress", "milestone"]),
    ("group-comments", &["reply", "comments", "decide", "apply", "trace"]),
    ("group-outputs", &["synthesis", "diff", "compare"]),
    ("group-keep", &["undo", "verify", "completions"]),
];

/// First words that stand for two: a person thinks "freeze a round", not "round, open".
const SHORT: &[(&str, [&str; 2])] = &[
    ("chot-dot", ["round", "open"]),
    ("nhap-y-kien", ["comments", "import"]),
    ("dong-dot", ["round", "close"]),
];

/// The two words behind a short one, such as `round open` for `chot-dot`.
pub(super) fn expand(first: &str) -> Option<[&'static str; 2]> {
    SHORT.iter().find(|(short, _)| *short == first).map(|(_, words)| *words)
}

/// Every first word that is understood: names, aliases and the short ones.
pub(super) fn names() -> Vec<String> {
    let command = Cli::command();
    let of = |sub: &Command| {
        std::iter::once(sub.get_name()).chain(sub.get_all_aliases()).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut names: Vec<String> = command.get_subcommands().flat_map(of).collect();
    names.extend(SHORT.iter().map(|(short, _)| (*short).to_owned()));
    names
}

/// The command line with all texts in `lang`.
pub(super) fn command(lang: Lang) -> Command {
    let mut root = Cli::command().disable_help_flag(true).disable_version_flag(true);
    root = root.arg(flag("help", 'h', ArgAction::Help, lang).global(true)).arg(flag(
        "version",
        'V',
        ArgAction::Version,
        lang,
    ));
    let globals: Vec<String> = root.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for id in &globals {
        root = root.mut_arg(id, |arg| {
            let text = described(&arg, &format!("arg-{}", id.replace('_', "-")), lang);
            plain(arg).help(text).help_heading(messages::text(lang, "cli-global-options"))
        });
    }
    let template = format!(
        "{}\n\n{}: {}\n\n{}{{all-args}}\n\n{}\n",
        messages::text(lang, "cli-about"),
        messages::text(lang, "cli-usage"),
        messages::text(lang, "cli-usage-all"),
        listing(&root, lang),
        messages::text(lang, "cli-more"),
    );
    let names: Vec<String> = root.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        root = root.mut_subcommand(&name, |sub| localised(sub, "cmd", "vankien", lang).hide(true));
    }
    root.help_template(template)
}

fn flag(id: &'static str, short: char, action: ArgAction, lang: Lang) -> Arg {
    Arg::new(id).long(id).short(short).action(action).help(messages::text(lang, &format!("arg-{id}")))
}

/// The list of commands by the stage of work; the Vietnamese name first in Vietnamese.
fn listing(root: &Command, lang: Lang) -> String {
    let mut out = String::new();
    for (group, names) in LISTING {
        out.push_str(&messages::text(lang, group));
        out.push_str(":\n");
        for name in *names {
            let Some(sub) = root.find_subcommand(name) else { continue };
            let about = messages::text(lang, &format!("cmd-{name}"));
            out.push_str(&format!("  {:<26} {about}\n", both_names(sub, lang)));
        }
        out.push('\n');
    }
    out
}

fn both_names(command: &Command, lang: Lang) -> String {
    let name = command.get_name();
    match (command.get_all_aliases().next(), lang) {
        (Some(alias), Lang::Vi) => format!("{alias} ({name})"),
        (Some(alias), Lang::En) => format!("{name} ({alias})"),
        (None, _) => name.to_owned(),
    }
}

fn localised(command: Command, prefix: &str, parents: &str, lang: Lang) -> Command {
    let id = format!("{prefix}-{}", command.get_name());
    let shown = match (command.get_all_aliases().next(), lang) {
        (Some(alias), Lang::Vi) => format!("{parents} {alias}"),
        _ => format!("{parents} {}", command.get_name()),
    };
    let usage = usage(&command, &shown, lang);
    let mut template =
        format!("{}\n\n{}: {usage}\n\n", messages::text(lang, &id), messages::text(lang, "cli-usage"));
    if command.has_subcommands() {
        template.push_str(&format!("{}:\n", messages::text(lang, "cli-commands")));
        for sub in command.get_subcommands() {
            let about = messages::text(lang, &format!("{id}-{}", sub.get_name()));
            template.push_str(&format!("  {:<26} {about}\n", both_names(sub, lang)));
        }
        template.push('\n');
    }
    template.push_str("{all-args}");
    if let Some(examples) = Message::new(format!("{id}.examples")).try_text(lang) {
        template.push_str(&format!("\n\n{}:\n", messages::text(lang, "cli-examples")));
        for line in examples.lines().map(str::trim).filter(|line| !line.is_empty()) {
            template.push_str(&format!("  {line}\n"));
        }
    }
    let mut command = command.about(messages::text(lang, &id)).help_template(template).override_usage(usage);
    let own: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for (order, arg_id) in own.into_iter().enumerate() {
        command = command.mut_arg(&arg_id, |arg| {
            let heading = if arg.is_positional() { "cli-arguments" } else { "cli-options" };
            let text = described(&arg, &format!("{id}.{arg_id}"), lang);
            plain(arg).display_order(order).help(text).help_heading(messages::text(lang, heading))
        });
    }
    let subs: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in subs {
        command = command.mut_subcommand(&name, |sub| localised(sub, &id, &shown, lang).hide(true));
    }
    command
}

/// Clap's own remarks are English only: ours stand in the help text instead.
fn plain(arg: Arg) -> Arg {
    let valued = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    if valued { arg.hide_default_value(true).hide_possible_values(true) } else { arg }
}

fn described(arg: &Arg, id: &str, lang: Lang) -> String {
    let mut text = messages::text(lang, id);
    let default = arg.get_default_values().first().and_then(|value| value.to_str());
    if let Some(value) = default.filter(|_| arg.get_action().takes_values()) {
        text.push_str(&format!(" ({})", Message::new("cli-default").with("value", value).text(lang)));
    }
    text
}

fn usage(command: &Command, shown: &str, lang: Lang) -> String {
    let mut usage = shown.to_owned();
    for arg in command.get_positionals() {
        let name = arg.get_value_names().and_then(<[_]>::first).map_or("…", |name| name.as_str());
        let many = matches!(arg.get_action(), ArgAction::Append).then_some("…").unwrap_or_default();
        usage.push_str(&if arg.is_required_set() {
            format!(" <{name}>{many}")
        } else {
            format!(" [{name}]{many}")
        });
    }
    if command.has_subcommands() {
        let word = messages::text(lang, "cli-commands").to_lowercase();
        usage.push_str(&format!(" <{word}>"));
    }
    usage.push_str(&format!(" [{}]", messages::text(lang, "cli-options").to_lowercase()));
    usage
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(command: &Command, prefix: &str, missing: &mut Vec<String>) {
        for sub in command.get_subcommands() {
            let id = format!("{prefix}-{}", sub.get_name());
            let mut wanted = vec![id.clone()];
            if !sub.has_subcommands() || sub.get_name() == "trace" {
                wanted.push(format!("{id}.examples"));
            }
            wanted.extend(sub.get_arguments().map(|arg| format!("{id}.{}", arg.get_id())));
            for lang in [Lang::Vi, Lang::En] {
                for id in &wanted {
                    if Message::new(id.clone()).try_text(lang).is_none() {
                        missing.push(format!("{}: {id}", lang.tag()));
                    }
                }
            }
            visit(sub, &id, missing);
        }
    }

    #[test]
    fn every_command_and_argument_has_a_text_and_every_command_an_example() {
        let mut missing = Vec::new();
        visit(&Cli::command(), "cmd", &mut missing);
        assert!(missing.is_empty(), "no text for:\n{}", missing.join("\n"));
    }

    #[test]
    fn every_command_is_listed_once() {
        let mut listed: Vec<&str> = LISTING.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let mut there: Vec<String> =
            Cli::command().get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        listed.sort_unstable();
        there.sort();
        assert_eq!(listed, there);
    }

    #[test]
    fn the_command_line_is_well_formed_in_both_languages() {
        command(Lang::Vi).debug_assert();
        command(Lang::En).debug_assert();
    }
}
