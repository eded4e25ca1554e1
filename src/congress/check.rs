//! Reading the congress file: what is wrong with it, its documents by id and title, its house rules as numbers.

use super::{Congress, DocumentEntry, DocumentKey, OWN_PROFILE, Orthography, Profile, Rounding};
use crate::problem::{Code, Place, Problem, Reading};
use crate::text::{fold_caseless, plain, roman, term_years};
use crate::yaml;
use std::collections::BTreeMap;

/// Two documents, bodies or editors with the same id.
pub const SAME_ID: Code = Code::error("G001");
/// An owner who is not among the editors.
pub const NO_EDITOR: Code = Code::error("G002");
/// A variant of a document that does not exist, or of itself.
pub const NO_VARIANT: Code = Code::error("G003");
/// A file of a draft that cannot be one.
pub const BAD_FILE: Code = Code::error("G004");
/// Two documents with one file.
pub const SAME_FILE: Code = Code::error("G005");
/// An ordinal that is no numeral.
pub const BAD_ORDINAL: Code = Code::error("G006");
/// Ordinals that do not follow each other.
pub const ORDINALS: Code = Code::warning("G007");
/// A term that is no pair of years.
pub const BAD_TERM: Code = Code::error("G008");
/// No document at all.
pub const NO_DOCUMENT: Code = Code::error("G009");
/// A name or title that is empty.
pub const NO_NAME: Code = Code::error("G010");
/// Two documents with one title.
pub const SAME_TITLE: Code = Code::error("G011");
/// A layout profile that the program does not have.
pub const UNKNOWN_PROFILE: Code = Code::error("G012");
/// A profile of its own that is not there.
pub const NO_PROFILE_FILE: Code = Code::error("G013");
/// A measure of a profile that no sheet bears.
pub const LAYOUT_RANGE: Code = Code::error("G014");
/// A profile that lays out no title.
pub const NO_TITLE_LAYOUT: Code = Code::error("G015");

/// A Word file for styles that does not read.
pub const BAD_REFERENCE: Code = Code::error("G016");
/// Styles that such a file does not have.
pub const MISSING_STYLES: Code = Code::note("G017");

/// All kinds of problems of the congress file.
pub const CODES: &[Code] = &[
    SAME_ID,
    NO_EDITOR,
    NO_VARIANT,
    BAD_FILE,
    SAME_FILE,
    BAD_ORDINAL,
    ORDINALS,
    BAD_TERM,
    NO_DOCUMENT,
    NO_NAME,
    SAME_TITLE,
    UNKNOWN_PROFILE,
    NO_PROFILE_FILE,
    LAYOUT_RANGE,
    NO_TITLE_LAYOUT,
    BAD_REFERENCE,
    MISSING_STYLES,
];

/// What the checks of drafts need of the congress file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HouseRules {
    /// Ordinal of the congress.
    pub congress_no: Option<u32>,
    /// Ordinal of the committee that reports to it.
    pub committee_no: Option<u32>,
    /// First and last year of the term.
    pub term: Option<(u16, u16)>,
    /// Where tone marks stand.
    pub orthography: Orthography,
    /// How percentages are shortened.
    pub rounding: Rounding,
}

impl Congress {
    /// Reads `congress.yaml` and checks it. `file` is its name for the user.
    pub fn read(text: &str, file: &str) -> Reading<Option<Self>> {
        let mut reading = yaml::read::<Self>(text, file);
        if let Some(congress) = &reading.value {
            reading.problems.extend(check(congress, file));
        }
        reading
    }

    /// A document by its id.
    pub fn document(&self, id: &str) -> Option<&DocumentEntry> {
        let id = DocumentKey::parse(id)?;
        self.documents.iter().find(|document| document.id == id)
    }

    /// A document as people call it: by id, by title, by title without marks. `None` where two fit alike.
    pub fn find_document(&self, text: &str) -> Option<&DocumentEntry> {
        if let Some(document) = self.document(text) {
            return Some(document);
        }
        let keys: [fn(&str) -> String; 2] = [title_key, |title| plain(&title_key(title)).key];
        for key in keys {
            let wanted = key(text);
            let mut found = self.documents.iter().filter(|it| !wanted.is_empty() && key(&it.title) == wanted);
            if let Some(document) = found.next() {
                return found.next().is_none().then_some(document);
            }
        }
        None
    }

    /// The ordinals, the term and the house rules as values.
    pub fn house_rules(&self) -> HouseRules {
        HouseRules {
            congress_no: ordinal(&self.congress_no),
            committee_no: ordinal(&self.committee_no),
            term: term_years(self.term.trim()),
            orthography: self.orthography,
            rounding: self.rounding,
        }
    }
}

fn title_key(title: &str) -> String {
    let folded = fold_caseless(title).key;
    let words: Vec<&str> = folded.split_whitespace().collect();
    let joined = words.join(" ");
    joined.strip_prefix("dự thảo ").unwrap_or(&joined).trim_end_matches(['.', ':', ';', ',']).to_owned()
}

fn ordinal(text: &str) -> Option<u32> {
    let text = text.trim();
    match text.parse::<u32>() {
        Ok(number) => (1..1000).contains(&number).then_some(number),
        Err(_) => roman(text),
    }
}

fn check(congress: &Congress, file: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let problem = |code: Code, at: String| Problem::new(code, Place::file(file).at(at));
    let bodies = congress.bodies.iter().enumerate();
    let editors = congress.editors.iter().enumerate();
    let documents = congress.documents.iter().enumerate();
    type Entries<'a> = Vec<(usize, &'a str, &'a str)>;
    let lists: [(&str, Entries<'_>); 3] = [
        ("documents", documents.map(|(at, it)| (at, it.id.as_str(), it.title.as_str())).collect()),
        ("bodies", bodies.map(|(at, it)| (at, it.id.as_str(), it.name.as_str())).collect()),
        ("editors", editors.map(|(at, it)| (at, it.id.as_str(), it.role.as_str())).collect()),
    ];
    for (list, entries) in lists {
        let mut first = BTreeMap::new();
        for (at, id, name) in entries {
            let here = format!("{list}[{}]", at + 1);
            if first.insert(id, at).is_some() {
                found.push(problem(SAME_ID, here.clone()).with("id", id));
            }
            if name.trim().is_empty() {
                found.push(problem(NO_NAME, here));
            }
        }
    }
    for (key, value) in [("congress_no", &congress.congress_no), ("committee_no", &congress.committee_no)] {
        if ordinal(value).is_none() {
            found.push(problem(BAD_ORDINAL, key.to_owned()).with("value", value));
        }
    }
    let rules = congress.house_rules();
    if let (Some(congress_no), Some(committee_no)) = (rules.congress_no, rules.committee_no)
        && congress_no != committee_no + 1
    {
        let problem = problem(ORDINALS, "committee_no".to_owned());
        found.push(problem.with("congress", &congress.congress_no).with("committee", &congress.committee_no));
    }
    if rules.term.is_none_or(|(first, last)| first >= last) {
        found.push(problem(BAD_TERM, "term".to_owned()).with("value", &congress.term));
    }
    if congress.name.trim().is_empty() {
        found.push(problem(NO_NAME, "name".to_owned()));
    }
    if congress.documents.is_empty() {
        found.push(problem(NO_DOCUMENT, "documents".to_owned()));
    }
    if let Some(name) = &congress.profile
        && !Profile::names().contains(&name.trim())
        && name.trim() != OWN_PROFILE
    {
        let known = format!("{}, {OWN_PROFILE}", Profile::names().join(", "));
        found.push(problem(UNKNOWN_PROFILE, "profile".to_owned()).with("name", name).with("known", known));
    }
    found.extend(check_documents(congress, file));
    found
}

fn check_documents(congress: &Congress, file: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut files: BTreeMap<String, &str> = BTreeMap::new();
    let mut titles: BTreeMap<String, &str> = BTreeMap::new();
    for (at, document) in congress.documents.iter().enumerate() {
        let id = document.id.as_str();
        let problem = |code: Code| {
            Problem::new(code, Place::file(file).at(format!("documents[{}]", at + 1))).with("document", id)
        };
        if !is_draft_path(&document.file) {
            found.push(problem(BAD_FILE).with("path", &document.file));
        }
        if let Some(other) = files.insert(document.file.to_ascii_lowercase(), id) {
            found.push(problem(SAME_FILE).with("other", other).with("path", &document.file));
        }
        if let Some(other) = titles.insert(title_key(&document.title), id) {
            found.push(problem(SAME_TITLE).with("other", other).with("title", &document.title));
        }
        if let Some(variant) = &document.variant_of
            && (*variant == document.id || congress.document(variant.as_str()).is_none())
        {
            found.push(problem(NO_VARIANT).with("other", variant.as_str()));
        }
        for (section, editor) in &document.owners {
            if !congress.editors.iter().any(|it| it.id == *editor) {
                found.push(problem(NO_EDITOR).with("section", section).with("editor", editor.as_str()));
            }
        }
    }
    found
}

/// `drafts/<ASCII name>.md`, no folder below.
fn is_draft_path(path: &str) -> bool {
    let name = path.strip_prefix("drafts/").and_then(|rest| rest.strip_suffix(".md"));
    name.is_some_and(|name| {
        !name.is_empty()
            && !name.starts_with('.')
            && name.len() <= 100
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    const GOOD: &str = "schema: vankien/congress/1\nname: Đại hội\ncongress_no: XXII\ncommittee_no: XXI\n\
        term: 2020-2025\nlevel: district\ndocuments:\n  - id: political-report\n    title: Báo cáo chính trị\n    \
        file: drafts/political-report.md\n    owners: {1/II.1: chief, 1/II.10: chief}\n  - id: review-report\n    \
        title: Báo cáo kiểm điểm\n    file: drafts/review-report.md\nbodies:\n  - {id: btv, name: Ban Thường vụ}\n\
        editors:\n  - {id: chief, role: Tổng biên tập}\n";

    #[test]
    fn a_good_file_has_its_rules_and_documents() {
        let reading = Congress::read(GOOD, "congress.yaml");
        assert_eq!(reading.problems, []);
        let congress = reading.value.unwrap();
        let rules = congress.house_rules();
        assert_eq!(
            (rules.congress_no, rules.committee_no, rules.term),
            (Some(22), Some(21), Some((2020, 2025)))
        );
        assert!(congress.documents[0].owners.contains_key("1/II.10"));
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(congress.find_document(text).map(|it| it.id.as_str()), expected, "{text}");
        };
        check("Political-Report", Some("political-report"));
        check("báo cáo Chính trị.", Some("political-report"));
        check("Dự thảo Báo cáo kiểm điểm", Some("review-report"));
        check("bao cao kiem diem", Some("review-report"));
        check("Báo cáo", None);
        check("", None);
    }

    #[test]
    fn every_fault_is_named() {
        let check = |find: &str, put: &str, expected: &[&str]| {
            assert!(GOOD.contains(find), "{find}");
            let reading = Congress::read(&GOOD.replacen(find, put, 1), "congress.yaml");
            assert_eq!(reading.problems.iter().map(|it| it.code.id).collect::<Vec<_>>(), expected, "{put}");
            for problem in &reading.problems {
                for lang in [Lang::Vi, Lang::En] {
                    let text = format!("{} {}", problem.message(lang), problem.hint(lang).unwrap());
                    assert!(!text.contains(['⟦', '$']), "{text}");
                }
            }
        };
        check("id: review-report", "id: political-report", &["G001"]);
        check("1/II.1: chief", "1/II.1: nobody", &["G002"]);
        check("title: Báo cáo kiểm", "variant_of: summary\n    title: Báo cáo kiểm", &["G003"]);
        check("drafts/review-report.md", "../review-report.md", &["G004"]);
        check("drafts/review-report.md", "drafts/báo-cáo.md", &["G004"]);
        check("drafts/review-report.md", "drafts/Political-report.md", &["G005"]);
        check("congress_no: XXII", "congress_no: IIXX", &["G006"]);
        check("committee_no: XXI", "committee_no: XX", &["G007"]);
        check("congress_no: XXII", "congress_no: 22", &[]);
        check("term: 2020-2025", "term: 2020", &["G008"]);
        check("name: Đại hội", "name: \"\"", &["G010"]);
        check("Báo cáo kiểm điểm", "BÁO CÁO CHÍNH TRỊ", &["G011"]);
        check("level: district", "level: district\nprofile: party-1990", &["G012"]);
        check("level: district", "level: district\nprofile: plain", &[]);
        check("level: district", "level: district\nprofile: templates/profile.yaml", &[]);
        check("level: district", "level: district\nprofile: templates/other.yaml", &["G012"]);
        let none = "schema: vankien/congress/1\nname: A\ncongress_no: 2\ncommittee_no: 1\nterm: 2020-2025\n\
                    level: xã\ndocuments: []\n";
        assert_eq!(
            Congress::read(none, "c").problems.iter().map(|it| it.code.id).collect::<Vec<_>>(),
            ["G009"]
        );
    }

    #[test]
    fn the_template_is_a_good_file() {
        for lang in [Lang::Vi, Lang::En] {
            let reading = Congress::read(super::super::template(lang), "congress.yaml");
            assert_eq!(reading.problems, []);
        }
    }
}
