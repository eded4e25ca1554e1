//! The store against hostile and broken repositories: links, replace objects, grafts, hooks, left locks.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use vankien::messages::{self, Lang};
use vankien::store::{Changes, CommitMeta, Store, StoreError};

fn meta(seconds: i64) -> CommitMeta {
    CommitMeta {
        seconds: 1_582_000_000 + seconds,
        offset_minutes: 420,
        author: "A".into(),
        email: "a@x".into(),
        command: "test".into(),
    }
}

fn changes(files: &[(&str, &str)]) -> Changes {
    let writes = files.iter().map(|(path, text)| ((*path).to_owned(), Some(text.as_bytes().into())));
    Changes { writes: writes.collect(), subject: "Ghi".into(), ..Changes::default() }
}

fn place() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("kho");
    Store::init(&path, &meta(0), &changes(&[("drafts/a.md", "một\n"), ("drafts/b.md", "hai\n")])).unwrap();
    (dir, path)
}

fn put(folder: &Path, files: &[(&str, &str)]) -> Result<(), StoreError> {
    let store = Store::open(folder)?;
    store.set_wait(Duration::from_millis(50));
    let done = store.transact(&meta(1), |_| Ok::<_, StoreError>(Some(changes(files))))?;
    done.and_then(|done| done.unfinished).map_or(Ok(()), Err)
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
    String::from_utf8(out.stdout).unwrap().trim().to_owned()
}

fn file(folder: &Path, path: &str) -> String {
    std::fs::read_to_string(folder.join(path)).unwrap()
}

/// Points the branch at a commit of one hand-made tree line, as no git tool would make it.
fn plant(folder: &Path, mode: &str, name: &str) {
    use std::io::Write;
    let mut make = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["hash-object", "-t", "tree", "-w", "--stdin", "--literally"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = format!("{mode} {name}\0").into_bytes();
    line.extend_from_slice(&[7; 20]);
    make.stdin.take().unwrap().write_all(&line).unwrap();
    let tree = String::from_utf8(make.wait_with_output().unwrap().stdout).unwrap();
    let commit = format!("tree {}\nauthor x <x> 1 +0000\ncommitter x <x> 1 +0000\n\nx\n", tree.trim());
    std::fs::write(folder.join("commit"), commit).unwrap();
    let commit = git(folder, &["hash-object", "-t", "commit", "-w", "--literally", "commit"]);
    std::fs::remove_file(folder.join("commit")).unwrap();
    std::fs::write(folder.join(".git/refs/heads/main"), format!("{commit}\n")).unwrap();
}

#[test]
fn a_replaced_object_reads_as_it_was_stored() {
    let (_dir, path) = place();
    git(&path, &["tag", "-a", "-m", "x", "round-1"]);
    std::fs::write(path.join("fake"), "giả\n").unwrap();
    let fake = git(&path, &["hash-object", "-w", "fake"]);
    let blob = git(&path, &["rev-parse", "HEAD:drafts/a.md"]);
    git(&path, &["replace", &blob, &fake]);
    assert_eq!(git(&path, &["show", "round-1:drafts/a.md"]), "giả");
    let store = Store::open(&path).unwrap();
    assert_eq!(store.at("round-1").unwrap().read("drafts/a.md").unwrap().unwrap(), "một\n".as_bytes());
    // The commit itself, replaced by one with another tree.
    put(&path, &[("drafts/a.md", "khác\n")]).unwrap();
    let (old, new) = (git(&path, &["rev-parse", "round-1^{commit}"]), git(&path, &["rev-parse", "HEAD"]));
    git(&path, &["replace", &old, &new]);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.at("round-1").unwrap().read("drafts/a.md").unwrap().unwrap(), "một\n".as_bytes());
    assert_eq!(store.log().unwrap().len(), 2);
}

#[test]
fn grafts_and_shallow_hide_no_parent() {
    let (_dir, path) = place();
    put(&path, &[("drafts/a.md", "2\n")]).unwrap();
    let head = git(&path, &["rev-parse", "HEAD"]);
    std::fs::write(path.join(".git/info/grafts"), format!("{head}\n")).unwrap_or_else(|_| {
        std::fs::create_dir_all(path.join(".git/info")).unwrap();
        std::fs::write(path.join(".git/info/grafts"), format!("{head}\n")).unwrap();
    });
    std::fs::write(path.join(".git/shallow"), format!("{head}\n")).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.log().unwrap().len(), 2);
    assert_eq!(store.history("drafts/a.md").unwrap().len(), 2);
}

#[cfg(unix)]
#[test]
fn links_in_the_working_copy_are_neither_followed_nor_written_through() {
    let (dir, path) = place();
    let secret = dir.path().join("secret");
    std::fs::write(&secret, "bí mật").unwrap();
    std::fs::remove_file(path.join("drafts/a.md")).unwrap();
    std::os::unix::fs::symlink(&secret, path.join("drafts/a.md")).unwrap();
    let store = Store::open(&path).unwrap();
    let is_refused = |error: StoreError, named: &str| match error {
        StoreError::Symlink(at) => assert_eq!(at, named),
        other => panic!("{other}"),
    };
    is_refused(store.working("drafts/a.md").unwrap_err(), "drafts/a.md");
    is_refused(store.working_state("drafts").unwrap_err(), "drafts/a.md");
    is_refused(store.write_working("drafts/a.md", b"x", &meta(1)).unwrap_err(), "drafts/a.md");
    is_refused(put(&path, &[("drafts/a.md", "x")]).unwrap_err(), "drafts/a.md");
    assert_eq!(std::fs::read_to_string(&secret).unwrap(), "bí mật");
    // A whole folder that leads elsewhere.
    let (dir, path) = place();
    let outside = dir.path().join("outside");
    std::fs::rename(path.join("drafts"), &outside).unwrap();
    std::os::unix::fs::symlink(&outside, path.join("drafts")).unwrap();
    is_refused(Store::open(&path).unwrap().working("drafts/a.md").unwrap_err(), "drafts");
    is_refused(put(&path, &[("drafts/a.md", "x")]).unwrap_err(), "drafts");
    assert_eq!(std::fs::read_to_string(outside.join("a.md")).unwrap(), "một\n");
}

#[test]
fn links_submodules_and_bad_names_in_the_history_are_refused_by_name() {
    let names = ["..", ".git", ".GIT", "git~1", "a\\b", "a/b", "x\u{1b}[2J"].map(|name| ("100644", name));
    for (mode, name) in [("120000", "drafts"), ("160000", "sub")].into_iter().chain(names) {
        let (_dir, path) = place();
        plant(&path, mode, name);
        let error = put(&path, &[("x", "x")]).unwrap_err();
        assert!(!matches!(error, StoreError::Git { .. } | StoreError::Io { .. }), "{name}: {error}");
        assert!(
            error
                .to_string()
                .contains(&format!("`{}`", name.escape_default().to_string().replace("\\\\", "\\"))),
            "{error}"
        );
        assert!(Store::open(&path).unwrap().head().unwrap().list("").is_err());
    }
    let (_dir, path) = place();
    for bad in
        ["../x", ".git/hooks/post-commit", "a/.GIT/x", "git~1/x", "/etc/x", "con.md", "a\\b", "a//b", ""]
    {
        let error = put(&path, &[(bad, "x")]).unwrap_err();
        assert!(matches!(error, StoreError::BadPath(_)), "{bad}: {error}");
    }
}

#[cfg(unix)]
#[test]
fn hooks_filters_and_fsmonitor_never_run() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, path) = place();
    let canary = dir.path().join("ran");
    let script = format!("#!/bin/sh\ntouch {}\ncat\n", canary.display());
    std::fs::create_dir_all(path.join(".git/hooks")).unwrap();
    for hook in
        ["pre-commit", "post-commit", "reference-transaction", "post-index-change", "post-checkout", "update"]
    {
        let hook = path.join(".git/hooks").join(hook);
        std::fs::write(&hook, &script).unwrap();
        std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let run = path.join(".git/hooks/update").display().to_string();
    git(&path, &["config", "core.hooksPath", &path.join(".git/hooks").display().to_string()]);
    for key in [
        "core.fsmonitor",
        "filter.x.clean",
        "filter.x.smudge",
        "diff.x.textconv",
        "core.pager",
        "core.editor",
    ] {
        git(&path, &["config", key, &run]);
    }
    std::fs::write(path.join(".gitattributes"), "* filter=x diff=x\n").unwrap();
    let _ = std::fs::remove_file(&canary);
    put(&path, &[("drafts/a.md", "x\n"), (".gitattributes", "* filter=x\n")]).unwrap();
    let store = Store::open(&path).unwrap();
    store.working_state("").unwrap();
    store.log().unwrap();
    assert!(!canary.exists());
}

#[test]
fn what_is_no_working_repository_is_said_so() {
    let dir = tempfile::tempdir().unwrap();
    let named = |error: StoreError| error.message().id;
    assert_eq!(named(Store::open(dir.path()).unwrap_err()), "store-not-a-repository");
    git(dir.path(), &["init", "-q", "--bare", "bare.git"]);
    assert_eq!(named(Store::open(&dir.path().join("bare.git")).unwrap_err()), "store-bare");
    git(dir.path(), &["init", "-q", "unborn"]);
    assert_eq!(named(Store::open(&dir.path().join("unborn")).unwrap_err()), "store-no-commit");
    let (_dir, path) = place();
    git(&path, &["checkout", "-q", "--detach"]);
    assert_eq!(named(Store::open(&path).unwrap_err()), "store-detached-head");
}

#[test]
fn a_linked_work_tree_works() {
    let (dir, path) = place();
    let tree = dir.path().join("tree");
    git(&path, &["worktree", "add", "-q", "-b", "other", &tree.display().to_string()]);
    put(&tree, &[("drafts/a.md", "ở cây khác\n")]).unwrap();
    assert_eq!(git(&tree, &["status", "--porcelain"]), "");
    assert_eq!(git(&tree, &["show", "other:drafts/a.md"]), "ở cây khác");
    assert_eq!(file(&path, "drafts/a.md"), "một\n");
    assert_eq!(git(&path, &["status", "--porcelain"]), "");
}

#[test]
fn locks_left_by_a_killed_git_are_named_and_ours_are_cleared() {
    let (_dir, path) = place();
    let git_folder = path.join(".git");
    // Ours: the staged file has the same content as the lock.
    let staged = git_folder.join("vankien/staging/git/refs/heads/main");
    std::fs::create_dir_all(staged.parent().unwrap()).unwrap();
    std::fs::write(&staged, "0123\n").unwrap();
    std::fs::hard_link(&staged, git_folder.join("refs/heads/main.lock")).unwrap();
    std::fs::write(git_folder.join("vankien/lock"), r#"{"pid":1,"host":"h","command":"c","started":0}"#)
        .unwrap();
    put(&path, &[("drafts/a.md", "2\n")]).unwrap();
    // git's: not ours to remove unasked.
    for lock in ["refs/heads/main.lock", "index.lock"] {
        std::fs::write(git_folder.join(lock), "").unwrap();
        let error = put(&path, &[("drafts/a.md", lock)]).unwrap_err();
        assert!(matches!(&error, StoreError::GitBusy(at) if at.ends_with(lock)), "{error}");
        let store = Store::open(&path).unwrap();
        assert_eq!(store.unlock(&meta(1)).unwrap().len(), 1);
        put(&path, &[("drafts/b.md", lock)]).unwrap();
        assert_eq!(git(&path, &["status", "--porcelain"]), "");
    }
}

#[test]
fn who_holds_the_lock_is_said() {
    let (_dir, path) = place();
    let store = Store::open(&path).unwrap();
    let mut said = None;
    let _ = store.transact(&meta(1), |_| {
        said = put(&path, &[("x", "x")]).err();
        // The holder itself may go on working.
        store.write_working("drafts/c.md", b"x", &meta(1))?;
        Ok::<_, StoreError>(None)
    });
    match said {
        Some(StoreError::Busy(Some(holder))) => {
            assert_eq!((holder.pid, holder.command.as_str()), (std::process::id(), "test"))
        }
        other => panic!("{other:?}"),
    }
    put(&path, &[("x", "x")]).unwrap();
}

#[test]
fn half_done_states_are_completed() {
    let (_dir, path) = place();
    // The branch moved, nothing else did: as after a cut behind the compare-and-swap.
    let index = std::fs::read(path.join(".git/index")).unwrap();
    put(&path, &[("drafts/a.md", "2\n"), ("drafts/n.md", "n\n")]).unwrap();
    std::fs::write(path.join(".git/index"), &index).unwrap();
    std::fs::write(path.join("drafts/a.md"), "một\n").unwrap();
    std::fs::remove_file(path.join("drafts/n.md")).unwrap();
    Store::open(&path).unwrap().settle(&meta(2)).unwrap();
    assert_eq!((file(&path, "drafts/a.md"), file(&path, "drafts/n.md")), ("2\n".into(), "n\n".into()));
    assert_eq!(git(&path, &["status", "--porcelain"]), "");
    // The files moved too, the index did not.
    std::fs::write(path.join(".git/index"), &index).unwrap();
    Store::open(&path).unwrap().settle(&meta(2)).unwrap();
    assert_eq!(git(&path, &["status", "--porcelain"]), "");
    // No index at all.
    std::fs::remove_file(path.join(".git/index")).unwrap();
    std::fs::write(path.join("drafts/b.md"), "sửa tay\n").unwrap();
    Store::open(&path).unwrap().settle(&meta(2)).unwrap();
    assert_eq!(file(&path, "drafts/b.md"), "sửa tay\n");
    assert_eq!(file(&path, "drafts/a.md"), "2\n");
}

#[test]
fn packed_refs_and_packed_objects_are_read_and_overtaken() {
    let (_dir, path) = place();
    git(&path, &["tag", "-a", "-m", "x", "round-1"]);
    git(&path, &["gc", "-q", "--prune=now"]);
    git(&path, &["pack-refs", "--all", "--prune"]);
    put(&path, &[("drafts/a.md", "2\n")]).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.log().unwrap().len(), 2);
    assert_eq!(store.tags("").unwrap().len(), 1);
    git(&path, &["fsck", "--strict", "--full"]);
}

#[test]
fn every_error_has_its_sentence_in_both_languages() {
    let text = |lang| messages::ids(lang).into_iter().filter(|id| id.starts_with("store-")).count();
    assert_eq!(text(Lang::Vi), text(Lang::En));
    let error = Store::open(Path::new("/nonexistent/x")).unwrap_err();
    for lang in [Lang::Vi, Lang::En] {
        assert!(error.message().text(lang).contains("`/nonexistent/x`"));
        assert!(error.hint().try_text(lang).is_some());
    }
}
