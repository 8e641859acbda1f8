//! Wipes a document that held keys.

use zeroize::Zeroize;

use super::{Document, Kind, Value};

impl Document {
    /// Overwrites every string and number in it, and forgets the rest.
    pub fn wipe(&mut self) {
        if let Some(root) = self.root.as_mut() {
            root.wipe();
        }
        *self = Document::default();
    }
}

impl Value {
    /// No deeper than documents are read.
    fn wipe(&mut self) {
        match &mut self.kind {
            Kind::String(text) => text.value.zeroize(),
            Kind::Number(lexical) => lexical.zeroize(),
            Kind::Array(items) => items.iter_mut().for_each(Value::wipe),
            Kind::Object(members) => members.iter_mut().for_each(|member| member.value.wipe()),
            Kind::Null | Kind::Bool(_) => {}
        }
    }
}
