//! Processes of this program that read files for it, with bounded memory and time, and are started anew when they
//! break down.
//!
//! Each is given one file at a time, in turn, so that nobody waits on a full pipe: a reader takes the whole of a file
//! before it says anything. Limits of a process exist on Unix; elsewhere only breaking down is survived.

use crate::app::{Broken, FileReading, Reader};
use crate::intake::{self, READERS_MAX};
use std::io::{self, BufReader, BufWriter};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};

/// The first argument of a process that reads.
pub(super) const ARGUMENT: &str = "--read-files-for-another-process";

/// Reads requests from stdin and answers them on stdout until no more come; for the process that reads.
pub(super) fn serve() -> io::Result<()> {
    limits::memory();
    let (mut from, mut out) = (BufReader::new(io::stdin().lock()), BufWriter::new(io::stdout().lock()));
    loop {
        limits::time();
        if !intake::answer(&mut from, &mut out)? {
            return Ok(());
        }
    }
}

/// Starts processes of this program that read.
#[derive(Debug)]
pub(super) struct Processes;

impl Reader for Processes {
    fn read(&self, files: &[(&str, &[u8])], done: &dyn Fn(usize)) -> Vec<Result<FileReading, Broken>> {
        let mut processes: Vec<Process> =
            (0..files.len().min(READERS_MAX)).map(|_| Process::default()).collect();
        let mut answers = Vec::with_capacity(files.len());
        for (at, file) in files.iter().enumerate() {
            let n_processes = processes.len();
            let process = &mut processes[at % n_processes];
            // Its last file is the oldest one that has no answer yet.
            if at >= n_processes {
                answers.push(process.answer(files[at - n_processes]));
                done(answers.len());
            }
            process.ask(*file);
        }
        for at in answers.len()..files.len() {
            let n_processes = processes.len();
            answers.push(processes[at % n_processes].answer(files[at]));
            done(answers.len());
        }
        answers
    }
}

/// A process that reads, started when it is first needed.
#[derive(Debug, Default)]
struct Process(Option<Running>);

#[derive(Debug)]
struct Running {
    child: Child,
    to: BufWriter<ChildStdin>,
    from: BufReader<ChildStdout>,
}

impl Process {
    fn ask(&mut self, (name, bytes): (&str, &[u8])) {
        if self.0.is_none() {
            self.0 = Running::start().ok();
        }
        if let Some(running) = &mut self.0 {
            // A process that has gone is noticed when its answer is awaited.
            let _ = intake::request(&mut running.to, name, bytes);
        }
    }

    fn answer(&mut self, (name, bytes): (&str, &[u8])) -> Result<FileReading, Broken> {
        // Where no process can be started, files are read here.
        let Some(running) = &mut self.0 else { return Ok(intake::read(name, bytes)) };
        if let Some(reading) = intake::decode_reading(&mut running.from) {
            return Ok(reading);
        }
        let Some(Running { mut child, to, from }) = self.0.take() else { return Err(Broken::Other) };
        drop((to, from));
        let _ = child.kill();
        Err(child.wait().map_or(Broken::Other, limits::why))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(Running { mut child, to, from }) = self.0.take() {
            // At the end of its requests it leaves by itself.
            drop((to, from));
            let _ = child.wait();
        }
    }
}

impl Running {
    fn start() -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(to), Some(from)) => Ok(Self { child, to: BufWriter::new(to), from: BufReader::new(from) }),
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
}

#[cfg(unix)]
mod limits {
    use super::{Broken, ExitStatus};
    use crate::intake::{READER_MEMORY_MAX, READER_SECONDS_MAX};
    use rustix::process::{Resource, Rlimit, Signal, setrlimit};
    use std::os::unix::process::ExitStatusExt;

    /// Bounds what this process may ever hold.
    pub(super) fn memory() {
        let limit = Some(READER_MEMORY_MAX);
        // A system that refuses leaves the limits of the readers themselves.
        let _ = setrlimit(Resource::As, Rlimit { current: limit, maximum: limit });
    }

    /// Bounds what the next file may cost.
    pub(super) fn time() {
        let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        let used = u64::try_from(used.tv_sec).unwrap_or(0) + 1;
        let limit = Rlimit { current: Some(used + READER_SECONDS_MAX), maximum: None };
        let _ = setrlimit(Resource::Cpu, limit);
    }

    /// Why a process broke down.
    pub(super) fn why(status: ExitStatus) -> Broken {
        match status.signal().and_then(Signal::from_named_raw) {
            Some(Signal::XCPU) => Broken::Time,
            // What cannot get memory, also for its stack, is aborted.
            Some(Signal::ABORT | Signal::SEGV) => Broken::Memory,
            _ => Broken::Other,
        }
    }
}

#[cfg(not(unix))]
mod limits {
    use super::{Broken, ExitStatus};

    pub(super) fn memory() {}

    pub(super) fn time() {}

    pub(super) fn why(_: ExitStatus) -> Broken {
        Broken::Other
    }
}
