//! The store from outside: operations, unsaved edits, tags, protected files, history, and git's own opinion.

use std::path::{Path, PathBuf};
use std::process::Command;
use vankien::store::{Changes, CommitMeta, Store, StoreError, Tag, TagOutcome, WorkingState};

fn meta(seconds: i64) -> CommitMeta {
    CommitMeta {
        seconds: 1_582_000_000 + seconds,
        offset_minutes: 420,
        author: "Thư ký đợt".into(),
        email: "thu-ky@huyen".into(),
        command: "test".into(),
    }
}

fn writes(files: &[(&str, Option<&str>)], subject: &str) -> Changes {
    let writes =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.map(|text| text.as_bytes().into())));
    Changes { writes: writes.collect(), subject: subject.into(), ..Changes::default() }
}

fn new_store(folder: &Path) -> Store {
    let files = [
        ("congress.yaml", Some("name: x\n")),
        ("drafts/a.md", Some("một\n")),
        ("drafts/b.md", Some("hai\n")),
        ("comments/1/x01/1.yaml", Some("k: 1\n")),
    ];
    Store::init(folder, &meta(0), &writes(&files, "Lập kho")).unwrap()
}

fn put(store: &Store, seconds: i64, files: &[(&str, Option<&str>)]) -> Option<vankien::store::CommitId> {
    let done = store.transact(&meta(seconds), |_| Ok::<_, StoreError>(Some(writes(files, "Ghi")))).unwrap();
    done.map(|done| {
        assert!(done.unfinished.is_none(), "{:?}", done.unfinished);
        done.commit
    })
}

fn git(folder: &Path, args: &[&str]) -> String {
    let out = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=x", "-c", "user.email=x@x"])
        .args(args)
        .env("HOME", "/nonexistent")
        .output()
        .unwrap();
    assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

fn is_sound(folder: &Path) {
    git(folder, &["fsck", "--strict", "--full"]);
}

fn file(folder: &Path, path: &str) -> Option<String> {
    std::fs::read(folder.join(path)).ok().map(|bytes| String::from_utf8(bytes).unwrap())
}

fn place() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("kho");
    (dir, path)
}

#[test]
fn a_new_repository_is_one_that_git_likes() {
    let (_dir, path) = place();
    let store = new_store(&path);
    is_sound(&path);
    assert_eq!(git(&path, &["status", "--porcelain"]), "");
    assert_eq!(git(&path, &["branch", "--show-current"]), "main\n");
    assert_eq!(git(&path, &["config", "core.fsync"]), "committed,reference\n");
    assert_eq!(file(&path, "drafts/a.md").as_deref(), Some("một\n"));
    let (_other, other) = place();
    assert_eq!(store.head().unwrap().commit(), new_store(&other).head().unwrap().commit());
    // The same again is no error; something else is.
    new_store(&path);
    let refused = Store::init(&path, &meta(9), &writes(&[("a", Some("b"))], "Khác"));
    assert!(matches!(refused, Err(StoreError::NotEmpty(_))), "{refused:?}");
    let (_third, third) = place();
    std::fs::create_dir_all(&third).unwrap();
    std::fs::write(third.join("x"), "").unwrap();
    assert!(matches!(
        Store::init(&third, &meta(0), &writes(&[("a", Some("b"))], "x")),
        Err(StoreError::NotEmpty(_))
    ));
    assert_eq!(std::fs::read_dir(&third).unwrap().count(), 1);
}

#[test]
fn an_operation_is_one_commit_and_the_working_files_follow() {
    let (_dir, path) = place();
    let store = new_store(&path);
    let commit = put(
        &store,
        1,
        &[("drafts/a.md", Some("mới\n")), ("drafts/b.md", None), ("rounds/1.yaml", Some("n: 1\n"))],
    );
    assert_eq!(store.head().unwrap().commit(), commit.unwrap());
    assert_eq!(file(&path, "drafts/a.md").as_deref(), Some("mới\n"));
    assert_eq!(file(&path, "drafts/b.md"), None);
    assert_eq!(file(&path, "rounds/1.yaml").as_deref(), Some("n: 1\n"));
    assert_eq!(git(&path, &["status", "--porcelain"]), "");
    assert_eq!(git(&path, &["rev-list", "--count", "HEAD"]), "2\n");
    assert!(git(&path, &["reflog"]).contains("Ghi"));
    // Nothing changed: no commit.
    assert_eq!(put(&store, 2, &[("drafts/a.md", Some("mới\n")), ("nicht/da", None)]), None);
    is_sound(&path);
}

#[test]
fn many_files_make_one_pack() {
    let (_dir, path) = place();
    let store = new_store(&path);
    let text: Vec<(String, String)> =
        (0..300).map(|k| (format!("received/1/x{k:03}/f.csv"), format!("{k}\n"))).collect();
    let files: Vec<(&str, Option<&str>)> =
        text.iter().map(|(path, text)| (path.as_str(), Some(text.as_str()))).collect();
    put(&store, 1, &files).unwrap();
    is_sound(&path);
    assert_eq!(git(&path, &["status", "--porcelain"]), "");
    assert!(git(&path, &["count-objects", "-v"]).contains("packs: 1\n"));
    assert_eq!(store.head().unwrap().list("received/1").unwrap().len(), 300);
    assert_eq!(file(&path, "received/1/x299/f.csv").as_deref(), Some("299\n"));
}

#[test]
fn unsaved_edits_stay_and_keep_their_base() {
    let (_dir, path) = place();
    let store = new_store(&path);
    std::fs::write(path.join("drafts/a.md"), "sửa tay\n").unwrap();
    std::fs::remove_file(path.join("drafts/b.md")).unwrap();
    std::fs::write(path.join("drafts/c.md"), "tệp mới\n").unwrap();
    put(
        &store,
        1,
        &[
            ("drafts/a.md", Some("của người khác\n")),
            ("drafts/b.md", Some("x\n")),
            ("drafts/c.md", Some("c\n")),
        ],
    );
    assert_eq!(file(&path, "drafts/a.md").as_deref(), Some("sửa tay\n"));
    assert_eq!(file(&path, "drafts/b.md"), None);
    assert_eq!(file(&path, "drafts/c.md").as_deref(), Some("tệp mới\n"));
    assert_eq!(store.base("drafts/a.md").unwrap().unwrap(), "một\n".as_bytes());
    let states: Vec<_> =
        store.working_state("drafts").unwrap().into_iter().map(|file| (file.path, file.state)).collect();
    let expected = [
        ("drafts/a.md", WorkingState::Edited),
        ("drafts/b.md", WorkingState::Missing),
        ("drafts/c.md", WorkingState::New),
    ];
    assert_eq!(states, expected.map(|(path, state)| (path.to_owned(), state)));
    // Saved as a merge: the taken edit gives way to it.
    let mut saved = writes(&[("drafts/a.md", Some("của người khác, sửa tay\n"))], "Lưu");
    saved.taken.insert("drafts/a.md".into(), "sửa tay\n".into());
    store.transact(&meta(2), |_| Ok::<_, StoreError>(Some(saved.clone()))).unwrap().unwrap();
    assert_eq!(file(&path, "drafts/a.md").as_deref(), Some("của người khác, sửa tay\n"));
    let state = store.working_state("drafts/a.md").unwrap();
    assert_eq!(state[0].state, WorkingState::Clean);
    is_sound(&path);
}

#[test]
fn a_taken_edit_that_was_edited_again_stays() {
    let (_dir, path) = place();
    let store = new_store(&path);
    std::fs::write(path.join("drafts/a.md"), "sửa hai lần\n").unwrap();
    let mut saved = writes(&[("drafts/a.md", Some("gộp\n"))], "Lưu");
    saved.taken.insert("drafts/a.md".into(), "sửa một lần\n".into());
    store.transact(&meta(2), |_| Ok::<_, StoreError>(Some(saved.clone()))).unwrap().unwrap();
    assert_eq!(file(&path, "drafts/a.md").as_deref(), Some("sửa hai lần\n"));
}

#[test]
fn tags_follow_from_their_commit() {
    let (_dir, path) = place();
    let store = new_store(&path);
    let tag = Tag { name: "round-1".into(), message: "Đợt 1".into() };
    let change =
        Changes { tag: Some(tag.clone()), ..writes(&[("rounds/1.yaml", Some("n: 1\n"))], "Chốt đợt 1") };
    let done = store.transact(&meta(1), |_| Ok::<_, StoreError>(Some(change.clone()))).unwrap().unwrap();
    let before = git(&path, &["rev-parse", "refs/tags/round-1"]);
    assert_eq!(store.tags("round-").unwrap(), [("round-1".to_owned(), done.commit)]);
    assert_eq!(store.ensure_tag(&tag, done.commit, "test").unwrap(), TagOutcome::AlreadyThere);
    git(&path, &["tag", "-d", "round-1"]);
    assert_eq!(store.ensure_tag(&tag, done.commit, "test").unwrap(), TagOutcome::Made);
    assert_eq!(git(&path, &["rev-parse", "refs/tags/round-1"]), before);
    assert_eq!(git(&path, &["cat-file", "-t", "round-1"]), "tag\n");
    git(&path, &["tag", "-f", "-a", "-m", "giả", "round-1", "HEAD"]);
    assert!(matches!(store.ensure_tag(&tag, done.commit, "test"), Err(StoreError::TagDiffers(_))));
    assert_eq!(store.at("round-1").unwrap().commit(), done.commit);
    assert_eq!(store.at("round-1~1").unwrap().commit(), store.at("main^").unwrap().commit());
    assert!(matches!(store.at("round-2"), Err(StoreError::Missing(_))));
    is_sound(&path);
}

#[test]
fn protected_files_edited_by_hand_are_rescued() {
    let (_dir, path) = place();
    let store = new_store(&path);
    assert_eq!(store.protected_edits(&["comments", "rounds"]).unwrap(), Vec::<String>::new());
    std::fs::write(path.join("comments/1/x01/1.yaml"), "k: 2\n").unwrap();
    std::fs::write(path.join("comments/1/x01/2.yaml"), "k: 3\n").unwrap();
    let edits = store.protected_edits(&["comments", "rounds"]).unwrap();
    assert_eq!(edits, ["comments/1/x01/1.yaml", "comments/1/x01/2.yaml"]);
    for edit in &edits {
        let moved = store.rescue(edit, &meta(1)).unwrap().unwrap();
        assert!(moved.starts_with("rescued/") && file(&path, &moved).unwrap().starts_with("k: "), "{moved}");
    }
    assert_eq!(file(&path, "comments/1/x01/1.yaml").as_deref(), Some("k: 1\n"));
    assert_eq!(file(&path, "comments/1/x01/2.yaml"), None);
    assert_eq!(store.protected_edits(&["comments"]).unwrap(), Vec::<String>::new());
    std::fs::remove_file(path.join("comments/1/x01/1.yaml")).unwrap();
    assert_eq!(store.protected_edits(&["comments"]).unwrap(), ["comments/1/x01/1.yaml"]);
    assert_eq!(store.rescue("comments/1/x01/1.yaml", &meta(1)).unwrap(), None);
    assert_eq!(file(&path, "comments/1/x01/1.yaml").as_deref(), Some("k: 1\n"));
}

#[test]
fn the_history_reads_back_and_reverses() {
    let (_dir, path) = place();
    let store = new_store(&path);
    let first = put(&store, 1, &[("drafts/a.md", Some("2\n")), ("drafts/n.md", Some("n\n"))]).unwrap();
    put(&store, 2, &[("drafts/b.md", Some("3\n"))]).unwrap();
    let log = store.log().unwrap();
    assert_eq!(log.iter().map(|info| info.subject.as_str()).collect::<Vec<_>>(), ["Ghi", "Ghi", "Lập kho"]);
    assert_eq!((log[1].id, log[1].author.as_str(), log[1].offset_minutes), (first, "Thư ký đợt", 420));
    assert_eq!(store.history("drafts/a.md").unwrap().len(), 2);
    assert_eq!(store.history("drafts/a.md").unwrap()[0].0, first);
    let paths: Vec<String> = store.diff_paths(first).unwrap().into_iter().map(|change| change.path).collect();
    assert_eq!(paths, ["drafts/a.md", "drafts/n.md"]);
    let reversal = store.revert_changes(first).unwrap();
    assert_eq!(reversal.conflicts, Vec::<String>::new());
    assert_eq!(reversal.changes.writes["drafts/n.md"], None);
    assert_eq!(reversal.changes.writes["drafts/a.md"].as_deref(), Some("một\n".as_bytes()));
    put(&store, 3, &[("drafts/a.md", Some("4\n"))]).unwrap();
    assert_eq!(store.revert_changes(first).unwrap().conflicts, ["drafts/a.md"]);
}

#[test]
fn a_file_and_a_folder_do_not_share_a_name() {
    let (_dir, path) = place();
    let store = new_store(&path);
    for files in [
        &[("drafts", Some("x"))][..],
        &[("drafts/a.md/x", Some("x"))],
        &[("q", Some("x")), ("q/r", Some("x"))],
    ] {
        let refused = store.transact(&meta(1), |_| Ok::<_, StoreError>(Some(writes(files, "x"))));
        assert!(matches!(refused, Err(StoreError::InTheWay(_))), "{files:?}: {refused:?}");
    }
    put(&store, 2, &[("drafts/a.md", None), ("drafts/a.md/x", Some("x"))]).unwrap();
    assert_eq!(file(&path, "drafts/a.md/x").as_deref(), Some("x"));
    put(&store, 3, &[("drafts/a.md", Some("y")), ("drafts/a.md/x", None)]).unwrap();
    assert_eq!(file(&path, "drafts/a.md").as_deref(), Some("y"));
    is_sound(&path);
}

#[test]
fn the_cache_and_the_identity_are_kept_beside_the_history() {
    let (_dir, path) = place();
    let store = new_store(&path);
    assert_eq!(store.me().unwrap(), None);
    store.set_me("Trần Văn A").unwrap();
    assert_eq!(Store::open(&path.join("drafts")).unwrap().me().unwrap().as_deref(), Some("Trần Văn A"));
    let blob = store.head().unwrap().entry("drafts/a.md").unwrap().unwrap().blob;
    assert_eq!(store.cached(blob, "blocks/1"), None);
    store.cache(blob, "blocks/1", b"x");
    assert_eq!(store.cached(blob, "blocks/1").as_deref(), Some(&b"x"[..]));
    std::fs::remove_dir_all(path.join(".git/vankien")).unwrap();
    assert_eq!((store.cached(blob, "blocks/1"), store.me().unwrap()), (None, None));
    put(&store, 5, &[("drafts/a.md", Some("5\n"))]).unwrap();
    assert_eq!(git(&path, &["status", "--porcelain"]), "");
}
