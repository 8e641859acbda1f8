//! Pieces that were pasted one by one join into one sign-in; two sign-ins stay two.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use super::*;
use crate::case::Paste;
use crate::expect::Expectations;

fn followed(pastes: &[(&str, &str)]) -> Traffic {
    let pastes = pastes.iter().map(|(name, text)| Paste::capture(*name, *text)).collect();
    let mut case = crate::peel::peel(pastes);
    let messages = crate::decode::decode(&mut case, &Expectations::default());
    follow(&case, &messages)
}

fn deeds(traffic: &Traffic, flow: usize) -> Vec<Deed> {
    traffic.flows[flow].steps.iter().map(|step| traffic.steps[*step].deed).collect()
}

fn ties(traffic: &Traffic, flow: usize) -> Vec<TieKind> {
    let mut ties: Vec<TieKind> = traffic.flows[flow].ties.iter().map(|tie| tie.kind).collect();
    ties.sort();
    ties.dedup();
    ties
}

fn id_token(claims: &str) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.c2ln", part(r#"{"alg":"RS256","kid":"k1"}"#), part(claims))
}

const ASK: &str = "https://op.example/auth?response_type=code&client_id=app&state=s1&nonce=n1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=openid";

#[test]
fn four_pastes_are_one_sign_in() {
    let token =
        id_token(r#"{"iss":"https://op.example","sub":"u","aud":"app","exp":9,"iat":1,"nonce":"n1"}"#);
    let answer = format!(r#"{{"access_token":"at","token_type":"Bearer","id_token":"{token}"}}"#);
    let traffic = followed(&[
        ("tokens.json", &answer),
        ("redeemed.txt", "grant_type=authorization_code&code=c1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb"),
        ("back.txt", "https://app.example/cb?code=c1&state=s1"),
        ("there.txt", ASK),
    ]);
    assert_eq!(traffic.flows.len(), 1);
    assert_eq!(deeds(&traffic, 0), [Deed::Ask, Deed::Answer, Deed::Redeem, Deed::Redeem]);
    assert_eq!(ties(&traffic, 0), [TieKind::State, TieKind::Nonce, TieKind::Code, TieKind::Delivery]);
    let named: Vec<(PartyRole, Option<&str>)> = traffic
        .parties
        .iter()
        .map(|party| (party.role, party.name.as_ref().map(|name| name.value.as_str())))
        .collect();
    assert_eq!(
        named,
        [(PartyRole::Application, Some("app")), (PartyRole::IdentityProvider, Some("https://op.example"))]
    );
}

#[test]
fn two_sign_ins_stay_two() {
    let second = ASK.replace("s1", "s2").replace("n1", "n2");
    let traffic = followed(&[
        ("a", ASK),
        ("b", &second),
        ("c", "https://app.example/cb?code=c2&state=s2"),
        ("d", "https://app.example/cb?code=c1&state=s1"),
    ]);
    assert_eq!(traffic.flows.len(), 2);
    assert_eq!((deeds(&traffic, 0).len(), deeds(&traffic, 1).len()), (2, 2));
}

#[test]
fn a_saml_answer_finds_its_request_and_one_without_was_not_asked_for() {
    let request =
        r#"<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_q" Version="2.0"/>"#;
    let answer = |to: &str| {
        let xml = format!(
            r#"<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r" Version="2.0"{to}/>"#
        );
        STANDARD.encode(xml)
    };
    let tied = followed(&[("q.xml", request), ("r.txt", &answer(r#" InResponseTo="_q""#))]);
    assert_eq!((tied.flows.len(), ties(&tied, 0)), (1, vec![TieKind::InResponseTo]));
    let alone = followed(&[("r.txt", &answer(""))]);
    assert_eq!(alone.flows[0].kind, FlowKind::Unasked);
}
