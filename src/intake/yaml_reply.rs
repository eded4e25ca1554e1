//! A reply in YAML. The door of `yaml` reads it and leaves out comments that it cannot read; this adds where
//! each stood.

use super::Parts;
use crate::comments::Reply;
use crate::problem::Problem;
use crate::yaml;

/// Reads a reply in YAML.
pub(super) fn read(text: &str, file: &str) -> Parts {
    read_shifted(text, file, 0)
}

/// Reads the front matter of a reply, before which `lines_before` lines stand.
pub(super) fn read_shifted(text: &str, file: &str, lines_before: usize) -> Parts {
    let record = yaml::read_record::<Reply>(text, file, lines_before);
    let problems = record.reading.problems.into_iter().map(with_line).collect();
    let Some(mut reply) = record.reading.value else { return Parts::refused(problems) };
    // A list in brackets has no places of its own; its order is that of the file, as nothing is left out of it.
    let mut places = record.items.iter().filter(|item| item.key == "comments");
    let mut at = Vec::with_capacity(reply.comments.len());
    for (n, comment) in reply.comments.iter_mut().enumerate() {
        let place = places.next();
        comment.index = place.map_or(n, |place| place.index);
        comment.line = place.map_or(0, |place| place.line);
        at.push(format!("comments[{}]", comment.index + 1));
    }
    Parts { reply: Some(reply), at, problems }
}

/// What has no finer place gets its line for one.
fn with_line(mut problem: Problem) -> Problem {
    if let (None, Some(line)) = (&problem.place.at, problem.place.line) {
        problem.place.at = Some(format!("line {line}"));
    }
    problem
}
