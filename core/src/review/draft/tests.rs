#![allow(clippy::unwrap_used)]
use super::*;
use crate::review::ClientWork;
use crate::terms::presets::Preset;
use crate::terms::{FeeDue, FixedFee, Terms};
use crate::value::Money;

fn half_a_year() -> Trailing {
    Trailing::from("2026-01-01".parse().unwrap(), 6).unwrap()
}

fn read(draft: &EntryDraft) -> Result<Entry, Vec<(EntryField, EntryDraftError)>> {
    draft.entry(Id::from_u128(1), half_a_year(), Reading::ENGLISH, Currency::USD, &[])
}

fn typed(cells: [&str; 7]) -> FiguresDraft {
    let mut figures = FiguresDraft::default();
    for (cell, text) in Cell::ALL.into_iter().zip(cells) {
        *figures.cell_mut(cell) = text.to_owned();
    }
    figures
}

fn draft(now: [&str; 7], before: [&str; 7]) -> EntryDraft {
    EntryDraft {
        name: "Ana".into(),
        note: "Her list\nof clients".into(),
        now: typed(now),
        before: typed(before),
        ..EntryDraft::default()
    }
}

/// Read, written and read again.
#[track_caller]
fn survives(draft: &EntryDraft) -> EntryDraft {
    let entry = read(draft).unwrap();
    let written = EntryDraft::of(&entry, half_a_year(), Reading::ENGLISH, Currency::USD);
    assert_eq!(read(&written), Ok(entry));
    assert_eq!((&written.name, &written.note, written.time), (&draft.name, &draft.note, draft.time));
    written
}

#[test]
fn what_was_typed_comes_back_as_it_was() {
    let full =
        draft(["74000.50", "8000", "6000", "10000", "15", "1600", "2400"], ["-800", "", "", "", "2.50", "", "-10"]);
    let written = survives(&full);
    for when in [When::Now, When::Before] {
        for cell in Cell::ALL {
            assert_eq!(written.figures(when).cell(cell), full.figures(when).cell(cell), "{when:?} {cell:?}");
        }
    }
    let in_all = EntryDraft { time: Time::InAll, ..draft(["0", "5", "", "", "104.57", "", ""], [""; 7]) };
    assert_eq!(survives(&in_all).now.cell(Cell::Upkeep), "104.57");
    assert_eq!(read(&in_all).unwrap().previous(), None);
}

#[test]
fn hours_that_no_text_can_hold_stay_as_they_are_until_they_are_typed_anew() {
    let entry = read(&draft(["0", "", "", "", "15", "", ""], [""; 7])).unwrap();
    let other = Trailing::from("2026-01-01".parse().unwrap(), 5).unwrap();
    let mut written = EntryDraft::of(&entry, other, Reading::ENGLISH, Currency::USD);
    let again =
        |draft: &EntryDraft| draft.entry(Id::from_u128(1), other, Reading::ENGLISH, Currency::USD, &[]).unwrap();
    assert_eq!(again(&written), entry);
    *written.now.cell_mut(Cell::Upkeep) = "100".into();
    assert_ne!(again(&written), entry);
}

fn offers() -> Vec<Offer> {
    let fee = FixedFee::new(Money::new(300_00).unwrap(), FeeDue::QualifiedReferral).unwrap();
    let preset = |preset: Preset| preset.terms(Currency::USD).unwrap();
    let terms = [preset(Preset::ActiveHelp), preset(Preset::FeeOverThreshold), Terms::FixedFee(fee)];
    (1..).zip(terms).map(|(number, terms)| Offer::new(Id::from_u128(number), terms)).collect()
}

fn by_terms(offer: u128, projects: &str, introductions: &str) -> EntryDraft {
    let paid = PaidDraft {
        by_terms: true,
        offer: Some(Id::from_u128(offer)),
        projects: projects.into(),
        introductions: introductions.into(),
        ..PaidDraft::default()
    };
    EntryDraft { paid, ..draft(["24000", "", "", "", "1", "", "150"], [""; 7]) }
}

fn agreed(draft: &EntryDraft) -> Result<Entry, Vec<(EntryField, EntryDraftError)>> {
    draft.entry(Id::from_u128(9), half_a_year(), Reading::ENGLISH, Currency::USD, &offers())
}

#[test]
fn the_terms_ask_for_the_numbers_that_they_need_and_no_others() {
    let even = |projects, introductions| Some(ClientWork::Even { projects, introductions });
    for (draft, work) in [
        (by_terms(1, "soon", "x"), even(None, None)),
        (by_terms(2, "4", "x"), even(Some(4), None)),
        (by_terms(3, "soon", "0"), even(None, Some(0))),
    ] {
        let entry = agreed(&draft).unwrap();
        assert_eq!(entry.agreed().map(|agreed| agreed.work()), work);
        // The figure that was typed waits.
        assert_eq!(entry.figures().payouts, Money::new(150_00).unwrap());
        let written = EntryDraft::of(&entry, half_a_year(), Reading::ENGLISH, Currency::USD);
        assert_eq!(agreed(&written), Ok(entry));
    }
    let mut on_rows = by_terms(2, "", "");
    on_rows.paid.on_rows = true;
    let entry = agreed(&on_rows).unwrap();
    assert_eq!(entry.agreed().map(|agreed| agreed.work()), Some(ClientWork::Rows));
    assert_eq!(EntryDraft::of(&entry, half_a_year(), Reading::ENGLISH, Currency::USD).paid, on_rows.paid);
    let typed = EntryDraft { paid: PaidDraft { by_terms: false, ..on_rows.paid }, ..on_rows };
    assert_eq!(agreed(&typed).unwrap().agreed(), None);
}

#[test]
fn what_is_wrong_with_the_terms_is_said_and_a_figure_out_of_sight_is_not() {
    let wrong = |draft: &EntryDraft| -> Vec<(EntryField, String)> {
        agreed(draft).unwrap_err().into_iter().map(|(field, error)| (field, error.to_string())).collect()
    };
    let one = |field, words: &str| vec![(field, words.to_owned())];
    assert_eq!(wrong(&by_terms(8, "", "")), one(EntryField::Terms, "choose the terms"));
    assert_eq!(wrong(&by_terms(2, "", "")), one(EntryField::Projects, "nothing is filled in"));
    for count in ["0", "501", "70000"] {
        let found = wrong(&by_terms(2, count, ""));
        assert_eq!(found, one(EntryField::Projects, "payouts are counted on 1 to 500 projects"));
    }
    let found = wrong(&by_terms(3, "", "501"));
    assert_eq!(found, one(EntryField::Introductions, "payouts are counted on at most 500 introductions"));
    let mut hidden = by_terms(1, "", "");
    *hidden.now.cell_mut(Cell::Payouts) = "x".into();
    assert_eq!(agreed(&hidden).unwrap().figures().payouts, Money::ZERO);
    hidden.paid.by_terms = false;
    assert_eq!(wrong(&hidden), one(EntryField::Figure(When::Now, Cell::Payouts), "this is not a number"));
}

#[test]
fn what_the_terms_come_to_is_known_while_it_is_typed() {
    let counted = |draft: &EntryDraft| {
        let found = draft.counted(half_a_year(), Reading::ENGLISH, Currency::USD, &offers(), &List::default());
        found.map(|counted| counted.total.minor())
    };
    let mut half = EntryDraft { name: String::new(), ..by_terms(1, "", "") };
    *half.now.cell_mut(Cell::Upkeep) = String::new();
    assert_eq!(counted(&half), Some(2_400_00));
    assert_eq!(counted(&by_terms(2, "4", "")), Some(1_200_00));
    assert_eq!((counted(&by_terms(2, "", "")), counted(&by_terms(8, "", ""))), (None, None));
    half.paid.by_terms = false;
    assert_eq!(counted(&half), None);
}

#[test]
fn every_wrong_field_is_named() {
    let wrong = EntryDraft {
        name: " ".into(),
        note: "a\u{7}b".into(),
        ..draft(["", "", "5", "", "x", "-1", "1.234"], ["1", "5", "6", "", "", "", ""])
    };
    let found: Vec<_> =
        read(&wrong).unwrap_err().into_iter().map(|(field, error)| (field, error.to_string())).collect();
    let figure = EntryField::Figure;
    let expected = [
        (EntryField::Name, "a name needs at least one letter"),
        (EntryField::Note, "a note cannot hold the invisible character U+0007; type it again rather than paste it"),
        (figure(When::Now, Cell::Revenue), "nothing is filled in"),
        (figure(When::Now, Cell::Likely), "say the usual value first"),
        (figure(When::Now, Cell::Upkeep), "this is not a number"),
        (figure(When::Now, Cell::Money), "this cannot be below zero"),
        (figure(When::Now, Cell::Payouts), "this can have 2 decimals at most"),
        (figure(When::Before, Cell::Low), "the low end is above the usual value"),
        (figure(When::Before, Cell::Upkeep), "nothing is filled in"),
    ];
    assert_eq!(found, expected.map(|(field, words)| (field, words.to_owned())));
    let high = draft(["0", "5", "", "4", "999999", "", ""], [""; 7]);
    let found: Vec<EntryField> = read(&high).unwrap_err().into_iter().map(|(field, _)| field).collect();
    assert_eq!(found, [figure(When::Now, Cell::High), figure(When::Now, Cell::Upkeep)]);
}
