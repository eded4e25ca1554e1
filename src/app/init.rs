//! A new congress repository: every file there from the start, and every one of them commented.

use super::operation::{editor, meta};
use super::{Failure, Report, Session};
use crate::congress::{self, Congress, DocumentKey};
use crate::document::DocumentId;
use crate::messages::Message;
use crate::problem::{Problem, Severity};
use crate::store::{self, Changes, Store};
use crate::units::{self, Registry};
use crate::yaml;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the new repository is about; texts are as typed.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The new folder.
    pub dir: PathBuf,
    /// Name of the congress.
    pub name: Option<String>,
    /// Its ordinal, in Roman numerals.
    pub congress_no: Option<String>,
    /// The number of the reporting committee.
    pub committee_no: Option<String>,
    /// Term, such as `2020-2025`.
    pub term: Option<String>,
    /// Level, such as `district`.
    pub level: Option<String>,
    /// `id=title`.
    pub documents: Vec<String>,
    /// A registry of units to start from.
    pub units: Option<PathBuf>,
}

/// The documents of a congress where none are named.
const DOCUMENTS: &[(&str, &str)] =
    &[("political-report", "Báo cáo chính trị"), ("review-report", "Báo cáo kiểm điểm")];

const DRAFT: &str = include_str!("templates/draft.md");
const ATTRIBUTES: &str = "received/** -text\nissued/** -text\n*.md text eol=lf\n*.yaml text eol=lf\n";
const IGNORED: &str = "# Sinh ra được bất cứ lúc nào; chỉ giữ sổ ghi bản nào gửi cho ai.\npackages/*\n!packages/register.yaml\nrescued/\n";
const UNITS_BYTES_MAX: u64 = 1024 * 1024;

/// Makes a new repository from flags.
///
/// # Errors
///
/// When the folder holds something already, a flag does not read, or the units file is broken.
pub fn init(session: &Session, options: &Options) -> Result<Report, Failure> {
    let documents = documents(&options.documents)?;
    let congress = congress_text(session, options, &documents)?;
    let units = match &options.units {
        Some(path) => {
            let bytes = store::read_outside(path, UNITS_BYTES_MAX)?;
            super::workspace::text_of(bytes, &path.display().to_string())?
        }
        None => units_text(session),
    };
    create(session, &options.dir, &congress, &units)
}

/// Makes a new repository from the texts of its two hand-kept files.
pub(super) fn create(session: &Session, dir: &Path, congress: &str, units: &str) -> Result<Report, Failure> {
    let read = Congress::read(congress, "congress.yaml");
    let read = sound(read.value, read.problems)?;
    let registry = Registry::read(units, "units.yaml");
    sound(Some(registry.value), registry.problems)?;
    editor(session)?;
    let mut files: BTreeMap<String, Option<Vec<u8>>> = BTreeMap::new();
    let mut put = |path: &str, text: &str| files.insert(path.to_owned(), Some(text.as_bytes().to_vec()));
    put("congress.yaml", congress);
    put("units.yaml", units);
    put(".gitattributes", ATTRIBUTES);
    put(".gitignore", IGNORED);
    for document in &read.documents {
        put(
            &document.file,
            &DRAFT.replace("{title}", &document.title).replace("{document}", document.id.as_str()),
        );
    }
    let shown = dir.display().to_string();
    let done = Message::new("init-done").with("dir", &shown).with("documents", read.documents.len());
    if session.dry_run {
        return Ok(Report::said(done));
    }
    let changes = Changes {
        writes: files.into_iter().map(|(path, bytes)| (path, bytes.map(Into::into))).collect(),
        subject: Message::new("journal-init").with("name", &read.name).to_string(),
        trailers: vec![("Vankien-Command".to_owned(), "init".to_owned())],
        ..Changes::default()
    };
    let store = Store::init(dir, &meta(session)?, &changes)?;
    if let Some(by) = &session.by {
        store.set_me(by)?;
    }
    Ok(Report::said(done).and(Message::new("init-next").with("dir", shown)))
}

/// What was read, where nothing is wrong with it: a new repository begins without an error.
fn sound<T>(value: Option<T>, problems: Vec<Problem>) -> Result<T, Failure> {
    let is_sound = problems.iter().all(|problem| problem.code.severity != Severity::Error);
    let value = value.filter(|_| is_sound);
    value.ok_or_else(|| Failure::new("records-broken").with_problems(problems))
}

fn documents(typed: &[String]) -> Result<Vec<(String, String)>, Failure> {
    if typed.is_empty() {
        return Ok(DOCUMENTS.iter().map(|(id, title)| ((*id).to_owned(), (*title).to_owned())).collect());
    }
    let read = |text: &String| {
        let (id, title) = text.split_once('=')?;
        let id = DocumentId::parse(id).filter(|id| DocumentKey::parse(id.as_str()).is_some())?;
        Some((id.to_string(), title.trim().to_owned())).filter(|(_, title)| !title.is_empty())
    };
    typed
        .iter()
        .map(|text| read(text).ok_or_else(|| Failure::new("init-document").with("text", text)))
        .collect()
}

fn congress_text(
    session: &Session,
    options: &Options,
    documents: &[(String, String)],
) -> Result<String, Failure> {
    let needed = |value: &Option<String>, key: &str| {
        let given = value.clone().or_else(|| session.answers.get(key).cloned());
        let given = given.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        given.ok_or_else(|| Failure::new(format!("init-ask-{key}")).asking(key))
    };
    let name = needed(&options.name, "name")?;
    let congress_no = needed(&options.congress_no, "congress-no")?;
    let committee_no = needed(&options.committee_no, "committee-no")?;
    let term = needed(&options.term, "term")?;
    let level = options.level.clone().unwrap_or_else(|| "district".to_owned());
    let quoted = |text: &str| yaml::to_string(&text).trim_end().to_owned();
    let given = [
        ("name", name),
        ("congress_no", congress_no),
        ("committee_no", committee_no),
        ("term", term),
        ("level", level),
    ];
    let mut text = String::new();
    let mut in_documents = false;
    for line in congress::template(session.lang).lines() {
        let key = line.split(':').next().unwrap_or_default();
        in_documents &= line.starts_with([' ', '#']) || line == "documents:";
        if let Some((key, value)) = given.iter().find(|(given, _)| *given == key) {
            text.push_str(&format!("{key}: {}\n", quoted(value)));
        } else if key == "documents" {
            in_documents = true;
            text.push_str("documents:\n");
            for (id, title) in documents {
                text.push_str(&format!(
                    "  - id: {id}\n    title: {}\n    file: drafts/{id}.md\n",
                    quoted(title)
                ));
            }
        } else if !in_documents {
            text.push_str(line);
            text.push('\n');
        }
    }
    Ok(text)
}

/// An empty registry, with the template's example left as a comment.
fn units_text(session: &Session) -> String {
    let mut text = String::new();
    let mut is_example = false;
    for line in units::template(session.lang).lines() {
        if line == "units:" {
            is_example = true;
            text.push_str("units: []\n#units:\n");
        } else {
            text.push_str(&format!("{}{line}\n", if is_example { "#" } else { "" }));
        }
    }
    text
}
