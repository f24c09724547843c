//! A referral while it is typed: what its fields have in common, in one line or in the dialog.

use std::collections::BTreeMap;

use concord_core::tracking::{Draft, DraftField, Number};
use concord_core::words;
use leptos::prelude::*;

use super::Shown;
use super::filter::{KINDS, MADE_BY, choices, key_of, of_key};
use crate::form::{Entry, Select, TextField, sentence};
use crate::session::new_id;

/// The draft and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) draft: RwSignal<Draft>,
    pub(super) wrong: RwSignal<BTreeMap<DraftField, String>>,
}

impl Form {
    pub(super) fn new(draft: Draft) -> Form {
        Form { draft: RwSignal::new(draft), wrong: RwSignal::new(BTreeMap::new()) }
    }

    /// A field for one text of the draft. Its problem shows once the referral is tried.
    pub(super) fn field(self, of: DraftField, id: impl Into<String>, label: &'static str) -> TextField {
        let entry: Entry = Callback::new(move |(text, _): (String, bool)| {
            self.draft.update(|draft| draft.put(of, text));
            self.wrong.update(|wrong| drop(wrong.remove(&of)));
            Ok(())
        });
        let value = Signal::derive(move || self.draft.with(|draft| draft.text(of).to_owned()));
        let problem = Signal::derive(move || self.wrong.with(|wrong| wrong.get(&of).cloned()));
        TextField::text(id, label, value, entry).problem(problem)
    }

    /// Who made the introduction, to be chosen.
    pub(super) fn made_by(self, id: &'static str) -> AnyView {
        let choose = move |key| {
            self.draft.update(|draft| draft.made_by = of_key(&MADE_BY, key).unwrap_or(draft.made_by));
        };
        view! {
            <Select
                id=id
                label="Direction"
                choices=choices(&MADE_BY, words::made_by)
                chosen=Signal::derive(move || key_of(&MADE_BY, self.draft.with(|draft| draft.made_by)))
                choose=Callback::new(choose)
            />
        }
        .into_any()
    }

    /// The kind of its source, to be chosen.
    pub(super) fn kind(self, id: &'static str) -> AnyView {
        let choose = move |key| self.draft.update(|draft| draft.kind = of_key(&KINDS, key).unwrap_or(draft.kind));
        view! {
            <Select
                id=id
                label="Kind of source"
                choices=choices(&KINDS, words::source_kind)
                chosen=Signal::derive(move || key_of(&KINDS, self.draft.with(|draft| draft.kind)))
                choose=Callback::new(choose)
            />
        }
        .into_any()
    }

    /// Puts the referral into the ledger under this number, with its contact if that is new; false where something is
    /// wrong, which then stands beside its field.
    pub(super) fn put(self, shown: Shown, number: Number) -> bool {
        let workspace = shown.session.committed();
        let (ledger, reading, currency) = (workspace.ledger(), workspace.reading(), workspace.currency());
        let wrong = match self.draft.with_untracked(|draft| draft.read(number, &ledger, new_id(), reading, currency)) {
            Ok((tracked, contact)) => {
                let contacts = contact.into_iter().collect();
                let put = shown.change(|ledger| ledger.with_contacts(contacts)?.with(vec![tracked]));
                put.err().map(|problem| (DraftField::Client, problem)).into_iter().collect()
            }
            Err(problems) => {
                problems.iter().map(|(field, error)| (*field, sentence(error))).collect::<BTreeMap<_, _>>()
            }
        };
        let is_put = wrong.is_empty();
        self.wrong.set(wrong);
        is_put
    }
}
