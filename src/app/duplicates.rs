//! Comments that seem to make the same point, suggested as groups with the reason and the command. Joins nothing.

use super::items::Item;
use super::places::{PlacedItem, placed};
use super::workspace::{Workspace, open_store};
use super::{Failure, Report, Session};
use crate::anchor::AnchorScope;
use crate::comments::{self, Alike, Point, PointPlace, Suggestion};
use crate::document::DocumentId;
use crate::messages::{self, Lang, Message};
use crate::view::{Cell, Column, Row, Table};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Suggests groups among the comments that are neither decided nor withdrawn.
///
/// # Errors
///
/// When the round or the document is not known.
pub fn duplicates(session: &Session, round: Option<u32>, document: Option<&str>) -> Result<Report, Failure> {
    let store = open_store(session)?;
    let workspace = Workspace::head(&store)?;
    let rounds = match round {
        Some(number) => vec![workspace.round(number)?.0],
        None => workspace.records.rounds.keys().copied().collect(),
    };
    let only = document.map(|text| workspace.document_id(text)).transpose()?;
    let mut shown = Shown { lang: session.lang, table: table(session.lang), list: Vec::new(), n_comments: 0 };
    for round in rounds {
        let open: Vec<PlacedItem> = placed(&workspace, round)?
            .into_iter()
            .filter(|it| it.item.stands() && it.item.decided.is_none())
            .filter(|it| only.is_none() || document_of(it) == only.as_ref())
            .collect();
        let points: Vec<Point<'_>> =
            open.iter().map(|it| Point { comment: &it.item.comment, place: place(&workspace, it) }).collect();
        for suggestion in comments::duplicates(&points) {
            shown.add(&workspace, &open, &suggestion);
        }
    }
    let said = Message::new("duplicates-count").with("groups", shown.list.len());
    let said = said.with("comments", shown.n_comments);
    let json = json!({"schema": "vankien/duplicates/1", "suggestions": shown.list});
    let page = shown.table.into_page(messages::text(session.lang, "duplicates-title"), session.lang);
    let report = Report { page: Some(page), json: Some(json), ..Report::default() }.and(said);
    Ok(if shown.n_comments > 0 { report.and(Message::new("duplicates-next")) } else { report })
}

fn document_of(it: &PlacedItem) -> Option<&DocumentId> {
    it.anchor.target.as_ref().map(|target| &target.document).or(it.item.comment.document.as_ref())
}

/// Where a comment stands in the draft that it speaks of: a section is all of its blocks.
pub(super) fn place(workspace: &Workspace<'_>, it: &PlacedItem) -> Option<PointPlace> {
    let target = it.anchor.target.as_ref()?;
    let block = target.block?;
    let draft = workspace.frozen(it.spoken_of, &target.document).ok().flatten()?;
    let section = draft.document.blocks.get(block)?.section;
    let section = draft.document.sections.get(section)?.blocks.clone();
    let blocks = match target.scope {
        AnchorScope::Section => section.clone(),
        _ => block..block + 1,
    };
    Some(PointPlace { document: target.document.clone(), blocks, section })
}

fn table(lang: Lang) -> Table {
    let title = |id: &str| messages::text(lang, id);
    Table::new(vec![
        Column::new(title("column-id"), 2),
        Column::new(title("column-unit"), 3),
        Column::new(title("column-words"), 7),
        Column::new(title("column-alike"), 4),
    ])
}

/// What is printed.
struct Shown {
    lang: Lang,
    table: Table,
    list: Vec<Value>,
    n_comments: usize,
}

impl Shown {
    fn add(&mut self, workspace: &Workspace<'_>, open: &[PlacedItem], suggestion: &Suggestion) {
        let members: Vec<&PlacedItem> = suggestion.members.iter().filter_map(|at| open.get(*at)).collect();
        let groups: BTreeSet<_> = members.iter().filter_map(|it| it.item.group).collect();
        let free: Vec<&Item> =
            members.iter().map(|it| &it.item).filter(|item| item.group.is_none()).collect();
        if free.is_empty() {
            return;
        }
        let ids: Vec<String> = free.iter().map(|item| item.id.to_string()).collect();
        // Comments of two groups are parted by a person; the free ones join the first.
        let into = groups.first().map(|group| format!(" --into {group}")).unwrap_or_default();
        let command = format!("vankien comments group {}{into}", ids.join(" "));
        let place = members.first().map(|it| place_name(workspace, it)).unwrap_or_default();
        let head = Message::new("duplicates-head").with("number", self.list.len() + 1).with("place", &place);
        self.table.section(Some(head.with("command", &command).text(self.lang)));
        for (n, it) in members.iter().enumerate() {
            let why = n.checked_sub(1).and_then(|at| suggestion.why.get(at));
            let group = it.item.group.map(|group| group.to_string());
            self.table.push(Row::new(vec![
                Cell::lines([Some(it.item.id.to_string()), group].into_iter().flatten()),
                Cell::text(super::reply::unit_name(workspace, &it.item.id.unit)),
                Cell::text(it.item.comment.text.trim().to_owned()),
                Cell::text(why.map(|why| self.reason(open, why)).unwrap_or_default()),
            ]));
        }
        self.n_comments += members.len();
        let why: Vec<Value> = suggestion.why.iter().map(|why| alike(open, why)).collect();
        self.list.push(json!({
            "members": members.iter().map(|it| it.item.id.to_string()).collect::<Vec<_>>(),
            "groups": groups.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "place": place, "why": why, "command": command,
        }));
    }

    /// `như 2-x03-4: 84 %, cùng đề nghị sửa; nước, sạch`.
    fn reason(&self, open: &[PlacedItem], why: &Alike) -> String {
        let id = if why.same_edit { "duplicates-same-edit" } else { "duplicates-alike" };
        let message = Message::new(id).with("id", id_of(open, why.first)).with("percent", why.score / 10);
        message.with("words", why.words.join(", ")).text(self.lang)
    }
}

fn id_of(open: &[PlacedItem], at: usize) -> String {
    open.get(at).map(|it| it.item.id.to_string()).unwrap_or_default()
}

fn alike(open: &[PlacedItem], why: &Alike) -> Value {
    json!({
        "comment": id_of(open, why.second), "like": id_of(open, why.first), "score": why.score,
        "same_edit": why.same_edit, "words": why.words,
    })
}

/// `Báo cáo chính trị, P53`.
fn place_name(workspace: &Workspace<'_>, it: &PlacedItem) -> String {
    let titled = document_of(it).and_then(|id| workspace.entry(id).ok()).map(|entry| entry.title.clone());
    let code = it.anchor.target.as_ref().and_then(|target| target.code.as_ref()).map(ToString::to_string);
    [titled, code].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
