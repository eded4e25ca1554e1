//! The chain of manifests: each holds the SHA-256 of the bytes of the one before, so that no frozen round can be
//! changed without disagreeing with all that follow and with the short hashes on paper.

use super::{Manifest, RoundNo, Sha256, codes};
use crate::document::BlockCode;
use crate::problem::{Place, Problem};
use crate::units::Registry;
use std::collections::BTreeSet;

/// A manifest as it stands in the repository.
#[derive(Debug, Clone, Copy)]
pub struct StoredManifest<'a> {
    /// The record.
    pub manifest: &'a Manifest,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Its file.
    pub file: &'a str,
}

/// Whether the manifests of all rounds, in any order, form one chain without gaps.
pub fn check_chain(manifests: &[StoredManifest<'_>]) -> Vec<Problem> {
    let mut stored: Vec<&StoredManifest<'_>> = manifests.iter().collect();
    stored.sort_by_key(|it| (it.manifest.round, it.file));
    let mut found = Vec::new();
    let mut before: Option<(RoundNo, Sha256, &str)> = None;
    for it in stored {
        let round = it.manifest.round;
        let expected = before.map_or(1, |(round, ..)| round.get() + 1);
        if round.get() != expected {
            let problem = Problem::new(codes::MISSING_ROUND, Place::file(it.file));
            found.push(problem.with("round", round.get()).with("missing", expected));
        }
        let hash = before.map(|(_, hash, _)| hash);
        if it.manifest.previous != hash {
            let problem = Problem::new(codes::BROKEN_CHAIN, Place::file(it.file));
            let problem = problem.with("round", round.get());
            found.push(match before {
                Some((.., file)) => problem.also(Place::file(file)),
                None => problem,
            });
        }
        before = Some((round, Sha256::of(it.bytes), it.file));
    }
    found
}

/// What is wrong with a manifest in itself and against the registry.
pub fn check_manifest(manifest: &Manifest, registry: &Registry, file: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut units = BTreeSet::new();
    for invited in &manifest.audience {
        let unit = invited.unit.as_str();
        if !units.insert(&invited.unit) {
            found.push(Problem::new(codes::SAME_UNIT, Place::file(file)).with("unit", unit));
        }
        if registry.get(&invited.unit).is_none() {
            found.push(Problem::new(codes::UNKNOWN_UNIT, Place::file(file)).with("unit", unit));
        }
    }
    let mut documents = BTreeSet::new();
    for frozen in &manifest.documents {
        let document = frozen.document.as_str();
        if !documents.insert(&frozen.document) {
            found.push(Problem::new(codes::SAME_DOCUMENT, Place::file(file)).with("document", document));
        }
        let mut seen: BTreeSet<&BlockCode> = BTreeSet::new();
        let in_use = frozen.blocks.iter().map(|block| &block.code);
        for code in in_use.chain(frozen.retired.iter().map(|it| &it.code)) {
            if !seen.insert(code) {
                let problem = Problem::new(codes::SAME_CODE, Place::file(file)).with("document", document);
                found.push(problem.with("code", code.to_string()));
            }
        }
    }
    found
}
