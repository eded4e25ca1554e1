//! The circulated package: what each unit holds in its hands, numbered, hashed, the same bytes however often made.
//!
//! A copy's number belongs to the round and the unit and stays with it; `packages/register.yaml` is the only tracked
//! file of packages and says who holds which copy of which hash. Everything carries the short form of the round's
//! manifest, but the Markdown drafts, which are the frozen bytes; the slip carries it to say what it was made for. No
//! internal note, no editor's name and no path reaches a package: its pieces are made from values that have no field
//! for them.

use super::diff::{Pair, State, pairs, shown_label};
use super::docx::{self, Letterhead};
use super::inputs;
use super::operation::{Entry, operate};
use super::workspace::{Draft, Workspace, open_store};
use super::{Failure, Format, Report, Session, pdf, print};
use crate::archive;
use crate::compare::ChangeKind;
use crate::document::{BlockKind, DocumentId, LabelKind};
use crate::messages::{self, Lang, Message};
use crate::render::{self, HtmlOptions};
use crate::rounds::{Phase, Print, RoundNo, Sha256};
use crate::store;
use crate::synthesis::Due;
use crate::units::{Moment, UnitId};
use crate::view::{
    self, Cell, Column, DraftMeta, FillIn, Flow, Letter, LetterDue, LetterKind, Marks, Page, ResponseForm,
    ResponseMeta, Row, Sheet, Side, Table, ViewOptions, Workbook,
};
use crate::yaml;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Path of the register of copies.
const REGISTER: &str = "packages/register.yaml";
/// Empty rows at the end of a slip, for points on no heading.
const SLIP_BLANKS: usize = 10;

/// What is to be made; texts are as typed.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Number of the round.
    pub round: u32,
    /// Units; empty for all that were asked.
    pub units: Vec<String>,
    /// Folder to write to; `packages/round-N` in the repository where absent.
    pub output: Option<PathBuf>,
    /// Whether the drafts come as PDF files too.
    pub pdf: bool,
}

/// Who holds which numbered copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Register {
    schema: String,
    copies: Vec<Copied>,
}

/// One numbered copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Copied {
    no: u32,
    round: RoundNo,
    unit: UnitId,
    /// Hashes of the ZIP, one for every content it was ever made with.
    sha256: Vec<Sha256>,
}

/// Makes the packages of a round.
///
/// # Errors
///
/// When the round or a unit is not known, a unit was not asked, or a file cannot be written.
pub fn package(session: &Session, options: &Options) -> Result<Report, Failure> {
    if options.pdf {
        pdf::check(Format::Pdf, &pdf::Options::default())?;
    }
    let store = open_store(session)?;
    let folder = options.output.clone();
    let folder =
        folder.unwrap_or_else(|| store.root().join("packages").join(format!("round-{}", options.round)));
    let made = operate(session, &store, |session, workspace| {
        let (number, _) = workspace.round(options.round)?;
        let state = inputs::round_state(workspace, number, session.now);
        if state.is_some_and(|state| state.phase == Phase::Withdrawn) {
            let next = workspace.records.last_round().map_or(0, |(last, _)| last.get()) + 1;
            return Err(Failure::new("package-withdrawn").with("round", options.round).with("next", next));
        }
        let units = units(workspace, number, options)?;
        let maker = Maker::new(session, workspace, number, options.pdf)?;
        let mut register = register(workspace)?;
        let before = register.clone();
        let mut packages = Vec::new();
        for (at, unit) in units.iter().enumerate() {
            session.steps.at("progress-package", at, units.len());
            let no = register.number(number, unit);
            let package = maker.package(unit, no)?;
            register.add(no, number, unit, &package.sha256);
            packages.push(package);
        }
        let journal =
            Message::new("journal-package").with("round", options.round).with("copies", packages.len());
        let mut entry = Entry::new(journal).trailer("Round", number);
        entry.record(REGISTER, &register);
        let n_prints = print::add(workspace, &mut entry, &maker.prints);
        Ok(((register != before || n_prints > 0).then_some(entry), packages))
    })?;
    if !session.dry_run {
        written(&folder, &made)?;
    }
    let list = made.iter().map(|it| {
        json!({
            "unit": it.unit.to_string(), "copy": it.no, "sha256": it.sha256.to_string(),
            "files": it.files.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        })
    });
    let json =
        json!({"schema": "vankien/packages/1", "round": options.round, "packages": list.collect::<Vec<_>>()});
    let done =
        Message::new("package-done").with("count", made.len()).with("folder", folder.display().to_string());
    let next = Message::new("package-next").with("round", options.round);
    Ok(Report { json: Some(json), ..Report::default() }.and(done).and(next))
}

fn units(workspace: &Workspace<'_>, number: RoundNo, options: &Options) -> Result<Vec<UnitId>, Failure> {
    let record = workspace.records.rounds.get(&number);
    let asked: Vec<UnitId> =
        record.iter().flat_map(|it| &it.manifest.audience).map(|it| it.unit.clone()).collect();
    if options.units.is_empty() {
        if asked.is_empty() {
            return Err(Failure::new("package-nobody").with("round", options.round));
        }
        return Ok(asked);
    }
    let mut units = Vec::new();
    for text in &options.units {
        let unit = super::reply::unit(workspace, text)?;
        if !asked.contains(&unit) {
            return Err(Failure::new("package-not-asked")
                .with("unit", unit.to_string())
                .with("round", options.round));
        }
        units.push(unit);
    }
    Ok(units)
}

fn register(workspace: &Workspace<'_>) -> Result<Register, Failure> {
    let Some(bytes) = workspace.snapshot.read(REGISTER)? else {
        return Ok(Register { schema: "vankien/register/1".to_owned(), copies: Vec::new() });
    };
    let text = super::workspace::text_of(bytes, REGISTER)?;
    yaml::from_str(&text, REGISTER).map_err(|problems| Failure::new("records-broken").with_problems(problems))
}

impl Register {
    /// The number of a unit's copy: the one it has, else the next free one.
    fn number(&self, round: RoundNo, unit: &UnitId) -> u32 {
        let own = self.copies.iter().find(|it| it.round == round && it.unit == *unit);
        let of_round = self.copies.iter().filter(|it| it.round == round).map(|it| it.no);
        own.map_or_else(|| of_round.max().unwrap_or(0) + 1, |it| it.no)
    }

    fn add(&mut self, no: u32, round: RoundNo, unit: &UnitId, sha256: &Sha256) {
        match self.copies.iter_mut().find(|it| it.round == round && it.unit == *unit) {
            Some(own) if own.sha256.last() == Some(sha256) => (),
            Some(own) => own.sha256.push(*sha256),
            None => self.copies.push(Copied { no, round, unit: unit.clone(), sha256: vec![*sha256] }),
        }
    }
}

/// One unit's package.
struct Package {
    unit: UnitId,
    no: u32,
    files: Vec<(String, Vec<u8>)>,
    zip: Vec<u8>,
    sha256: Sha256,
}

fn written(folder: &Path, packages: &[Package]) -> Result<(), Failure> {
    let mut files: Vec<(PathBuf, &[u8])> = Vec::new();
    for package in packages {
        let own = folder.join(package.unit.as_str());
        files.extend(package.files.iter().map(|(name, bytes)| (own.join(name), bytes.as_slice())));
        files.push((folder.join(format!("{}.zip", package.unit)), &package.zip));
    }
    Ok(store::write_all_outside(&files)?)
}

/// A draft as it is written.
fn source(id: &DocumentId, draft: &Draft) -> (String, Vec<u8>) {
    (format!("2-{id}.md"), draft.document.source.clone().into_bytes())
}

/// The two sides of a pair.
fn sides<'a>(pair: &'a Pair, labels: &'a [String; 2]) -> [Side<'a>; 2] {
    let [before, after] = labels;
    [
        Side { document: &pair.before.document, codes: &pair.before.codes, label: before },
        Side { document: &pair.after.document, codes: &pair.after.codes, label: after },
    ]
}

/// A file of a package: its name and its bytes.
type Piece = (String, Vec<u8>);

/// What all packages of a round share.
struct Maker<'a> {
    workspace: &'a Workspace<'a>,
    number: RoundNo,
    lang: Lang,
    hash: String,
    letterhead: Letterhead,
    drafts: Vec<(DocumentId, String, u32, Draft)>,
    /// Documents that are the same as in the round before: no comparison of them comes along.
    unchanged: Vec<DocumentId>,
    /// Comparison with the round before and its response table, the same for every unit.
    shared: Vec<(String, Vec<u8>)>,
    /// Hashes of the files that are the same for every unit, by name.
    hashes: BTreeMap<String, Sha256>,
    packer: archive::Packer,
    dues: BTreeMap<UnitId, Due>,
    now: Moment,
    /// The drafts as running text, the same in every copy.
    flows: BTreeMap<DocumentId, Flow>,
    /// Where the blocks of the drafts stand in the PDF files, where these are made.
    prints: Vec<Print>,
}

impl<'a> Maker<'a> {
    fn new(
        session: &Session,
        workspace: &'a Workspace<'a>,
        number: RoundNo,
        pdf: bool,
    ) -> Result<Self, Failure> {
        let record = workspace.records.rounds.get(&number);
        let hash = record.map(|record| record.hash.short()).unwrap_or_default();
        let mut drafts = Vec::new();
        for title in inputs::documents(workspace, number) {
            if let Some(draft) = workspace.frozen(number, &title.id)? {
                drafts.push((title.id, title.title, title.draft_no.unwrap_or(0), draft));
            }
        }
        let state = inputs::round_state(workspace, number, session.now);
        let asked = state.map(|state| inputs::audience(workspace, number, &state)).unwrap_or_default();
        let lang = session.lang;
        let mut maker = Self {
            workspace,
            number,
            lang,
            hash,
            letterhead: Letterhead::of(workspace, State::Round(number), lang)?,
            drafts,
            unchanged: Vec::new(),
            shared: Vec::new(),
            hashes: BTreeMap::new(),
            packer: archive::Packer::default(),
            dues: asked.into_iter().map(|it| (it.unit.id, it.due)).collect(),
            now: session.now,
            flows: BTreeMap::new(),
            prints: Vec::new(),
        };
        (maker.shared, maker.unchanged) = maker.before()?;
        if pdf {
            maker.print()?;
        }
        let flow = |draft: &Draft| view::clean_flow(&draft.document, &draft.codes);
        maker.flows = maker.drafts.iter().map(|(id, _, _, draft)| (id.clone(), flow(draft))).collect();
        let sources = maker.drafts.iter().map(|(id, _, _, draft)| source(id, draft));
        let same: Vec<_> = maker.shared.iter().cloned().chain(sources).collect();
        maker.hashes = same.iter().map(|(name, bytes)| (name.clone(), Sha256::of(bytes))).collect();
        maker.packer = archive::Packer::sharing(&same).map_err(|error| Failure::from(error.message()))?;
        Ok(maker)
    }

    /// The drafts as PDF files: the circulated print, by whose pages and lines units cite. It bears no number of a
    /// copy, so that it is the same in every package.
    fn print(&mut self) -> Result<(), Failure> {
        for (id, title, draft_no, draft) in &self.drafts {
            let copy = docx::Copy {
                flow: None,
                title,
                draft,
                draft_no: *draft_no,
                codes: false,
                properties: docx::properties(self.workspace, id, State::Round(self.number), draft)?,
                hash: Some(self.hash.clone()),
                notes: Vec::new(),
                remarks: view::Remarks::new(),
            };
            let made = pdf::draft((&self.letterhead, self.workspace), &copy, &pdf::Options::default())?.0;
            self.prints.push(print::of(self.number, id, &made));
            self.shared.push((format!("2-{id}.pdf"), made.bytes));
        }
        Ok(())
    }

    /// What came of the round before, where there is one.
    fn before(&self) -> Result<(Vec<Piece>, Vec<DocumentId>), Failure> {
        let Some(previous) = self.number.before().filter(|it| self.workspace.records.rounds.contains_key(it))
        else {
            return Ok((Vec::new(), Vec::new()));
        };
        let (before, after) = (State::Round(previous), State::Round(self.number));
        let (mut pieces, mut unchanged) = (Vec::new(), Vec::new());
        let reasons = super::trace::reasons(self.workspace, before, after, self.lang)?;
        for pair in pairs(self.workspace, before, after, None)? {
            if pair.comparison.changes.iter().all(|it| it.kind == ChangeKind::Unchanged) {
                unchanged.push(pair.id);
                continue;
            }
            let of_document = reasons.get(&pair.id).cloned().unwrap_or_default();
            let labels = [before, after].map(|state| shown_label(&state.label(), self.lang));
            let sides = sides(&pair, &labels);
            pieces.push((format!("3-so-sanh-{}.docx", pair.id), self.marked(&pair, sides, after)?));
            let options = ViewOptions {
                lang: self.lang,
                context_blocks: 1,
                reasons: of_document,
                ..ViewOptions::default()
            };
            let [side_before, side_after] = &sides;
            let page = view::comparison_page(&pair.comparison, side_before, side_after, &options);
            pieces.push((format!("3-so-sanh-{}.html", pair.id), self.html(page)));
            let table = view::comparison_table(&pair.comparison, side_before, side_after, &options);
            let title = messages::text(self.lang, "view-comparison-table");
            let mut page = table.into_page(title, self.lang);
            page.subtitle.extend([self.title(&pair.id), labels.join(" → ")]);
            pieces.push((format!("3-bang-so-sanh-{}.docx", pair.id), self.word(page)?));
        }
        // As of the freezing of this round: a package made later says the same.
        let opened = self.workspace.records.rounds.get(&self.number).map(|it| it.manifest.opened.at);
        if let Some(opened) = opened {
            let table = super::synthesis::table(self.workspace, previous, opened)?;
            let options = ResponseMeta {
                lang: self.lang,
                congress: self.workspace.records.congress.name.clone(),
                basis: Vec::new(),
                marks: None,
                form: ResponseForm::Four,
            };
            let page = view::response_page(&table, &options);
            pieces.push((format!("4-bang-tong-hop-dot-{previous}.docx"), self.word(page.clone())?));
            pieces.push((format!("4-bang-tong-hop-dot-{previous}.html"), self.html(page)));
        }
        Ok((pieces, unchanged))
    }

    /// A page as HTML with the short form of the round's manifest at its foot.
    fn html(&self, page: Page) -> Vec<u8> {
        render::html(&self.signed(page), &HtmlOptions::default()).into_bytes()
    }

    /// The same as a Word file.
    fn word(&self, page: Page) -> Result<Vec<u8>, Failure> {
        self.letterhead.page(&self.signed(page))
    }

    fn signed(&self, mut page: Page) -> Page {
        let marks = page.marks.take().unwrap_or_default();
        page.marks = Some(marks.hash(self.lang, &self.hash));
        page
    }

    /// The marked copy of a draft against the round before.
    fn marked(&self, pair: &Pair, sides: [Side<'_>; 2], after: State) -> Result<Vec<u8>, Failure> {
        let [before_side, after_side] = &sides;
        let flow = view::marked_flow(&pair.comparison, before_side, after_side, view::MoveMarks::Tracked);
        let properties = docx::properties(self.workspace, &pair.id, after, &pair.after)?;
        let between =
            Message::new("view-between").with("before", before_side.label).with("after", after_side.label);
        self.letterhead.marked(&flow, &self.title(&pair.id), &between.text(self.lang), properties)
    }

    fn title(&self, id: &DocumentId) -> String {
        self.workspace.entry(id).map(|entry| entry.title.clone()).unwrap_or_default()
    }

    fn package(&self, unit: &UnitId, no: u32) -> Result<Package, Failure> {
        let letter = self.letter(unit, no);
        let mut files = vec![
            ("1-cong-van.docx".to_owned(), self.word(letter.clone())?),
            ("1-cong-van.html".to_owned(), self.html(letter)),
        ];
        for (id, title, draft_no, draft) in &self.drafts {
            let copy = Message::new("package-copy").with("no", no).text(self.lang);
            files.push((format!("2-{id}.docx"), self.draft((id, title, *draft_no, draft), &copy)?));
            let mut marks = self.marks().draft(self.lang, *draft_no);
            marks.notes.push(copy);
            let meta = DraftMeta {
                lang: self.lang,
                title: title.clone(),
                subtitle: Vec::new(),
                marks: Some(marks),
                show_codes: true,
            };
            let page = view::draft_page(&draft.document, &draft.codes, &meta);
            files.push((format!("2-{id}.html"), self.html(page)));
            files.push(source(id, draft));
        }
        files.extend(self.shared.iter().cloned());
        let slip = self.slip(unit);
        files.push(("5-phieu-gop-y.csv".to_owned(), render::csv(&slip)));
        files.push(("5-phieu-gop-y.xlsx".to_owned(), self.form(slip)?));
        files.sort();
        let manifest = self.manifest(unit, no, &files);
        files.push(("MANIFEST.txt".to_owned(), manifest.into_bytes()));
        let zip = self.packer.zip(&files).map_err(|error| Failure::from(error.message()))?;
        Ok(Package { unit: unit.clone(), no, sha256: Sha256::of(&zip), files, zip })
    }

    /// A draft with its codes as a Word file.
    fn draft(
        &self,
        (id, title, draft_no, draft): (&DocumentId, &str, u32, &Draft),
        copy: &str,
    ) -> Result<Vec<u8>, Failure> {
        let copy = docx::Copy {
            flow: self.flows.get(id),
            title,
            draft,
            draft_no,
            codes: true,
            properties: docx::properties(self.workspace, id, State::Round(self.number), draft)?,
            hash: Some(self.hash.clone()),
            notes: vec![copy.to_owned()],
            remarks: view::Remarks::new(),
        };
        Ok(self.letterhead.clean(self.workspace, &copy)?.0)
    }

    fn marks(&self) -> Marks {
        let congress = &self.workspace.records.congress;
        let issuer: Vec<&str> =
            [&congress.superior, &congress.issuer].into_iter().flatten().map(String::as_str).collect();
        Marks::party(self.lang, &issuer)
    }

    fn letter(&self, unit: &UnitId, no: u32) -> Page {
        let workspace = self.workspace;
        let congress = &workspace.records.congress;
        let due = match self.dues.get(unit) {
            Some(Due::At(moment)) => LetterDue::At(*moment),
            // Not fixed only where it is counted from the unit's own congress.
            _ => LetterDue::AfterCongress(self.days(unit).unwrap_or_default()),
        };
        let letter = Letter {
            kind: LetterKind::Request,
            office: inputs::office(workspace, Some(self.hash.clone())),
            symbol: "-CV/TBVK".to_owned(),
            date: None,
            to: Some(super::reply::unit_name(workspace, unit)),
            congress: congress.name.clone(),
            round: self.number.get(),
            documents: inputs::documents(workspace, self.number),
            due,
            send_to: None,
            recipients: vec![Message::new("package-copy").with("no", no).text(self.lang)],
            unchanged: self.unchanged.iter().map(|id| self.title(id)).collect(),
        };
        view::letter_page(&letter, self.lang)
    }

    /// Days after the unit's own congress, where the round says so.
    fn days(&self, unit: &UnitId) -> Option<u32> {
        let record = self.workspace.records.rounds.get(&self.number)?;
        let invited = record.manifest.audience.iter().find(|it| it.unit == *unit)?;
        match invited.due {
            crate::rounds::DueRule::CongressPlusDays(days) => Some(days),
            crate::rounds::DueRule::At(_) => None,
        }
    }

    /// The slip: a row for every heading with its code, and rows for whatever else.
    fn slip(&self, unit: &UnitId) -> Table {
        let name = |id: &str| messages::text(self.lang, id);
        let columns = [
            ("slip-code", 4),
            ("slip-document", 3),
            ("slip-place", 5),
            ("slip-quote", 5),
            ("slip-text", 8),
            ("slip-proposal", 6),
            ("slip-reason", 5),
        ];
        let mut table = Table::new(columns.map(|(id, weight)| Column::new(name(id), weight)).to_vec());
        table.landscape = true;
        table.lead = vec![
            vec![name("slip-unit"), unit.to_string()],
            vec![name("slip-round"), self.number.to_string()],
            vec![name("slip-frozen"), self.hash.clone()],
        ];
        let row = |cells: [String; 3]| {
            let mut cells: Vec<Cell> = cells.into_iter().map(Cell::text).collect();
            cells.resize_with(columns.len(), Cell::default);
            Row::new(cells)
        };
        for (id, title, _, draft) in &self.drafts {
            let headings = draft.document.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
            for block in headings {
                let Some(code) = draft.code(block.index) else { continue };
                let section = &draft.document.sections[block.section];
                let is_part = block.label.as_ref().is_some_and(|label| label.kind == LabelKind::Part);
                let place = view::place_in_words(&section.path, is_part, self.lang);
                let said = [place, section.title.clone()];
                let said: Vec<&str> = said.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
                table.push(row([format!("{id}:{code}"), title.clone(), said.join(" – ")]));
            }
        }
        for _ in 0..SLIP_BLANKS {
            table.push(row([String::new(), String::new(), String::new()]));
        }
        table
    }

    /// The slip as a workbook: codes are locked, empty cells may be filled in, the document is chosen from a list.
    fn form(&self, slip: Table) -> Result<Vec<u8>, Failure> {
        const DOCUMENT: usize = 1;
        let record = self.workspace.records.rounds.get(&self.number);
        let titles = self.drafts.iter().map(|(_, title, _, _)| title.clone()).collect();
        let form = FillIn { open: (0..slip.columns.len()).collect(), choices: vec![(DOCUMENT, titles)] };
        let name = messages::text(self.lang, "slip-sheet");
        let book = Workbook {
            title: name.clone(),
            lang: self.lang,
            as_of: record.map_or(self.now, |it| it.manifest.opened.at),
            footer: Some(self.hash.clone()),
            sheets: vec![Sheet { name, table: slip, filter: false, form: Some(form) }],
        };
        let made = render::workbook(&book);
        made.map_err(|error| Failure::new("xlsx-not-made").with("detail", error.detail))
    }

    fn manifest(&self, unit: &UnitId, no: u32, files: &[(String, Vec<u8>)]) -> String {
        let line = |id: &str| Message::new(id);
        let head = [
            line("manifest-round").with("round", self.number.get()).with("hash", &self.hash).text(self.lang),
            line("manifest-copy")
                .with("no", no)
                .with("unit", super::reply::unit_name(self.workspace, unit))
                .text(self.lang),
            line("manifest-source").text(self.lang),
            line("manifest-how").text(self.lang),
        ];
        let hash = |name, bytes: &[u8]| self.hashes.get(name).copied().unwrap_or_else(|| Sha256::of(bytes));
        let hashes = files.iter().map(|(name, bytes)| format!("{}  {name}", hash(name, bytes)));
        let titles: Vec<String> = self.unchanged.iter().map(|id| self.title(id)).collect();
        let unchanged = (!titles.is_empty())
            .then(|| line("letter-unchanged").with("titles", titles.join("; ")).text(self.lang));
        let comments = head.iter().chain(&unchanged).map(|line| format!("# {line}"));
        comments.chain(hashes).map(|line| line + "\n").collect()
    }
}
