//! The codes of a first freezing. How codes survive into later rounds is the work of `rounds` and `compare`.

use super::{BlockCode, Codes, Document};

/// `P1`, `P2`, … in order for every block that carries a code.
pub fn number_blocks(document: &Document) -> Codes {
    let mut next = 0;
    document
        .blocks
        .iter()
        .map(|block| {
            block.kind.has_code().then(|| {
                next += 1;
                BlockCode::numbered(next)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn front_matter_rules_and_definitions_carry_none() {
        let document = parse("---\na: b\n---\n# A\n\n***\n\nb\n\n[x]: /y\n\n<!-- c -->\n".to_owned());
        let codes: Vec<String> = number_blocks(&document)
            .iter()
            .map(|code| code.as_ref().map_or("-".to_owned(), ToString::to_string))
            .collect();
        assert_eq!(codes, ["-", "P1", "-", "P2", "-", "P3"]);
    }
}
