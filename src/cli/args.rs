//! The command line as types. Help texts are not here: `help` puts them in from the message files.

mod comments;
mod drafts;
mod papers;

pub(super) use comments::{
    ApplyArgs, CommentsCommand, DecideArgs, ReplyAddArgs, ReplyCommand, TraceArgs, TraceCommand,
};
pub(super) use drafts::{
    CompareArgs, DiffArgs, DiffFormat, DiffShow, DraftCommand, ExportFormat, MovesArg, OlderArg,
    RoundCommand, WordArgs,
};
pub(super) use papers::{
    MilestoneCommand, PackageArgs, ProgressArgs, SynthesisArgs, SynthesisFormat, TableFormat,
};

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "vankien", version, disable_help_subcommand = true, arg_required_else_help = false)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub(super) struct Global {
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) repo: Option<PathBuf>,
    #[arg(long, global = true, value_name = "vi|en")]
    pub(super) lang: Option<LangArg>,
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColorArg,
    #[arg(long, global = true, value_name = "WHO")]
    pub(super) by: Option<String>,
    #[arg(long, global = true, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    #[arg(long, global = true)]
    pub(super) dry_run: bool,
    #[arg(long, global = true, value_name = "TIME")]
    pub(super) clock: Option<String>,
}

/// Language of what the program says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LangArg {
    Vi,
    En,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorArg {
    Auto,
    Always,
    Never,
}

/// The commands.
#[derive(Debug, Clone, Subcommand)]
pub(super) enum Command {
    #[command(alias = "khoi-tao")]
    Init(InitArgs),
    #[command(alias = "lam-thu")]
    Demo(DemoArgs),
    #[command(alias = "kiem-tra")]
    Check(CheckArgs),
    #[command(alias = "trang-thai")]
    Status,
    #[command(subcommand, alias = "du-thao")]
    Draft(DraftCommand),
    #[command(subcommand, alias = "dot")]
    Round(RoundCommand),
    #[command(alias = "so-sanh")]
    Diff(DiffArgs),
    #[command(alias = "so-sanh-tep")]
    Compare(CompareArgs),
    #[command(subcommand, alias = "tra-loi")]
    Reply(ReplyCommand),
    #[command(subcommand, alias = "y-kien")]
    Comments(CommentsCommand),
    #[command(alias = "quyet-dinh")]
    Decide(DecideArgs),
    #[command(alias = "ap-dung")]
    Apply(ApplyArgs),
    #[command(alias = "doi-chieu")]
    Trace(TraceArgs),
    #[command(alias = "tong-hop")]
    Synthesis(SynthesisArgs),
    #[command(alias = "bo-tai-lieu")]
    Package(PackageArgs),
    #[command(alias = "tien-do")]
    Progress(ProgressArgs),
    #[command(subcommand, alias = "moc")]
    Milestone(MilestoneCommand),
    #[command(alias = "hoan-tac")]
    Undo(UndoArgs),
    #[command(alias = "xac-minh")]
    Verify(VerifyArgs),
    #[command(alias = "go-tiep")]
    Completions(CompletionsArgs),
}

#[derive(Debug, Clone, Args)]
pub(super) struct InitArgs {
    #[arg(value_name = "DIR")]
    pub(super) dir: PathBuf,
    #[arg(long, value_name = "TEXT")]
    pub(super) name: Option<String>,
    #[arg(long, value_name = "XXII")]
    pub(super) congress_no: Option<String>,
    #[arg(long, value_name = "XXI")]
    pub(super) committee_no: Option<String>,
    #[arg(long, value_name = "2020-2025")]
    pub(super) term: Option<String>,
    #[arg(long, value_name = "LEVEL")]
    pub(super) level: Option<String>,
    #[arg(long = "document", value_name = "ID=TITLE")]
    pub(super) documents: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub(super) units: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct DemoArgs {
    #[arg(value_name = "DIR")]
    pub(super) dir: PathBuf,
}

#[derive(Debug, Clone, Args)]
pub(super) struct CheckArgs {
    #[arg(long, value_name = "N")]
    pub(super) round: Option<u32>,
    #[arg(long)]
    pub(super) limits: bool,
    #[arg(long)]
    pub(super) codes: bool,
}

#[derive(Debug, Clone, Args)]
pub(super) struct UndoArgs {
    #[arg(long, value_name = "COMMIT")]
    pub(super) confirm: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct VerifyArgs {
    #[arg(long)]
    pub(super) unlock: bool,
}

#[derive(Debug, Clone, Args)]
pub(super) struct CompletionsArgs {
    #[arg(value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}
