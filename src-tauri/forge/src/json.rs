//! JSON whose members stand in the order in which they were written.

/// A JSON value.
#[derive(Clone)]
pub(crate) enum Json {
    Text(String),
    Number(i64),
    Truth(bool),
    List(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Json::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Json::Text(text)
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Json::Number(number)
    }
}

impl Json {
    /// A list of texts.
    pub(crate) fn texts(texts: &[&str]) -> Self {
        Json::List(texts.iter().copied().map(Json::from).collect())
    }

    /// On one line, without spaces, as tokens hold it.
    pub(crate) fn compact(&self) -> String {
        self.written(None)
    }

    /// Over several lines, as people read it.
    pub(crate) fn pretty(&self) -> String {
        self.written(Some(0)) + "\n"
    }

    fn written(&self, depth: Option<usize>) -> String {
        match self {
            Json::Text(text) => quoted(text),
            Json::Number(number) => number.to_string(),
            Json::Truth(truth) => truth.to_string(),
            Json::List(items) => {
                let items: Vec<String> = items.iter().map(|item| item.written(deeper(depth))).collect();
                enclosed('[', &items, ']', depth)
            }
            Json::Object(members) => {
                let colon = if depth.is_some() { ": " } else { ":" };
                let member = |(name, value): &(&str, Json)| {
                    format!("{}{colon}{}", quoted(name), value.written(deeper(depth)))
                };
                enclosed('{', &members.iter().map(member).collect::<Vec<_>>(), '}', depth)
            }
        }
    }
}

fn deeper(depth: Option<usize>) -> Option<usize> {
    depth.map(|depth| depth + 1)
}

fn enclosed(open: char, items: &[String], close: char, depth: Option<usize>) -> String {
    let Some(depth) = depth.filter(|_| !items.is_empty()) else {
        return format!("{open}{}{close}", items.join(","));
    };
    let (inside, outside) = ("  ".repeat(depth + 1), "  ".repeat(depth));
    format!("{open}\n{inside}{}\n{outside}{close}", items.join(&format!(",\n{inside}")))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
