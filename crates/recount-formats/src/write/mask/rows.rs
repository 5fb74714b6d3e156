//! Rows of listings: every text in them, however deep, by the reports that they tell of.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    Masks, contacts,
    names::{Names, StandIns, renamed},
};

impl Masks<'_> {
    /// A row of any listing: every text in it, however deep, by the reports that it tells of.
    pub fn row(&self, columns: &[&str], values: Vec<Value>) -> Vec<Value> {
        if self.read.is_none() {
            return values;
        }
        let mut documents = BTreeSet::new();
        documents_of_row(columns, &values, &mut documents);
        let own = columns.iter().zip(&values).find(|(column, _)| **column == "document");
        let own = own.and_then(|(_, value)| value.as_str().map(str::to_owned));
        let mut names = Names::default();
        let scope: Vec<&String> =
            own.iter().chain(own.is_none().then_some(&documents).into_iter().flatten()).collect();
        scope.iter().for_each(|document| names.0.extend(self.names(document).0.iter().cloned()));
        let stand_ins = self.stand_ins(documents.iter().map(String::as_str));
        let hidden =
            columns.iter().zip(values).map(|(column, value)| self.value(column, value, &names, &stand_ins));
        hidden.collect()
    }

    fn value(&self, key: &str, value: Value, names: &Names, stand_ins: &StandIns) -> Value {
        match value {
            Value::String(text) if key == "url" => Value::String(self.address(names, &text)),
            Value::String(text) => {
                let text = renamed(&text, stand_ins);
                match is_handle(key) {
                    true => Value::String(text),
                    false => Value::String(contacts::without_contacts(&names.hide(&text))),
                }
            }
            Value::Array(items) => {
                items.into_iter().map(|item| self.value(key, item, names, stand_ins)).collect()
            }
            Value::Object(fields) => {
                // What an inner report tells is masked by its own names.
                let own = fields.get("document").and_then(Value::as_str).map(|document| self.names(document));
                let names = own.as_deref().unwrap_or(names);
                let fields = fields.into_iter();
                Value::Object(
                    fields.map(|(key, it)| (key.clone(), self.value(&key, it, names, stand_ins))).collect(),
                )
            }
            other => other,
        }
    }
}

/// The value without telephone numbers and the like, but for what names a thing.
pub(super) fn without_contacts_in(key: &str, value: Value) -> Value {
    match value {
        Value::String(text) if !is_handle(key) && key != "url" => {
            Value::String(contacts::without_contacts(&text))
        }
        Value::Array(items) => items.into_iter().map(|item| without_contacts_in(key, item)).collect(),
        Value::Object(fields) => Value::Object(
            fields.into_iter().map(|(key, it)| (key.clone(), without_contacts_in(&key, it))).collect(),
        ),
        other => other,
    }
}

/// Columns whose values name a thing and are no words of a report.
fn is_handle(key: &str) -> bool {
    matches!(
        key,
        "id" | "document"
            | "figure"
            | "account"
            | "recommended"
            | "measure"
            | "unit"
            | "status"
            | "source_kind"
            | "source_state"
            | "parent"
            | "about"
            | "contested_by"
    )
}

/// The reports that a row tells of.
pub(in crate::write) fn documents_of_row(columns: &[&str], values: &[Value], found: &mut BTreeSet<String>) {
    columns.iter().zip(values).for_each(|(column, value)| documents_in(column, value, found));
}

/// The reports that a value tells of.
pub fn documents_of_value(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    documents_in("", value, &mut found);
    found
}

fn documents_in(key: &str, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if matches!(key, "document" | "documents" | "report" | "reports") => {
            found.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| documents_in(key, item, found)),
        Value::Object(fields) => fields.iter().for_each(|(key, it)| documents_in(key, it, found)),
        _ => {}
    }
}
