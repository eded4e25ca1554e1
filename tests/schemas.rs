//! The JSON Schemas of all YAML files: fresh, and of one mind with the readers.
//!
//! `schemas/<file>.schema.json` are generated from the types; `VANKIEN_BLESS=1 cargo test --test all schemas::` writes
//! them. Every sample in `schemas/<file>/valid/` passes schema and reader; every one in `invalid/` fails at least
//! the reader, and the schema too unless its first line is `# schema: passes` (what only the reader can see).

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use vankien::comments::{DecisionFile, ReasonsFile, Reply, Submission};
use vankien::congress::{Congress, Profile};
use vankien::problem::{Problem, Severity};
use vankien::rounds::{Event, Manifest, MilestonesFile, Print};
use vankien::units::{Registry, UnitsFile};
use vankien::{comments, yaml};

/// A kind of file: its name in `schemas/`, its schema, its reader (all problems, `None` for a good file).
struct Kind {
    name: &'static str,
    schema: fn() -> schemars::Schema,
    read: fn(&str) -> Vec<Problem>,
}

const KINDS: &[Kind] = &[
    Kind {
        name: "congress",
        schema: || schemars::schema_for!(Congress),
        read: |text| Congress::read(text, "f.yaml").problems,
    },
    Kind {
        name: "units",
        schema: || schemars::schema_for!(UnitsFile),
        read: |text| Registry::read(text, "f.yaml").problems,
    },
    Kind {
        name: "profile",
        schema: || schemars::schema_for!(Profile),
        read: |text| Profile::read(text, "f.yaml").err().unwrap_or_default(),
    },
    Kind { name: "round", schema: || schemars::schema_for!(Manifest), read: read::<Manifest> },
    Kind { name: "event", schema: || schemars::schema_for!(Event), read: read::<Event> },
    Kind { name: "print", schema: || schemars::schema_for!(Print), read: read::<Print> },
    Kind {
        name: "milestones",
        schema: || schemars::schema_for!(MilestonesFile),
        read: read::<MilestonesFile>,
    },
    Kind { name: "submission", schema: || schemars::schema_for!(Submission), read: read::<Submission> },
    Kind {
        name: "decision",
        schema: || schemars::schema_for!(DecisionFile),
        read: |text| {
            let reading = yaml::read::<DecisionFile>(text, "f.yaml");
            let more = reading.value.iter().flat_map(|file| comments::check_file(file, "f.yaml"));
            reading.problems.into_iter().chain(more).collect()
        },
    },
    Kind { name: "reasons", schema: || schemars::schema_for!(ReasonsFile), read: read::<ReasonsFile> },
    Kind {
        name: "reply",
        schema: || schemars::schema_for!(Reply),
        read: |text| {
            let reading = comments::read_reply(text, "f.yaml", 0);
            let more = reading
                .value
                .iter()
                .flat_map(|it| comments::check_reply(it, it.comments.len(), false, "f.yaml"));
            reading.problems.iter().cloned().chain(more).collect()
        },
    },
];

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Vec<Problem> {
    yaml::read::<T>(text, "f.yaml").problems
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas")
}

fn generated(kind: &Kind) -> String {
    let mut schema = (kind.schema)().to_value();
    if let Value::Object(object) = &mut schema {
        object.insert("$id".to_owned(), Value::String(format!("vankien/{}/1", kind.name)));
    }
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}

fn samples(kind: &Kind, which: &str) -> Vec<(PathBuf, String)> {
    let folder = folder().join(kind.name).join(which);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    found.sort();
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("UTF-8"))).collect()
}

/// The file as a JSON value, as an editor with the schema would see it.
fn as_json(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok()
}

fn errors(problems: &[Problem]) -> Vec<String> {
    let errors = problems.iter().filter(|it| it.code.severity == Severity::Error);
    errors
        .map(|it| format!("{} {:?} {}", it.code.id, it.place, it.message(vankien::messages::Lang::En)))
        .collect()
}

#[test]
fn schemas_are_fresh() {
    let mut stale = Vec::new();
    for kind in KINDS {
        let path = folder().join(format!("{}.schema.json", kind.name));
        let wanted = generated(kind);
        if fs::read_to_string(&path).is_ok_and(|found| found == wanted) {
            continue;
        }
        if std::env::var_os("VANKIEN_BLESS").is_some() {
            fs::create_dir_all(folder()).unwrap();
            fs::write(&path, wanted).unwrap();
        } else {
            stale.push(path.display().to_string());
        }
    }
    assert!(
        stale.is_empty(),
        "these schemas do not fit the types; run `VANKIEN_BLESS=1 cargo test --test all schemas::` and look at the \
         difference:\n{}",
        stale.join("\n")
    );
}

#[test]
fn every_schema_file_has_its_kind() {
    let known: BTreeSet<String> = KINDS.iter().map(|kind| kind.name.to_owned()).collect();
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let kind = name.strip_suffix(".schema.json").unwrap_or(&name);
        assert!(name.starts_with('.') || known.contains(kind), "schemas/{name} belongs to no kind of file");
    }
}

#[test]
fn valid_samples_pass_schema_and_reader() {
    for kind in KINDS {
        let validator = jsonschema::validator_for(&(kind.schema)().to_value()).unwrap();
        let samples = samples(kind, "valid");
        assert!(samples.len() >= 2, "{}: two valid samples at least", kind.name);
        for (path, text) in samples {
            let problems = errors(&(kind.read)(&text));
            assert!(problems.is_empty(), "{}: {}", path.display(), problems.join("\n"));
            let json = as_json(&text).unwrap();
            let faults: Vec<String> =
                validator.iter_errors(&json).map(|it| format!("{}: {it}", it.instance_path())).collect();
            assert!(faults.is_empty(), "{}: {}", path.display(), faults.join("\n"));
        }
    }
}

#[test]
fn invalid_samples_fail_in_both() {
    for kind in KINDS {
        let validator = jsonschema::validator_for(&(kind.schema)().to_value()).unwrap();
        let samples = samples(kind, "invalid");
        assert!(samples.len() >= 2, "{}: two invalid samples at least", kind.name);
        for (path, text) in samples {
            assert!(!errors(&(kind.read)(&text)).is_empty(), "{}: the reader takes it", path.display());
            let passes = as_json(&text).is_some_and(|json| validator.is_valid(&json));
            let may_pass = text.starts_with("# schema: passes");
            assert_eq!(passes, may_pass, "{}: the schema and the first line disagree", path.display());
        }
    }
}

#[test]
fn what_the_program_writes_passes_its_schema() {
    fn rewritten<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> String {
        yaml::to_string(&yaml::from_str::<T>(text, "f.yaml").unwrap())
    }
    for kind in KINDS {
        let validator = jsonschema::validator_for(&(kind.schema)().to_value()).unwrap();
        for (path, text) in samples(kind, "valid") {
            let written = match kind.name {
                "congress" => rewritten::<Congress>(&text),
                "units" => rewritten::<UnitsFile>(&text),
                "profile" => rewritten::<Profile>(&text),
                "round" => rewritten::<Manifest>(&text),
                "event" => rewritten::<Event>(&text),
                "print" => rewritten::<Print>(&text),
                "milestones" => rewritten::<MilestonesFile>(&text),
                "submission" => rewritten::<Submission>(&text),
                "decision" => rewritten::<DecisionFile>(&text),
                "reasons" => rewritten::<ReasonsFile>(&text),
                "reply" => rewritten::<Reply>(&text),
                other => panic!("{other}: name its type here"),
            };
            assert!(validator.is_valid(&as_json(&written).unwrap()), "{}:\n{written}", path.display());
            assert!(errors(&(kind.read)(&written)).is_empty(), "{}:\n{written}", path.display());
        }
    }
}
