//! The use cases: one function each, with an options struct, the session (who, when, where) and a [`Report`] back.
//!
//! This layer reads and writes through `store`, builds values through the pure layers below and returns what is to
//! be shown; it prints nothing, asks nothing and reads no clock. A use case that writes does so in one transaction
//! of the store, computed anew from the branch head whenever someone else was faster.

pub mod apply;
pub mod check;
pub mod comments;
pub mod decide;
pub mod demo;
pub mod diff;
pub mod docx;
pub mod draft;
pub mod draft_import;
pub mod draft_pages;
pub mod duplicates;
pub mod external;
pub mod import;
pub mod init;
pub mod merge;
pub mod milestone;
pub mod package;
pub mod pdf;
pub mod progress;
pub mod reply;
pub mod roll_up;
pub mod round;
pub mod round_events;
pub mod round_pages;
pub mod status;
pub mod synthesis;
pub mod trace;
pub mod undo;
pub mod verify;

mod apply_edit;
mod comment_json;
mod compare_filter;
mod compare_table;
mod containers;
mod draft_base;
mod failure;
mod import_preview;
mod import_record;
mod import_report;
mod import_taken;
mod import_who;
mod inputs;
mod items;
mod operation;
mod output;
mod pages;
mod places;
mod print;
mod readers;
mod records;
mod remarks;
mod second;
mod session;
mod workspace;

pub use draft::excerpt;
pub use failure::{Failure, WayOut};
pub use readers::{Broken, FileReading, Reader, Readers};
pub use session::{Exit, Format, Report, Session, Steps, Watch};
