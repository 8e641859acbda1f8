//! A request copied as PowerShell.

use super::fetch::open_all;
use super::script::Flavour;
use crate::case::{Case, Layer};
use crate::peel::form::{Bid, Form};
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "powershell",
    title: "A request copied as PowerShell",
    example: "Invoke-WebRequest -Uri \"https://sp.example/acs\" -Method \"POST\" -Body \"SAMLResponse=PHN…\"",
    surest: 95,
    needs: b"-",
    bid,
    open,
};

/// Bytes at the start in which the command stands, behind the lines that make up a session.
const HEAD: usize = 8 << 10;

fn bid(layer: &Layer) -> Option<Bid> {
    let text = layer.bytes.trim_ascii_start();
    let starts =
        |command: &[u8]| text.get(..command.len()).is_some_and(|head| head.eq_ignore_ascii_case(command));
    let session = || {
        starts(b"$session")
            && memchr::memmem::find(text.get(..HEAD.min(text.len())).unwrap_or_default(), b"Invoke-")
                .is_some()
    };
    if starts(b"invoke-webrequest") || starts(b"invoke-restmethod") || starts(b"iwr ") || session() {
        Bid::new(95, "starts with Invoke-WebRequest")
    } else {
        None
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    open_all(case, id, Flavour::Backtick)
}
