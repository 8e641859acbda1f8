//! Short ways into JSON that a product exported.

use serde_json::Value;

/// A text at a path of members.
pub(super) fn text<'v>(value: &'v Value, path: &[&str]) -> Option<&'v str> {
    at(value, path)?.as_str().filter(|text| !text.is_empty())
}

/// A flag, which some products write as a text.
pub(super) fn flag(value: &Value, path: &[&str]) -> Option<bool> {
    match at(value, path)? {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// The texts of a list.
pub(super) fn texts<'v>(value: &'v Value, path: &[&str]) -> Vec<&'v str> {
    items(value, path).iter().filter_map(Value::as_str).collect()
}

/// The items of a list.
pub(super) fn items<'v>(value: &'v Value, path: &[&str]) -> &'v [Value] {
    at(value, path).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, member| value.get(member))
}
