//! A pack of git's objects and its index as bytes: each object by itself, none as a difference from another.
//!
//! The library's own writer looks for differences between all files and copies each several times, which is most of the
//! time of taking in thousands of files; `git gc` finds them later. What is packed already, as files of Word and Excel
//! are, is not packed again. Pure, one object in memory at a time. Source: git's documentation of pack formats.

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use git2::{ObjectType, Oid};
use sha1::{Digest, Sha1};
use std::io::{self, Write};

/// Where an object stands in a pack.
#[derive(Debug, Clone, Copy)]
struct Entry {
    id: Oid,
    /// Checksum of its bytes in the pack.
    crc: u32,
    offset: u64,
}

/// A pack being written.
pub(super) struct PackWriter<W> {
    out: W,
    hash: Sha1,
    offset: u64,
    entries: Vec<Entry>,
    /// One for what can be packed, one for what is; each is large, and cleared for every object.
    packers: [ZlibEncoder<Vec<u8>>; 2],
}

impl<W: Write> PackWriter<W> {
    /// Begins a pack of `n` objects.
    pub(super) fn new(out: W, n: usize) -> io::Result<Self> {
        let packers =
            [Compression::fast(), Compression::none()].map(|level| ZlibEncoder::new(Vec::new(), level));
        let mut pack = Self { out, hash: Sha1::new(), offset: 0, entries: Vec::with_capacity(n), packers };
        let n = u32::try_from(n).map_err(|_| io::ErrorKind::InvalidInput)?;
        pack.put(&[b"PACK", &2_u32.to_be_bytes()[..], &n.to_be_bytes()].concat())?;
        Ok(pack)
    }

    /// Adds an object; each id once.
    pub(super) fn add(&mut self, id: Oid, kind: ObjectType, bytes: &[u8]) -> io::Result<()> {
        let packer = &mut self.packers[usize::from(is_packed(bytes))];
        packer.reset(header(kind, bytes.len())?)?;
        packer.write_all(bytes)?;
        packer.try_finish()?;
        let packed = std::mem::take(packer.get_mut());
        let mut crc = Crc::new();
        crc.update(&packed);
        self.entries.push(Entry { id, crc: crc.sum(), offset: self.offset });
        self.put(&packed)
    }

    /// Ends the pack; gives what it is written to, its name and its index.
    pub(super) fn finish(mut self) -> io::Result<(W, String, Vec<u8>)> {
        let checksum: [u8; 20] = self.hash.clone().finalize().into();
        self.put(&checksum)?;
        self.out.flush()?;
        let name = Oid::from_bytes(&checksum).map_err(io::Error::other)?.to_string();
        Ok((self.out, name, index(self.entries, &checksum)?))
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.offset += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

/// Kind and size of an object as they stand before it: four bits of the size, then seven at a time.
fn header(kind: ObjectType, size: usize) -> io::Result<Vec<u8>> {
    let kind: u8 = match kind {
        ObjectType::Commit => 1,
        ObjectType::Tree => 2,
        ObjectType::Blob => 3,
        ObjectType::Tag => 4,
        ObjectType::Any => return Err(io::ErrorKind::InvalidInput.into()),
    };
    let mut rest = size >> 4;
    let mut header = vec![kind << 4 | (size & 15) as u8];
    while rest > 0 {
        if let Some(last) = header.last_mut() {
            *last |= 0x80;
        }
        header.push((rest & 0x7f) as u8);
        rest >>= 7;
    }
    Ok(header)
}

/// Whether packing is in vain.
fn is_packed(bytes: &[u8]) -> bool {
    const PACKED: &[&[u8]] =
        &[b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"];
    PACKED.iter().any(|start| bytes.starts_with(start))
}

/// The index of a pack, version 2.
fn index(mut entries: Vec<Entry>, pack: &[u8; 20]) -> io::Result<Vec<u8>> {
    /// Offsets from here on stand in a table of their own.
    const FAR: u64 = 1 << 31;
    entries.sort_by_key(|entry| entry.id);
    let number = |n: usize| u32::try_from(n).map_err(|_| io::Error::from(io::ErrorKind::InvalidInput));
    let mut bytes = [b"\xfftOc", &2_u32.to_be_bytes()[..]].concat();
    for first in 0..=u8::MAX {
        let n = entries.partition_point(|entry| entry.id.as_bytes()[0] <= first);
        bytes.extend(number(n)?.to_be_bytes());
    }
    entries.iter().for_each(|entry| bytes.extend(entry.id.as_bytes()));
    entries.iter().for_each(|entry| bytes.extend(entry.crc.to_be_bytes()));
    let mut far = Vec::new();
    for Entry { offset, .. } in &entries {
        let near = if *offset < FAR { number(*offset as usize)? } else { number(far.len() / 8)? | 1 << 31 };
        bytes.extend(near.to_be_bytes());
        if *offset >= FAR {
            far.extend(offset.to_be_bytes());
        }
    }
    bytes.extend(far);
    bytes.extend(pack);
    let checksum = Sha1::digest(&bytes);
    bytes.extend(checksum);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Objects of all kinds and of sizes around the steps of the header.
    fn objects() -> Vec<(ObjectType, Vec<u8>)> {
        let sizes = [0, 1, 15, 16, 127, 128, 2047, 2048, 70_000];
        let texts = sizes.map(|size| (ObjectType::Blob, (0..size).map(|at| (at % 251) as u8).collect()));
        let packed = [b"PK\x03\x04".to_vec(), [b"PK\x03\x04".to_vec(), vec![7; 200_000]].concat()];
        let mut all: Vec<(ObjectType, Vec<u8>)> = texts.into_iter().collect();
        all.extend(packed.map(|bytes| (ObjectType::Blob, bytes)));
        all.push((ObjectType::Tree, Vec::new()));
        all
    }

    #[test]
    fn git_s_own_reader_finds_every_object() {
        let folder = tempfile::tempdir().unwrap();
        let repository = git2::Repository::init_bare(folder.path()).unwrap();
        let objects = objects();
        let mut pack = PackWriter::new(Vec::new(), objects.len()).unwrap();
        let mut ids = Vec::new();
        for (kind, bytes) in &objects {
            let id = Oid::hash_object(*kind, bytes).unwrap();
            pack.add(id, *kind, bytes).unwrap();
            ids.push(id);
        }
        let (bytes, name, index) = pack.finish().unwrap();
        let packs = folder.path().join("objects/pack");
        // What the library makes of the pack alone is the index.
        let other = tempfile::tempdir().unwrap();
        let mut indexer = git2::Indexer::new(None, other.path(), 0o444, true).unwrap();
        indexer.write_all(&bytes).unwrap();
        assert_eq!(indexer.commit().unwrap(), name);
        assert_eq!(std::fs::read(other.path().join(format!("pack-{name}.idx"))).unwrap(), index);
        std::fs::write(packs.join(format!("pack-{name}.pack")), &bytes).unwrap();
        std::fs::write(packs.join(format!("pack-{name}.idx")), &index).unwrap();
        let odb = repository.odb().unwrap();
        for (id, (kind, bytes)) in ids.iter().zip(&objects) {
            let found = odb.read(*id).unwrap();
            assert_eq!((found.kind(), found.data()), (*kind, &bytes[..]));
        }
    }

    #[test]
    fn offsets_beyond_two_gigabytes_stand_in_their_own_table() {
        let entry = |first: u8, offset| Entry { id: Oid::from_bytes(&[first; 20]).unwrap(), crc: 7, offset };
        let bytes = index(vec![entry(9, 3 << 31), entry(1, 12), entry(5, 1 << 31)], &[0; 20]).unwrap();
        let offsets = 8 + 256 * 4 + 3 * 20 + 3 * 4;
        let read = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!([0, 1, 2].map(|n| read(offsets + 4 * n)), [12, 1 << 31, 1 << 31 | 1]);
        let far = offsets + 12;
        assert_eq!(bytes[far..far + 16], [(1_u64 << 31).to_be_bytes(), (3_u64 << 31).to_be_bytes()].concat());
    }
}
