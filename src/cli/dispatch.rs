//! From arguments to a use case: nothing is decided here, options are only handed on.

use super::args::{
    Command, CommentsCommand, CompareArgs, DecideArgs, DiffFormat, DiffShow, DraftCommand, ExportFormat,
    InitArgs, MilestoneCommand, MovesArg, OlderArg, ProgressArgs, ReplyAddArgs, ReplyCommand, RoundCommand,
    SynthesisArgs, SynthesisFormat, TableFormat, TraceCommand, WordArgs,
};
use crate::app::synthesis::Paper;
use crate::app::{self, Failure, Format, Report, Session};
use crate::comments::ReplyRelation;
use crate::intake::{Changes, WordOptions};
use std::path::{Path, PathBuf};

type Outcome = Result<Report, Failure>;

/// Runs the use case behind a command.
pub(super) fn run(session: &Session, command: Command) -> Outcome {
    match command {
        Command::Init(args) => app::init::init(session, &init(args)),
        Command::Demo(args) => app::demo::demo(session, &args.dir),
        Command::Check(args) if args.codes => Ok(app::check::codes(session)),
        Command::Check(args) if args.limits => Ok(app::check::limits(session)),
        Command::Check(args) => app::check::check(session, args.round),
        Command::Status => app::status::status(session),
        Command::Draft(command) => draft(session, command),
        Command::Round(command) => round(session, command),
        Command::Diff(args) if !args.merge.is_empty() => app::merge::merge(
            session,
            &app::merge::Options {
                files: args.merge,
                before: args.before,
                after: args.after,
                document: args.document,
                merged: args.merged,
                show: show(args.show)?,
            },
        ),
        Command::Diff(args) => app::diff::diff(
            session,
            &app::diff::Options {
                before: args.before,
                after: args.after,
                more: args.more,
                document: args.document,
                show: app::diff::Show { remarks: args.comments, ..show(args.show)? },
            },
        ),
        Command::Compare(args) => compare(session, args),
        Command::Reply(ReplyCommand::Add(args)) => app::reply::add(session, &short_reply(args)),
        Command::Comments(command) => comments(session, command),
        Command::Decide(args) => app::decide::decide(session, &decision(args)),
        Command::Apply(args) => app::apply::apply(
            session,
            &app::apply::Options {
                ids: args.ids,
                accepted: args.accepted,
                proposal: args.proposal.map_or(0, usize::from),
            },
        ),
        Command::Trace(args) => match args.command {
            None => app::trace::trace(session, args.round),
            Some(TraceCommand::Tie(args)) => app::trace::tie(session, &args.id, &args.code),
            Some(TraceCommand::Explain(args)) => app::trace::explain(session, &args.code, &args.reason),
        },
        Command::Synthesis(SynthesisArgs { round, roll_up: Some(output), .. }) => {
            app::roll_up::roll_up(session, &app::roll_up::Options { round, output })
        }
        Command::Synthesis(args) => app::synthesis::synthesis(session, &synthesis(args)?),
        Command::Package(args) => app::package::package(
            session,
            &app::package::Options {
                round: args.round,
                units: args.units,
                output: args.output,
                pdf: args.pdf,
            },
        ),
        Command::Progress(args) => app::progress::progress(session, &progress(args)?),
        Command::Milestone(MilestoneCommand::Add(args)) => app::milestone::add(
            session,
            &app::milestone::Options { unit: args.unit, kind: args.kind, date: args.date, note: args.note },
        ),
        Command::Milestone(MilestoneCommand::List) => app::milestone::list(session),
        Command::Undo(args) => app::undo::undo(session, args.confirm.as_deref()),
        Command::Verify(args) => app::verify::verify(session, args.unlock),
        // Printed before a session exists.
        Command::Completions(_) => Ok(Report::default()),
    }
}

fn init(args: InitArgs) -> app::init::Options {
    app::init::Options {
        dir: args.dir,
        name: args.name,
        congress_no: args.congress_no,
        committee_no: args.committee_no,
        term: args.term,
        level: args.level,
        documents: args.documents,
        units: args.units,
    }
}

/// Two files; or what git gives to an external diff: path, file, hash and mode before, the same after, and for a
/// renamed file its new path and what git says of it. A path with an open conflict comes alone.
fn compare(session: &Session, args: CompareArgs) -> Outcome {
    let CompareArgs { files, word, show: args } = args;
    let text = |path: &PathBuf| path.display().to_string();
    let there = |path: &PathBuf| (path.as_os_str() != "/dev/null").then(|| path.clone());
    let from_git = std::env::var_os("GIT_DIFF_PATH_COUNTER").is_some();
    match files.as_slice() {
        [before, after] => app::diff::compare(session, [before, after], &word_options(word), &show(args)?),
        [path] if from_git => Ok(app::external::unmerged(session, &text(path))),
        [path, before, _, _, after, _, _, rest @ ..] if matches!(rest.len(), 0 | 2) => {
            let paths = [text(path), rest.first().map_or_else(|| text(path), text)];
            let wanted = app::external::External { paths, files: [there(before), there(after)] };
            app::external::external(session, &wanted, &show(args)?)
        }
        _ => Err(Failure::new("compare-two-files").with("n", files.len()).of_usage()),
    }
}

/// How a Word file is read.
fn word_options(args: WordArgs) -> WordOptions {
    let changes = match (args.accept, args.reject) {
        (true, _) => Changes::Accept,
        (false, true) => Changes::Reject,
        (false, false) => Changes::Refuse,
    };
    WordOptions { changes, convert: args.convert }
}

fn short_reply(args: ReplyAddArgs) -> app::reply::Options {
    app::reply::Options {
        unit: args.unit,
        state: match (args.agree, args.no_comment) {
            (true, _) => app::reply::Short::Agree,
            (_, true) => app::reply::Short::NoComment,
            _ => app::reply::Short::Declined,
        },
        round: args.round,
        dated: args.dated,
        symbol: args.symbol,
        channel: args.channel,
        words: args.words,
        relation: match (args.replace, args.add) {
            (true, _) => Some(ReplyRelation::Replace),
            (_, true) => Some(ReplyRelation::Add),
            _ => None,
        },
    }
}

fn decision(args: DecideArgs) -> app::decide::Options {
    app::decide::Options {
        id: args.id,
        outcome: args.outcome,
        wording: args.wording,
        reason: args.reason,
        note: args.note,
    }
}

fn synthesis(args: SynthesisArgs) -> Result<app::synthesis::Options, Failure> {
    Ok(app::synthesis::Options {
        round: args.round,
        format: match args.format {
            None => by_name(args.output.as_deref())?,
            Some(SynthesisFormat::Terminal) => Format::Terminal,
            Some(SynthesisFormat::Html) => Format::Html,
            Some(SynthesisFormat::Xlsx) => Format::Xlsx,
            Some(SynthesisFormat::Csv) => Format::Csv,
            Some(SynthesisFormat::Json) => Format::Json,
            Some(SynthesisFormat::Docx) => Format::Docx,
            Some(SynthesisFormat::Pdf) => Format::Pdf,
        },
        output: args.output,
        pdf: app::pdf::Options { line_numbers: false, font_dir: args.font_dir },
        paper: match (args.escalated, args.report.as_deref(), args.unit, args.answers_to) {
            (true, ..) => Paper::Escalated,
            (_, Some("response"), ..) => Paper::ResponseReport,
            (_, Some(_), ..) => Paper::Report,
            (_, _, Some(unit), _) => Paper::Answer(unit),
            (_, _, _, Some(folder)) => Paper::Answers(folder),
            _ => Paper::Table,
        },
        columns: args.columns.and_then(|n| n.parse().ok()),
        reference: args.reference,
    })
}

fn progress(args: ProgressArgs) -> Result<app::progress::Options, Failure> {
    Ok(app::progress::Options {
        round: args.round,
        follower: args.follower,
        late: args.late,
        format: table_format(args.format, args.output.as_deref())?,
        output: args.output,
    })
}

fn draft(session: &Session, command: DraftCommand) -> Outcome {
    match command {
        DraftCommand::Save(args) => {
            let mut session = session.clone();
            if let Some(older) = args.older {
                let answer = if older == OlderArg::Keep { "keep" } else { "mine" };
                session.answers.insert("older".to_owned(), answer.to_owned());
            }
            app::draft::save(&session, &args.comments, args.reason.as_deref())
        }
        DraftCommand::Outline(args) => {
            app::draft_pages::outline(session, args.document.as_deref(), args.round)
        }
        DraftCommand::Figures(args) => {
            app::draft_pages::figures(session, args.document.as_deref(), args.round)
        }
        DraftCommand::Import(args) => app::draft_import::import(
            session,
            &app::draft_import::Options {
                file: args.file,
                document: args.document,
                word: word_options(args.word),
            },
        ),
        DraftCommand::Export(args) => {
            let format = match args.format {
                Some(ExportFormat::Docx) => Format::Docx,
                Some(ExportFormat::Pdf) => Format::Pdf,
                None if by_name(args.output.as_deref()).is_ok_and(|it| it == Format::Pdf) => Format::Pdf,
                None => Format::Docx,
            };
            app::docx::export(
                session,
                &app::docx::Options {
                    document: args.document,
                    round: args.round,
                    format,
                    pdf: app::pdf::Options { line_numbers: args.line_numbers, font_dir: args.font_dir },
                    output: args.output,
                    codes: args.codes,
                    remarks: args.comments,
                    reference: args.reference,
                },
            )
        }
    }
}

fn round(session: &Session, command: RoundCommand) -> Outcome {
    match command {
        RoundCommand::Open(args) => app::round::open(
            session,
            &app::round::OpenOptions {
                round: args.round,
                drafts: args.drafts,
                audience: args.audience,
                due_at: args.due_at,
                due_days: args.due_days,
                save: args.save,
                confirm: args.confirm,
            },
        ),
        RoundCommand::List => app::round_pages::list(session),
        RoundCommand::Show(args) => app::round_pages::show(session, args.round),
        RoundCommand::Log(args) => app::round_events::log(
            session,
            &app::round_events::LogOptions {
                round: args.round,
                kind: args.kind,
                units: args.units,
                body: args.body,
                sitting: args.sitting,
                document: args.document,
                decision: args.decision,
                until: args.until,
                date: args.date,
                reason: args.reason,
            },
        ),
        RoundCommand::Close(args) => {
            app::round_events::close(session, args.round, args.force, args.reason.as_deref())
        }
    }
}

fn comments(session: &Session, command: CommentsCommand) -> Outcome {
    match command {
        CommentsCommand::Import(args) => app::import::import(
            session,
            &app::import::Options {
                paths: args.paths,
                answers: args.answers,
                round: args.round,
                unit: args.unit,
            },
        ),
        CommentsCommand::Add(args) => app::reply::add_comment(
            session,
            &app::reply::CommentOptions {
                unit: args.unit,
                text: args.text,
                round: args.round,
                document: args.document,
                place: args.place,
                quote: args.quote,
                proposal: args.proposal,
                reason: args.reason,
                dated: args.dated,
                channel: args.channel,
                reserved: args.reserved,
            },
        ),
        CommentsCommand::List(args) => app::comments::list(
            session,
            &app::comments::Filter {
                round: args.round,
                document: args.document,
                section: args.section,
                editor: args.editor,
                unit: args.unit,
                kind: args.kind,
                state: args.state,
                search: args.search,
            },
        ),
        CommentsCommand::Show(args) => app::comments::show(session, &args.id),
        CommentsCommand::Place(args) => {
            app::comments::place(session, &args.id, &args.code, args.note.as_deref())
        }
        CommentsCommand::Group(args) if args.suggest => {
            app::duplicates::duplicates(session, args.round, args.document.as_deref())
        }
        CommentsCommand::Group(args) => app::comments::group(session, &args.ids, args.into.as_deref()),
        CommentsCommand::Split(args) => app::comments::split(session, &args.id, &args.parts),
    }
}

fn show(args: DiffShow) -> Result<app::diff::Show, Failure> {
    Ok(app::diff::Show {
        format: match args.format {
            None => by_name(args.output.as_deref())?,
            Some(DiffFormat::Terminal) => Format::Terminal,
            Some(DiffFormat::Html) => Format::Html,
            Some(DiffFormat::Json) => Format::Json,
            Some(DiffFormat::Criticmarkup) => Format::CriticMarkup,
            Some(DiffFormat::TableHtml) => Format::TableHtml,
            Some(DiffFormat::TableCsv) => Format::Csv,
            Some(DiffFormat::Docx) => Format::Docx,
            Some(DiffFormat::TableDocx) => Format::TableDocx,
            Some(DiffFormat::Pdf) => Format::Pdf,
            Some(DiffFormat::TablePdf) => Format::TablePdf,
        },
        output: args.output,
        section: args.section,
        only: args.only,
        context: args.context,
        summary: args.summary,
        spelling: args.spelling,
        all: args.all,
        beside: args.side_by_side,
        plain_moves: args.moves == MovesArg::Plain,
        remarks: false,
        pdf: app::pdf::Options { line_numbers: args.line_numbers, font_dir: args.font_dir },
    })
}

/// The format that a file's name asks for, where none is named; text for the terminal where there is no file.
///
/// # Errors
///
/// When the name ends like another format: a text under the name of a PDF opens nowhere.
fn by_name(output: Option<&Path>) -> Result<Format, Failure> {
    let extension = output.and_then(Path::extension).map(|it| it.to_string_lossy().to_lowercase());
    Ok(match extension.as_deref() {
        Some("html" | "htm") => Format::Html,
        Some("json") => Format::Json,
        Some("csv") => Format::Csv,
        Some("xlsx") => Format::Xlsx,
        Some("docx") => Format::Docx,
        Some("pdf") => Format::Pdf,
        // Marked-up and merged drafts are Markdown.
        None | Some("txt" | "md") => Format::Terminal,
        Some(other) => return Err(Failure::new("unknown-ending").with("ending", other).of_usage()),
    })
}

fn table_format(format: Option<TableFormat>, output: Option<&Path>) -> Result<Format, Failure> {
    let Some(format) = format else {
        return match by_name(output)? {
            Format::Docx | Format::Xlsx | Format::Pdf => Err(Failure::new("table-ending").of_usage()),
            format => Ok(format),
        };
    };
    Ok(match format {
        TableFormat::Terminal => Format::Terminal,
        TableFormat::Html => Format::Html,
        TableFormat::Csv => Format::Csv,
        TableFormat::Json => Format::Json,
    })
}
