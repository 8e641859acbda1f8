//! Near misses, class by class.

use super::bend::{common_ends, punycode};
use super::*;

fn kind(a: &str, b: &str) -> Option<&'static str> {
    let (one, other) = (near_miss(a, b), near_miss(b, a));
    assert_eq!(one.as_ref().map(|miss| miss.kind), other.map(|miss| miss.kind), "{a} and {b}: one way only");
    one.map(|miss| miss.kind)
}

#[test]
fn each_kind_is_named() {
    let sp = "https://app.example/sp";
    let kinds = [
        ("https://app.example/sp/", "trailing-slash"),
        ("http://app.example/sp", "scheme"),
        ("app.example/sp", "no-scheme"),
        ("https://App.example/sp", "letter-case"),
        ("https://app.example:443/sp", "default-port"),
        ("https://app.example:8443/sp", "port"),
        ("https://www.app.example/sp", "www"),
        (" https://app.example/sp", "white-space"),
        ("https://app.example/sp\n", "white-space"),
        ("https://app.exam\u{200b}ple/sp", "white-space"),
        ("https%3A%2F%2Fapp.example%2Fsp", "percent-encoding"),
        ("https://intranet.example/sp", "host"),
        ("https://app.example/saml/metadata", "path"),
        ("https://app.example/sp?x=1", "query"),
        ("spn:https://app.example/sp", "spn"),
        ("https://app-test.example/sp", "environment"),
        ("https://staging.app.example/sp", "environment"),
        ("tps://app.example/sp", "truncated"),
        ("https://app.exampel/sp", "typing"),
    ];
    assert_eq!(kind(sp, sp), None);
    for (other, named) in kinds {
        assert_eq!(kind(sp, other), Some(named), "{other}");
    }
    assert_eq!(kind("https://app.example", "https://app.example:443"), Some("default-port"));
    assert_eq!(kind("abc-1234", "abc-1243"), Some("typing"));
    assert_eq!(kind("abc", "xyz"), None);
}

#[test]
fn the_ways_of_products_are_named() {
    let tenant = "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0";
    let pairs = [
        ("https://sts.windows.net/72f9/", "https://login.microsoftonline.com/72f9/v2.0", "entra-version"),
        (tenant, "https://login.microsoftonline.com/common/v2.0", "entra-tenant"),
        (tenant, "https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0", "entra-tenant"),
        (tenant, "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47", "version"),
        ("https://acme.okta.com", "https://acme.okta.com/oauth2/default", "okta-server"),
        ("https://sso.example/auth/realms/a", "https://sso.example/realms/a", "keycloak-auth"),
        ("api://6b1c1e", "6b1c1e", "api"),
        ("https://a.example/sp?x=1&y=2", "https://a.example/sp?x=1&amp;y=2", "entity"),
        ("https://bücher.example/sp", "https://xn--bcher-kva.example/sp", "idn"),
    ];
    for (one, other, named) in pairs {
        assert_eq!(kind(one, other), Some(named), "{one} and {other}");
    }
}

#[test]
fn two_that_are_met_together_are_both_told() {
    let miss = near_miss("https://app.example/sp", "http://app.example/sp/").unwrap();
    assert!(miss.says.contains("slash") && miss.says.contains("https"), "{}", miss.says);
    assert_eq!(miss.kind, "several");
}

#[test]
fn a_difference_is_shown_character_by_character() {
    assert_eq!(common_ends("abXde", "abYYde"), ("X", "YY"));
    assert_eq!(common_ends("äöü", "äü"), ("ö", ""));
    let miss = near_miss("https://app.example/saml", "https://app.example/sal").unwrap();
    assert!(miss.says.contains('m'), "{}", miss.says);
    let miss = near_miss("https://app.example/metadata", "https://app.example/meta").unwrap();
    assert_eq!((miss.kind, miss.says.contains("“data”")), ("truncated", true));
}

#[test]
fn a_host_is_no_piece_of_an_address_below_it() {
    assert_ne!(kind("https://app.example", "https://app.example/sp"), Some("truncated"));
}

#[test]
fn names_of_hosts_are_written_as_the_name_system_has_them() {
    assert_eq!(punycode("bücher"), "xn--bcher-kva");
    assert_eq!(punycode("münchen-ost"), "xn--mnchen-ost-9db");
    assert_eq!(punycode("пример"), "xn--e1afmkfd");
}
