use super::*;
use crate::tracking::{Stage, Tracked};

fn acme() -> Facts {
    Facts {
        contact: Some(Id::from_u128(1)),
        expected: Some(money(500_00)),
        qualified: Some(day("2026-01-05")),
        ..Facts::new(name("Acme"), day("2026-01-01"))
    }
}

#[test]
fn what_the_ledger_has_already_is_skipped() {
    for text in [
        "Number,Client,Introduced,Contact,Expected value\n1,ACME,2026-01-01,Ann,500\n",
        "Number,Client,Introduced\n1,Acme,2026-01-01\n",
        "Client,Introduced,Contact\nAcme,2026-01-01,ann\n",
        "Client,Introduced\nAcme,2026-01-01\n",
        // A word says no more than the day that the ledger has.
        "Client,Introduced,Stage\nAcme,2026-01-01,Proposal\n",
    ] {
        let text = text.replace("ACME", "Acme");
        let import = imported_into(&ledger([acme()]), &text);
        assert_eq!((import.same, import.count()), (1, 1), "{text}");
    }
}

#[test]
fn what_is_alike_but_not_the_same_is_added() {
    for text in [
        "Client,Introduced\nAcme,2026-01-02\n",
        "Client,Project,Introduced\nAcme,Site,2026-01-01\n",
        "Client,Introduced,Contact\nAcme,2026-01-01,Ben\n",
        "Client,Introduced,Direction\nAcme,2026-01-01,given\n",
    ] {
        let import = imported_into(&ledger([acme()]), text);
        assert_eq!((import.added.len(), import.same), (1, 0), "{text}");
    }
}

#[test]
fn what_would_change_is_the_users_to_choose() {
    let before = ledger([acme()]);
    for text in [
        "Number,Client,Introduced,Expected value\n1,Acme,2026-01-01,700\n",
        "Client,Introduced,Expected value\nAcme,2026-01-01,700\n",
    ] {
        let import = imported_into(&before, text);
        assert_eq!((import.added.len(), import.same, import.changed.len()), (0, 0, 1), "{text}");
        let chosen = |choice| import.apply(&before, choice).unwrap();
        assert_eq!(chosen(Choice::Skip), before);
        // What no column holds stays.
        let replaced = Facts { expected: Some(money(700_00)), ..acme() };
        assert_eq!(chosen(Choice::Replace).referral(Number(1)).map(Tracked::facts), Some(replaced));
        assert_eq!(chosen(Choice::Replace).referrals().len(), 1);
        let alone = Facts { expected: Some(money(700_00)), ..Facts::new(name("Acme"), day("2026-01-01")) };
        let both = chosen(Choice::Add);
        assert_eq!(both.referral(Number(1)).map(Tracked::facts), Some(acme()));
        assert_eq!(both.referral(Number(2)).map(Tracked::facts), Some(alone));
    }
}

#[test]
fn a_contact_comes_in_only_with_what_is_chosen() {
    let before = ledger([acme()]);
    let import = imported_into(&before, "Number,Client,Introduced,Contact\n1,Acme,2026-01-01,Ben\n");
    assert_eq!(import.contacts.len(), 1);
    assert_eq!(import.apply(&before, Choice::Skip).unwrap(), before);
    assert_eq!(import.apply(&before, Choice::Replace).unwrap().contacts().len(), 2);
}

#[test]
fn one_referral_of_the_ledger_is_met_once() {
    let import = imported_into(
        &ledger([acme()]),
        "Number,Client,Introduced,Contact\n,Acme,2026-01-01,\n,Acme,2026-01-01,Ann\n1,Acme,2026-01-01,Ann\n",
    );
    assert_eq!((import.same, import.added.len(), import.bad.len()), (1, 2, 0));
}

#[test]
fn the_same_row_twice_without_bills_is_one_referral() {
    for text in [
        "Client,Introduced,Note\nAcme,2026-01-01,x\nBolt,2026-01-01,\nacme,2026-01-01,x\n",
        "Number,Client,Introduced\n5,Acme,2026-01-01\n6,Bolt,2026-01-01\n5,Acme,2026-01-01\n",
    ] {
        let import = imported(text);
        assert_eq!((import.added.len(), import.bad.len()), (2, 0), "{text}");
        assert_eq!(import.repeated, 1, "{text}");
    }
    let import = imported("Client,Introduced,Note\nAcme,2026-01-01,x\nAcme,2026-01-01,y\n");
    assert_eq!(import.bad[1].reasons, reasons(&[(Some(Field::Note), Problem::Differs { line: 2 })]));
}

#[test]
fn a_word_moves_a_referral_on_only_to_another_stage() {
    let before = ledger([acme()]);
    let import = imported_into(&before, "Client,Introduced,Stage,Stage since\nAcme,2026-01-01,won,2026-02-01\n");
    let changed = &import.changed[0].tracked;
    assert_eq!((changed.stage(), changed.since()), (Stage::Won, day("2026-02-01")));
}

#[test]
fn many_changes_are_made_a_chunk_at_a_time_and_the_ledger_before_is_left_as_it_was() {
    let facts = |n: u64| Facts::new(name(&format!("Client {n}")), day("2026-01-01"));
    let before = ledger((0..700).map(facts));
    let rows: String = (0..900).map(|n| format!("Client {n},2026-01-01,{n}\n")).collect();
    let import = imported_into(&before, &format!("Client,Introduced,Expected value\n{rows}"));
    assert_eq!((import.added.len(), import.changed.len()), (200, 700));
    for (choice, referrals) in [(Choice::Skip, 900), (Choice::Replace, 900), (Choice::Add, 1_600)] {
        let mut taking = Taking::new(&import, &before, choice).unwrap();
        let mut slices = 1;
        while !taking.advance(&import).unwrap() {
            slices += 1;
        }
        // Of 700 changes and 200 new ones, each a chunk at a time.
        assert_eq!(slices, if choice == Choice::Skip { 2 } else { 8 }, "{choice:?}");
        let after = taking.finish();
        assert_eq!(
            (after.referrals().len(), import.taken(choice)),
            (referrals, if choice == Choice::Skip { 200 } else { 900 })
        );
        let last = after.referral(Number(if choice == Choice::Add { 1_600 } else { 700 })).unwrap();
        assert_eq!(last.expected(), (choice != Choice::Skip).then(|| money(699_00)));
    }
    assert_eq!(before, ledger((0..700).map(facts)));
}
