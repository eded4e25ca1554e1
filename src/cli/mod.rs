//! The command line: arguments in, bytes on two streams and an exit code out.
//!
//! The only module that prints, asks, reads the environment or knows the clock. It calls one function of `app`
//! per command and shows what comes back; it decides nothing about drafts or comments.

mod args;
mod dispatch;
mod help;
mod output;
mod progress;
mod readers;
mod usage;

use crate::app::{Exit, Failure, Readers, Report, Session, Steps};
use crate::messages::{Lang, Message};
use crate::render;
use crate::store::Memory;
use crate::units::Moment;
use args::{Cli, ColorArg, Command, LangArg};
use clap::FromArgMatches;
use clap::error::ErrorKind;
use output::{Fault, Output, PipeClosed};
use progress::Progress;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::rc::Rc;

/// Exit codes, as `README.md` lists them.
const DONE: u8 = 0;
const AT_FAULT: u8 = 1;
const USAGE: u8 = 2;
const PIPE_CLOSED: u8 = 3;
const OUR_FAULT: u8 = 255;

/// Runs the program with the process's arguments and environment; gives its exit code.
pub fn main() -> u8 {
    std::panic::set_hook(Box::new(|_| ()));
    match std::panic::catch_unwind(|| run(std::env::args_os().collect())) {
        Ok(code) => code,
        Err(cause) => {
            let detail = cause.downcast_ref::<String>().cloned();
            let detail = detail.or_else(|| cause.downcast_ref::<&str>().map(|it| (*it).to_owned()));
            let output = Output::new(Lang::Vi, false, ColorArg::Never, true);
            let causes =
                detail.map(|it| Message::new("cli-usage-error").with("detail", it)).into_iter().collect();
            output.fault(&Fault {
                message: Message::new("cli-internal"),
                causes,
                hints: Vec::new(),
                asks: false,
            });
            OUR_FAULT
        }
    }
}

fn run(arguments: Vec<OsString>) -> u8 {
    if arguments.get(1).is_some_and(|it| it == readers::ARGUMENT) {
        return readers::serve().map_or(OUR_FAULT, |()| DONE);
    }
    let arguments = expanded(arguments);
    let lang = language(&arguments);
    let is_dumb = std::env::var_os("TERM").is_some_and(|it| it == "dumb");
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty()) || is_dumb;
    let plain = Output::new(lang, false, ColorArg::Auto, no_color);
    let mut command = help::command(lang);
    let parsed =
        command.try_get_matches_from_mut(&arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            return plain.answer(error.render().to_string().as_bytes()).map_or(PIPE_CLOSED, |()| DONE);
        }
        Err(error) => {
            plain.fault(&usage::fault(&error, &typed(&command, &arguments)));
            return USAGE;
        }
    };
    let mut output = Output::new(lang, cli.global.quiet, cli.global.color, no_color);
    // As git's external diff: what git shows through its pager reaches a terminal.
    output.paged = std::env::var_os("GIT_PAGER_IN_USE").is_some_and(|it| it == "true" || it == "1");
    if let Some(Command::Completions(args)) = &cli.command {
        let mut script = Vec::new();
        clap_complete::generate(
            args.shell,
            &mut <Cli as clap::CommandFactory>::command(),
            "vankien",
            &mut script,
        );
        return output.answer(&script).map_or(PIPE_CLOSED, |()| DONE);
    }
    let mut session = match session(&cli, lang, &typed(&command, &arguments)) {
        Ok(session) => session,
        Err(fault) => {
            output.fault(&fault);
            return USAGE;
        }
    };
    let json = cli.global.json;
    if std::io::stderr().is_terminal() && !json && !cli.global.quiet && !is_dumb {
        session.steps = Steps::to(Rc::new(Progress::new(lang)));
    }
    let result = asking(&session, cli.command.unwrap_or(Command::Status));
    session.steps.pause();
    for notice in session.notices.borrow().iter() {
        output.say(notice);
    }
    match result {
        Ok(report) => show(&output, &report, json).unwrap_or(PIPE_CLOSED),
        Err(failure) => {
            let code = if failure.is_of_usage() { USAGE } else { AT_FAULT };
            fail(&output, lang, failure);
            code
        }
    }
}

/// Runs the command; what only a person can answer is asked where a person sits, and the command run again.
fn asking(session: &Session, command: Command) -> Result<Report, Failure> {
    let mut session = session.clone();
    let person = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    loop {
        let failure = match dispatch::run(&session, command.clone()) {
            Err(failure) if person => failure,
            other => return other,
        };
        let Some(key) = failure.asks().map(str::to_owned).filter(|key| !session.answers.contains_key(key))
        else {
            return Err(failure);
        };
        session.steps.pause();
        let Some(answer) = prompt(&failure.message.text(session.lang)) else { return Err(failure) };
        session.answers.insert(key, answer);
    }
}

/// Asks on stderr, reads a line from stdin; `None` for an empty one.
fn prompt(question: &str) -> Option<String> {
    use std::io::Write;
    let _ = write!(std::io::stderr(), "{question}: ");
    let _ = std::io::stderr().flush();
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).ok()?;
    let answer = line.trim().to_owned();
    (!answer.is_empty()).then_some(answer)
}

fn show(output: &Output, report: &Report, json: bool) -> Result<u8, PipeClosed> {
    match (&report.json, &report.bytes, &report.page) {
        (Some(value), _, _) if json => output.answer(&render::json(value))?,
        (_, Some(bytes), _) => output.answer(bytes)?,
        (_, _, Some(page)) => output.answer(output.page(page).as_bytes())?,
        _ => (),
    }
    if report.problems_asked {
        if !json {
            output.answer_problems(&report.problems)?;
        }
    } else {
        output.problems(&report.problems);
    }
    for message in &report.said {
        output.say(message);
    }
    Ok(if report.exit == Exit::Done { DONE } else { AT_FAULT })
}

fn fail(output: &Output, lang: Lang, failure: Failure) {
    output.problems(&failure.problems);
    let (hints, asks) = (failure.hints(lang), failure.asks().is_some());
    output.fault(&Fault { message: failure.message, causes: failure.causes, hints, asks });
}

fn session(cli: &Cli, lang: Lang, typed: &str) -> Result<Session, Fault> {
    let global = &cli.global;
    let bad = |name: &'static str, value: &str| Fault {
        message: Message::new("cli-bad-value").with("value", value).with("name", name),
        causes: Vec::new(),
        hints: vec![Message::new(format!("cli-bad{name}.hint"))],
        asks: false,
    };
    let now = match &global.clock {
        Some(text) => Moment::parse(text).ok_or_else(|| bad("--clock", text))?,
        None => Moment::new(jiff::Timestamp::now()),
    };
    let as_of = match &global.as_of {
        Some(text) => Some(crate::units::Day::typed(text).ok_or_else(|| bad("--as-of", text))?),
        None => None,
    };
    let command = typed.strip_prefix("vankien").unwrap_or(typed).trim().to_owned();
    Ok(Session {
        dir: global.repo.clone().unwrap_or_else(|| PathBuf::from(".")),
        lang,
        now,
        as_of,
        by: global.by.clone(),
        dry_run: global.dry_run,
        command: if command.is_empty() { "status".to_owned() } else { command },
        answers: std::collections::BTreeMap::new(),
        memory: Memory::default(),
        readers: Readers::to(Rc::new(readers::Processes)),
        steps: Steps::default(),
        notices: Rc::default(),
    })
}

/// The arguments with a short first word (`chot-dot`) written out (`round open`), and `help apply` as `apply --help`.
fn expanded(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if let Some(at) = first_word(&arguments).filter(|at| arguments[*at] == "help") {
        arguments.remove(at);
        arguments.push("--help".into());
    }
    let first = first_word(&arguments);
    if let Some((at, words)) = first.and_then(|at| Some((at, help::expand(arguments[at].to_str()?)?))) {
        arguments.splice(at..=at, words.map(OsString::from));
    }
    arguments
}

/// Where the command stands: the first word that is no option and no option's value.
fn first_word(arguments: &[OsString]) -> Option<usize> {
    let mut skip = false;
    arguments.iter().enumerate().skip(1).find_map(|(at, word)| {
        let word = word.to_string_lossy();
        let was_value = std::mem::replace(&mut skip, VALUED.contains(&word.as_ref()));
        (!was_value && !word.starts_with('-')).then_some(at)
    })
}

/// Options of every command that take the next word as their value.
const VALUED: &[&str] = &["--repo", "--lang", "--color", "--by", "--as-of", "--clock"];

/// The language asked for; Vietnamese where none or a wrong one is named (clap will say so).
fn language(arguments: &[OsString]) -> Lang {
    let words: Vec<_> = arguments.iter().map(|it| it.to_string_lossy()).collect();
    let after = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].to_string());
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang=").map(str::to_owned));
    after.or(joined).and_then(|tag| Lang::from_tag(&tag)).unwrap_or_default()
}

/// The command as typed, up to the first word that is no command: `vankien round open`.
fn typed(command: &clap::Command, arguments: &[OsString]) -> String {
    let mut out = "vankien".to_owned();
    let mut here = command;
    let mut skip = false;
    for word in arguments.iter().skip(1).map(|it| it.to_string_lossy()) {
        let was_value = std::mem::replace(&mut skip, VALUED.contains(&word.as_ref()));
        if was_value || word.starts_with('-') {
            continue;
        }
        let Some(next) = here.find_subcommand(word.as_ref()) else { break };
        out.push(' ');
        out.push_str(next.get_name());
        here = next;
    }
    out
}

impl From<LangArg> for Lang {
    fn from(arg: LangArg) -> Self {
        match arg {
            LangArg::Vi => Self::Vi,
            LangArg::En => Self::En,
        }
    }
}
