//! The body of a letter as comments: paragraphs in the order of their numbers, each with what stands above it.
//!
//! A style of numbering that was met stands as deep as when it was met first, a new one stands below the one before.

use super::ask;
use super::head::{Head, draft_no};
use super::lines::{Paragraph, Style, is_capitals, span};
use super::parts;
use super::place::{Found, Scan, of_heading};
use crate::comments::{ReplyComment, State};
use crate::intake::words;
use crate::intake::{blank_comment, limits};
use crate::text::plain;
use std::collections::BTreeMap;

/// What the body says.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) comments: Vec<ReplyComment>,
    pub(super) at: Vec<String>,
    pub(super) words: Vec<String>,
    pub(super) state: Option<State>,
    pub(super) per_document: BTreeMap<String, State>,
    pub(super) draft: Option<u32>,
}

/// A heading or a point: its own paragraph, those that go on with it, and what stands below it.
#[derive(Debug)]
struct Node<'a> {
    own: Vec<&'a Paragraph>,
    style: Option<Style>,
    below: Vec<Node<'a>>,
}

/// What holds below a heading.
#[derive(Debug, Clone, Default)]
struct Around {
    document: Option<String>,
    /// Words of places, from the outermost heading to the innermost, each with how deep it stands.
    places: Vec<(String, usize)>,
    /// Whether the heading announces requests, so that what is listed below are some.
    announces: bool,
    /// Whether what stands below tells how the opinions were gathered, or what the unit agrees with.
    tells: bool,
}

/// Depths of numbering at most.
const DEPTH_MAX: usize = 12;

/// Reads the body of a letter.
pub(super) fn read(body: &[Paragraph], head: &Head) -> Said {
    let mut said = Said::default();
    let roots = tree(body);
    let document = head.document.clone().or_else(|| document_of_opening(body));
    let around = Around { document, ..Around::default() };
    said.nodes(&roots, &around);
    let outside: Vec<&str> = said.words.iter().map(String::as_str).collect();
    said.draft = outside.iter().take(3).find_map(|text| draft_no(text));
    let agrees = outside.iter().any(|text| ask::agrees(text) || agrees_with_the_rest(text));
    said.state = match (said.comments.is_empty(), agrees) {
        (true, _) => ask::state(&outside),
        (false, true) => Some(State::AgreeWithChanges),
        (false, false) => None,
    };
    said
}

/// The one document that the words before the first point name.
pub(super) fn document_of_opening(body: &[Paragraph]) -> Option<String> {
    let opening =
        body.iter().take(3).take_while(|it| it.style.is_none() && Scan::of(&it.text).leading().is_none());
    let opening: Vec<&str> =
        opening.map(|it| it.text.as_str()).filter(|it| !ask::asks(it) || is_generic_lead(it)).collect();
    let opening = opening.join("\n");
    match Scan::of(&opening).documents().as_slice() {
        [(_, only)] => Some(only.clone()),
        _ => None,
    }
}

/// Puts paragraphs below the headings that they belong to.
fn tree(body: &[Paragraph]) -> Vec<Node<'_>> {
    // Open nodes from the outermost; the first stands for the letter.
    let mut open: Vec<Node> = vec![Node { own: Vec::new(), style: None, below: Vec::new() }];
    let last_marked = body.iter().rposition(|it| it.style.is_some()).unwrap_or(0);
    for (nth, it) in body.iter().enumerate() {
        let style = it.style.or_else(|| is_lead(it).then_some(Style::Lead));
        let depth = match style {
            Some(Style::Lead) => lead_depth(&open, it),
            Some(style) => {
                let known = open
                    .iter()
                    .rposition(|node| node.style == Some(style) && node.style != Some(Style::Lead));
                known.unwrap_or_else(|| below_free(&open)).min(DEPTH_MAX)
            }
            None if goes_on(&open, it) => {
                if let Some(last) = open.last_mut() {
                    last.own.push(it);
                }
                continue;
            }
            None if ask::is_closing(&it.text) || nth > last_marked && opens(&it.text) => 1,
            None => open
                .iter()
                .rposition(|node| node.style.is_some_and(holds) || node.own.is_empty())
                .map_or(1, |at| at + 1),
        };
        close(&mut open, depth.max(1));
        open.push(Node { own: vec![it], style, below: Vec::new() });
    }
    close(&mut open, 1);
    open.pop().map(|root| root.below).unwrap_or_default()
}

/// Closes open nodes down to a depth.
fn close(open: &mut Vec<Node<'_>>, depth: usize) {
    while open.len() > depth.max(1) {
        let Some(done) = open.pop() else { return };
        if let Some(parent) = open.last_mut() {
            parent.below.push(done);
        }
    }
}

/// The depth of a new style: below the last node, but not below a paragraph without number.
fn below_free(open: &[Node]) -> usize {
    open.iter().rposition(|node| node.style.is_some() || node.own.is_empty()).map_or(1, |at| at + 1)
}

/// Whether paragraphs without number can stand below a node as points of their own.
fn holds(style: Style) -> bool {
    !matches!(style, Style::Sign(_))
}

/// How deep a heading without number stands: one for a document below the parts of the letter, another one where
/// the last of its kind stood.
fn lead_depth(open: &[Node], it: &Paragraph) -> usize {
    let names_document = Scan::of(&it.text).leading_document().is_some();
    if names_document {
        let part =
            |node: &Node| matches!(node.style, Some(Style::Roman | Style::Capital)) || node.own.is_empty();
        return open.iter().take_while(|node| part(node)).count().max(1);
    }
    let names =
        |node: &Node| node.own.first().is_some_and(|own| Scan::of(&own.text).leading_document().is_some());
    let known = open.iter().rposition(|node| node.style == Some(Style::Lead) && !names(node));
    known.unwrap_or_else(|| {
        let heading = |node: &Node| {
            node.own.is_empty() || node.style.is_some() && node.own.iter().all(|own| is_heading(&own.text))
        };
        open.iter().rposition(heading).map_or(1, |at| at + 1)
    })
}

/// Whether a paragraph without number is a heading: short, asking for nothing in particular, leading to what follows.
fn is_lead(it: &Paragraph) -> bool {
    let key = plain(&it.text).key;
    const STARTS: &[&str] = &[
        "ve ",
        "doi voi ",
        "phan ",
        "muc ",
        "tai ",
        "trang ",
        "gop y vao",
        "gop y ve",
        "y kien ve",
        "y kien vao",
        "o ",
        "trong ",
        "du thao ",
        "bao cao ",
        "noi dung ",
        "y kien ",
        "gop y ",
        "nhan xet ",
        "kien nghi",
    ];
    let leads = it.text.ends_with(':') && it.text.chars().count() <= 200;
    let is_title = is_heading(&it.text)
        && !it.text.ends_with(['.', ';', ','])
        && (is_capitals(&it.text) || STARTS.iter().any(|start| key.starts_with(start)));
    let is_reason = key.starts_with("ly do") || key.starts_with("de nghi sua thanh");
    (leads || is_title) && !is_reason && !it.text.contains(['"', '“'])
}

/// Whether words are a title: a place, a document or a subject, no statement.
fn is_heading(text: &str) -> bool {
    const HEADING_CHARS_MAX: usize = 140;
    let trimmed = text.trim_end().trim_end_matches([':', '.']);
    let is_short = trimmed.chars().count() <= HEADING_CHARS_MAX && ask::sentences(trimmed).len() <= 1;
    let is_point = ask::asks(trimmed) && !announces(trimmed) || ask::finds_fault(trimmed);
    let inner_colon = trimmed.contains(": ") || trimmed.contains(['"', '“', '«']);
    let is_long = text.trim_end().ends_with('.') && trimmed.split_whitespace().count() > 10;
    let says_state = words::pure_state(trimmed).is_some();
    is_short && !is_point && !inner_colon && !is_long && !says_state
}

/// Whether words announce a list of requests: "đề nghị sửa đổi, bổ sung một số nội dung sau", "các ý kiến đề nghị".
fn announces(text: &str) -> bool {
    let key = plain(text).key;
    let key = key.trim_end_matches([':', '.', ' ']);
    let lists = [
        "sau",
        "sau day",
        "nhu sau",
        "cu the",
        "cu the nhu sau",
        "noi dung sau",
        "y kien sau",
        "y kien nhu sau",
    ];
    let is_list = lists.iter().any(|end| key.ends_with(&format!(" {end}")));
    // "Đề xuất, kiến nghị", "Các ý kiến đề nghị".
    let title = "de nghi kien xuat va khac chung cu the y noi dung mot so nhung cac gop tham gia phan doi voi dong cua";
    let is_title = key.split([' ', ',']).all(|word| word.is_empty() || title.split(' ').any(|it| it == word));
    let asks = ["de nghi", "kien nghi", "de xuat", "bo sung", "sua", "gop y", "y kien", "tham gia", "chinh"];
    (is_list || is_title)
        && asks.iter().any(|it| key.contains(it))
        && Scan::of(text).leading().is_none()
        && Scan::of(text).inside().is_none()
}

/// Whether a paragraph without number goes on with the open point.
fn goes_on(open: &[Node], it: &Paragraph) -> bool {
    let Some(last) = open.last().filter(|node| !node.own.is_empty()) else { return false };
    if ask::is_closing(&it.text) || words::pure_state(&it.text).is_some() {
        return false;
    }
    let scan = Scan::of(&it.text);
    let own_place = scan.leading().is_some() || scan.leading_document().is_some();
    let asks = ask::asks(&it.text);
    let first = &last.own[0].text;
    if is_state_of(first).is_some() || words::pure_state(first).is_some() {
        return false;
    }
    let of_point = !is_heading(first) && !first.ends_with(':') && is_point(first) || last.own.len() > 1;
    match last.style {
        None => of_point && !own_place && !opens(&it.text) && (!asks || !ask::asks(first)),
        Some(Style::Lead) => false,
        Some(_) if is_heading(first) && last.own.len() == 1 => false,
        Some(_) => !(opens(&it.text) || asks && own_place),
    }
}

/// Whether a paragraph speaks of the letter as a whole.
fn opens(text: &str) -> bool {
    let key = plain(text).key;
    ["ngoai ra", "ngoai cac", "cac noi dung khac", "cac noi dung con lai", "nhung noi dung khac", "con lai"]
        .iter()
        .any(|it| key.starts_with(it))
}

/// Whether words are a point by themselves.
pub(super) fn is_point(text: &str) -> bool {
    if words::pure_state(text).is_some() || ask::is_closing(text) || ask::declines(text).is_some() {
        return false;
    }
    ask::asks(text) || ask::finds_fault(text) || ask::edits(text)
}

/// Whether a heading tells how opinions were gathered, or what the unit agrees with.
fn tells(text: &str) -> bool {
    const TELLING: &[&str] = &[
        "tinh hinh",
        "qua trinh",
        "cong tac to chuc",
        "to chuc lay y kien",
        "to chuc thao luan",
        "to chuc hoi nghi",
        "thanh phan",
        "thoi gian",
        "ket qua to chuc",
        "viec to chuc",
        "uu diem",
        "nhung noi dung nhat tri",
        "noi dung nhat tri",
        "nhung noi dung thong nhat",
        "noi dung thong nhat",
        "nhat tri",
        "dia diem",
        "noi dung da thong nhat",
    ];
    let key = plain(text).key;
    let key = key.strip_prefix("ve ").unwrap_or(&key);
    TELLING.iter().any(|it| key.starts_with(it))
}

impl Said {
    /// Adds what somebody said in a meeting, all of it as one point.
    pub(super) fn turn(&mut self, own: &Paragraph, below: &[&Paragraph], document: Option<String>) {
        self.add_one(&[own], below, &Around { document, ..Around::default() });
    }

    fn nodes(&mut self, nodes: &[Node], around: &Around) {
        let mut around = around.clone();
        for node in nodes {
            self.node(node, &around);
            // "đề nghị một số nội dung như sau:" without number stands above the points that follow.
            let leads = node.style.is_none_or(|it| it == Style::Lead) && node.below.is_empty();
            if leads && node.own.iter().any(|own| announces(&own.text) || is_generic_lead(&own.text)) {
                around.announces = true;
            }
        }
    }

    fn node(&mut self, node: &Node, around: &Around) {
        let Some(first) = node.own.first() else { return };
        let own = text_of(&node.own);
        let generic = is_generic_lead(&own) || announces(&own);
        let inner = inner(&own, around, generic);
        let parts = node.below.iter().filter(|it| self.is_asking(it, &inner)).count();
        let heads = !node.below.is_empty() && (parts > 0 || generic);
        if heads {
            let is_own = is_point(&own) && !own.ends_with(':') && !is_heading(&own) && !generic;
            if is_own {
                self.add(&node.own, &[], around);
            } else {
                self.words.push(with_marker(first, &own));
            }
            self.nodes(&node.below, &inner);
            return;
        }
        let mut all = String::new();
        whole(node, &mut all);
        let is_said = self.says(&own, &all, node, around);
        if is_said {
            let mut below = Vec::new();
            paragraphs_below(&node.below, &mut below);
            self.add(&node.own, &below, around);
        } else {
            self.state_of_document(&own, around);
            self.words.push(with_marker(first, &all));
            for below in &node.below {
                self.node_words(below, &inner);
            }
        }
    }

    /// Words of a heading below which nothing is asked are kept with what stands below.
    fn node_words(&mut self, node: &Node, around: &Around) {
        self.state_of_document(&text_of(&node.own), around);
        for below in &node.below {
            self.node_words(below, around);
        }
    }

    /// Whether a node or something below it is a point.
    fn is_asking(&self, node: &Node, around: &Around) -> bool {
        let own = text_of(&node.own);
        let generic = is_generic_lead(&own) || announces(&own);
        let inner = inner(&own, around, generic);
        self.says(&own, &own, node, around) || node.below.iter().any(|it| self.is_asking(it, &inner))
    }

    /// Whether words are a point where they stand.
    fn says(&self, own: &str, all: &str, node: &Node, around: &Around) -> bool {
        let no_point =
            words::pure_state(own).is_some() || ask::is_closing(own) || ask::declines(own).is_some();
        if no_point || is_state_of(own).is_some() {
            return false;
        }
        if around.tells || tells(own) {
            return ask::asks(own)
                && (Scan::of(own).inside().is_some()
                    || Scan::of(own).leading().is_some()
                    || ask::edits(own));
        }
        let listed = node.style.is_some_and(|it| it != Style::Lead);
        if node.below.is_empty() && is_heading(own) && !(listed && around.announces) {
            return listed && ask::edits(own);
        }
        let has_place = Scan::of(own).leading().is_some();
        let after =
            !self.comments.is_empty() || !around.places.is_empty() || around.document.is_some() && listed;
        let faults = ask::finds_fault(all) && (listed || has_place || after && node.style.is_none());
        let names_only =
            is_heading(own) && (!node.below.is_empty() || Scan::of(own).leading_document().is_some());
        let announced = around.announces && listed && !is_telling(own) && !names_only;
        let colon_only = own.ends_with(':') && node.below.is_empty();
        !colon_only && (ask::asks(own) || ask::edits(own) || faults || announced)
    }

    /// Adds what these paragraphs ask for: one point, but several where the first paragraph numbers them or names a place
    /// for each of its sentences.
    fn add(&mut self, own: &[&Paragraph], below: &[&Paragraph], around: &Around) {
        let parts = match (own, below) {
            ([only], []) => parts::split(&only.text),
            _ => None,
        };
        let (Some(parts), Some(first)) = (parts, own.first()) else {
            return self.add_one(own, below, around);
        };
        for part in parts {
            let it = Paragraph { text: part.text, ..(*first).clone() };
            if part.is_point {
                self.add_one(&[&it], &[], around);
            } else {
                self.words.push(it.text);
            }
        }
    }

    /// Adds one point.
    fn add_one(&mut self, own: &[&Paragraph], below: &[&Paragraph], around: &Around) {
        let Some(first) = own.first().filter(|_| self.comments.len() <= limits::ROWS_MAX) else { return };
        let all: Vec<&Paragraph> = own.iter().chain(below).copied().collect();
        let mut texts: Vec<String> = Vec::new();
        let mut reason: Option<String> = None;
        for (at, it) in all.iter().enumerate() {
            let label = plain(&it.text).key;
            let is_reason = at > 0 && label.starts_with("ly do:");
            if is_reason && reason.is_none() {
                reason = it.text.split_once(':').map(|(_, words)| words.trim().to_owned());
                continue;
            }
            let own_words =
                if at >= own.len() { format!("{}{}", it.marker, it.text) } else { it.text.clone() };
            texts.push(own_words);
        }
        let text = texts.join("\n");
        let text = self.without_closing(text);
        let last = all.last().map_or(first.last.as_str(), |it| it.last.as_str());
        let at = span(&first.first, last);
        let line = first.first.strip_prefix("line ").and_then(|it| it.parse().ok()).unwrap_or(0);
        let mut comment = blank_comment(self.comments.len(), line);
        let scan = Scan::of(&first.text);
        comment.document = scan.leading_document().or_else(|| around.document.clone());
        comment.place = place_of(&first.text, &scan, around);
        comment.reason = reason.filter(|it| !it.is_empty());
        comment.text = text;
        self.at.push(at);
        self.comments.push(comment);
    }

    /// A point without the polite end of the letter that stands in the same paragraph.
    fn without_closing(&mut self, text: String) -> String {
        let all = ask::sentences(&text);
        let n_open = all
            .iter()
            .rposition(|it| !ask::closes(text[it.clone()].trim_end_matches(['.', '/', ' '])))
            .map_or(0, |at| at + 1);
        if n_open == 0 || n_open == all.len() {
            return text;
        }
        let cut = all[n_open].start;
        self.words.push(text[cut..].trim().to_owned());
        text[..cut].trim_end().to_owned()
    }

    /// What a line says of one document: "2. Báo cáo kiểm điểm: nhất trí".
    fn state_of_document(&mut self, own: &str, around: &Around) {
        let Some(state) = is_state_of(own).or_else(|| words::pure_state(own)) else { return };
        let documents = Scan::of(own).documents();
        let named: Vec<String> = match documents.as_slice() {
            [] if is_state_of(own).is_some() || !around.places.is_empty() => Vec::new(),
            [] => around.document.iter().cloned().collect(),
            all => all.iter().map(|(_, name)| name.clone()).collect(),
        };
        for name in named {
            self.per_document.entry(name).or_insert(state);
        }
    }
}

/// `Các nội dung khác: nhất trí.`
fn agrees_with_the_rest(own: &str) -> bool {
    let lead = plain(own.split(':').next().unwrap_or_default()).key;
    let own = own.lines().next().unwrap_or_default();
    let is_rest = ["khac", "con lai", "noi dung chung", "cac noi dung"].iter().any(|it| lead.contains(it));
    is_rest && is_state_of(own) == Some(State::Agree)
}

/// `Báo cáo kiểm điểm: nhất trí`, `Về bố cục: Nhất trí như dự thảo.`
fn is_state_of(own: &str) -> Option<State> {
    let (lead, rest) = own.split_once(':')?;
    let is_short = lead.chars().count() <= 100 && !ask::asks(lead) && !ask::finds_fault(lead);
    is_short.then(|| words::pure_state(rest)).flatten()
}

/// A sentence that tells and is no opinion: who met, how many spoke.
fn is_telling(text: &str) -> bool {
    let key = plain(text).key;
    ["so ", "tong so", "thoi gian", "dia diem", "thanh phan", "co mat", "vang mat", "hoi nghi co"]
        .iter()
        .any(|it| key.starts_with(it))
        && !text.contains(['"', '“'])
}

/// Whether words lead to all that follows and say no place: "có ý kiến như sau:".
fn is_generic_lead(text: &str) -> bool {
    let key = plain(text).key;
    let ends = text.trim_end().ends_with(':') || key.trim_end_matches('.').ends_with("sau");
    let last = ask::sentences(text).into_iter().next_back().map_or("", |span| &text[span]);
    let says = ["y kien", "gop y", "noi dung sau", "nhu sau", "cu the", "tham gia", "sau day"];
    let last_key = plain(last).key;
    ends && says.iter().any(|it| last_key.contains(it))
        && Scan::of(last).leading().is_none()
        && text.chars().count() > 20
        && of_heading(last).is_none()
}

/// What holds below a heading.
fn inner(own: &str, around: &Around, generic: bool) -> Around {
    let scan = Scan::of(own);
    let document = scan.leading_document();
    let same = document.is_none() || document == around.document;
    let outer = if same { around.places.as_slice() } else { &[] };
    let heading = (is_heading(own) || own.ends_with(':')).then(|| of_heading(own)).flatten();
    let found = heading.or_else(|| scan.leading());
    let found = found.filter(|_| !generic || scan.leading().is_some());
    let places = found.map_or_else(|| outer.to_vec(), |it| joined(own, &it, outer));
    Around {
        document: document.or_else(|| around.document.clone()),
        places,
        announces: generic || around.announces && is_heading(own),
        tells: tells(own) || around.tells && scan.leading().is_none() && is_heading(own),
    }
}

/// The place of a point: its own, below that of the heading where it stands deeper.
fn place_of(text: &str, scan: &Scan, around: &Around) -> Option<String> {
    let titled = || {
        let (lead, rest) = text.split_once(':')?;
        let key = plain(lead).key;
        let names =
            ["ve ", "doi voi ", "phan ", "muc ", "o ", "tai ", "trong ", "phan ", "muc tieu", "chi tieu"];
        let is_place = names.iter().any(|it| key.starts_with(it));
        let is_title = is_place && lead.chars().count() <= 80 && !rest.trim().is_empty() && is_heading(lead);
        is_title.then(|| of_heading(lead)).flatten()
    };
    let own = scan.leading().or_else(titled).or_else(|| scan.inside());
    let mut all = own.as_ref().map_or_else(|| around.places.clone(), |it| joined(text, it, &around.places));
    // "Trang 12, bỏ câu cuối mục 1.4": a page alone is looked up in one print only.
    if own.is_some_and(|it| it.rank.is_none())
        && let Some(inside) = scan.section_inside()
    {
        all = joined(text, &inside, &all);
    }
    let words: Vec<String> = all.into_iter().map(|(words, _)| words).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// The words of a place behind those of the headings above it that stand less deep.
fn joined(text: &str, found: &Found, outer: &[(String, usize)]) -> Vec<(String, usize)> {
    let words = text[found.span.clone()].trim().to_owned();
    let Some(rank) = found.rank else {
        let innermost = outer.last().map_or(0, |(_, depth)| *depth);
        return outer.iter().cloned().chain([(words, innermost)]).collect();
    };
    outer.iter().filter(|(_, depth)| *depth < rank).cloned().chain([(words, rank)]).collect()
}

fn text_of(own: &[&Paragraph]) -> String {
    own.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn with_marker(first: &Paragraph, text: &str) -> String {
    format!("{}{text}", first.marker)
}

/// All words of a node, with the numbers of what stands below it.
fn whole(node: &Node, all: &mut String) {
    all.push_str(&text_of(&node.own));
    for it in &node.below {
        all.push('\n');
        all.push_str(it.own.first().map_or("", |own| own.marker.as_str()));
        whole(it, all);
    }
}

fn paragraphs_below<'a>(nodes: &[Node<'a>], found: &mut Vec<&'a Paragraph>) {
    for node in nodes {
        found.extend(&node.own);
        paragraphs_below(&node.below, found);
    }
}
