//! Arguments for replies, comments, decisions and what ties them to the text.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Clone, Subcommand)]
pub(in crate::cli) enum ReplyCommand {
    #[command(alias = "them")]
    Add(ReplyAddArgs),
}

#[derive(Debug, Clone, Args)]
#[group(skip)]
#[command(group(clap::ArgGroup::new("state").required(true).args(["agree", "no_comment", "declined"])))]
pub(in crate::cli) struct ReplyAddArgs {
    #[arg(value_name = "UNIT")]
    pub(in crate::cli) unit: String,
    #[arg(long)]
    pub(in crate::cli) agree: bool,
    #[arg(long)]
    pub(in crate::cli) no_comment: bool,
    #[arg(long)]
    pub(in crate::cli) declined: bool,
    #[arg(long, value_name = "N")]
    pub(in crate::cli) round: Option<u32>,
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) dated: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) symbol: Option<String>,
    #[arg(long, value_name = "CHANNEL")]
    pub(in crate::cli) channel: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) words: Option<String>,
    #[arg(long, conflicts_with = "add")]
    pub(in crate::cli) replace: bool,
    #[arg(long)]
    pub(in crate::cli) add: bool,
}

#[derive(Debug, Clone, Subcommand)]
pub(in crate::cli) enum CommentsCommand {
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
pub(in crate::cli) struct ImportArgs {
    #[arg(value_name = "PATH", required = true)]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) answers: Option<PathBuf>,
    #[arg(long, value_name = "N")]
    pub(in crate::cli) round: Option<u32>,
    #[arg(long, value_name = "UNIT")]
    pub(in crate::cli) unit: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct AddArgs {
    #[arg(value_name = "UNIT")]
    pub(in crate::cli) unit: String,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) text: String,
    #[arg(long, value_name = "N")]
    pub(in crate::cli) round: Option<u32>,
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) document: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) place: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) quote: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) proposal: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) reason: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) dated: Option<String>,
    #[arg(long, value_name = "CHANNEL")]
    pub(in crate::cli) channel: Option<String>,
    #[arg(long)]
    pub(in crate::cli) reserved: bool,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct ListArgs {
    #[arg(long, value_name = "N")]
    pub(in crate::cli) round: Option<u32>,
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) document: Option<String>,
    #[arg(long, value_name = "PATH")]
    pub(in crate::cli) section: Option<String>,
    #[arg(long, value_name = "EDITOR")]
    pub(in crate::cli) editor: Option<String>,
    #[arg(long, value_name = "UNIT")]
    pub(in crate::cli) unit: Option<String>,
    #[arg(long, value_name = "KIND")]
    pub(in crate::cli) kind: Option<String>,
    #[arg(long, value_name = "STATE")]
    pub(in crate::cli) state: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) search: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct IdArgs {
    #[arg(value_name = "ID")]
    pub(in crate::cli) id: String,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct PlaceArgs {
    #[arg(value_name = "ID")]
    pub(in crate::cli) id: String,
    #[arg(value_name = "CODE")]
    pub(in crate::cli) code: String,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) note: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct GroupArgs {
    #[arg(value_name = "ID", required_unless_present = "suggest", num_args = 1..)]
    pub(in crate::cli) ids: Vec<String>,
    #[arg(long, value_name = "GROUP")]
    pub(in crate::cli) into: Option<String>,
    #[arg(long, conflicts_with_all = ["ids", "into"])]
    pub(in crate::cli) suggest: bool,
    #[arg(long, value_name = "N", requires = "suggest")]
    pub(in crate::cli) round: Option<u32>,
    #[arg(long, value_name = "ID", requires = "suggest")]
    pub(in crate::cli) document: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct SplitArgs {
    #[arg(value_name = "ID")]
    pub(in crate::cli) id: String,
    #[arg(long = "part", value_name = "TEXT", required = true, num_args = 1..)]
    pub(in crate::cli) parts: Vec<String>,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct DecideArgs {
    #[arg(value_name = "ID")]
    pub(in crate::cli) id: String,
    #[arg(value_name = "OUTCOME")]
    pub(in crate::cli) outcome: String,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) wording: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) reason: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) note: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct ApplyArgs {
    #[arg(value_name = "ID")]
    pub(in crate::cli) ids: Vec<String>,
    #[arg(long)]
    pub(in crate::cli) accepted: bool,
    #[arg(long, value_name = "NO", value_parser = clap::value_parser!(u16).range(1..))]
    pub(in crate::cli) proposal: Option<u16>,
}

#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct TraceArgs {
    #[arg(value_name = "N")]
    pub(in crate::cli) round: Option<u32>,
    #[command(subcommand)]
    pub(in crate::cli) command: Option<TraceCommand>,
}

#[derive(Debug, Clone, Subcommand)]
pub(in crate::cli) enum TraceCommand {
    #[command(alias = "gan")]
    Tie(TieArgs),
    #[command(alias = "giai-trinh")]
    Explain(ExplainArgs),
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct TieArgs {
    #[arg(value_name = "ID")]
    pub(in crate::cli) id: String,
    #[arg(value_name = "CODE")]
    pub(in crate::cli) code: String,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct ExplainArgs {
    #[arg(value_name = "CODE")]
    pub(in crate::cli) code: String,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) reason: String,
}
