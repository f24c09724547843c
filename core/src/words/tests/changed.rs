use super::*;
use crate::terms::{Accrues, Administration};
use crate::value::Hours;
use crate::words::{ChangeLine, changes};
use crate::workspace::{Command, Workspace};

fn first(terms: Terms) -> Offer {
    Offer::new(Id::from_u128(9), terms)
}

fn named(name: &str, offer: Offer) -> Offer {
    Offer { name: Name::new(name).ok(), ..offer }
}

fn aside(offer: Offer) -> Offer {
    Offer { aside: true, ..offer }
}

/// What each of these days leaves of an offer, and the lines about it.
fn lines(days: impl IntoIterator<Item = Option<Offer>>) -> Vec<ChangeLine> {
    let mut workspace = Workspace::new(Currency::USD, [1, 2, 3, 4].map(Id::from_u128));
    for (offer, day) in days.into_iter().zip(day("2026-11-01").iter_days()) {
        let table = match offer {
            Some(offer) => workspace.table().put(offer, day),
            None => workspace.table().without(Id::from_u128(9), day),
        };
        workspace = workspace.apply(Command::SetTable(table.unwrap())).unwrap();
    }
    changes(&workspace, &DOLLARS)
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// The last day's line.
#[track_caller]
fn check(before: Offer, after: Option<Offer>, expected: &str) {
    assert_eq!(lines([Some(before), after]).remove(0).text, expected);
}

#[test]
fn a_change_of_terms_says_what_became_of_them() {
    let tenth = || first(window(10, 12));
    check(
        tenth(),
        Some(first(window(12, 12))),
        "10% of what each client pays for 12 months became 12% of what each client pays for 12 months.",
    );
    check(
        first(fee(300, 2_000)),
        Some(first(share(5))),
        "$300 a project over $2,000 became 5% of what each client pays.",
    );
    check(named("Zehn", first(share(10))), None, "10% of what each client pays (“Zehn”) was taken off the table.");
    check(tenth(), Some(aside(tenth())), "10% of what each client pays for 12 months was set aside.");
    check(aside(first(share(5))), Some(first(share(5))), "5% of what each client pays was put back on the table.");
    check(first(share(5)), Some(named("Five", first(share(5)))), "5% of what each client pays was called “Five”.");
    check(named("Five", first(share(5))), Some(first(share(5))), "5% of what each client pays (“Five”) lost its name.");
    check(
        first(share(5)),
        Some(aside(named("Six", first(share(6))))),
        "5% of what each client pays became 6% of what each client pays, was called “Six” and was set aside.",
    );
    let hours = Some(Administration { monthly: Hours::hundredths(100), per_referral: Hours::hundredths(0) });
    let tracked = Offer { administration: hours, ..first(share(5)) };
    check(first(share(5)), Some(tracked), "5% of what each client pays got other hours of record keeping.");
}

#[test]
fn a_change_that_the_short_name_does_not_show_is_written_out() {
    check(
        first(share(5)),
        Some(first(Terms::Percentage(flat(5).accruing(Accrues::OnInvoice)))),
        "5% of what each client pays changed in what its short name leaves out. \
         Before: You pay your partner 5% of what each introduced client pays you, due when the client pays. \
         After: You pay your partner 5% of what each introduced client pays you, due when the invoice is sent, paid or not.",
    );
}

#[test]
fn lines_begin_with_the_newest_and_lead_back() {
    let (five, six) = (first(share(5)), first(share(6)));
    let four = lines([Some(five.clone()), Some(six.clone()), None, Some(five.clone())]);
    let told: Vec<_> = four.iter().map(|line| (line.day, line.text.as_str(), line.before.clone())).collect();
    // There is nothing to put back where the offer was not there, and nothing to do where it is so again.
    assert_eq!(
        told,
        [
            (day("2026-11-04"), "5% of what each client pays was added.", None),
            (day("2026-11-03"), "6% of what each client pays was taken off the table.", Some(six)),
            (day("2026-11-02"), "5% of what each client pays became 6% of what each client pays.", None),
            (day("2026-11-01"), "5% of what each client pays was added.", None),
        ]
    );
    assert_eq!(lines([Some(aside(five))])[0].text, "5% of what each client pays was added and set aside.");
}
