//! The same page in another web engine, over the same commands: Chromium finds what WebKit forgives, and the other way round.
//! Some of the journeys of the real window, and the rules of accessibility. Skipped, loudly, where there is no Chromium.

use ssoscope_window_tests::Opening;

use crate::access::{looks_through, looks_through_dark};
use crate::answers::{fault_is_lit, token_is_answered};
use crate::desk::name_is_hidden;
use crate::reading::audience;
use crate::untrusted::pasted_markup_is_text;

#[test]
fn no_rule_is_broken_in_the_light() {
    Opening::default().in_chromium().with(audience()).drive(looks_through);
}

#[test]
fn no_rule_is_broken_in_the_dark() {
    Opening::dark().in_chromium().with(audience()).drive(looks_through_dark);
}

#[test]
fn no_rule_is_broken_where_colours_are_forced() {
    Opening::forced().with(audience()).drive(async |window| {
        window.until("matchMedia('(forced-colors: active)').matches").await?;
        looks_through(window).await
    });
}

#[test]
fn what_is_lit_is_told_from_the_rest_where_colours_are_forced() {
    Opening::forced().with(audience()).drive(async |window| {
        fault_is_lit(window).await?;
        window.picture("forced").await?;
        let told = |css: &str| {
            let around = format!("document.querySelector('{css}').parentElement");
            format!("getComputedStyle(document.querySelector('{css}')).backgroundColor !== getComputedStyle({around}).backgroundColor")
        };
        window.until(&told(".code .lit")).await?;
        window.until(&told(".fields [aria-pressed=true]")).await?;
        window.until(&told(".tabs [aria-pressed=true]")).await
    });
}

#[test]
fn a_pasted_token_becomes_a_verdict_and_a_cause() {
    Opening::default().in_chromium().drive(token_is_answered);
}

#[test]
fn the_fault_is_lit_from_the_message_down_to_the_paste() {
    Opening::default().in_chromium().with(audience()).drive(async |window| {
        fault_is_lit(window).await?;
        window.picture("chromium").await
    });
}

#[test]
fn a_name_is_hidden_before_the_report_leaves() {
    Opening::default().in_chromium().with(audience()).drive(name_is_hidden);
}

#[test]
fn nothing_that_is_pasted_as_a_capture_runs() {
    Opening::default().in_chromium().drive(pasted_markup_is_text);
}
