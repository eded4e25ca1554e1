//! Promise 1: every file that comes in is kept byte for byte, and importing it again changes nothing.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests: what is not there ends the test"
)]

use crate::support::{self, Ran, Random, copy, files, git_says, session, vankien};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use vankien::app;
use vankien::rounds::Sha256;

fn head(dir: &Path) -> String {
    git_says(dir, &["rev-parse", "HEAD"])
}

fn replies(round: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("drafts/moc-linh/replies/round-{round}"))
}

fn import(dir: &Path, paths: &[&Path], round: u32) -> Ran {
    let round = round.to_string();
    let mut args: Vec<String> =
        ["comments", "import", "--json", "--round", &round].map(str::to_owned).to_vec();
    args.extend(paths.iter().map(|path| path.display().to_string()));
    vankien(dir, args)
}

fn results(run: &Ran) -> BTreeMap<String, String> {
    let json = run.json();
    assert_eq!(json["schema"], "vankien/import/1");
    let files = json["files"].as_array().unwrap();
    files
        .iter()
        .map(|it| (it["file"].as_str().unwrap().to_owned(), it["result"].as_str().unwrap().to_owned()))
        .collect()
}

#[test]
fn the_sample_s_replies_imported_again_change_nothing() {
    let sample = support::sample();
    let (before, kept) = (head(&sample.path), files(&sample.path));
    for round in [1, 2] {
        // The folder as a whole, then every file alone.
        let folder = replies(round);
        let run = import(&sample.path, &[&folder], round);
        let odd: Vec<_> = results(&run).into_iter().filter(|(_, result)| result != "duplicate").collect();
        assert!(odd.is_empty(), "{odd:?}");
        assert_eq!(results(&run).len(), fs::read_dir(&folder).unwrap().count());
        assert_eq!(run.code, Some(0), "{}", run.said());
        for entry in fs::read_dir(&folder).unwrap().take(6) {
            import(&sample.path, &[&entry.unwrap().path()], round).ok();
        }
    }
    assert_eq!(head(&sample.path), before);
    assert_eq!(files(&sample.path), kept);
    // Every offered file is there with its bytes.
    let received: Vec<Sha256> = kept
        .iter()
        .filter(|(path, _)| path.starts_with("received/"))
        .map(|(_, bytes)| Sha256::of(bytes))
        .collect();
    let mut n_offered = 0;
    for round in [1, 2] {
        for entry in fs::read_dir(replies(round)).unwrap() {
            let path = entry.unwrap().path();
            n_offered += 1;
            assert!(received.contains(&Sha256::of(&fs::read(&path).unwrap())), "{}", path.display());
        }
    }
    println!("{n_offered} files offered, {} kept", received.len());
}

#[test]
fn a_renamed_copy_is_the_same_file_and_a_changed_one_is_not() {
    let place = support::opened();
    let text = support::reply("x01", "từng bước hình thành", "bước đầu hình thành");
    let (one, two) = (place.inbox.join("mot.yaml"), place.inbox.join("thư (bản sao).yaml"));
    fs::write(&one, &text).unwrap();
    fs::write(&two, &text).unwrap();
    import(&place.path, &[&one], 1).ok();
    let before = (head(&place.path), files(&place.path));
    let run = import(&place.path, &[&two], 1).ok();
    assert_eq!(results(&run).into_values().collect::<Vec<_>>(), ["duplicate"]);
    assert_eq!(before, (head(&place.path), files(&place.path)));
    // The same file twice in one import is one file.
    let fresh = place.inbox.join("moi.yaml");
    let again = place.inbox.join("moi-2.yaml");
    let text = support::reply("x02", "duy trì đều đặn", "duy trì tốt");
    fs::write(&fresh, &text).unwrap();
    fs::write(&again, &text).unwrap();
    let run = import(&place.path, &[&fresh, &again], 1).ok();
    let mut both: Vec<String> = results(&run).into_values().collect();
    both.sort();
    assert_eq!(both, ["duplicate", "imported"]);
    // One more blank at the end is another file: kept and counted, never merged in silence.
    fs::write(&two, format!("{text}\n")).unwrap();
    import(&place.path, &[&two], 1);
    let kept = files(&place.path);
    assert_eq!(kept.keys().filter(|path| path.starts_with("received/")).count(), 3);
}

#[test]
fn a_file_that_was_refused_or_waits_is_kept_once_however_often_it_comes() {
    let place = support::opened();
    let refused = place.inbox.join("anh.png");
    let waiting = place.inbox.join("khong-ro.yaml");
    fs::write(&refused, b"\x89PNG\r\n\x1a\n\0\0\0").unwrap();
    fs::write(&waiting, "schema: vankien/reply/1\nround: 1\nstate: agree\n").unwrap();
    assert_eq!(import(&place.path, &[&place.inbox], 1).code, Some(1));
    let before = (head(&place.path), files(&place.path));
    assert_eq!(before.1.keys().filter(|path| path.starts_with("received/")).count(), 2);
    import(&place.path, &[&place.inbox], 1);
    assert_eq!(before, (head(&place.path), files(&place.path)));
    // The answer that was missing takes the waiting file in.
    let run = vankien(
        &place.path,
        ["comments", "import", &waiting.display().to_string(), "--unit", "x03", "--json"],
    )
    .ok();
    assert_eq!(results(&run).into_values().collect::<Vec<_>>(), ["imported"]);
    vankien(&place.path, ["verify"]).ok();
}

#[test]
fn a_folder_with_everything_in_it_is_taken_as_far_as_it_goes() {
    let place = support::opened();
    let inputs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/inputs");
    let deep = place.inbox.join("thư/ngày 12");
    fs::create_dir_all(&deep).unwrap();
    for entry in fs::read_dir(&inputs).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, deep.join(path.file_name().unwrap())).unwrap();
    }
    for unit in support::UNITS {
        fs::write(place.inbox.join(format!("{unit}.yaml")), support::reply(unit, "có tiến bộ", "tốt hơn"))
            .unwrap();
    }
    let run = import(&place.path, &[&place.inbox], 1);
    assert_eq!(run.code, Some(1));
    let results = results(&run);
    let n_imported =
        results.values().filter(|result| ["imported", "replaced"].contains(&result.as_str())).count();
    assert!(n_imported >= support::UNITS.len(), "{results:?}");
    let kept: Vec<Vec<u8>> = files(&place.path)
        .into_iter()
        .filter(|(path, _)| path.starts_with("received/"))
        .map(|it| it.1)
        .collect();
    for (name, bytes) in files(&place.inbox) {
        assert!(kept.contains(&bytes), "{name} was not kept");
        assert!(results.keys().any(|file| file.ends_with(&name)), "{name} is not in the report");
    }
    assert_eq!(git_says(&place.path, &["rev-list", "--count", "HEAD"]), "4", "one import, one commit");
    vankien(&place.path, ["verify"]).ok();
}

/// Files made of broken pieces of good ones and of noise.
fn noise(random: &mut Random) -> (String, Vec<u8>) {
    const PIECES: [&[u8]; 18] = [
        b"schema: vankien/reply/1\n",
        b"unit: x01\n",
        b"round: 1\n",
        b"state: agree\n",
        b"comments:\n  - text: |\n      \xc4\x90\xe1\xbb\x81 ngh\xe1\xbb\x8b\n",
        b"---\n",
        b"\n\n## m\xe1\xbb\xa5c 1\n\n",
        b"M\xc3\xa3;V\xc4\x83n ki\xe1\xbb\x87n;N\xe1\xbb\x99i dung g\xc3\xb3p \xc3\xbd\n",
        b"\xef\xbb\xbf",
        b"\"",
        b";;;\n",
        b"\xff\xfe",
        b"\0",
        b"&a [*a, *a]\n",
        b"\xe1\xbb",
        b"\r\n",
        b"quote: \"a\" b: [\n",
        b"\xe2\x80\xae\x1b[31m",
    ];
    const ENDS: [&str; 6] = ["yaml", "md", "csv", "txt", "docx", ""];
    let mut bytes = Vec::new();
    for _ in 0..random.below(12) {
        if random.below(3) == 0 {
            bytes.extend((0..random.below(40)).map(|_| u8::try_from(random.below(256)).unwrap()));
        } else {
            bytes.extend_from_slice(PIECES[random.below(PIECES.len())]);
        }
    }
    (format!("tep-{}.{}", random.below(1_000_000), ENDS[random.below(ENDS.len())]), bytes)
}

#[test]
fn arbitrary_bytes_never_crash_and_are_always_kept() {
    let place = support::opened();
    let n_batches = support::number("VANKIEN_CASES", 60);
    let folder = tempfile::tempdir().unwrap();
    for seed in 0..n_batches {
        let mut random = Random::new(seed as u64);
        let dir = folder.path().join("kho");
        let inbox = folder.path().join("den");
        copy(&place.path, &dir);
        fs::create_dir(&inbox).unwrap();
        for _ in 0..=random.below(5) {
            let (name, bytes) = noise(&mut random);
            fs::write(inbox.join(name), bytes).unwrap();
        }
        let options = app::import::Options { paths: vec![inbox.clone()], ..app::import::Options::default() };
        let report = support::done(app::import::import(&session(&dir, "chief", 5), &options));
        let offered = files(&inbox);
        let json = report.json.unwrap();
        assert_eq!(json["files"].as_array().unwrap().len(), offered.len(), "seed {seed}: {json}");
        let kept = files(&dir);
        let kept: Vec<&Vec<u8>> =
            kept.iter().filter(|(path, _)| path.starts_with("received/")).map(|it| it.1).collect();
        for (name, bytes) in &offered {
            assert!(kept.contains(&bytes), "seed {seed}: {name} {bytes:?} was not kept");
        }
        for file in json["files"].as_array().unwrap() {
            let name =
                Path::new(file["file"].as_str().unwrap()).file_name().unwrap().to_string_lossy().into_owned();
            assert_eq!(
                file["sha256"].as_str().unwrap(),
                Sha256::of(&offered[&name]).to_string(),
                "seed {seed}"
            );
            let problems = file["problems"].as_array().unwrap();
            let is_good = ["imported", "duplicate", "replaced"].contains(&file["result"].as_str().unwrap());
            assert!(is_good || !problems.is_empty(), "seed {seed}: {file}");
            for problem in problems {
                let says = |key: &str| problem[key].as_str().is_some_and(|text| !text.is_empty());
                assert!(says("reason") && says("fix"), "seed {seed}: {problem}");
            }
        }
        let before = files(&dir);
        support::done(app::import::import(&session(&dir, "chief", 6), &options));
        assert_eq!(before, files(&dir), "seed {seed}: the second import changed something");
        let sound = support::done(app::verify::verify(&session(&dir, "chief", 7), false));
        assert!(sound.problems.is_empty(), "seed {seed}: {:?}", sound.problems);
        fs::remove_dir_all(&dir).unwrap();
        fs::remove_dir_all(&inbox).unwrap();
    }
    println!("{n_batches} batches of arbitrary bytes");
}
