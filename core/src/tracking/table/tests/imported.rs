use super::*;
use crate::ledger::{Bill, Payment, Refund};
use crate::tracking::{Reward, SourceKind};
use crate::value::Side;
use crate::value::notation::DecimalSign;

#[test]
fn every_column_says_its_fact() {
    let facts = only(
        "Client,Project,Contact,Direction,Kind of source,Source,Introduced,Expected value,Qualified,Won,Lost,Reward due,\
         Reward paid,Currency,Note\n\
         Acme,Site,Ann,You referred to them,Colleague,Fair,2026-01-01,\"1,500.50\",2026-01-02,2026-01-03,2026-05-01,\
         2026-01-04,2026-01-05,usd,\"two\nlines\"\n",
    );
    assert_eq!((facts.client, facts.project), (name("Acme"), Some(name("Site"))));
    assert_eq!((facts.made_by, facts.contact), (Side::You, Some(Id::from_u128(1_000))));
    assert_eq!((facts.kind, facts.source), (SourceKind::Colleague, Some(name("Fair"))));
    assert_eq!((facts.introduced, facts.expected), (day("2026-01-01"), Some(money(1_500_50))));
    let steps = [facts.qualified, facts.won, facts.lost];
    assert_eq!(steps, ["2026-01-02", "2026-01-03", "2026-05-01"].map(|text| Some(day(text))));
    assert_eq!(facts.reward, Reward::Paid { due: day("2026-01-04"), paid: day("2026-01-05") });
    assert_eq!(facts.note.as_str(), "two\nlines");
}

#[test]
fn the_direction_is_understood_in_many_words() {
    for (words, side) in [
        ("in", Side::Them),
        ("Received", Side::Them),
        ("INBOUND", Side::Them),
        ("They referred to you", Side::Them),
        ("out", Side::You),
        ("given", Side::You),
        ("Outbound", Side::You),
        ("You referred to them", Side::You),
        ("", Side::Them),
    ] {
        let facts = only(&format!("Client,Introduced,Direction\nAcme,2026-01-01,{words}\n"));
        assert_eq!(facts.made_by, side, "{words}");
    }
}

#[test]
fn a_word_for_the_stage_counts_where_no_day_is_given() {
    let none = [None; 3];
    let at = |place: usize, text: &str| {
        let mut steps = none;
        steps[place] = Some(day(text));
        steps
    };
    for (row, steps) in [
        ("new,,,", none),
        ("qualified,,,", at(0, "2026-01-01")),
        ("Closed Won,,,", at(1, "2026-01-01")),
        ("lost,,,", at(2, "2026-01-01")),
        ("won,2026-02-02,,", at(1, "2026-02-02")),
        ("qualified,2026-02-02,2026-03-03,", at(0, "2026-02-02")),
        ("won,2026-02-02,2026-03-03,", at(1, "2026-03-03")),
        // What was reached was reached by today.
        ("won,2027-02-02,,", at(1, "2026-06-30")),
        ("lost,,,2026-04-04", at(1, "2026-04-04")),
        (",,,", none),
    ] {
        let facts = only(&format!("Client,Introduced,Stage,Stage since,Closed,Won\nAcme,2026-01-01,{row}\n"));
        assert_eq!([facts.qualified, facts.won, facts.lost], steps, "{row}");
    }
}

#[test]
fn a_word_for_the_reward_counts_where_no_day_is_given() {
    let (won, due) = (day("2026-01-02"), day("2026-02-02"));
    for (row, reward) in [
        ("due,,", Reward::Due(won)),
        ("Paid,,", Reward::Paid { due: won, paid: won }),
        ("none,,", Reward::None),
        (",,", Reward::None),
        ("paid,2026-02-02,", Reward::Paid { due, paid: due }),
        ("none,2026-02-02,", Reward::Due(due)),
        (",,2026-02-02", Reward::Paid { due, paid: due }),
    ] {
        let facts =
            only(&format!("Client,Introduced,Won,Reward,Reward due,Reward paid\nAcme,2026-01-01,2026-01-02,{row}\n"));
        assert_eq!(facts.reward, reward, "{row}");
    }
}

const BILLED: &str =
    "Client,Introduced,Won,Invoice date,Invoiced,Costs passed on,Payment date,Paid,Refund date,Refunded\n";

fn paid(date: &str, amount: i64, refunds: &[(&str, i64)]) -> Payment {
    let refunds = refunds.iter().map(|(date, amount)| Refund { date: day(date), amount: money(*amount) });
    Payment::new(day(date), money(amount), refunds.collect()).unwrap()
}

#[test]
fn rows_below_go_on_with_the_bills_of_their_referral() {
    let text = format!(
        "{BILLED}\
         Acme,2026-01-01,2026-01-02,2026-01-03,100,10,2026-01-04,60,2026-01-05,5\n\
         Acme,2026-01-01,,,,,2026-01-06,40,,\n\
         Bolt,2026-01-01,2026-01-02,,,,2026-01-03,7,,\n\
         acme,2026-01-01,,,,,,,2026-01-07,6\n\
         Acme,2026-01-01,,2026-02-01,50,,,,,\n\
         Acme,2026-01-01,,,,0,2026-02-02,30,2026-02-03,30\n\
         Acme,2026-01-01,,,,,2026-02-04,50,,\n"
    );
    let import = imported(&text);
    assert_eq!((import.added.len(), import.bad.len(), import.repeated), (2, 0, 0));
    let bills = [
        Bill::invoice(
            day("2026-01-03"),
            money(100_00),
            money(10_00),
            vec![
                paid("2026-01-04", 60_00, &[("2026-01-05", 5_00)]),
                paid("2026-01-06", 40_00, &[("2026-01-07", 6_00)]),
            ],
        ),
        Bill::invoice(day("2026-02-01"), money(50_00), Money::ZERO, vec![paid("2026-02-04", 50_00, &[])]),
        // Costs, be they none, say that a payment is a bill of its own.
        Bill::payment(paid("2026-02-02", 30_00, &[("2026-02-03", 30_00)]), Money::ZERO),
    ];
    assert_eq!(import.added.get(0).unwrap().bills(), bills.map(Result::unwrap));
    let alone = Bill::payment(paid("2026-01-03", 7_00, &[]), Money::ZERO).unwrap();
    assert_eq!(import.added.get(1).unwrap().bills(), [alone]);
}

#[test]
fn formulas_lose_their_apostrophe_and_amounts_and_days_are_never_touched() {
    let facts = only("Client,Project,Introduced,Note,Expected value\n'=1+1,'tis,2026-01-01,''-x,+5\n");
    assert_eq!((facts.client, facts.project), (name("=1+1"), Some(name("'tis"))));
    assert_eq!((facts.note.as_str(), facts.expected), ("'-x", Some(money(5_00))));
    assert_eq!(imported("Client,Introduced\nAcme,'2026-01-01\n").bad.len(), 1);
}

#[test]
fn a_dash_or_nothing_that_can_be_seen_is_an_empty_cell() {
    let facts = only("Client,Project,Introduced,Won,Contact\nAcme,-,2026-01-01,–,\u{200B}\n");
    assert_eq!((facts.project, facts.won, facts.contact), (None, None, None));
}

#[test]
fn days_of_other_programs_lose_their_time() {
    let facts = only("Client,Created,Won time\nAcme,2026-01-01T10:00:00.000Z,2026-01-02 23:10:00\n");
    assert_eq!((facts.introduced, facts.won), (day("2026-01-01"), Some(day("2026-01-02"))));
}

#[test]
fn new_contacts_are_made_once_and_only_for_what_is_taken_in() {
    let import = imported(
        "Client,Contact,Introduced,Won\n\
         Acme,Ben,2026-01-01,\n\
         Bolt,BEN,2026-01-02,\n\
         Cape,Cid,2026-01-02,2025-01-01\n\
         Dune,,2026-01-02,\n",
    );
    assert_eq!(import.contacts, [Contact::new(Id::from_u128(1_000), name("Ben"))]);
    let contacts: Vec<_> = import.added.iter().map(Tracked::contact).collect();
    assert_eq!(contacts, [Some(Id::from_u128(1_000)), Some(Id::from_u128(1_000)), None]);
    let known = imported_into(&ledger([]), "Client,Contact,Introduced\nAcme,ann,2026-01-01\n");
    assert_eq!(known.added.get(0).unwrap().contact(), Some(Id::from_u128(1)));
    assert_eq!(known.contacts, []);
}

#[test]
fn numbers_are_kept_and_new_ones_follow() {
    let import = imported_into(
        &ledger([Facts::new(name("Old"), day("2026-01-01"))]),
        "Number,Client,Introduced\n,Acme,2026-01-01\n#7,Bolt,2026-01-01\n,Cape,2026-01-01\n",
    );
    let named = |import: &Import| -> Vec<(u32, String)> {
        import.added.iter().map(|one| (one.number().0, one.client().to_string())).collect()
    };
    let expected =
        |all: &[(u32, &str)]| all.iter().map(|(number, name)| (*number, (*name).to_owned())).collect::<Vec<_>>();
    assert_eq!(named(&import), expected(&[(7, "Bolt"), (8, "Acme"), (9, "Cape")]));
    let last = imported(&format!("Number,Client,Introduced\n,Acme,2026-01-01\n{},Bolt,2026-01-01\n", u32::MAX));
    assert_eq!(named(&last), expected(&[(u32::MAX, "Bolt"), (1, "Acme")]));
    assert_eq!(last.apply(&Ledger::default(), Choice::Skip).unwrap().referrals().len(), 2);
}

#[test]
fn an_import_is_brought_in_whole_or_not_at_all() {
    let before = ledger([Facts::new(name("Old"), day("2026-01-01"))]);
    let import = imported_into(&before, "Client,Contact,Introduced\nAcme,Ben,2026-01-02\n");
    let after = import.apply(&before, Choice::Skip).unwrap();
    assert_eq!((after.referrals().len(), after.contacts().len()), (2, 2));
    assert_eq!(after.referral(Number(2)).unwrap().client(), &name("Acme"));
    // Somebody else has taken the name meanwhile.
    let meanwhile = before.with_contacts(vec![Contact::new(Id::from_u128(5), name("ben"))]).unwrap();
    assert!(import.apply(&meanwhile, Choice::Skip).is_err());
}

#[test]
fn a_run_in_slices_says_how_far_it_is() {
    let pasted = pasted("Client,Introduced\nAcme,2026-01-01\nBolt,2026-01-01\nCape,2026-01-01\n");
    let mapping = Mapping::guess(&pasted, Reading::ENGLISH);
    let before = Arc::new(ledger([Facts::new(name("Old"), day("2026-01-01"))]));
    let mut run = ImportRun::new(pasted, mapping, before, Currency::USD, today(), Id::from_u128(1)).unwrap();
    let mut done = Vec::new();
    let mut import = Import::default();
    loop {
        let progress = run.advance(2);
        assert_eq!(progress.total, 7);
        done.push(progress.done);
        import.join(run.take());
        if progress.is_done() {
            break;
        }
    }
    assert_eq!((done, import.added.len()), (vec![2, 4, 6, 7], 3));
}

#[test]
fn amounts_may_name_the_currency_of_the_workspace() {
    let imported = |code: &str, amount: &str| {
        let pasted = pasted(&format!("Client;Introduced;Expected value\nAcme;2026-01-01;{amount}\n"));
        // Behind an amount such as 1,200 nobody knows the sign.
        let sign = if amount.ends_with(",00") { DecimalSign::Comma } else { DecimalSign::Point };
        let mapping = Mapping { decimal: Some(sign), ..Mapping::guess(&pasted, Reading::ENGLISH) };
        let currency = Currency::new(code).unwrap();
        import(pasted, mapping, Arc::default(), currency, today(), Id::from_u128(1)).unwrap()
    };
    for (code, amount, minor) in [
        ("USD", "US$ 1,200", 1_200_00),
        ("USD", "us$1,200.50", 1_200_50),
        ("USD", "$1,200 USD", 1_200_00),
        ("BRL", "R$ 1.200,00", 1_200_00),
        ("BRL", "BRL 1.200,00", 1_200_00),
        ("AUD", "A$12", 12_00),
        ("AUD", "$12 AUD", 12_00),
        ("CNY", "CN¥ 12", 12_00),
    ] {
        let import = imported(code, amount);
        let expected: Vec<_> = import.added.iter().map(Tracked::expected).collect();
        assert_eq!(expected, [Some(money(minor))], "{code} {amount}");
    }
    for (code, amount, found) in [
        ("USD", "R$ 1,200", "R$"),
        ("USD", "A$ 1,200", "A$"),
        ("USD", "CA$1", "CA$"),
        ("USD", "XY$ 5", "XY$"),
        ("BRL", "US$ 5", "US$"),
        ("BRL", "$5 USD", "USD"),
        ("EUR", "US$ 5", "US$"),
        ("USD", "BRL 5", "BRL"),
    ] {
        let import = imported(code, amount);
        let other = Problem::OtherCurrency { found: found.to_owned(), currency: Currency::new(code).unwrap() };
        assert_eq!(import.bad[0].reasons, reasons(&[(Some(Field::Expected), other)]), "{code} {amount}");
    }
}

#[test]
fn a_range_of_days_starts_with_its_first() {
    let facts =
        only("Name|Created time|Close date|Status\nAcme|June 3, 2026 9:00 AM|June 3, 2026 → June 9, 2026|Won\n");
    assert_eq!((facts.introduced, facts.won), (day("2026-06-03"), Some(day("2026-06-03"))));
}
