//! What reaches the terminal: the answer on stdout, everything else on stderr, data never able to steer either.
//!
//! A closed pipe ends the program quietly with exit code 3. Colour is decided here and nowhere else.

use super::args::ColorArg;
use crate::messages::{self, Lang, Message};
use crate::problem::{Place, Problem, Severity};
use crate::render::{self, TerminalOptions};
use crate::text;
use crate::view::Page;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};

/// What went wrong, with its causes and what to do.
pub(super) struct Fault {
    pub(super) message: Message,
    pub(super) causes: Vec<Message>,
    pub(super) hints: Vec<Message>,
    /// Whether it is a question that nobody was there to answer.
    pub(super) asks: bool,
}

/// How many problems of one kind `check` shows before the rest is only counted; a command that was given something
/// names all that it could not take.
const SHOWN_PER_KIND: usize = 10;

/// The two streams.
pub(super) struct Output {
    pub(super) lang: Lang,
    pub(super) quiet: bool,
    color: ColorArg,
    no_color: bool,
    /// Whether the answer goes through git's pager to a terminal.
    pub(super) paged: bool,
}

/// The reader of our stdout has gone.
#[derive(Debug)]
pub(super) struct PipeClosed;

impl Output {
    /// `no_color`: whether the environment asks for no colour (`NO_COLOR`, `TERM=dumb`).
    pub(super) fn new(lang: Lang, quiet: bool, color: ColorArg, no_color: bool) -> Self {
        Self { lang, quiet, color, no_color, paged: false }
    }

    fn colour(&self) -> bool {
        self.may_colour(io::stdout().is_terminal() || self.paged)
    }

    /// A page for the terminal at hand; 100 columns where stdout is none.
    pub(super) fn page(&self, page: &Page) -> String {
        let width = terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0));
        render::terminal(page, &TerminalOptions { width: width.clamp(40, 160), colour: self.colour() })
    }

    fn may_colour(&self, terminal: bool) -> bool {
        match self.color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto => terminal && !self.no_color,
        }
    }

    /// Writes the answer as it is.
    pub(super) fn answer(&self, bytes: &[u8]) -> Result<(), PipeClosed> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(PipeClosed),
            _ => Ok(()),
        }
    }

    /// Says a sentence on stderr, unless asked to be quiet.
    pub(super) fn say(&self, message: &Message) {
        if !self.quiet {
            self.line(&safe(&message.text(self.lang)));
        }
    }

    /// Shows what went wrong.
    pub(super) fn fault(&self, fault: &Fault) {
        let word =
            if fault.asks { self.word("word-question", "33;1") } else { self.word("word-error", "31;1") };
        self.line(&format!("{word}: {}", safe(&fault.message.text(self.lang))));
        for cause in &fault.causes {
            self.line(&format!("{}: {}", self.word("word-caused-by", "31"), safe(&cause.text(self.lang))));
        }
        self.hints(fault.hints.iter().map(|hint| hint.text(self.lang)));
    }

    fn hints(&self, hints: impl Iterator<Item = String>) {
        for (n, hint) in hints.enumerate() {
            if n == 0 {
                self.line("");
            }
            self.line(&format!("{}: {}", self.word("word-hint", "36;1"), safe(&hint)));
        }
    }

    /// Shows problems on stderr.
    pub(super) fn problems(&self, problems: &[Problem]) {
        for line in self.problem_lines(problems, usize::MAX, self.may_colour(io::stderr().is_terminal())) {
            self.line(&line);
        }
    }

    /// Shows problems as the answer, on stdout.
    pub(super) fn answer_problems(&self, problems: &[Problem]) -> Result<(), PipeClosed> {
        let lines = self.problem_lines(problems, SHOWN_PER_KIND, self.colour());
        self.answer(lines.iter().map(|line| format!("{line}\n")).collect::<String>().as_bytes())
    }

    /// Problems, those of one kind and one hint together with that hint once; at most `shown_max` of a kind.
    fn problem_lines(&self, problems: &[Problem], shown_max: usize, colour: bool) -> Vec<String> {
        let mut lines = Vec::new();
        let mut kinds: BTreeMap<(Severity, &str), Vec<&Problem>> = BTreeMap::new();
        for problem in problems {
            kinds.entry((problem.code.severity, problem.code.id)).or_default().push(problem);
        }
        for same in kinds.values() {
            let mut hinted: Vec<(Option<String>, Vec<&Problem>)> = Vec::new();
            for problem in same.iter().take(shown_max) {
                let hint = problem.hint(self.lang);
                match hinted.iter_mut().find(|(known, _)| *known == hint) {
                    Some((_, own)) => own.push(problem),
                    None => hinted.push((hint, vec![problem])),
                }
            }
            for (hint, own) in hinted {
                for problem in own {
                    self.problem(problem, colour, &mut lines);
                }
                let word = self.tinted("word-hint", "36", colour);
                lines.extend(hint.map(|hint| format!("      {word}: {}", safe(&hint))));
            }
            if same.len() > shown_max {
                let more = Message::new("cli-more-problems").with("count", same.len() - shown_max);
                lines.push(format!("      {}", more.text(self.lang)));
            }
        }
        lines
    }

    fn problem(&self, problem: &Problem, colour: bool, lines: &mut Vec<String>) {
        let (name, tint) = match problem.code.severity {
            Severity::Error => ("severity-error", "31;1"),
            Severity::Warning => ("severity-warning", "33;1"),
            Severity::Note => ("severity-note", "36"),
        };
        let (word, place_of) = (self.tinted(name, tint, colour), place(&problem.place, self.lang));
        lines.push(format!("{word} {} {place_of}: {}", problem.code.id, safe(&problem.message(self.lang))));
        lines.extend(problem.also.iter().map(|other| format!("      ↳ {}", place(other, self.lang))));
    }

    fn tinted(&self, id: &str, code: &str, colour: bool) -> String {
        let word = messages::text(self.lang, id);
        if colour { format!("\u{1b}[{code}m{word}\u{1b}[0m") } else { word }
    }

    fn word(&self, id: &str, colour: &str) -> String {
        let word = messages::text(self.lang, id);
        if self.may_colour(io::stderr().is_terminal()) {
            format!("\u{1b}[{colour}m{word}\u{1b}[0m")
        } else {
            word
        }
    }

    fn line(&self, line: &str) {
        // A closed stderr leaves nobody to tell.
        let _ = writeln!(io::stderr().lock(), "{line}");
    }
}

fn place(place: &Place, lang: Lang) -> String {
    let mut out = place.file.clone();
    for number in [place.line, place.column].into_iter().flatten() {
        out.push_str(&format!(":{number}"));
    }
    let finer = place.at.as_deref().filter(|at| place.line.is_none_or(|line| *at != format!("line {line}")));
    if let Some(at) = finer {
        out.push_str(&format!(" ({})", messages::shown_at(at, lang)));
    }
    safe(&out)
}

/// Text with every control character made visible, line by line.
fn safe(text: &str) -> String {
    text.lines().map(text::show_invisible).collect::<Vec<_>>().join("\n")
}
