//! Values as JSON text: indented, keys in the order of the type, one line break at the end.

use serde::Serialize;

/// Any serialisable value as JSON for people and programs.
///
/// # Errors
///
/// As [`serde_json::to_string_pretty`]: a map with keys that are not strings, or a failing `Serialize`.
pub fn json<T: Serialize>(value: &T) -> serde_json::Result<String> {
    let mut out = serde_json::to_string_pretty(value)?;
    out.push('\n');
    Ok(out)
}

#[cfg(test)]
mod tests {
    #[test]
    fn ends_with_one_line_break() {
        let value = serde_json::json!({"văn kiện": [1, "P12"]});
        let text = super::json(&value).unwrap();
        insta::assert_snapshot!(text, @r#"
        {
          "văn kiện": [
            1,
            "P12"
          ]
        }
        "#);
        assert!(text.ends_with("}\n") && !text.ends_with("\n\n"));
    }
}
