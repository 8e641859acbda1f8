//! The members of a key, read one by one.

use std::ops::Range;

use ssoscope_crypto::Curve;

use super::{JwkProblem, NoMaterial};
use crate::base64url;
use crate::json::{Text, Value};
use crate::problem::Problem;

/// Reads members of a key and notes what is wrong with them.
pub(super) struct Fields<'a> {
    object: &'a Value,
    pub(super) problems: Vec<Problem<JwkProblem>>,
}

impl<'a> Fields<'a> {
    pub(super) fn of(object: &'a Value) -> Fields<'a> {
        Fields { object, problems: Vec::new() }
    }

    pub(super) fn text(&mut self, member: &'static str) -> Option<Text> {
        let value = self.object.member(member)?;
        if value.text().is_none() {
            self.problem(JwkProblem::Type { member, wanted: "a string" }, &value.at);
        }
        value.text().cloned()
    }

    pub(super) fn texts(&mut self, member: &'static str) -> Vec<Text> {
        let Some(value) = self.object.member(member) else { return Vec::new() };
        let items = value.array().unwrap_or_default();
        let texts: Vec<Text> = items.iter().filter_map(Value::text).cloned().collect();
        if value.array().is_none() || texts.len() < items.len() {
            self.problem(JwkProblem::Type { member, wanted: "an array of strings" }, &value.at);
        }
        texts
    }

    /// A member in base64url.
    pub(super) fn bytes(&mut self, member: &'static str) -> Result<Vec<u8>, NoMaterial> {
        let text = self.text(member).ok_or(NoMaterial::Missing(member))?;
        let decoded = base64url::decode(text.value.as_bytes(), 0..text.value.len());
        for problem in decoded.problems {
            let kind = JwkProblem::Base64 { member, problem: problem.kind };
            self.problem(kind, &text.trace(problem.at).unwrap_or(text.at.clone()));
        }
        Ok(decoded.bytes)
    }

    /// A Base64urlUInt (RFC 7518 section 2): the least number of bytes.
    pub(super) fn number(&mut self, member: &'static str) -> Result<Vec<u8>, NoMaterial> {
        let bytes = self.bytes(member)?;
        if bytes.len() > 1 && bytes.first() == Some(&0) {
            self.problem_at(JwkProblem::LeadingZero(member), member);
        }
        Ok(bytes)
    }

    /// A coordinate, which always takes as many bytes as its curve. One that lost its leading zeros, as some software
    /// writes it, is told and still used; so is one with too many.
    pub(super) fn coordinate(&mut self, member: &'static str, curve: Curve) -> Result<Vec<u8>, NoMaterial> {
        let bytes = self.bytes(member)?;
        let (wanted, got) = (curve.coordinate_len(), bytes.len());
        if got == wanted {
            return Ok(bytes);
        }
        self.problem_at(JwkProblem::CoordinateLength { member, wanted, got }, member);
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        let number = bytes.get(zeros..).unwrap_or_default();
        let mut fitted = vec![0; wanted.saturating_sub(number.len())];
        fitted.extend_from_slice(number);
        Ok(fitted)
    }

    /// Where members of the private key stand (RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1; RFC 8037 section 2).
    pub(super) fn private(&mut self, kty: Option<&Text>) -> Vec<Range<u32>> {
        const RSA: &[&str] = &["d", "p", "q", "dp", "dq", "qi", "oth"];
        let names: &[&str] = match kty.map(|kty| kty.value.as_str()) {
            Some("RSA") => RSA,
            Some("EC" | "OKP") => &["d"],
            Some("oct") => &["k"],
            _ => &[],
        };
        let members = self.object.object().unwrap_or_default().iter();
        let private = members.filter(|member| names.contains(&member.name.value.as_str()));
        let places: Vec<Range<u32>> = private.map(|member| member.value.at.clone()).collect();
        // A shared secret consists of nothing else.
        if names != ["k"] {
            places.iter().for_each(|at| self.problem(JwkProblem::Private, at));
        }
        places
    }

    fn problem_at(&mut self, kind: JwkProblem, member: &str) {
        let at = self.object.member(member).map(|value| value.at.clone()).unwrap_or_default();
        self.problem(kind, &at);
    }

    fn problem(&mut self, kind: JwkProblem, at: &Range<u32>) {
        self.problems.push(Problem { kind, at: at.clone() });
    }
}
