//! Keys behind a password, as OpenSSL writes them; and what is told where they can't be had.
#![allow(clippy::unwrap_used)]

use ssoscope_crypto::*;

fn hex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap()).collect()
}

/// The lines of one kind: what protects the key, the password, the file.
fn lines(kind: &str) -> Vec<(&'static str, Secret, Vec<u8>)> {
    let columns = include_str!("protected.txt").lines().map(|line| line.split(' ').collect::<Vec<_>>());
    columns
        .filter(|columns| columns[0] == kind)
        .map(|columns| {
            let password = if columns[2] == "-" { "" } else { columns[2] };
            (columns[1], Secret::from(password.as_bytes()), hex(columns[3]))
        })
        .collect()
}

fn clear() -> PublicKey {
    PrivateKey::read(&lines("clear").remove(0).2).unwrap().public().clone()
}

fn error(file: &[u8], password: Option<&str>) -> PrivateKeyError {
    let password = password.map(|password| Secret::from(password.as_bytes()));
    PrivateKey::read_with_password(file, password.as_ref()).unwrap_err()
}

#[test]
fn the_right_password_opens_every_kind() {
    let mut opened = 0;
    for kind in ["pkcs8", "pem", "pfx"] {
        for (what, password, file) in lines(kind) {
            let key = PrivateKey::read_with_password(&file, Some(&password));
            assert_eq!(key.map(|key| key.public().clone()), Ok(clear()), "{kind} {what}");
            opened += 1;
        }
    }
    assert_eq!(opened, 28);
}

#[test]
fn a_wrong_password_and_none_are_told_apart() {
    for kind in ["pkcs8", "pem", "pfx"] {
        for (what, password, file) in lines(kind) {
            let wrong = error(&file, Some("Kestrel-8"));
            assert!(matches!(wrong, PrivateKeyError::WrongPassword(_)), "{kind} {what}: {wrong}");
            if !password.is_empty() {
                let none = error(&file, None);
                assert!(matches!(none, PrivateKeyError::NeedsPassword(_)), "{kind} {what}: {none}");
            }
        }
    }
    let (_, _, empty) = lines("pfx").into_iter().find(|(what, ..)| *what == "empty").unwrap();
    assert_eq!(PrivateKey::read(&empty).unwrap().public(), &clear(), "an empty password need not be given");
}

#[test]
fn what_is_not_computed_is_named() {
    let names: Vec<String> = lines("unsupported")
        .into_iter()
        .map(|(_, _, file)| match error(&file, Some("Kestrel-7")) {
            PrivateKeyError::Protection(name) => name,
            other => other.to_string(),
        })
        .collect();
    assert_eq!(names, ["scrypt", "PBES1 with MD5 and DES"]);
    let (_, _, certificates) = lines("certificates").remove(0);
    assert_eq!(error(&certificates, Some("Kestrel-7")), PrivateKeyError::NoKeyInside);
}

#[test]
fn work_is_bounded() {
    let (_, _, file) = lines("work").remove(0);
    let started = std::time::Instant::now();
    assert_eq!(error(&file, Some("Kestrel-7")), PrivateKeyError::TooMuchWork(TooMuchWork(1_000_001)));
    assert!(started.elapsed().as_millis() < 500);
}

#[test]
fn a_damaged_file_is_an_error_and_no_more() {
    for (what, password, file) in lines("pfx").into_iter().chain(lines("pkcs8")).step_by(5) {
        for end in (0..file.len()).step_by(7) {
            let cut = PrivateKey::read_with_password(&file[..end], Some(&password));
            assert!(cut.is_err(), "{what} cut at {end}");
        }
        for at in (0..file.len().min(80)).step_by(3) {
            let mut changed = file.clone();
            changed[at] ^= 0x41;
            let _ = PrivateKey::read_with_password(&changed, Some(&password));
        }
    }
}

/// The same container with lengths that are told by an end mark, and with strings in pieces, as Java and NSS write it.
#[test]
fn containers_in_ber_are_read() {
    for (what, password, file) in lines("pfx") {
        let loose = indefinite(&file);
        assert_ne!(loose, file);
        let key = PrivateKey::read_with_password(&loose, Some(&password));
        assert_eq!(key.map(|key| key.public().clone()), Ok(clear()), "{what}");
    }
    let mut deep = [0x30, 0x80].repeat(100_000);
    deep.splice(0..0, [0x30, 0x80, 2, 1, 3]);
    assert!(PrivateKey::read(&deep).is_err());
}

/// Every constructed value, and every OCTET STRING at the outer levels, in indefinite form.
fn indefinite(der: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = der;
    while !rest.is_empty() {
        let (head, len) = header(rest);
        let contents = &rest[head..head + len];
        match rest[0] {
            tag if tag & 0x20 != 0 => {
                out.extend([tag, 0x80]);
                out.extend(indefinite(contents));
                out.extend([0, 0]);
            }
            4 if len > 300 => {
                out.extend([0x24, 0x80]);
                for piece in contents.chunks(100) {
                    out.extend([4, piece.len() as u8]);
                    out.extend(piece);
                }
                out.extend([0, 0]);
            }
            _ => out.extend(&rest[..head + len]),
        }
        rest = &rest[head + len..];
    }
    out
}

fn header(der: &[u8]) -> (usize, usize) {
    match der[1] {
        short if short < 0x80 => (2, usize::from(short)),
        long => {
            let count = usize::from(long & 0x7f);
            (2 + count, der[2..2 + count].iter().fold(0, |len, byte| len << 8 | usize::from(*byte)))
        }
    }
}
