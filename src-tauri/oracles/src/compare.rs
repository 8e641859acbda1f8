//! The comparison of canonical bytes: random documents by their seeds, in every mode, with every engine that is here.

use crate::engines::{self, Request, Scope};
use crate::pipe::Pipe;
use crate::random_document::{Dice, document};
use ssoscope_xml::Document;
use ssoscope_xml::c14n::{Canonicalization, Method};
use std::collections::BTreeMap;

/// Seeds between two lines of progress.
const TOLD: u64 = 5000;

/// What an engine that is linked makes of a document; `None` of what it does not do.
type Engine = fn(&Request, &str) -> Option<Result<Vec<u8>, String>>;

/// What came of comparing with one engine.
#[derive(Default)]
struct Tally {
    compared: u64,
    same: u64,
    explained: BTreeMap<&'static str, u64>,
    unexplained: u64,
}

/// Compares the documents of these seeds; how many differences nothing explains.
pub(crate) fn run(first: u64, last: u64) -> u64 {
    let question = "0 0 document - 3c612f3e";
    let python = std::env::var("SSOSCOPE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut pipes: Vec<(&'static str, Pipe)> = Vec::new();
    for (name, python, script) in [
        ("libxml2", "python3", "../xml/tests/oracle/libxml2_c14n.py"),
        ("lxml", python.as_str(), "python/lxml_c14n.py"),
    ] {
        match Pipe::start(python, script, question) {
            Some(pipe) => pipes.push((name, pipe)),
            None => println!("MISSING: {name} is not here, and was not compared with"),
        }
    }
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    for seed in first..last {
        one(seed, &mut pipes, &mut tallies);
        if (seed + 1 - first).is_multiple_of(TOLD) {
            println!(
                "… {} seeds, {} comparisons",
                seed + 1 - first,
                tallies.values().map(|t| t.compared).sum::<u64>()
            );
        }
    }
    tell(&tallies)
}

fn tell(tallies: &BTreeMap<&'static str, Tally>) -> u64 {
    println!("{:<12} {:>10} {:>10} {:>10} {:>12}", "engine", "compared", "same", "explained", "unexplained");
    for (engine, tally) in tallies {
        let explained: u64 = tally.explained.values().sum();
        println!(
            "{engine:<12} {:>10} {:>10} {explained:>10} {:>12}   {:?}",
            tally.compared, tally.same, tally.unexplained, tally.explained
        );
    }
    let total: u64 = tallies.values().map(|tally| tally.compared).sum();
    let unexplained = tallies.values().map(|tally| tally.unexplained).sum();
    println!("{total} comparisons, {unexplained} differences unexplained");
    unexplained
}

fn one(seed: u64, pipes: &mut [(&'static str, Pipe)], tallies: &mut BTreeMap<&'static str, Tally>) {
    let requests = requests(seed);
    let documents: Vec<Document> =
        requests.iter().map(|request| Document::read(request.text.as_bytes())).collect();
    let ours: Vec<Vec<u8>> =
        requests.iter().zip(&documents).map(|(request, document)| engines::ours(document, request)).collect();
    for (name, pipe) in pipes {
        let asked: Vec<usize> =
            (0..requests.len()).filter(|at| *name != "lxml" || lxml_can(&requests[*at])).collect();
        let lines: Vec<String> = asked.iter().map(|at| engines::line(&requests[*at])).collect();
        let answers = pipe.ask(&lines).unwrap_or_else(|| panic!("{name} ended at seed {seed}"));
        for (at, answer) in asked.into_iter().zip(answers) {
            let theirs = unhex(&answer).ok_or(answer);
            note(tallies.entry(name).or_default(), name, seed, &requests[at], &ours[at], theirs, None);
        }
    }
    for (request, ours) in requests.iter().zip(&ours) {
        let engines: [(&'static str, Engine); 2] =
            [("bergshamra", engines::bergshamra), ("xml-sec", engines::xml_sec)];
        for (name, engine) in engines {
            let Some(theirs) = engine(request, &request.text) else { continue };
            let tally = tallies.entry(name).or_default();
            note(tally, name, seed, request, ours, theirs, Some(engine));
        }
    }
}

/// lxml canonicalises whole documents, inclusively by 1.0 and exclusively.
fn lxml_can(request: &Request) -> bool {
    request.scope == Scope::Document && request.how.method != Method::Inclusive11
}

fn note(
    tally: &mut Tally,
    name: &'static str,
    seed: u64,
    request: &Request,
    ours: &[u8],
    theirs: Result<Vec<u8>, String>,
    again: Option<Engine>,
) {
    tally.compared += 1;
    if theirs.as_deref() == Ok(ours) {
        tally.same += 1;
        return;
    }
    let again = again.and_then(|engine| engine(request, &engines::normalised(&request.text)));
    let explained = theirs.as_ref().ok().and_then(|theirs| {
        let difference = Difference { ours, theirs, again: again.and_then(Result::ok) };
        difference.explained(name, request)
    });
    match explained {
        Some(id) => *tally.explained.entry(id).or_default() += 1,
        None => {
            tally.unexplained += 1;
            if tally.unexplained <= 5 {
                let theirs = theirs.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                println!(
                    "UNEXPLAINED {name}, seed {seed}, {:?} {:?}\n  document {:?}\n  ours     {:?}\n  theirs   {theirs:?}",
                    request.scope,
                    request.how,
                    request.text,
                    String::from_utf8_lossy(ours)
                );
            }
        }
    }
}

/// Two canonical forms that are not the same, and what that engine makes of the document with its white space normalised.
struct Difference<'a> {
    ours: &'a [u8],
    theirs: &'a [u8],
    again: Option<Vec<u8>>,
}

impl Difference<'_> {
    /// The line of README.md that explains it, by a rule that is checked on the document at hand.
    fn explained(&self, engine: &str, request: &Request) -> Option<&'static str> {
        let white_space = self.again.as_deref() == Some(self.ours);
        match engine {
            "lxml" => (self.theirs == lists_no_default(request)).then_some("E7"),
            "bergshamra" if white_space => Some("E1"),
            "bergshamra" => self.is_theirs(&hands_ids_down(request)?).then_some("E8"),
            "xml-sec" if white_space => Some("E2"),
            "xml-sec" => self.undeclares().then_some("E3"),
            _ => None,
        }
    }

    /// Whether that engine writes this, of the document as it is or with its white space normalised.
    fn is_theirs(&self, form: &[u8]) -> bool {
        self.theirs == form || self.again.as_deref() == Some(form)
    }

    /// Whether the two are the same without every `xmlns=""`.
    fn undeclares(&self) -> bool {
        let bare = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(" xmlns=\"\"", "");
        let ours = bare(self.ours);
        bare(self.theirs) == ours || self.again.as_deref().is_some_and(|again| bare(again) == ours)
    }
}

/// Our canonical form of the same, were `#default` not on the PrefixList.
fn lists_no_default(request: &Request) -> Vec<u8> {
    ours_with(request, |how| how.inclusive_prefixes.retain(|prefix| prefix != "#default"))
}

/// Our canonical form of the same by 1.0, if 1.1 is asked for: without `xml:base`, which no document of ours for 1.1 has, what differs
/// is the `xml:id` of ancestors.
fn hands_ids_down(request: &Request) -> Option<Vec<u8>> {
    let is_11 = request.how.method == Method::Inclusive11 && !request.text.contains("xml:base");
    is_11.then(|| ours_with(request, |how| how.method = Method::Inclusive10))
}

fn ours_with(request: &Request, change: impl FnOnce(&mut Canonicalization)) -> Vec<u8> {
    let mut request = request.clone();
    change(&mut request.how);
    engines::ours(&Document::read(request.text.as_bytes()), &request)
}

fn requests(seed: u64) -> Vec<Request> {
    let mut dice = Dice::new(seed);
    let mut all = Vec::new();
    for method in [Method::Inclusive10, Method::Inclusive11, Method::Exclusive] {
        let text = document(&mut dice, method != Method::Inclusive11);
        for comments in [false, true] {
            for scope in [Scope::Document, Scope::Subtree, Scope::Hole] {
                let how = Canonicalization { comments, ..Canonicalization::new(method) };
                all.push(Request { text: text.clone(), how: how.clone(), scope });
                if method == Method::Exclusive {
                    let inclusive_prefixes = prefixes(&mut dice);
                    all.push(Request {
                        text: text.clone(),
                        how: Canonicalization { inclusive_prefixes, ..how },
                        scope,
                    });
                }
            }
        }
    }
    all
}

fn prefixes(dice: &mut Dice) -> Vec<String> {
    let lists: [&[&str]; 5] =
        [&["a"], &["#default"], &["a", "b", "nowhere"], &["#default", "c"], &["ab", "xml"]];
    lists[dice.below(lists.len())].iter().map(|prefix| (*prefix).to_owned()).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    (0..text.len()).step_by(2).map(digits).collect()
}
