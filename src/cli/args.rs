//! The command line as types. Help texts are not here: `help` puts them in from the message files.

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

#[derive(Debug, Clone, Subcommand)]
pub(super) enum DraftCommand {
    #[command(alias = "luu")]
    Save(SaveArgs),
    #[command(alias = "de-cuong")]
    Outline(DocumentArgs),
    #[command(alias = "so-lieu")]
    Figures(DocumentArgs),
    #[command(alias = "xuat")]
    Export(ExportArgs),
    #[command(alias = "nhap")]
    Import(DraftImportArgs),
}

/// How a Word file is read.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct WordArgs {
    #[arg(long, conflicts_with = "reject")]
    pub(super) accept: bool,
    #[arg(long)]
    pub(super) reject: bool,
    #[arg(long)]
    pub(super) convert: bool,
}

#[derive(Debug, Clone, Args)]
pub(super) struct DraftImportArgs {
    #[arg(value_name = "FILE.docx")]
    pub(super) file: PathBuf,
    #[arg(long, value_name = "ID")]
    pub(super) document: Option<String>,
    #[command(flatten)]
    pub(super) word: WordArgs,
}

#[derive(Debug, Clone, Args)]
pub(super) struct ExportArgs {
    #[arg(value_name = "ID")]
    pub(super) document: Option<String>,
    #[arg(long, value_name = "N")]
    pub(super) round: Option<u32>,
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<ExportFormat>,
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[arg(long)]
    pub(super) codes: bool,
    #[arg(long)]
    pub(super) comments: bool,
    #[arg(long)]
    pub(super) line_numbers: bool,
    #[arg(long, value_name = "DIR")]
    pub(super) font_dir: Option<PathBuf>,
    #[arg(long, value_name = "FILE.docx")]
    pub(super) reference: Option<PathBuf>,
}

/// Formats of an exported draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    Docx,
    Pdf,
}

#[derive(Debug, Clone, Args)]
pub(super) struct SaveArgs {
    #[arg(long = "for", value_name = "ID", num_args = 1..)]
    pub(super) comments: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    #[arg(long, value_name = "keep|mine")]
    pub(super) older: Option<OlderArg>,
}

/// What to do with a file that looks like an older copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OlderArg {
    Keep,
    Mine,
}

#[derive(Debug, Clone, Args)]
pub(super) struct DocumentArgs {
    #[arg(long, value_name = "ID")]
    pub(super) document: Option<String>,
    #[arg(long, value_name = "N")]
    pub(super) round: Option<u32>,
}

#[derive(Debug, Clone, Subcommand)]
pub(super) enum RoundCommand {
    #[command(alias = "chot")]
    Open(OpenArgs),
    #[command(alias = "danh-sach")]
    List,
    #[command(alias = "xem")]
    Show(RoundNoArgs),
    #[command(alias = "ghi")]
    Log(LogArgs),
    #[command(alias = "dong")]
    Close(CloseArgs),
}

#[derive(Debug, Clone, Args)]
pub(super) struct OpenArgs {
    #[arg(value_name = "N")]
    pub(super) round: u32,
    #[arg(long = "draft", value_name = "DOCUMENT=NO")]
    pub(super) drafts: Vec<String>,
    #[arg(long, value_name = "UNIT,…", value_delimiter = ',')]
    pub(super) audience: Vec<String>,
    #[arg(long, value_name = "TIME", conflicts_with = "due_days")]
    pub(super) due_at: Option<String>,
    #[arg(long, value_name = "DAYS")]
    pub(super) due_days: Option<u32>,
    #[arg(long)]
    pub(super) save: bool,
    #[arg(long, value_name = "round-N")]
    pub(super) confirm: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct RoundNoArgs {
    #[arg(value_name = "N")]
    pub(super) round: u32,
}

#[derive(Debug, Clone, Args)]
pub(super) struct LogArgs {
    #[arg(value_name = "N")]
    pub(super) round: u32,
    #[arg(value_name = "KIND")]
    pub(super) kind: String,
    #[arg(long = "unit", value_name = "UNIT,…", value_delimiter = ',')]
    pub(super) units: Vec<String>,
    #[arg(long, value_name = "BODY")]
    pub(super) body: Option<String>,
    #[arg(long, value_name = "NO")]
    pub(super) sitting: Option<u32>,
    #[arg(long, value_name = "ID")]
    pub(super) document: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) decision: Option<String>,
    #[arg(long, value_name = "TIME")]
    pub(super) until: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct CloseArgs {
    #[arg(value_name = "N")]
    pub(super) round: u32,
    #[arg(long, requires = "reason")]
    pub(super) force: bool,
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
}

/// Formats of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    Terminal,
    Html,
    Json,
    Criticmarkup,
    TableHtml,
    TableCsv,
    Docx,
    TableDocx,
    Pdf,
    TablePdf,
}

/// How a Word file tells what moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MovesArg {
    Tracked,
    Plain,
}

#[derive(Debug, Clone, Args)]
pub(super) struct DiffShow {
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<DiffFormat>,
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[arg(long, value_name = "PATH")]
    pub(super) section: Option<String>,
    #[arg(long, value_name = "KIND,…", value_delimiter = ',')]
    pub(super) only: Vec<String>,
    #[arg(long, value_name = "BLOCKS", default_value_t = 1)]
    pub(super) context: usize,
    #[arg(long)]
    pub(super) summary: bool,
    #[arg(long)]
    pub(super) spelling: bool,
    #[arg(long)]
    pub(super) all: bool,
    #[arg(long)]
    pub(super) side_by_side: bool,
    #[arg(long, value_name = "tracked|plain", default_value = "tracked")]
    pub(super) moves: MovesArg,
    #[arg(long)]
    pub(super) line_numbers: bool,
    #[arg(long, value_name = "DIR")]
    pub(super) font_dir: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct DiffArgs {
    #[arg(value_name = "BEFORE")]
    pub(super) before: Option<String>,
    #[arg(value_name = "AFTER")]
    pub(super) after: Option<String>,
    #[arg(value_name = "MORE")]
    pub(super) more: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) document: Option<String>,
    #[arg(
        long, value_name = "FILE", num_args = 1..=3,
        conflicts_with_all = ["more", "section", "only", "context", "spelling", "all", "side_by_side"]
    )]
    pub(super) merge: Vec<PathBuf>,
    #[arg(long, requires = "merge", conflicts_with_all = ["format", "summary"])]
    pub(super) merged: bool,
    #[command(flatten)]
    pub(super) show: DiffShow,
    #[arg(long)]
    pub(super) comments: bool,
}

#[derive(Debug, Clone, Args)]
pub(super) struct CompareArgs {
    #[arg(value_name = "FILE", required = true, num_args = 1..)]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) word: WordArgs,
    #[command(flatten)]
    pub(super) show: DiffShow,
}

#[derive(Debug, Clone, Subcommand)]
pub(super) enum ReplyCommand {
    #[command(alias = "them")]
    Add(ReplyAddArgs),
}

#[derive(Debug, Clone, Args)]
#[group(skip)]
#[command(group(clap::ArgGroup::new("state").required(true).args(["agree", "no_comment", "declined"])))]
pub(super) struct ReplyAddArgs {
    #[arg(value_name = "UNIT")]
    pub(super) unit: String,
    #[arg(long)]
    pub(super) agree: bool,
    #[arg(long)]
    pub(super) no_comment: bool,
    #[arg(long)]
    pub(super) declined: bool,
    #[arg(long, value_name = "N")]
    pub(super) round: Option<u32>,
    #[arg(long, value_name = "DATE")]
    pub(super) dated: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) symbol: Option<String>,
    #[arg(long, value_name = "CHANNEL")]
    pub(super) channel: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) words: Option<String>,
    #[arg(long, conflicts_with = "add")]
    pub(super) replace: bool,
    #[arg(long)]
    pub(super) add: bool,
}

#[derive(Debug, Clone, Subcommand)]
pub(super) enum CommentsCommand {
    #[command(alias = "nhap")]
    Import(ImportArgs),
    #[command(alias = "them")]
    Add(AddArgs),
    #[command(alias = "danh-sach")]
    List(ListArgs),
    #[command(alias = "xem")]
    Show(IdArgs),
    #[command(alias = "dat")]
    Place(PlaceArgs),
    #[command(alias = "gop")]
    Group(GroupArgs),
    #[command(alias = "tach")]
    Split(SplitArgs),
}

#[derive(Debug, Clone, Args)]
pub(super) struct ImportArgs {
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(super) answers: Option<PathBuf>,
    #[arg(long, value_name = "N")]
    pub(super) round: Option<u32>,
    #[arg(long, value_name = "UNIT")]
    pub(super) unit: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct AddArgs {
    #[arg(value_name = "UNIT")]
    pub(super) unit: String,
    #[arg(long, value_name = "TEXT")]
    pub(super) text: String,
    #[arg(long, value_name = "N")]
    pub(super) round: Option<u32>,
    #[arg(long, value_name = "ID")]
    pub(super) document: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) place: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) quote: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) proposal: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(super) dated: Option<String>,
    #[arg(long, value_name = "CHANNEL")]
    pub(super) channel: Option<String>,
    #[arg(long)]
    pub(super) reserved: bool,
}

#[derive(Debug, Clone, Args)]
pub(super) struct ListArgs {
    #[arg(long, value_name = "N")]
    pub(super) round: Option<u32>,
    #[arg(long, value_name = "ID")]
    pub(super) document: Option<String>,
    #[arg(long, value_name = "PATH")]
    pub(super) section: Option<String>,
    #[arg(long, value_name = "EDITOR")]
    pub(super) editor: Option<String>,
    #[arg(long, value_name = "UNIT")]
    pub(super) unit: Option<String>,
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<String>,
    #[arg(long, value_name = "STATE")]
    pub(super) state: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) search: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct IdArgs {
    #[arg(value_name = "ID")]
    pub(super) id: String,
}

#[derive(Debug, Clone, Args)]
pub(super) struct PlaceArgs {
    #[arg(value_name = "ID")]
    pub(super) id: String,
    #[arg(value_name = "CODE")]
    pub(super) code: String,
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct GroupArgs {
    #[arg(value_name = "ID", required_unless_present = "suggest", num_args = 1..)]
    pub(super) ids: Vec<String>,
    #[arg(long, value_name = "GROUP")]
    pub(super) into: Option<String>,
    #[arg(long, conflicts_with_all = ["ids", "into"])]
    pub(super) suggest: bool,
    #[arg(long, value_name = "N", requires = "suggest")]
    pub(super) round: Option<u32>,
    #[arg(long, value_name = "ID", requires = "suggest")]
    pub(super) document: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct SplitArgs {
    #[arg(value_name = "ID")]
    pub(super) id: String,
    #[arg(long = "part", value_name = "TEXT", required = true, num_args = 1..)]
    pub(super) parts: Vec<String>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct DecideArgs {
    #[arg(value_name = "ID")]
    pub(super) id: String,
    #[arg(value_name = "OUTCOME")]
    pub(super) outcome: String,
    #[arg(long, value_name = "TEXT")]
    pub(super) wording: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct ApplyArgs {
    #[arg(value_name = "ID")]
    pub(super) ids: Vec<String>,
    #[arg(long)]
    pub(super) accepted: bool,
    #[arg(long, value_name = "NO", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) proposal: Option<u16>,
}

#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct TraceArgs {
    #[arg(value_name = "N")]
    pub(super) round: Option<u32>,
    #[command(subcommand)]
    pub(super) command: Option<TraceCommand>,
}

#[derive(Debug, Clone, Subcommand)]
pub(super) enum TraceCommand {
    #[command(alias = "gan")]
    Tie(TieArgs),
    #[command(alias = "giai-trinh")]
    Explain(ExplainArgs),
}

#[derive(Debug, Clone, Args)]
pub(super) struct TieArgs {
    #[arg(value_name = "ID")]
    pub(super) id: String,
    #[arg(value_name = "CODE")]
    pub(super) code: String,
}

#[derive(Debug, Clone, Args)]
pub(super) struct ExplainArgs {
    #[arg(value_name = "CODE")]
    pub(super) code: String,
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
}

/// Formats of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    Terminal,
    Html,
    Csv,
    Json,
}

/// Formats of the response table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SynthesisFormat {
    Terminal,
    Html,
    Docx,
    Pdf,
    Xlsx,
    Csv,
    Json,
}

#[derive(Debug, Clone, Args)]
pub(super) struct SynthesisArgs {
    #[arg(value_name = "N")]
    pub(super) round: u32,
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<SynthesisFormat>,
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[arg(long, group = "paper")]
    pub(super) escalated: bool,
    #[arg(long, value_name = "DIR")]
    pub(super) font_dir: Option<PathBuf>,
    #[arg(
        long,
        value_name = "KIND",
        value_parser = ["synthesis", "response"],
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "synthesis",
        group = "paper"
    )]
    pub(super) report: Option<String>,
    #[arg(long, value_name = "UNIT", group = "paper")]
    pub(super) unit: Option<String>,
    #[arg(long, value_name = "DIR", group = "paper", conflicts_with = "output")]
    pub(super) answers_to: Option<PathBuf>,
    #[arg(long, value_name = "4|7", value_parser = ["4", "7"])]
    pub(super) columns: Option<String>,
    #[arg(long, value_name = "FILE.docx")]
    pub(super) reference: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct PackageArgs {
    #[arg(value_name = "N")]
    pub(super) round: u32,
    #[arg(long = "unit", value_name = "UNIT,…", value_delimiter = ',')]
    pub(super) units: Vec<String>,
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct ProgressArgs {
    #[arg(long, value_name = "N")]
    pub(super) round: Option<u32>,
    #[arg(long, value_name = "FOLLOWER")]
    pub(super) follower: Option<String>,
    #[arg(long)]
    pub(super) late: bool,
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<TableFormat>,
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Subcommand)]
pub(super) enum MilestoneCommand {
    #[command(alias = "them")]
    Add(MilestoneAddArgs),
    #[command(alias = "danh-sach")]
    List,
}

#[derive(Debug, Clone, Args)]
pub(super) struct MilestoneAddArgs {
    #[arg(value_name = "UNIT")]
    pub(super) unit: String,
    #[arg(value_name = "KIND")]
    pub(super) kind: String,
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
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
