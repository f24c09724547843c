use super::*;
use crate::ledger::LedgerError;
use crate::tracking::{Stage, TrackedError};
use crate::value::notation::ReadError;
use crate::value::{NameError, NoteError};

const HEADINGS: &str = "Number,Client,Introduced,Won,Expected value,Invoice date,Invoiced,Costs passed on,Payment date,Paid,\
                        Refund date,Refunded,Note,Direction,Stage,Reward due,Currency\n";

/// What is said to be wrong with the only row of a table.
#[track_caller]
fn problems(cells: &[(Field, &str)]) -> String {
    let cell = |heading: &str| {
        let field = Field::headed(heading).unwrap();
        let usual = match field {
            Field::Client => "Acme",
            Field::Introduced => "2026-01-02",
            Field::Won if cells.iter().any(|(field, _)| BILLED.contains(field)) => "2026-01-03",
            _ => "",
        };
        cells.iter().find(|(other, _)| *other == field).map_or(usual, |(_, text)| *text).to_owned()
    };
    let row: Vec<String> = HEADINGS.trim_end().split(',').map(cell).collect();
    let import = imported(&format!("{HEADINGS}{}\n", row.join(",")));
    assert_eq!((import.added.len(), import.bad.len()), (0, 1), "{cells:?}");
    assert_eq!((import.bad[0].line, &import.bad[0].cells), (2, &row));
    import.bad[0].reasons.clone()
}

const BILLED: [Field; 3] = [Field::InvoiceDate, Field::PaymentDate, Field::RefundDate];

fn bill(error: LedgerError) -> Problem {
    Problem::Facts(TrackedError::Bills(error))
}

/// What a row says beyond the usual, and which of it is wrong how.
type Case<'a> = (Vec<(Field, &'a str)>, Field, Problem);

#[test]
fn every_contradiction_is_found_in_its_cell() {
    use Field as F;
    let long = "x".repeat(121);
    let note = "x".repeat(1_001);
    let invoice = (F::InvoiceDate, "2026-01-04");
    let other = |found: &str| Problem::OtherCurrency { found: found.to_owned(), currency: Currency::USD };
    let cases: Vec<Case<'_>> = vec![
        (vec![(F::Number, "0")], F::Number, Problem::NoNumber),
        (vec![(F::Number, "A-1")], F::Number, Problem::NoNumber),
        (vec![(F::Number, "4294967296")], F::Number, Problem::NoNumber),
        (vec![(F::Client, "")], F::Client, Problem::Missing),
        (vec![(F::Introduced, "")], F::Introduced, Problem::Missing),
        (vec![(F::Client, &long)], F::Client, NameError::TooLong { length: 121 }.into()),
        (vec![(F::Note, &note)], F::Note, NoteError::TooLong { length: 1_001 }.into()),
        (vec![(F::Introduced, "soon")], F::Introduced, ReadError::NotADate.into()),
        (vec![(F::Won, "2026-02-30")], F::Won, ReadError::NotADate.into()),
        (vec![(F::Expected, "much")], F::Expected, ReadError::NotANumber.into()),
        (vec![(F::Expected, "-5")], F::Expected, ReadError::Negative.into()),
        (vec![(F::Expected, "€5")], F::Expected, other("€")),
        (vec![(F::Expected, "5 eur")], F::Expected, other("EUR")),
        (vec![(F::Currency, "CAD")], F::Currency, other("CAD")),
        (vec![(F::Currency, "dollars")], F::Currency, other("dollars")),
        (vec![(F::Won, "2026-01-01")], F::Won, TrackedError::BeforeIntroduction(Stage::Won).into()),
        (vec![(F::RewardDue, "2026-01-01")], F::RewardDue, TrackedError::RewardTooEarly.into()),
        (vec![(F::InvoiceDate, "2026-01-04")], F::Invoiced, Problem::Missing),
        (vec![(F::Paid, "5")], F::PaymentDate, Problem::Missing),
        (vec![(F::RefundDate, "2026-01-05")], F::Refunded, Problem::Missing),
        (vec![(F::RefundDate, "2026-01-05"), (F::Refunded, "5")], F::Refunded, Problem::NothingToRefund),
        (vec![(F::PassedOn, "5")], F::PassedOn, Problem::NothingToPassOn),
        (vec![invoice, (F::Invoiced, "5"), (F::Won, "")], F::Won, TrackedError::BilledNotWon.into()),
        (
            vec![(F::InvoiceDate, "2026-01-01"), (F::Invoiced, "5")],
            F::InvoiceDate,
            bill(LedgerError::BeforeIntroduction),
        ),
        (vec![invoice, (F::Invoiced, "5"), (F::PassedOn, "6")], F::PassedOn, bill(LedgerError::PassThroughAboveBill)),
        (
            vec![invoice, (F::Invoiced, "5"), (F::PaymentDate, "2026-01-03"), (F::Paid, "5")],
            F::PaymentDate,
            bill(LedgerError::PaidBeforeIssue),
        ),
        (
            vec![invoice, (F::Invoiced, "5"), (F::PaymentDate, "2026-01-05"), (F::Paid, "6")],
            F::Paid,
            bill(LedgerError::PaidAboveBill),
        ),
        (
            vec![(F::PaymentDate, "2026-01-05"), (F::Paid, "6"), (F::RefundDate, "2026-01-05"), (F::Refunded, "7")],
            F::Refunded,
            bill(LedgerError::RefundAbovePayment),
        ),
        (
            vec![(F::PaymentDate, "2026-01-05"), (F::Paid, "6"), (F::RefundDate, "2026-01-04"), (F::Refunded, "5")],
            F::RefundDate,
            bill(LedgerError::RefundBeforePayment),
        ),
    ];
    for (cells, field, problem) in cases {
        assert_eq!(problems(&cells), reasons(&[(Some(field), problem)]), "{cells:?}");
    }
    for field in [F::MadeBy, F::Stage] {
        let found = problems(&[(field, "sideways")]);
        assert!(found.starts_with(&format!("{}: this is none of the words ", field.heading())), "{found}");
    }
}

#[test]
fn everything_wrong_with_a_row_is_said_at_once() {
    let found = problems(&[(Field::Client, ""), (Field::Introduced, "soon"), (Field::Expected, "much")]);
    let fields = ["Client: ", ". Introduced: ", ". Expected value: "].map(|field| found.find(field));
    assert!(fields[0] == Some(0) && fields.is_sorted() && fields.iter().all(Option::is_some), "{found}");
}

#[test]
fn a_row_with_more_cells_than_columns_is_left_out() {
    let import = imported("Client,Introduced,Note\nAcme, Inc,2026-01-01,x\nBolt,2026-01-01,y,\n");
    assert_eq!(import.added.len(), 1, "an empty cell at the end is no harm");
    assert!(import.bad[0].reasons.contains(&Problem::TooManyCells { columns: 3 }.to_string()));
}

#[test]
fn a_referral_with_a_bad_row_is_left_out_whole() {
    let import = imported(
        "Number,Client,Introduced,Won,Payment date,Paid\n\
         1,Acme,2026-01-01,2026-01-02,2026-01-03,5\n\
         2,Bolt,2026-01-01,2026-01-02,2026-01-03,5\n\
         1,Acme,2026-01-01,,2026-01-04,much\n\
         \n\
         1,Acme,2026-01-01,,2026-01-05,5\n",
    );
    assert_eq!(import.added.iter().map(Tracked::number).collect::<Vec<_>>(), [Number(2)]);
    let bad: Vec<_> = import.bad.iter().map(|row| (row.line, row.reasons.clone())).collect();
    let left_out = reasons(&[(None, Problem::LeftOut { line: 4 })]);
    let unread = reasons(&[(Some(Field::Paid), Problem::Read(ReadError::NotANumber))]);
    assert_eq!(bad, [(2, left_out.clone()), (4, unread), (6, left_out)]);
}

#[test]
fn rows_of_one_referral_do_not_contradict_each_other() {
    let import = imported("Number,Client,Introduced\n1,Acme,2026-01-01\n1,Bolt,2026-01-01\n1,,2026-01-01\n");
    assert_eq!(import.bad.len(), 3);
    assert_eq!(import.bad[1].reasons, reasons(&[(Some(Field::Client), Problem::Differs { line: 2 })]));
}

#[test]
fn a_bad_row_says_what_is_wrong_and_what_to_do() {
    let import = imported("Client,Introduced,Expected value\n,soon,€5\n");
    assert_eq!(
        import.bad[0].to_string(),
        "line 2: Client: nothing is filled in; fill it in. Introduced: this is not a date in the chosen order; write it \
         as year-month-day, such as 2026-12-31, or choose another order. Expected value: this is in €, and everything else \
         is in USD; convert the amount first"
    );
}

#[test]
fn bad_rows_go_back_as_a_file_and_come_in_again() {
    let text = "Client,Introduced,Note,Expected value\n=Acme,soon,\"a;b\",-5\nBolt,2026-01-01,x,y,z\nCape,2026-01-01\n";
    let table = pasted(text);
    let mapping = Mapping::guess(&table, Reading::ENGLISH);
    let import = imported(text);
    assert_eq!(import.added.len(), 1);
    let first: Vec<String> = table.cells(0).map(str::to_owned).collect();
    let csv = bad_rows_csv(&first, &mapping, &import.bad, ';');
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "Client;Introduced;Note;Expected value;Problem");
    assert!(lines[1].starts_with("'=Acme;soon;\"a;b\";-5;\"Introduced: this is not a date"), "{}", lines[1]);
    assert!(lines[2].starts_with("Bolt;2026-01-01;x;y;z;"), "{}", lines[2]);
    let again = imported(&csv);
    assert_eq!((again.added.len(), again.bad.len()), (0, 2));
    let mended = imported(&csv.replace("soon", "2026-01-01").replace("-5", "5"));
    assert_eq!(mended.added.get(0).unwrap().client(), &name("=Acme"));
}
