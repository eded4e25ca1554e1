//! Arguments for what is handed out: tables, packages, progress.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Formats of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TableFormat {
    Terminal,
    Html,
    Csv,
    Json,
}

/// Formats of the response table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SynthesisFormat {
    Terminal,
    Html,
    Docx,
    Pdf,
    Xlsx,
    Csv,
    Json,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct SynthesisArgs {
    #[arg(value_name = "N")]
    pub(in crate::cli) round: u32,
    #[arg(long, value_name = "FORMAT")]
    pub(in crate::cli) format: Option<SynthesisFormat>,
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[arg(long, group = "paper")]
    pub(in crate::cli) escalated: bool,
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) font_dir: Option<PathBuf>,
    #[arg(
        long,
        value_name = "KIND",
        value_parser = ["synthesis", "response"],
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "synthesis",
        group = "paper"
    )]
    pub(in crate::cli) report: Option<String>,
    #[arg(long, value_name = "UNIT", group = "paper")]
    pub(in crate::cli) unit: Option<String>,
    #[arg(long, value_name = "DIR", group = "paper", conflicts_with = "output")]
    pub(in crate::cli) answers_to: Option<PathBuf>,
    #[arg(long, value_name = "FILE.yaml", group = "paper", conflicts_with_all = ["output", "format"])]
    pub(in crate::cli) roll_up: Option<PathBuf>,
    #[arg(long, value_name = "4|7", value_parser = ["4", "7"])]
    pub(in crate::cli) columns: Option<String>,
    #[arg(long, value_name = "FILE.docx")]
    pub(in crate::cli) reference: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct PackageArgs {
    #[arg(value_name = "N")]
    pub(in crate::cli) round: u32,
    #[arg(long = "unit", value_name = "UNIT,…", value_delimiter = ',')]
    pub(in crate::cli) units: Vec<String>,
    #[arg(long, short, value_name = "DIR")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[arg(long)]
    pub(in crate::cli) pdf: bool,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct ProgressArgs {
    #[arg(long, value_name = "N")]
    pub(in crate::cli) round: Option<u32>,
    #[arg(long, value_name = "FOLLOWER")]
    pub(in crate::cli) follower: Option<String>,
    #[arg(long)]
    pub(in crate::cli) late: bool,
    #[arg(long, value_name = "FORMAT")]
    pub(in crate::cli) format: Option<TableFormat>,
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Subcommand)]
pub(in crate::cli) enum MilestoneCommand {
    #[command(alias = "them")]
    Add(MilestoneAddArgs),
    #[command(alias = "danh-sach")]
    List,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct MilestoneAddArgs {
    #[arg(value_name = "UNIT")]
    pub(in crate::cli) unit: String,
    #[arg(value_name = "KIND")]
    pub(in crate::cli) kind: String,
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) note: Option<String>,
}
