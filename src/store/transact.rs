//! One operation, one commit: planned in memory, stored, verified, then the branch moved.
//!
//! Order, so that a cut anywhere leaves the old state or the new: objects flushed → read back → a record of
//! the unsaved edits that the commit takes in → branch moved and flushed → tag → working files → index. Up to
//! 32 objects are written one by one, more as one pack. Work is linear in what changes.

use super::disk;
use super::error::{Action, StoreError};
use super::flush;
use super::lock::Pause;
use super::objects::{self, MODE_FILE, MODE_LINK, MODE_MODULE, MODE_TREE, Node, Tree};
use super::pack::PackWriter;
use super::refs::RefMove;
use super::snapshot::PATH_BYTES_MAX;
use super::{BlobId, CommitId, CommitMeta, Snapshot, Store, names};
use git2::{ObjectType, Oid, Repository};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufWriter;
use std::sync::Arc;

/// More objects than this are written as one pack.
const LOOSE_MAX: usize = 32;

/// What an operation does to the tracked files, and what its commit says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// New content by path; `None` removes the file. Shared, so that what was received is in memory once.
    pub writes: BTreeMap<String, Option<Arc<[u8]>>>,
    /// Unsaved edits that are in this commit: path and the working bytes as they were read. Such a working
    /// file is replaced by the commit's content, unless it was edited once more meanwhile.
    pub taken: BTreeMap<String, Vec<u8>>,
    /// First line of the commit message.
    pub subject: String,
    /// `Key: value` lines of the commit message, in this order.
    pub trailers: Vec<(String, String)>,
    /// An annotated tag on the commit.
    pub tag: Option<Tag>,
}

/// An annotated tag; its tagger and time are those of its commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Name without `refs/tags/`.
    pub name: String,
    /// Message; to be computed from the commit alone, so that a missing tag can be made again.
    pub message: String,
}

/// A finished operation.
#[derive(Debug)]
pub struct Committed {
    /// The new commit, on the disk and on the branch.
    pub commit: CommitId,
    /// What kept the tag or the working files from following; the next writing command catches up with the
    /// files, `ensure_tag` with the tag.
    pub unfinished: Option<StoreError>,
}

/// An object to be stored.
#[derive(Debug)]
pub(super) struct NewObject<'a> {
    pub(super) id: Oid,
    kind: ObjectType,
    bytes: Cow<'a, [u8]>,
}

impl<'a> NewObject<'a> {
    pub(super) fn new(kind: ObjectType, bytes: Cow<'a, [u8]>) -> Result<Self, StoreError> {
        let id = Oid::hash_object(kind, &bytes).map_err(|source| StoreError::git("object", source))?;
        Ok(Self { id, kind, bytes })
    }
}

/// A commit with the objects that it needs, nothing stored yet.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub(super) commit: CommitId,
    pub(super) objects: Vec<NewObject<'a>>,
}

/// Changed nodes by path, each path split at its slashes.
type Edits<'a> = [(Vec<&'a str>, Option<Node>)];

impl Store {
    /// Runs one operation: `f` sees the branch head and says what to change; it is called again when the
    /// branch moved meanwhile. `None` from `f`, or changes that change nothing, make no commit.
    ///
    /// # Errors
    /// Those of `f`; `Busy`, `GitBusy`, `Contended` after the waiting time; `BadPath`, `InTheWay`, `Symlink`,
    /// `Submodule`; `Io`, `Git`, `Corrupt`. After an error nothing of the operation is in the history.
    pub fn transact<E: From<StoreError>>(
        &self,
        meta: &CommitMeta,
        mut f: impl FnMut(&Snapshot<'_>) -> Result<Option<Changes>, E>,
    ) -> Result<Option<Committed>, E> {
        let lock = self.lock(&meta.command, meta.seconds)?;
        self.await_git()?;
        if lock.settled.get() != Some(self.head_ref()?.1) {
            self.settle_locked()?;
        }
        let mut pause = Pause::new(self.wait());
        loop {
            let head = self.head()?;
            let Some(changes) = f(&head)? else { return Ok(None) };
            let Some(plan) = self.plan(Some(&head), meta, &changes)? else {
                self.note_taken(head.commit(), &changes.taken)?;
                self.settle_locked()?;
                return Ok(None);
            };
            if self.commit(&head, meta, &changes, &plan)? {
                let unfinished = self.follow_up(&changes, plan.commit, &meta.command).err();
                return Ok(Some(Committed { commit: plan.commit, unfinished }));
            }
            if !pause.again() {
                return Err(StoreError::Contended(self.head_ref()?.0).into());
            }
        }
    }

    /// Stores the plan and moves the branch; `false` when it moved meanwhile.
    fn commit(
        &self,
        head: &Snapshot<'_>,
        meta: &CommitMeta,
        changes: &Changes,
        plan: &Plan<'_>,
    ) -> Result<bool, StoreError> {
        let (branch, _) = self.head_ref()?;
        self.store_objects(&plan.objects)?;
        self.note_taken(plan.commit, &changes.taken)?;
        let log = RefMove { meta, subject: &changes.subject };
        self.move_ref(&branch, Some(head.commit().0), plan.commit.0, Some(&log))
    }

    fn follow_up(&self, changes: &Changes, commit: CommitId, command: &str) -> Result<(), StoreError> {
        let tagged = match &changes.tag {
            Some(tag) => self.ensure_tag(tag, commit, command).map(|_| ()),
            None => Ok(()),
        };
        self.settle_locked().and(tagged)
    }

    /// The commit that `changes` make on `head`, `None` when they change nothing.
    pub(super) fn plan<'a>(
        &self,
        head: Option<&Snapshot<'_>>,
        meta: &CommitMeta,
        changes: &'a Changes,
    ) -> Result<Option<Plan<'a>>, StoreError> {
        let mut edits = Vec::new();
        let mut blobs = Vec::new();
        for (path, bytes) in &changes.writes {
            names::check_written(path)?;
            if path.len() > PATH_BYTES_MAX {
                return Err(StoreError::BadPath(names::shown(path)));
            }
            let now = head.map(|head| self.node_at(head.tree(), path)).transpose()?.flatten();
            let node = match bytes {
                None => None,
                Some(bytes) => {
                    let blob = NewObject::new(ObjectType::Blob, Cow::Borrowed(bytes))?;
                    let mode =
                        now.map(|node| node.mode).filter(|mode| *mode != MODE_TREE).unwrap_or(MODE_FILE);
                    let node = Node { mode, id: blob.id };
                    if now != Some(node) {
                        blobs.push(blob);
                    }
                    Some(node)
                }
            };
            if now != node {
                edits.push((path.split('/').collect(), node));
            }
        }
        edits.sort_by(|a: &(Vec<&str>, _), b| a.0.cmp(&b.0));
        let mut objects = blobs;
        let base = head.map(Snapshot::tree);
        let tree = match self.edit_tree(base, "", &edits, &mut objects)? {
            Some(tree) => tree,
            None => {
                let empty = NewObject::new(ObjectType::Tree, Cow::Borrowed(&[]))?;
                objects.push(empty);
                objects[objects.len() - 1].id
            }
        };
        if base == Some(tree) {
            return Ok(None);
        }
        let parents: Vec<CommitId> = head.map(Snapshot::commit).into_iter().collect();
        let bytes = objects::commit_bytes(meta, tree, &parents, &changes.subject, &changes.trailers);
        let commit = NewObject::new(ObjectType::Commit, Cow::Owned(bytes))?;
        let id = CommitId(commit.id);
        objects.push(commit);
        Ok(Some(Plan { commit: id, objects }))
    }

    /// The tree `base` with `edits` (sorted) in it, `None` when nothing is left. Depth is bounded by the length
    /// of a path.
    fn edit_tree(
        &self,
        base: Option<Oid>,
        folder: &str,
        edits: &Edits<'_>,
        objects: &mut Vec<NewObject<'_>>,
    ) -> Result<Option<Oid>, StoreError> {
        let mut tree = match base {
            Some(id) => (*self.tree(id)?).clone(),
            None => Tree::new(),
        };
        for group in edits.chunk_by(|a, b| a.0[0] == b.0[0]) {
            let name = group[0].0[0];
            let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            let new = self.edit_node(tree.get(name).copied(), &path, group, objects)?;
            match new {
                Some(node) => tree.insert(name.to_owned(), node),
                None => tree.remove(name),
            };
        }
        if tree.is_empty() {
            return Ok(None);
        }
        let object = NewObject::new(ObjectType::Tree, Cow::Owned(objects::tree_bytes(&tree)))?;
        let id = object.id;
        if base != Some(id) {
            objects.push(object);
        }
        Ok(Some(id))
    }

    /// One name of a folder after the edits at or below it.
    fn edit_node(
        &self,
        now: Option<Node>,
        path: &str,
        group: &Edits<'_>,
        objects: &mut Vec<NewObject<'_>>,
    ) -> Result<Option<Node>, StoreError> {
        let in_the_way = || StoreError::InTheWay(path.to_owned());
        match now.map(|node| node.mode) {
            Some(MODE_LINK) => return Err(StoreError::Symlink(path.to_owned())),
            Some(MODE_MODULE) => return Err(StoreError::Submodule(path.to_owned())),
            _ => (),
        }
        let here: Vec<&Option<Node>> =
            group.iter().filter(|(parts, _)| parts.len() == 1).map(|(_, node)| node).collect();
        let below: Vec<(Vec<&str>, Option<Node>)> = group
            .iter()
            .filter(|(parts, _)| parts.len() > 1)
            .map(|(parts, node)| (parts[1..].to_vec(), *node))
            .collect();
        let is_folder = now.is_some_and(|node| node.mode == MODE_TREE);
        let file = match here.first() {
            // A file may become a folder and the other way round when both are said in one operation.
            Some(None) if is_folder => return Err(in_the_way()),
            Some(None) => None,
            Some(Some(node)) => Some(*node),
            None => now.filter(|_| !is_folder),
        };
        let base = now.filter(|_| is_folder).map(|node| node.id);
        let folder = match below.is_empty() {
            true => base,
            false => self.edit_tree(base, path, &below, objects)?,
        };
        match (file, folder) {
            (Some(_), Some(_)) => Err(in_the_way()),
            (Some(file), None) => Ok(Some(file)),
            (None, folder) => Ok(folder.map(|id| Node { mode: MODE_TREE, id })),
        }
    }

    /// Puts objects on the disk, flushed, and reads them back through a fresh look at it.
    pub(super) fn store_objects(&self, objects: &[NewObject<'_>]) -> Result<(), StoreError> {
        let failed = |source| StoreError::git(self.common.join("objects").display().to_string(), source);
        if objects.len() <= LOOSE_MAX {
            self.store_loose(objects)?;
        } else {
            self.store_pack(objects)?;
        }
        let fresh = Repository::open(&self.git).map_err(failed)?;
        let odb = fresh.odb().map_err(failed)?;
        for object in objects {
            let found = odb.read(object.id).map_err(failed)?;
            if found.data() != &*object.bytes {
                return Err(StoreError::Corrupt(object.id.to_string()));
            }
        }
        Ok(())
    }

    /// Writes one file per object. What may be there already is written again: whoever wrote it may have been cut
    /// off before it was flushed.
    fn store_loose(&self, objects: &[NewObject<'_>]) -> Result<(), StoreError> {
        let target = self.common.join("objects");
        let mut staged = Vec::new();
        let mut folders = vec![target.clone()];
        let mut seen = BTreeSet::new();
        for object in objects.iter().filter(|object| seen.insert(object.id)) {
            let hex = object.id.to_string();
            let folder = target.join(&hex[..2]);
            let temporary = self.work.staging.join(format!("object-{hex}"));
            let bytes = objects::loose_bytes(object.kind, &object.bytes);
            let bytes = bytes.map_err(|source| StoreError::io(Action::Write, &temporary, source))?;
            let file = disk::stage(&temporary, &bytes)?;
            disk::closed_to_writing(&file)
                .map_err(|source| StoreError::io(Action::Write, &temporary, source))?;
            disk::create_dir(&folder)?;
            staged.push((temporary, folder.join(&hex[2..])));
            folders.push(folder);
        }
        flush::place(&staged)?;
        disk::flush_folder(&target)
    }

    /// Writes one pack and its index into the staging folder, flushes both, then moves them into place: the
    /// index last, because it is what makes a pack count.
    fn store_pack(&self, objects: &[NewObject<'_>]) -> Result<(), StoreError> {
        let target = self.common.join("objects").join("pack");
        let staging = &self.work.staging;
        let temporary = staging.join("pack");
        let mut seen = BTreeSet::new();
        let objects: Vec<&NewObject<'_>> = objects.iter().filter(|object| seen.insert(object.id)).collect();
        let write = |file: File| {
            let mut pack = PackWriter::new(BufWriter::new(file), objects.len())?;
            objects.iter().try_for_each(|object| pack.add(object.id, object.kind, &object.bytes))?;
            let (out, name, index) = pack.finish()?;
            disk::closed_to_writing(out.get_ref())?;
            Ok((name, index))
        };
        let written = disk::stage(&temporary, &[]).map(write)?;
        let (name, index) = written.map_err(|source| StoreError::io(Action::Write, &temporary, source))?;
        let staged_index = staging.join("pack-index");
        let file = disk::stage(&staged_index, &index)?;
        disk::closed_to_writing(&file)
            .map_err(|source| StoreError::io(Action::Write, &staged_index, source))?;
        disk::create_dir(&target)?;
        let files = [(temporary, "pack"), (staged_index, "idx")];
        flush::place(&files.map(|(from, extension)| (from, target.join(format!("pack-{name}.{extension}")))))
    }

    /// Where the record of taken edits stands.
    fn taken_file(&self) -> std::path::PathBuf {
        self.own().join("taken")
    }

    /// Remembers that `commit` holds these unsaved edits, before the branch moves to it: without this a cut
    /// between the two would show them as unsaved once more.
    fn note_taken(&self, commit: CommitId, taken: &BTreeMap<String, Vec<u8>>) -> Result<(), StoreError> {
        if taken.is_empty() {
            return disk::remove_own(&self.taken_file());
        }
        let mut record = format!("{commit}\n");
        for (path, bytes) in taken {
            names::check_tracked(path)?;
            record.push_str(&format!("{} {path}\n", BlobId::of(bytes)?));
        }
        disk::write_own(&self.taken_file(), record.as_bytes())
    }

    /// The edits that the history already holds, by path: the blob of the working file that was taken.
    pub(super) fn taken(&self) -> Result<BTreeMap<String, BlobId>, StoreError> {
        let Some(record) = disk::read_own(&self.taken_file())? else { return Ok(BTreeMap::new()) };
        let record = String::from_utf8_lossy(&record);
        let (commit, lines) = record.split_once('\n').unwrap_or_default();
        let Some(commit) = CommitId::from_hex(commit) else { return Ok(BTreeMap::new()) };
        if !self.first_parents_hold(commit)? {
            return Ok(BTreeMap::new());
        }
        let pairs = lines.lines().filter_map(|line| line.split_once(' '));
        Ok(pairs.filter_map(|(blob, path)| Some((path.to_owned(), BlobId::from_hex(blob)?))).collect())
    }

    pub(super) fn forget_taken(&self) -> Result<(), StoreError> {
        disk::remove_own(&self.taken_file())
    }

    fn first_parents_hold(&self, commit: CommitId) -> Result<bool, StoreError> {
        let mut next = Some(self.head_ref()?.1);
        while let Some(id) = next {
            if id == commit {
                return Ok(true);
            }
            next = self.raw_commit(id)?.parents.first().copied().map(CommitId);
        }
        Ok(false)
    }
}
