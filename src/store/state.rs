//! What the program remembers beside the history: who works here, and the cache. Deleting it changes nothing.

use super::disk;
use super::error::StoreError;
use super::{BlobId, Store, names};
use sha2::{Digest, Sha256};
use std::path::PathBuf;

impl Store {
    /// The remembered identity.
    ///
    /// # Errors
    /// `Io` with the path.
    pub fn me(&self) -> Result<Option<String>, StoreError> {
        let me = disk::read_own(&self.own().join("me"))?;
        let me = me.map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned());
        Ok(me.filter(|me| !me.is_empty()))
    }

    /// Remembers the identity; after a power cut it may have to be said again.
    ///
    /// # Errors
    /// `Io` with the path.
    pub fn set_me(&self, me: &str) -> Result<(), StoreError> {
        disk::write_lightly(&self.own().join("me"), format!("{}\n", me.trim()).as_bytes())
    }

    /// Something computed from a blob before; `None` where it is not kept or does not read back whole.
    pub fn cached(&self, blob: BlobId, name: &str) -> Option<Vec<u8>> {
        let mut bytes = disk::read_own(&self.cache_file(blob, name)).ok()??;
        let payload = bytes.split_off(bytes.len().min(32));
        (bytes[..] == Sha256::digest(&payload)[..]).then_some(payload)
    }

    /// Keeps something computed from a blob; whether it could be kept makes no difference.
    pub fn cache(&self, blob: BlobId, name: &str, payload: &[u8]) {
        let mut bytes = Sha256::digest(payload).to_vec();
        bytes.extend_from_slice(payload);
        disk::write_unflushed(&self.cache_file(blob, name), &bytes);
    }

    fn cache_file(&self, blob: BlobId, name: &str) -> PathBuf {
        let hex = blob.to_string();
        self.own().join("cache").join(&hex[..2]).join(format!("{}-{}", &hex[2..], names::safe_name(name)))
    }
}
