use super::*;
use crate::ledger::{Bill, Payment, Refund};
use crate::tracking::Reward;
use crate::value::Note;
use crate::value::notation::{DateOrder, DecimalSign};

fn acme() -> Facts {
    let paid = |date: &str, refunds| Payment::new(day(date), money(60_50), refunds).unwrap();
    let refund = |date: &str| Refund { date: day(date), amount: money(1_00) };
    let payments =
        vec![paid("2026-01-05", vec![refund("2026-01-06"), refund("2026-01-07")]), paid("2026-01-08", vec![])];
    let invoice = Bill::invoice(day("2026-01-04"), money(200_00), money(10_00), payments).unwrap();
    Facts {
        project: Some(name("-")),
        contact: Some(Id::from_u128(1)),
        won: Some(day("2026-01-03")),
        reward: Reward::Due(day("2026-01-09")),
        bills: vec![invoice, Bill::payment(paid("2026-01-10", vec![]), Money::ZERO).unwrap()],
        note: Note::new("=1+1\n\"quoted\"").unwrap(),
        ..Facts::new(name("Acme; Sons"), day("2026-01-01"))
    }
}

#[test]
fn a_referral_with_several_bills_has_several_rows() {
    let comma = Reading { decimal: DecimalSign::Comma, dates: DateOrder::DayFirst };
    let text = export(&ledger([acme()]), &[Number(1), Number(7)], comma, Currency::USD, ';', Columns::Filled);
    let rows = [
        "Number;Client;Project;Contact;Direction;Kind of source;Introduced;Won;Stage;Reward due;Invoice date;Invoiced;\
         Costs passed on;Payment date;Paid;Refund date;Refunded;Currency;Note",
        "1;\"Acme; Sons\";'-;Ann;They referred to you;Other;2026-01-01;2026-01-03;Won;2026-01-09;2026-01-04;200;10;\
         2026-01-05;60,50;2026-01-06;1;USD;\"'=1+1\n\"\"quoted\"\"\"",
        "1;\"Acme; Sons\";'-;Ann;;;2026-01-01;;;;;;;;;2026-01-07;1;;",
        "1;\"Acme; Sons\";'-;Ann;;;2026-01-01;;;;;;;2026-01-08;60,50;;;;",
        "1;\"Acme; Sons\";'-;Ann;;;2026-01-01;;;;;;0;2026-01-10;60,50;;;;",
    ];
    assert_eq!(text, rows.map(|row| format!("{row}\r\n")).concat());
}

#[test]
fn what_was_exported_comes_back_as_it_was() {
    let before = ledger([acme(), Facts::new(name("'@x"), day("2026-01-01"))]);
    let numbers = [Number(2), Number(1)];
    for (separator, columns) in [(',', Columns::Filled), (';', Columns::All), ('\t', Columns::Filled)] {
        let text = export(&before, &numbers, Reading::ENGLISH, Currency::USD, separator, columns);
        let empty = imported_into(&ledger([]), &text);
        assert_eq!(empty.apply(&ledger([]), Choice::Skip).unwrap(), before);
        let again = imported_into(&before, &text);
        assert_eq!((again.same, again.added.len(), again.changed.len()), (2, 0, 0));
    }
}

#[test]
fn columns_that_nothing_fills_are_left_out_unless_all_are_asked_for() {
    let ledger = ledger([Facts::new(name("Acme"), day("2026-01-01"))]);
    let heads = |columns| {
        let text = export(&ledger, &[Number(1)], Reading::ENGLISH, Currency::USD, ',', columns);
        text.lines().next().unwrap().split(',').count()
    };
    assert_eq!((heads(Columns::Filled), heads(Columns::All)), (7, Field::ALL.len()));
    let none = export(&ledger, &[], Reading::ENGLISH, Currency::USD, ',', Columns::Filled);
    assert_eq!(none, "Number,Client,Introduced\r\n");
}

#[test]
fn headings_are_told_apart() {
    for field in Field::ALL {
        assert_eq!(Field::headed(field.heading()), Some(field));
    }
}
