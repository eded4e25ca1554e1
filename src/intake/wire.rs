//! What passes between the program and a process of its own that reads files for it.
//!
//! A request is the name and the bytes of a file, each behind its length; an answer is what [`super::read`] gives, as
//! JSON behind its length. What comes back is checked like any input: an answer that does not read counts as none.

use super::{ReadFile, codes, read};
use crate::messages::{ArgName, Value};
use crate::problem::{Code, Place, Problem, Reading};
use crate::yaml;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// A problem with its code by name.
#[derive(Serialize, Deserialize)]
struct Told {
    code: String,
    place: Place,
    args: Vec<(ArgName, Value)>,
    also: Vec<Place>,
}

#[derive(Serialize, Deserialize)]
struct Answer {
    value: Option<ReadFile>,
    problems: Vec<Told>,
}

/// Longest part of a request or an answer, in bytes.
const PART_MAX: usize = 256 * 1024 * 1024;

/// Writes what is to be read.
///
/// # Errors
///
/// When the other process has gone.
pub fn request(out: &mut impl Write, name: &str, bytes: &[u8]) -> io::Result<()> {
    part(out, name.as_bytes())?;
    part(out, bytes)?;
    out.flush()
}

/// Reads one request and writes its answer; `false` where no further one comes.
///
/// # Errors
///
/// When the other process has gone in the middle of a request.
pub fn answer(from: &mut impl Read, out: &mut impl Write) -> io::Result<bool> {
    let Some(name) = next(from)? else { return Ok(false) };
    let bytes = next(from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    let reading = read(&String::from_utf8_lossy(&name), &bytes);
    part(out, &encode(reading)?)?;
    out.flush()?;
    Ok(true)
}

/// Reads one answer; `None` where the other process broke down or answered what is none.
pub fn decode(from: &mut impl Read) -> Option<Reading<Option<ReadFile>>> {
    let json = next(from).ok()??;
    let answer: Answer = serde_json::from_slice(&json).ok()?;
    let known = |id: &str| -> Option<Code> {
        super::CODES.iter().chain(yaml::CODES).find(|code| code.id == id).copied()
    };
    let problem = |it: Told| {
        let code = known(&it.code).unwrap_or(codes::READER_BROKE);
        Problem { code, place: it.place, args: it.args, also: it.also }
    };
    Some(Reading { value: answer.value, problems: answer.problems.into_iter().map(problem).collect() })
}

fn encode(reading: Reading<Option<ReadFile>>) -> io::Result<Vec<u8>> {
    let told =
        |it: Problem| Told { code: it.code.id.to_owned(), place: it.place, args: it.args, also: it.also };
    let problems = reading.problems.into_iter().map(told).collect();
    Ok(serde_json::to_vec(&Answer { value: reading.value, problems })?)
}

fn part(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(bytes)
}

/// The next part; `None` at the end of the stream.
fn next(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0_u8; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = usize::try_from(u32::from_le_bytes(length)).unwrap_or(usize::MAX);
    if length > PART_MAX {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    from.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(Some(bytes)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_comes_back_whole() {
        let samples: &[(&str, &[u8])] = &[
            (
                "x03.yaml",
                "schema: vankien/reply/1\nunit: x03\nrelation: replace\ncomments:\n- text: Đề nghị sửa.\n"
                    .as_bytes(),
            ),
            ("x03.yaml", b"schema: vankien/reply/1\nunit: [1\n"),
            ("thu.docx", b"PK\x03\x04 broken"),
            ("a.csv", "Đơn vị;x03\nSTT;Vị trí;Nội dung góp ý\n1;mục II;\"Sửa\n2;x;y;z;t;u\n".as_bytes()),
            ("", b""),
        ];
        let (mut requests, mut answers) = (Vec::new(), Vec::new());
        for (name, bytes) in samples {
            request(&mut requests, name, bytes).unwrap();
        }
        let mut from = requests.as_slice();
        while answer(&mut from, &mut answers).unwrap() {}
        let mut back = answers.as_slice();
        for (name, bytes) in samples {
            let mut here = read(name, bytes);
            // Where a point stood in the file is only for reading it.
            for it in here.value.iter_mut().flat_map(|it| &mut it.reply.comments) {
                (it.index, it.line) = (0, 0);
            }
            assert_eq!(decode(&mut back), Some(here), "{name}");
        }
        assert_eq!(decode(&mut back), None);
    }

    #[test]
    fn what_is_no_answer_counts_as_none() {
        for bytes in [&b""[..], b"\x02\0\0\0{}", b"\xff\xff\xff\xff", b"\x09\0\0\0{\"value\""] {
            assert_eq!(decode(&mut &*bytes), None, "{bytes:?}");
        }
    }
}
