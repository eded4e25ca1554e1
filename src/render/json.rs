//! Values as JSON text: indented, keys in the order they were given, one line break at the end.

use serde_json::Value;

/// A JSON value for people and programs, as UTF-8.
pub fn json(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

#[cfg(test)]
mod tests {
    #[test]
    fn is_indented_keeps_the_order_of_keys_and_ends_with_one_line_break() {
        let value = serde_json::json!({"văn kiện": [1, "P12"], "a": null});
        let text = String::from_utf8(super::json(&value)).unwrap();
        insta::assert_snapshot!(text, @r#"
        {
          "văn kiện": [
            1,
            "P12"
          ],
          "a": null
        }
        "#);
        assert!(text.ends_with("}\n") && !text.ends_with("\n\n"));
    }
}
