//! Windows of any size say what the whole says: the same problems, the same canonical form, the same places.

use super::window::Windows;
use crate::c14n::{Canonicalization, Method};
use crate::limits::Limits;
use crate::tree::{Document, NodeId};

#[path = "../../tests/all/random_document.rs"]
mod random_document;

use random_document::{Dice, document};

/// The canonical form put together from windows, and the kinds and places of the problems.
fn in_windows(text: &str, size: usize, how: &Canonicalization, whole: bool) -> (Vec<u8>, Vec<String>) {
    let mut windows = Windows::of_size(text.as_bytes(), &Limits::DEFAULT, size);
    let mut out = Vec::new();
    while let Some(window) = windows.next().unwrap() {
        how.write_window(window.part(), whole, None, &mut out);
    }
    let problems = windows.problems.iter().map(|problem| format!("{:?} {:?}", problem.kind, problem.at));
    (out, problems.collect())
}

fn methods() -> impl Iterator<Item = Canonicalization> {
    let all = [Method::Inclusive10, Method::Inclusive11, Method::Exclusive];
    all.into_iter().flat_map(|method| {
        let listed = vec!["a".to_owned(), "#default".to_owned()];
        let plain = Canonicalization { comments: true, ..Canonicalization::new(method) };
        [Canonicalization { inclusive_prefixes: listed, comments: false, ..plain.clone() }, plain]
    })
}

#[test]
fn windows_of_any_size_make_the_same_canonical_form() {
    for seed in 0..60 {
        let text = document(&mut Dice::new(seed), true);
        let read = Document::read(text.as_bytes());
        let root = read.root().unwrap();
        for how in methods() {
            for (whole, apex) in [(true, NodeId::DOCUMENT), (false, root)] {
                let wanted = how.bytes(&read, apex, None);
                for size in [1, 7, 20, 64, 1000] {
                    let (bytes, problems) = in_windows(&text, size, &how, whole);
                    assert_eq!(problems, Vec::<String>::new(), "{seed} {size}: {text}");
                    assert!(
                        bytes == wanted,
                        "{seed} {size} {how:?}: {text}\n{}",
                        String::from_utf8_lossy(&bytes)
                    );
                }
            }
        }
    }
}

/// Reading in windows ends at the first thing that is wrong, and says of it what reading as one says.
#[test]
fn windows_of_any_size_find_the_same_fault() {
    for text in [
        "<a><b>x</b",
        "<a>x ]]> y</a>",
        "<a>]]]]]]]]]]]]]]]]]]]]]]]]]]]></a>",
        "<a>\u{1}</a>",
        "<a>&nope;</a>",
        "<a>one & two</a>",
        "<a>&amp</a>",
        "<a><b></c></a>",
        "<a/><b/>",
        "<a/>text",
        "text<a/>",
        "<a/><?xml version='1.0'?>",
        "<!-- a comment that is long --><?xml version='1.0'?><a/>",
        "<a/>\u{FEFF}",
        "<a x='1' x='2'/>",
        "<p:a/>",
        "<a><!-- -- --></a>",
        "<a><![CDATA[never ends</a>",
        "<a><!oops></a>",
        "<a x='never ends></a>",
        "<!DOCTYPE a><a/><!DOCTYPE a>",
        "",
        "   ",
        "<!-- only a comment -->",
        "<a>&#0;</a>",
    ] {
        let read = Document::read(text.as_bytes());
        let first = read.problems().iter().find(|problem| problem.kind.class() != crate::Class::Remark);
        let first = first.map(|problem| format!("{:?}", problem.kind));
        assert!(first.is_some(), "{text}");
        for size in [1, 5, 13, 1000] {
            let how = Canonicalization::new(Method::Exclusive);
            let (_, problems) = in_windows(text, size, &how, true);
            let kinds: Vec<&str> = problems.iter().filter_map(|problem| problem.split(' ').next()).collect();
            assert!(
                first.as_deref().is_some_and(|first| kinds.contains(&first)),
                "{size} {text}: {problems:?}, {first:?}"
            );
        }
    }
}

#[test]
fn remarks_are_told_once_and_in_their_places() {
    let text = format!("<!DOCTYPE a [<!ENTITY e 'x'>]><a xmlns='rel'>{}&e;</a>", "<b>text</b>".repeat(20));
    let how = Canonicalization::new(Method::Exclusive);
    let whole = in_windows(&text, 10_000, &how, true).1;
    assert_eq!(whole.len(), 3, "{whole:?}");
    for size in [1, 10, 50, 200] {
        assert_eq!(in_windows(&text, size, &how, true).1, whole, "{size}");
    }
}

#[test]
fn bytes_that_are_no_text_are_found_in_their_place() {
    let mut text = "<a>é</a>".to_owned().into_bytes();
    text.insert(3, 0xFF);
    for size in [1, 3, 4, 100] {
        let mut windows = Windows::of_size(text.as_slice(), &Limits::DEFAULT, size);
        while windows.next().unwrap().is_some() {}
        let found: Vec<_> = windows.problems.iter().map(|problem| (problem.kind, problem.at.start)).collect();
        assert_eq!(found, [(crate::ProblemKind::NotUtf8, 3)], "{size}");
    }
}
