//! How far a long piece of work has come, as one line on a terminal.
//!
//! Nothing is shown in the first second, so that short work stays silent; then the line is drawn over at most ten times
//! a second and wiped away at the end. It goes to stderr, and only where a person sits there: whoever makes one decides
//! that. Nothing depends on it.

use crate::app::Watch;
use crate::messages::{Lang, Message};
use std::cell::Cell;
use std::io::{self, Write};
use std::time::{Duration, Instant};
use unicode_width::UnicodeWidthStr;

/// Work shorter than this is not shown.
const SILENT: Duration = Duration::from_secs(1);
/// Time between two drawings.
const PAUSE: Duration = Duration::from_millis(100);
/// Widest bar, in columns.
const BAR_MAX: usize = 30;

/// The line of one run.
#[derive(Debug)]
pub(super) struct Progress {
    lang: Lang,
    begun: Instant,
    drawn: Cell<Option<Instant>>,
}

impl Progress {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, begun: Instant::now(), drawn: Cell::new(None) }
    }
}

impl Watch for Progress {
    fn step(&self, what: &Message, done: usize, total: usize) {
        let is_due = self.drawn.get().is_none_or(|drawn| drawn.elapsed() >= PAUSE);
        if self.begun.elapsed() < SILENT || !is_due {
            return;
        }
        self.drawn.set(Some(Instant::now()));
        let columns = terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| width.0);
        let line = line(&what.text(self.lang), done, total, columns.into());
        let mut stderr = io::stderr().lock();
        // A terminal that has gone leaves nobody to tell.
        let _ = write!(stderr, "\r{line}\u{1b}[K").and_then(|()| stderr.flush());
    }

    fn pause(&self) {
        if self.drawn.take().is_some() {
            let mut stderr = io::stderr().lock();
            let _ = write!(stderr, "\r\u{1b}[K").and_then(|()| stderr.flush());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.pause();
    }
}

/// Words, bar, count; without the bar, then without the words, where the terminal is too narrow.
fn line(what: &str, done: usize, total: usize, columns: usize) -> String {
    let done = done.min(total);
    let count = format!("{done}/{total}");
    // The last column stays free: some terminals begin a new line when it is filled.
    let room = columns.saturating_sub(count.len() + 1);
    let words = what.width();
    if words + 1 > room {
        return count;
    }
    let bar = room.saturating_sub(words + 4).min(BAR_MAX);
    if bar < 5 {
        return format!("{what} {count}");
    }
    let full = (bar * done).checked_div(total).unwrap_or(bar);
    format!("{what} [{}{}] {count}", "#".repeat(full), "-".repeat(bar - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_fits_its_terminal() {
        for (columns, expected) in [
            (80, "Đọc thư [##########--------------------] 50/150"),
            (28, "Đọc thư [###-------] 50/150"),
            (20, "Đọc thư 50/150"),
            (10, "50/150"),
        ] {
            let line = line("Đọc thư", 50, 150, columns);
            assert_eq!(line, expected);
            assert!(line.width() < columns, "{columns}");
        }
        assert_eq!(line("a", 0, 0, 14), "a [#####] 0/0");
        assert_eq!(line("a", 9, 3, 40), format!("a [{}] 3/3", "#".repeat(30)));
    }
}
