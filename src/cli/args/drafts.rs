//! Arguments for drafts, rounds and comparisons.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Clone, Subcommand)]
pub(in crate::cli) enum DraftCommand {
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
pub(in crate::cli) struct WordArgs {
    #[arg(long, conflicts_with = "reject")]
    pub(in crate::cli) accept: bool,
    #[arg(long)]
    pub(in crate::cli) reject: bool,
    #[arg(long)]
    pub(in crate::cli) convert: bool,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct DraftImportArgs {
    #[arg(value_name = "FILE.docx")]
    pub(in crate::cli) file: PathBuf,
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) document: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) word: WordArgs,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct ExportArgs {
    #[arg(value_name = "ID")]
    pub(in crate::cli) document: Option<String>,
    #[arg(long, value_name = "N")]
    pub(in crate::cli) round: Option<u32>,
    #[arg(long, value_name = "FORMAT")]
    pub(in crate::cli) format: Option<ExportFormat>,
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[arg(long)]
    pub(in crate::cli) codes: bool,
    #[arg(long)]
    pub(in crate::cli) comments: bool,
    #[arg(long)]
    pub(in crate::cli) line_numbers: bool,
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) font_dir: Option<PathBuf>,
    #[arg(long, value_name = "FILE.docx")]
    pub(in crate::cli) reference: Option<PathBuf>,
}

/// Formats of an exported draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExportFormat {
    Docx,
    Pdf,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct SaveArgs {
    #[arg(long = "for", value_name = "ID", num_args = 1..)]
    pub(in crate::cli) comments: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) reason: Option<String>,
    #[arg(long, value_name = "keep|mine")]
    pub(in crate::cli) older: Option<OlderArg>,
}

/// What to do with a file that looks like an older copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum OlderArg {
    Keep,
    Mine,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct DocumentArgs {
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) document: Option<String>,
    #[arg(long, value_name = "N")]
    pub(in crate::cli) round: Option<u32>,
}

#[derive(Debug, Clone, Subcommand)]
pub(in crate::cli) enum RoundCommand {
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
pub(in crate::cli) struct OpenArgs {
    #[arg(value_name = "N")]
    pub(in crate::cli) round: u32,
    #[arg(long = "draft", value_name = "DOCUMENT=NO")]
    pub(in crate::cli) drafts: Vec<String>,
    #[arg(long, value_name = "UNIT,…", value_delimiter = ',')]
    pub(in crate::cli) audience: Vec<String>,
    #[arg(long, value_name = "TIME", conflicts_with = "due_days")]
    pub(in crate::cli) due_at: Option<String>,
    #[arg(long, value_name = "DAYS")]
    pub(in crate::cli) due_days: Option<u32>,
    #[arg(long)]
    pub(in crate::cli) save: bool,
    #[arg(long, value_name = "round-N")]
    pub(in crate::cli) confirm: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct RoundNoArgs {
    #[arg(value_name = "N")]
    pub(in crate::cli) round: u32,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct LogArgs {
    #[arg(value_name = "N")]
    pub(in crate::cli) round: u32,
    #[arg(value_name = "KIND")]
    pub(in crate::cli) kind: String,
    #[arg(long = "unit", value_name = "UNIT,…", value_delimiter = ',')]
    pub(in crate::cli) units: Vec<String>,
    #[arg(long, value_name = "BODY")]
    pub(in crate::cli) body: Option<String>,
    #[arg(long, value_name = "NO")]
    pub(in crate::cli) sitting: Option<u32>,
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) document: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) decision: Option<String>,
    #[arg(long, value_name = "TIME")]
    pub(in crate::cli) until: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) reason: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct CloseArgs {
    #[arg(value_name = "N")]
    pub(in crate::cli) round: u32,
    #[arg(long, requires = "reason")]
    pub(in crate::cli) force: bool,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) reason: Option<String>,
}

/// Formats of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
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
pub(in crate::cli) enum MovesArg {
    Tracked,
    Plain,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct DiffShow {
    #[arg(long, value_name = "FORMAT")]
    pub(in crate::cli) format: Option<DiffFormat>,
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[arg(long, value_name = "PATH")]
    pub(in crate::cli) section: Option<String>,
    #[arg(long, value_name = "KIND,…", value_delimiter = ',')]
    pub(in crate::cli) only: Vec<String>,
    #[arg(long, value_name = "BLOCKS", default_value_t = 1)]
    pub(in crate::cli) context: usize,
    #[arg(long)]
    pub(in crate::cli) summary: bool,
    #[arg(long)]
    pub(in crate::cli) spelling: bool,
    #[arg(long)]
    pub(in crate::cli) all: bool,
    #[arg(long)]
    pub(in crate::cli) side_by_side: bool,
    #[arg(long, value_name = "tracked|plain", default_value = "tracked")]
    pub(in crate::cli) moves: MovesArg,
    #[arg(long)]
    pub(in crate::cli) line_numbers: bool,
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) font_dir: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct DiffArgs {
    #[arg(value_name = "BEFORE")]
    pub(in crate::cli) before: Option<String>,
    #[arg(value_name = "AFTER")]
    pub(in crate::cli) after: Option<String>,
    #[arg(value_name = "MORE")]
    pub(in crate::cli) more: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) document: Option<String>,
    #[arg(
        long, value_name = "FILE", num_args = 1..=3,
        conflicts_with_all = ["more", "section", "only", "context", "spelling", "all", "side_by_side"]
    )]
    pub(in crate::cli) merge: Vec<PathBuf>,
    #[arg(long, requires = "merge", conflicts_with_all = ["format", "summary"])]
    pub(in crate::cli) merged: bool,
    #[command(flatten)]
    pub(in crate::cli) show: DiffShow,
    #[arg(long)]
    pub(in crate::cli) comments: bool,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct CompareArgs {
    #[arg(value_name = "FILE", required = true, num_args = 1..)]
    pub(in crate::cli) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) word: WordArgs,
    #[command(flatten)]
    pub(in crate::cli) show: DiffShow,
}
