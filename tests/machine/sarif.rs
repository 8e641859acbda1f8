//! SARIF 2.1.0 by the schema that OASIS publishes with the standard: for each object that is written here, the members that it
//! has to have and may have, their types, words and ranges, and lists in which nothing stands twice. A member that the table
//! does not name is amiss: whoever writes a new one looks it up and adds it.

use serde_json::Value;

/// What a member holds.
#[derive(Clone, Copy)]
enum Holds {
    /// Any text that is not empty.
    Text,
    /// A URI reference (RFC 3986).
    Uri,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number from this one up.
    From(u64),
    /// Yes or no.
    Flag,
    /// An object by the rules of this name.
    Object(&'static str),
    /// A list of such objects.
    List(&'static str),
    /// A list of such objects in which none stands twice.
    Set(&'static str),
    /// A list of such words in which none stands twice.
    Words(&'static [&'static str]),
    /// Whatever a tool wants to add.
    Bag,
}

/// A member: its name, what it holds, and whether it has to be there.
type Member = (&'static str, Holds, bool);

const LEVELS: Holds = Holds::Word(&["none", "note", "warning", "error"]);
const KINDS: Holds = Holds::Word(&["notApplicable", "pass", "fail", "review", "open", "informational"]);
const ROLES: Holds = Holds::Words(&[
    "analysisTarget",
    "attachment",
    "responseFile",
    "resultFile",
    "standardStream",
    "tracedFile",
    "unmodified",
    "modified",
    "added",
    "deleted",
    "renamed",
    "uncontrolled",
    "driver",
    "extension",
    "translation",
    "taxonomy",
    "policy",
    "referencedOnCommandLine",
    "memoryContents",
    "directory",
    "userSpecifiedConfiguration",
    "toolSpecifiedConfiguration",
    "debugOutputFile",
]);

/// The objects, by the names that the standard gives them.
const RULES: &[(&str, &[Member])] = &[
    (
        "sarifLog",
        &[
            ("$schema", Holds::Uri, false),
            ("version", Holds::Word(&["2.1.0"]), true),
            ("runs", Holds::List("run"), true),
        ],
    ),
    (
        "run",
        &[
            ("tool", Holds::Object("tool"), true),
            ("automationDetails", Holds::Object("runAutomationDetails"), false),
            ("columnKind", Holds::Word(&["utf16CodeUnits", "unicodeCodePoints"]), false),
            ("invocations", Holds::List("invocation"), false),
            ("artifacts", Holds::Set("artifact"), false),
            ("results", Holds::List("result"), false),
        ],
    ),
    ("runAutomationDetails", &[("id", Holds::Text, false)]),
    ("tool", &[("driver", Holds::Object("toolComponent"), true)]),
    (
        "toolComponent",
        &[
            ("name", Holds::Text, true),
            ("version", Holds::Text, false),
            ("rules", Holds::Set("reportingDescriptor"), false),
        ],
    ),
    (
        "reportingDescriptor",
        &[
            ("id", Holds::Text, true),
            ("shortDescription", Holds::Object("multiformatMessageString"), false),
            ("fullDescription", Holds::Object("multiformatMessageString"), false),
            ("help", Holds::Object("multiformatMessageString"), false),
            ("defaultConfiguration", Holds::Object("reportingConfiguration"), false),
        ],
    ),
    ("multiformatMessageString", &[("text", Holds::Text, true), ("markdown", Holds::Text, false)]),
    ("reportingConfiguration", &[("level", LEVELS, false)]),
    (
        "invocation",
        &[
            ("executionSuccessful", Holds::Flag, true),
            ("toolExecutionNotifications", Holds::List("notification"), false),
        ],
    ),
    ("notification", &[("level", LEVELS, false), ("message", Holds::Object("message"), true)]),
    ("artifact", &[("location", Holds::Object("artifactLocation"), false), ("roles", ROLES, false)]),
    ("artifactLocation", &[("uri", Holds::Uri, false), ("index", Holds::From(0), false)]),
    (
        "result",
        &[
            ("ruleId", Holds::Text, false),
            ("ruleIndex", Holds::From(0), false),
            ("level", LEVELS, false),
            ("kind", KINDS, false),
            ("message", Holds::Object("message"), true),
            ("locations", Holds::List("location"), false),
            ("relatedLocations", Holds::Set("location"), false),
            ("properties", Holds::Bag, false),
        ],
    ),
    ("message", &[("text", Holds::Text, true)]),
    (
        "location",
        &[
            ("id", Holds::From(0), false),
            ("physicalLocation", Holds::Object("physicalLocation"), false),
            ("message", Holds::Object("message"), false),
        ],
    ),
    (
        "physicalLocation",
        &[
            ("artifactLocation", Holds::Object("artifactLocation"), true),
            ("region", Holds::Object("region"), false),
        ],
    ),
    (
        "region",
        &[
            ("startLine", Holds::From(1), false),
            ("startColumn", Holds::From(1), false),
            ("endLine", Holds::From(1), false),
            ("endColumn", Holds::From(1), false),
            ("byteOffset", Holds::From(0), false),
            ("byteLength", Holds::From(0), false),
        ],
    ),
];

/// What is amiss with a log; nothing where it is well.
pub(crate) fn amiss(log: &Value) -> Vec<String> {
    let mut amiss = Vec::new();
    object("sarifLog", log, "", &mut amiss);
    log["runs"].as_array().into_iter().flatten().for_each(|run| references(run, &mut amiss));
    amiss
}

fn object(kind: &str, value: &Value, path: &str, amiss: &mut Vec<String>) {
    let rules = RULES.iter().find(|(name, _)| *name == kind).map(|(_, members)| *members).unwrap_or_default();
    let Some(members) = value.as_object() else {
        amiss.push(format!("{path} is no {kind}"));
        return;
    };
    for (name, value) in members {
        let path = format!("{path}/{name}");
        match rules.iter().find(|(own, ..)| own == name) {
            Some((_, holds, _)) => holds.look(value, &path, amiss),
            None => amiss.push(format!("{path}: {kind} has no such member")),
        }
    }
    let lacking = rules.iter().filter(|(name, _, required)| *required && !members.contains_key(*name));
    amiss.extend(lacking.map(|(name, ..)| format!("{path} lacks {name}")));
    if kind == "region" {
        region(value, path, amiss);
    }
}

impl Holds {
    fn look(self, value: &Value, path: &str, amiss: &mut Vec<String>) {
        let well = match self {
            Holds::Text => value.as_str().is_some_and(|text| !text.is_empty()),
            Holds::Uri => value.as_str().is_some_and(is_uri_reference),
            Holds::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
            Holds::Words(words) => value.as_array().is_some_and(|list| {
                list.iter().all(|word| word.as_str().is_some_and(|word| words.contains(&word)))
                    && is_set(list)
            }),
            Holds::From(least) => value.as_u64().is_some_and(|number| number >= least),
            Holds::Flag => value.is_boolean(),
            Holds::Bag => value.is_object(),
            Holds::Object(kind) => {
                object(kind, value, path, amiss);
                true
            }
            Holds::List(kind) | Holds::Set(kind) => {
                let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
                list.iter()
                    .enumerate()
                    .for_each(|(at, one)| object(kind, one, &format!("{path}/{at}"), amiss));
                value.is_array() && (matches!(self, Holds::List(_)) || is_set(list))
            }
        };
        if !well {
            amiss.push(format!("{path} is {value}"));
        }
    }
}

fn is_set(list: &[Value]) -> bool {
    list.iter().enumerate().all(|(at, one)| !list[..at].contains(one))
}

/// Of the letters that RFC 3986 allows, with two hexadecimal digits behind each `%`.
fn is_uri_reference(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    let mut escapes = text.split('%').skip(1);
    let hex = |escape: &str| escape.len() >= 2 && escape.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    !text.is_empty() && text.bytes().all(allowed) && escapes.all(hex)
}

/// What 3.30 says of the ends of a region: it begins somewhere, columns have a line, and no end lies before its beginning.
fn region(region: &Value, path: &str, amiss: &mut Vec<String>) {
    let number = |name: &str| region[name].as_u64();
    let (line, column) = (number("startLine"), number("startColumn").unwrap_or(1));
    let end_line = number("endLine").or(line);
    if line.is_none() && number("byteOffset").is_none() {
        amiss.push(format!("{path} begins nowhere"));
    }
    let of_lines = ["startColumn", "endLine", "endColumn"].iter().any(|name| number(name).is_some());
    if line.is_none() && of_lines {
        amiss.push(format!("{path} has columns of no line"));
    }
    let backwards =
        end_line < line || end_line == line && number("endColumn").is_some_and(|end| end < column);
    if backwards {
        amiss.push(format!("{path} ends before it begins"));
    }
}

/// Results name rules and files that are there (3.27.5, 3.27.6, 3.4.5), and a rule stands once (3.19.23, 3.49.3).
fn references(run: &Value, amiss: &mut Vec<String>) {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let rules: Vec<Value> =
        list(&run["tool"]["driver"]["rules"]).into_iter().map(|rule| rule["id"].clone()).collect();
    if !is_set(&rules) {
        amiss.push("a rule stands twice".to_owned());
    }
    let files = list(&run["artifacts"]).len() as u64;
    for result in list(&run["results"]) {
        let id = &result["ruleId"];
        let by_number = result["ruleIndex"].as_u64().map(|at| rules.get(at as usize));
        if !rules.contains(id) || by_number.is_some_and(|rule| rule != Some(id)) {
            amiss.push(format!("{id} is no rule of the run"));
        }
        if result["level"] == "none" && result["kind"] == "fail" {
            amiss.push(format!("{id} fails at no level"));
        }
        for location in list(&result["locations"]).iter().chain(&list(&result["relatedLocations"])) {
            let at = location["physicalLocation"]["artifactLocation"]["index"].as_u64();
            amiss.extend(at.filter(|at| *at >= files).map(|at| format!("there is no file {at}")));
        }
    }
}

#[test]
fn what_the_standard_refuses_is_seen() {
    let good = serde_json::json!({
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "t", "rules": [{ "id": "r" }] } },
            "invocations": [{ "executionSuccessful": true }],
            "artifacts": [{ "location": { "uri": "a%20b" }, "roles": ["analysisTarget"] }],
            "results": [{
                "ruleId": "r", "ruleIndex": 0, "level": "error", "kind": "fail", "message": { "text": "m" },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": "a%20b", "index": 0 },
                    "region": { "startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 3 },
                } }],
            }],
        }],
    });
    assert_eq!(amiss(&good), Vec::<String>::new());
    let good = good.to_string();
    let broken = [
        ("\"2.1.0\"", "\"2.1\"", "/version"),
        ("\"name\":\"t\",", "", "lacks name"),
        ("\"executionSuccessful\":true", "", "lacks executionSuccessful"),
        ("\"analysisTarget\"", "\"target\"", "/roles"),
        ("\"analysisTarget\"", "\"added\",\"added\"", "/roles"),
        ("a%20b", "a b", "uri"),
        ("a%20b", "a%2", "uri"),
        ("\"level\":\"error\"", "\"level\":\"fatal\"", "/level"),
        ("\"level\":\"error\"", "\"level\":\"none\"", "at no level"),
        ("{\"text\":\"m\"}", "{\"txt\":\"m\"}", "no such member"),
        ("\"ruleId\":\"r\"", "\"ruleId\":\"q\"", "no rule of the run"),
        ("\"ruleIndex\":0", "\"ruleIndex\":1", "no rule of the run"),
        ("\"index\":0", "\"index\":1", "no file 1"),
        ("{\"id\":\"r\"}", "{\"id\":\"r\"},{\"id\":\"r\"}", "stands twice"),
        ("\"startLine\":2", "\"startLine\":0", "/startLine"),
        ("\"startLine\":2", "\"byteOffset\":2", "of no line"),
        ("\"endColumn\":3", "\"endColumn\":2", "ends before"),
    ];
    for (from, to, says) in broken {
        let log = good.replacen(from, to, 1);
        assert_ne!(log, good, "{from}");
        let amiss = amiss(&serde_json::from_str(&log).unwrap());
        assert!(amiss.iter().any(|one| one.contains(says)), "{log}: {amiss:?}");
    }
}
