//! JUnit XML by the schema that Jenkins' xUnit plugin reads it with (`junit-10.xsd`): which elements stand in which, in which
//! order and how often; which attributes they have to have and may have, and of what type. And what no schema can say: counts
//! that add up.

use ssoscope_tests::Outline;

/// What an attribute holds.
#[derive(Clone, Copy)]
enum Holds {
    /// Any text; a name may not be empty.
    Text,
    /// A number from nothing up.
    Count,
    /// Seconds, with a point where there is a fraction.
    Seconds,
    /// `2026-05-12T08:15:32`, without a zone.
    Instant,
}

/// An attribute: its name, what it holds, and whether it has to be there.
type Attribute = (&'static str, Holds, bool);

/// An element: its name, its attributes, and what may stand in it, in this order, each at most so often.
struct Rule {
    name: &'static str,
    attributes: &'static [Attribute],
    inside: &'static [(&'static str, usize)],
}

const ANY: usize = usize::MAX;
const FOUND: &[Attribute] = &[("message", Holds::Text, false), ("type", Holds::Text, false)];

const RULES: &[Rule] = &[
    Rule {
        name: "testsuites",
        attributes: &[
            ("name", Holds::Text, false),
            ("time", Holds::Seconds, false),
            ("tests", Holds::Count, false),
            ("failures", Holds::Count, false),
            ("disabled", Holds::Count, false),
            ("errors", Holds::Count, false),
        ],
        inside: &[("testsuite", ANY)],
    },
    Rule {
        name: "testsuite",
        attributes: &[
            ("name", Holds::Text, true),
            ("tests", Holds::Count, true),
            ("failures", Holds::Count, false),
            ("errors", Holds::Count, false),
            ("time", Holds::Seconds, false),
            ("disabled", Holds::Count, false),
            ("skipped", Holds::Count, false),
            ("timestamp", Holds::Instant, false),
            ("hostname", Holds::Text, false),
            ("id", Holds::Text, false),
            ("package", Holds::Text, false),
        ],
        inside: &[("properties", 1), ("testcase", ANY), ("system-out", 1), ("system-err", 1)],
    },
    Rule {
        name: "testcase",
        attributes: &[
            ("name", Holds::Text, true),
            ("classname", Holds::Text, true),
            ("time", Holds::Seconds, false),
            ("status", Holds::Text, false),
        ],
        inside: &[("skipped", 1), ("error", ANY), ("failure", ANY), ("system-out", ANY), ("system-err", ANY)],
    },
    Rule { name: "skipped", attributes: &[("message", Holds::Text, false)], inside: &[] },
    Rule { name: "error", attributes: FOUND, inside: &[] },
    Rule { name: "failure", attributes: FOUND, inside: &[] },
    Rule { name: "system-out", attributes: &[], inside: &[] },
];

/// What is amiss with a document; nothing where it is well.
pub(crate) fn amiss(document: &Outline) -> Vec<String> {
    let mut amiss = Vec::new();
    if document.name != "testsuites" {
        amiss.push(format!("the root is {}", document.name));
    }
    look(document, &mut amiss);
    counts(document, &mut amiss);
    amiss
}

fn look(element: &Outline, amiss: &mut Vec<String>) {
    let Some(rule) = RULES.iter().find(|rule| rule.name == element.name) else {
        amiss.push(format!("there is no element {}", element.name));
        return;
    };
    for (name, value) in &element.attributes {
        match rule.attributes.iter().find(|(own, ..)| own == name) {
            Some((_, holds, _)) if holds.takes(value) => {}
            Some(_) => amiss.push(format!("{name} of {} is “{value}”", element.name)),
            None => amiss.push(format!("{} has no attribute {name}", element.name)),
        }
    }
    let lacking = rule
        .attributes
        .iter()
        .filter(|(name, _, required)| *required && !element.attributes.contains_key(*name));
    amiss.extend(lacking.map(|(name, ..)| format!("{} lacks {name}", element.name)));
    order(rule, element, amiss);
    element.children.iter().for_each(|child| look(child, amiss));
}

fn order(rule: &Rule, element: &Outline, amiss: &mut Vec<String>) {
    let place = |child: &Outline| rule.inside.iter().position(|(name, _)| *name == child.name);
    let places: Vec<Option<usize>> = element.children.iter().map(place).collect();
    if places.contains(&None) || !places.is_sorted() {
        let names: Vec<&str> = element.children.iter().map(|child| child.name.as_str()).collect();
        amiss.push(format!("{} holds, in this order, {names:?}", rule.name));
    }
    for (name, most) in rule.inside {
        let count = holding(element, name);
        if count > *most {
            amiss.push(format!("{} holds {count} {name}", rule.name));
        }
    }
}

/// How many children of this name it has.
fn holding(element: &Outline, name: &str) -> usize {
    element.children.iter().filter(|child| child.name == name).count()
}

/// Suites say how many of their test cases failed, and the whole says the sums.
fn counts(document: &Outline, amiss: &mut Vec<String>) {
    let mut sums = [("tests", 0), ("failures", 0), ("errors", 0)];
    for suite in &document.children {
        let with = |name: &str| suite.children.iter().filter(|case| holding(case, name) > 0).count();
        let counted = [
            ("tests", holding(suite, "testcase")),
            ("failures", with("failure")),
            ("errors", with("error")),
            ("skipped", with("skipped")),
        ];
        for (name, count) in counted {
            said(suite, name, count, amiss);
        }
        sums.iter_mut().zip(counted).for_each(|((_, sum), (_, count))| *sum += count);
        let twice = |case: &&Outline| {
            ["skipped", "error", "failure"].iter().map(|name| holding(case, name)).sum::<usize>() > 1
        };
        amiss.extend(suite.children.iter().find(twice).map(|_| "a test case has two outcomes".to_owned()));
    }
    sums.into_iter().for_each(|(name, sum)| said(document, name, sum, amiss));
}

fn said(element: &Outline, name: &str, count: usize, amiss: &mut Vec<String>) {
    if element.attributes.get(name).is_some_and(|said| *said != count.to_string()) {
        amiss.push(format!("{name} of {} is not {count}", element.name));
    }
}

impl Holds {
    fn takes(self, value: &str) -> bool {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Holds::Text => !value.is_empty(),
            Holds::Count => digits(value),
            Holds::Seconds => value.split('.').all(digits) && value.split('.').count() <= 2,
            Holds::Instant => {
                let shape: String =
                    value.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
                shape == "0000-00-00T00:00:00"
            }
        }
    }
}

#[test]
fn what_jenkins_refuses_is_seen() {
    let good = "<testsuites tests='1' failures='1' errors='0'><testsuite name='s' tests='1' failures='1' errors='0' \
                skipped='0' timestamp='2026-05-12T08:15:32'><testcase name='c' classname='k' time='0.5'><failure \
                message='m'>x</failure><system-out>o</system-out></testcase></testsuite></testsuites>";
    assert_eq!(amiss(&ssoscope_tests::xml_outline(good)), Vec::<String>::new());
    let broken = [
        (" name='s'", "", "testsuite lacks name"),
        (" classname='k'", "", "testcase lacks classname"),
        ("32'>", "32Z'>", "timestamp"),
        ("time='0.5'", "time='1,5'", "time of testcase"),
        ("time='0.5'", "file='x'", "no attribute file"),
        ("tests='1' failures='1' errors='0' ", "tests='1' failures='x' errors='0' ", "failures of testsuite"),
        ("errors='0'>", "errors='2'>", "errors of testsuites is not 0"),
        ("<system-out>o</system-out>", "<note/>", "in this order"),
        ("<failure", "<system-out/><failure", "in this order"),
        ("<failure", "<error/><failure", "two outcomes"),
    ];
    for (from, to, says) in broken {
        let document = good.replacen(from, to, 1);
        assert_ne!(document, good, "{from}");
        let amiss = amiss(&ssoscope_tests::xml_outline(&document));
        assert!(amiss.iter().any(|one| one.contains(says)), "{document}: {amiss:?}");
    }
}
