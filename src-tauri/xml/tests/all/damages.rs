//! The ways in which a signed message is damaged, each with what it has to be named.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ssoscope_xml::dsig::ExplanationKind::{self, *};

/// What the assertion of the tests says.
pub(crate) const CONTENT: &str = r##"<a:Issuer>https://idp.example/metadata</a:Issuer>
  <a:Subject>
    <a:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">zoë.müller@example.org</a:NameID>
    <a:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><a:SubjectConfirmationData NotOnOrAfter="2026-03-01T10:05:00Z" Recipient="https://app.example/acs"/></a:SubjectConfirmation>
  </a:Subject>
  <a:Conditions NotBefore="2026-03-01T09:55:00Z" NotOnOrAfter="2026-03-01T10:05:00Z"><a:AudienceRestriction><a:Audience>https://app.example/sp</a:Audience></a:AudienceRestriction></a:Conditions>
  <a:AttributeStatement>
    <a:Attribute Name="org" FriendlyName="a  b"><a:AttributeValue>Müller &amp; Söhne "Bau" &lt;GmbH&gt;</a:AttributeValue></a:Attribute>
    <a:Attribute Name="role"><a:AttributeValue>driver</a:AttributeValue></a:Attribute>
    <a:Attribute Name="memo"><a:AttributeValue>one
two</a:AttributeValue></a:Attribute>
  </a:AttributeStatement>"##;

/// A damage, and what it has to be named.
pub(crate) struct Damage {
    pub(crate) called: &'static str,
    pub(crate) named: ExplanationKind,
    /// What was signed, where that is not the usual content.
    pub(crate) signed: fn(&str) -> String,
    pub(crate) make: fn(&str) -> String,
}

const fn damage(called: &'static str, named: ExplanationKind, make: fn(&str) -> String) -> Damage {
    Damage { called, named, signed: |text| text.to_owned(), make }
}

const fn of(
    called: &'static str,
    named: ExplanationKind,
    signed: fn(&str) -> String,
    make: fn(&str) -> String,
) -> Damage {
    Damage { called, named, signed, make }
}

/// Between two tags of the assertion's content, and not inside SignedInfo.
fn in_content(text: &str, change: impl Fn(&str) -> String) -> String {
    let (before, content) = text.split_once("</ds:Signature>").unwrap();
    format!("{before}</ds:Signature>{}", change(content))
}

fn packed(text: &str) -> String {
    text.lines().map(str::trim_start).collect::<Vec<_>>().join("\n").replace(">\n<", "><")
}

/// The content with every element on a line of its own, as deep as it lies.
fn laid_out(text: &str, indent: &str) -> String {
    let mut out = String::new();
    let mut depth = 2;
    let mut after_text = false;
    for piece in packed(text).split_inclusive('>') {
        let (before, tag) = piece.split_at(piece.find('<').unwrap());
        after_text |= !before.is_empty();
        let ends = tag.starts_with("</");
        depth -= usize::from(ends);
        let leaf = ends && (after_text);
        out += before;
        if !leaf {
            out += &format!("\n{}", indent.repeat(depth));
        }
        out += tag;
        depth += usize::from(!ends && !tag.ends_with("/>"));
        after_text = false;
    }
    out + "\n" + indent
}

fn latin(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

fn moved(text: &str, tag: &str, by: &str) -> String {
    assert!(text.contains(tag), "{tag} stands in {text}");
    text.replacen(tag, by, 1)
}

pub(crate) static DAMAGES: &[Damage] = &[
    of("pretty-printed", Reindented, packed, |text| {
        in_content(text, |rest| rest.replace("><", ">\n      <"))
    }),
    of("pretty-printed with CRLF references", Reindented, packed, |text| {
        in_content(text, |rest| rest.replace("><", ">&#13;\n  <"))
    }),
    damage("pretty-printed, texts on lines of their own", TextPadded, |text| {
        in_content(text, |rest| rest.replace(">driver<", ">\n        driver\n      <"))
    }),
    of("indentation taken out", WhiteSpaceLost, |text| laid_out(text, "  "), |text| in_content(text, packed)),
    of(
        "tabs for the indentation",
        Reindented,
        |text| laid_out(text, "    "),
        |text| in_content(text, |rest| rest.replace("    ", "\t")),
    ),
    damage("line ends as references", CarriageReturnsAdded, |text| {
        in_content(text, |rest| rest.replace('\n', "&#13;\n"))
    }),
    of(
        "signed carriage returns lost",
        CarriageReturnsLost,
        |text| text.replace('\n', "&#xD;\n"),
        |text| text.replace("&#xD;", ""),
    ),
    of(
        "a text broken into lines",
        LinesBroken,
        |text| packed(text).replace("one\ntwo", "onetwo"),
        |text| moved(text, "onetwo", "one\ntwo"),
    ),
    damage("UTF-8 read as Latin-1", CharsetMisread, |text| in_content(text, latin)),
    damage("a letter replaced by ?", CharacterLost, |text| moved(text, "zoë", "zo?")),
    damage("typographic quotes", Typography, |text| {
        in_content(text, |rest| rest.replace("\"Bau\"", "“Bau\u{201d}"))
    }),
    damage("entities escaped twice", EscapedTwice, |text| {
        in_content(text, |rest| {
            rest.replace("&amp;", "&amp;amp;").replace("&lt;", "&amp;lt;").replace("&gt;", "&amp;gt;")
        })
    }),
    of(
        "entities resolved once too often",
        UnescapedTwice,
        |text| text.replace("&amp;", "&amp;amp;"),
        |text| text.replace("&amp;amp;", "&amp;"),
    ),
    damage("line breaks inside attributes", AttributeWhiteSpace, |text| {
        moved(text, "2026-03-01T10:05:00Z\" R", "&#10;2026-03-01T10:05:00Z\" R")
    }),
    damage("spaces inside attributes doubled", AttributeWhiteSpace, |text| {
        moved(text, "FriendlyName=\"a  b\"", "FriendlyName=\"a  b\" ").replace(
            "Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"",
            "Method=\" urn:oasis:names:tc:SAML:2.0:cm:bearer\"",
        )
    }),
    damage("xml:space added", AttributeAdded, |text| {
        moved(text, "<a:Subject>", "<a:Subject xml:space=\"preserve\">")
    }),
    of(
        "xsi:type dropped",
        AttributeLost,
        |text| {
            text.replace(
                "<a:AttributeValue>",
                "<a:AttributeValue xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"xs:string\">",
            )
        },
        |text| {
            text.replace(
                " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"xs:string\"",
                "",
            )
        },
    ),
    damage("a processing instruction put in", InstructionAdded, |text| {
        moved(text, "<a:Subject>", "<?p x?><a:Subject>")
    }),
    damage("an attribute statement added", ElementAdded, |text| {
        moved(
            text,
            "<a:Attribute Name=\"role\">",
            "<a:Attribute Name=\"groups\"><a:AttributeValue>admin</a:AttributeValue></a:Attribute><a:Attribute Name=\"role\">",
        )
    }),
    damage("an attribute of an element added", AttributeAdded, |text| {
        moved(text, "<a:NameID ", "<a:NameID NameQualifier=\"x\" ")
    }),
    damage("elements the other way round", ElementsReordered, |text| {
        let attribute = |name: &str| format!("<a:Attribute Name=\"{name}\">");
        let (first, second) = (attribute("role"), attribute("memo"));
        let role = text.split_once(&first).unwrap().1.split_once("</a:Attribute>").unwrap().0.to_owned();
        let memo = text.split_once(&second).unwrap().1.split_once("</a:Attribute>").unwrap().0.to_owned();
        let swapped =
            text.replace(&format!("{first}{role}"), "{1}").replace(&format!("{second}{memo}"), "{2}");
        swapped.replace("{1}", &format!("{second}{memo}")).replace("{2}", &format!("{first}{role}"))
    }),
    damage("prefixes renamed", PrefixesRenamed, |text| {
        let (before, rest) = text.split_once("<ds:Signature ").unwrap();
        let (signature, rest) = rest.split_once("</ds:Signature>").unwrap();
        let rename = |text: &str| {
            text.replace("a:", "ns7:")
                .replace("xmlns:a=", "xmlns:ns7=")
                .replace("schemns7:", "schema:")
                .replace("nns7:", "na:")
        };
        let before = before.replace("<a:", "<ns7:").replace("xmlns:a=", "xmlns:ns7=");
        let rest = rename(&rest.replace("<a:", "<ns7:").replace("</a:", "</ns7:"));
        format!("{before}<ds:Signature {signature}</ds:Signature>{rest}")
    }),
    of(
        "the NameID replaced, and the signed one known",
        ValueAltered,
        |text| text.replace("zoë.müller@", "alice@"),
        |text| moved(text, "alice@", "zoë.müller@"),
    ),
    damage("an attribute value altered by a letter", ValueAltered, |text| {
        moved(text, ">driver<", ">drivers<")
    }),
    damage("the end of validity moved by an hour", ValueAltered, |text| {
        moved(text, "NotOnOrAfter=\"2026-03-01T10:05:00Z\">", "NotOnOrAfter=\"2026-03-01T11:05:00Z\">")
    }),
    damage("http for https", ValueAltered, |text| moved(text, "Recipient=\"https:", "Recipient=\"http:")),
    damage("a slash at the end", ValueAltered, |text| moved(text, "example/sp<", "example/sp/<")),
    damage("capitals in a name", ValueAltered, |text| {
        moved(text, "zoë.müller@example.org", "Zoë.Müller@Example.org")
    }),
    damage("digest in hexadecimal", DigestRespelled, |text| {
        let value = text.split_once("<ds:DigestValue>").unwrap().1.split_once('<').unwrap().0;
        let hex: String = STANDARD.decode(value).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
        text.replace(value, &hex)
    }),
    damage("value with spaces for plus signs", ValueRespelled, |text| {
        of_value(text, |value| value.replace('+', " "))
    }),
    damage("value in the base64 of URLs", ValueRespelled, |text| {
        of_value(text, |value| value.replace('+', "-").replace('/', "_"))
    }),
    damage("value percent-encoded", ValueRespelled, |text| {
        of_value(text, |value| value.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D"))
    }),
    damage("value in hexadecimal", ValueRespelled, |text| {
        of_value(text, |value| {
            STANDARD.decode(value).unwrap().iter().map(|byte| format!("{byte:02x}")).collect()
        })
    }),
    damage("value in base64 twice", ValueRespelled, |text| of_value(text, |value| STANDARD.encode(value))),
    damage("value with its bytes reversed", ValueRespelled, |text| {
        of_value(text, |value| {
            STANDARD.encode(STANDARD.decode(value).unwrap().into_iter().rev().collect::<Vec<_>>())
        })
    }),
    damage("two characters of the value swapped", ValueDamaged, |text| {
        of_value(text, |value| {
            let at = value.as_bytes().windows(2).position(|pair| pair[0] != pair[1]).unwrap();
            let (head, tail) = value.split_at(at);
            format!("{head}{}{}{}", &tail[1..2], &tail[..1], &tail[2..])
        })
    }),
    damage("a character of the value altered", ValueDamaged, |text| {
        of_value(text, |value| format!("{}{}", if value.starts_with('A') { 'B' } else { 'A' }, &value[1..]))
    }),
    damage("a character of the value lost", ValueDamaged, |text| {
        of_value(text, |value| value[1..].to_owned())
    }),
    damage("white space in SignedInfo", Reindented, |text| {
        text.replace("<ds:SignedInfo>", "<ds:SignedInfo>\n  ")
    }),
    damage("another SignedInfo", SignedInfoReplaced, |text| {
        let foreign = STANDARD.encode([7; 32]);
        text.replace(
            "<ds:Reference URI=\"#_a\">",
            &format!("<ds:Reference URI=\"#_a\" Type=\"{foreign}\" Id=\"x\">"),
        )
    }),
];

pub(crate) fn of_value(text: &str, change: impl Fn(&str) -> String) -> String {
    let value = text.split_once("<ds:SignatureValue>").unwrap().1.split_once('<').unwrap().0;
    text.replace(value, &change(value))
}
