//! Many writers at once in one repository: nothing is lost, nobody sees an error.

use std::process::Command;
use std::sync::Arc;
use vankien::store::{Changes, CommitMeta, Store, StoreError};

fn meta(author: usize) -> CommitMeta {
    CommitMeta {
        seconds: 1_582_000_000,
        offset_minutes: 420,
        author: format!("A{author}"),
        email: "a@x".into(),
        command: format!("test {author}"),
    }
}

#[test]
fn eight_writers_lose_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = Arc::new(dir.path().join("kho"));
    let first = Changes {
        writes: [("sum".to_owned(), Some((*b"0").into()))].into(),
        subject: "Lập".into(),
        ..Changes::default()
    };
    Store::init(&path, &meta(0), &first).unwrap();
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let path = Arc::clone(&path);
            std::thread::spawn(move || {
                for k in 0..20 {
                    let store = Store::open(&path).unwrap();
                    let done = store.transact(&meta(writer), |head| {
                        let sum = String::from_utf8(head.read("sum")?.unwrap_or_default()).unwrap();
                        let sum: u32 = sum.parse().unwrap();
                        let mut changes = Changes { subject: format!("{writer}/{k}"), ..Changes::default() };
                        changes.writes.insert("sum".into(), Some((sum + 1).to_string().into_bytes().into()));
                        changes
                            .writes
                            .insert(format!("comments/{writer}/{k}.yaml"), Some((*b"k: 1\n").into()));
                        Ok::<_, StoreError>(Some(changes))
                    });
                    let done = done.unwrap().unwrap();
                    assert!(done.unfinished.is_none(), "{:?}", done.unfinished);
                }
            })
        })
        .collect();
    // git itself moves the branch meanwhile, as someone with a git program would.
    let mut n_git = 0;
    for _ in 0..20 {
        let git = |args: &[&str]| {
            let mut git = Command::new("git");
            git.arg("-C").arg(&*path).args(["-c", "user.name=x", "-c", "user.email=x@x"]).args(args);
            git.env("HOME", "/nonexistent").output().unwrap()
        };
        let head = String::from_utf8(git(&["rev-parse", "HEAD"]).stdout).unwrap();
        let commit =
            git(&["commit-tree", "-m", "git", "-p", head.trim(), &format!("{}^{{tree}}", head.trim())]);
        let commit = String::from_utf8(commit.stdout).unwrap();
        n_git +=
            usize::from(git(&["update-ref", "refs/heads/main", commit.trim(), head.trim()]).status.success());
    }
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    let store = Store::open(&path).unwrap();
    assert_eq!(store.log().unwrap().len(), 1 + 160 + n_git);
    let head = store.head().unwrap();
    assert_eq!(head.read("sum").unwrap().unwrap(), b"160");
    assert_eq!(head.list("comments").unwrap().len(), 160);
    assert_eq!(std::fs::read(path.join("sum")).unwrap(), b"160");
    let check = |args: &[&str]| Command::new("git").arg("-C").arg(&*path).args(args).output().unwrap();
    assert!(check(&["fsck", "--strict", "--full"]).status.success());
    assert_eq!(check(&["status", "--porcelain"]).stdout, b"");
}
