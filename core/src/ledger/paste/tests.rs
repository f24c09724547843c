#![allow(clippy::unwrap_used)]

use super::*;
use crate::ledger::CellError;
use crate::value::NameError;
use crate::value::notation::{DateOrder, DecimalSign, ReadError};

const COMMA: Reading = Reading { decimal: DecimalSign::Comma, dates: DateOrder::DayFirst };

#[track_caller]
fn takes_apart(text: &str, rows: &[&[&str]]) {
    let pasted = Pasted::parse(text).unwrap();
    let found: Vec<Vec<&str>> = (0..pasted.rows()).map(|row| pasted.cells(row).collect()).collect();
    assert_eq!(found, rows, "{text:?}");
}

#[test]
fn too_many_columns_are_told_as_such_whatever_separates_them() {
    for delimiter in ["\t", ";", ",", "|"] {
        let text = format!("{0}\n{0}\n", vec!["a"; Pasted::MOST_COLUMNS + 1].join(delimiter));
        assert_eq!(Pasted::parse(&text).err(), Some(PasteError::TooManyColumns { row: 1 }), "{delimiter:?}");
    }
    assert_eq!(Pasted::parse(&vec!["a"; Pasted::MOST_COLUMNS].join(",")).unwrap().columns(), Pasted::MOST_COLUMNS);
}

#[test]
fn takes_apart_what_spreadsheets_put_on_the_clipboard() {
    takes_apart("a\tb\r\nc\td\r\n", &[&["a", "b"], &["c", "d"]]);
    takes_apart("a\tb\n\t\n \t\n\nc\td", &[&["a", "b"], &["c", "d"]]);
    takes_apart("\"a \"\"b\"\"\nc\"\t1,50\n", &[&["a \"b\"\nc", "1,50"]]);
    takes_apart("5\" pipe\t1\n", &[&["5\" pipe", "1"]]);
    takes_apart("a\t\tb\n", &[&["a", "", "b"]]);
    takes_apart("only", &[&["only"]]);
    takes_apart("مكتب\t\u{202E}x\n", &[&["مكتب", "\u{202E}x"]]);
}

#[test]
fn takes_apart_files_with_commas_or_semicolons() {
    takes_apart("\u{FEFF}a,\"b, c\"\nd,e\n", &[&["a", "b, c"], &["d", "e"]]);
    takes_apart("a;1,50\nb;2,50\n", &[&["a", "1,50"], &["b", "2,50"]]);
    takes_apart("Smith; Sons,1\nBolt,2\nCape,3", &[&["Smith; Sons", "1"], &["Bolt", "2"], &["Cape", "3"]]);
    takes_apart("sep=;\r\na,b;c\r\n", &[&["a,b", "c"]]);
    takes_apart("x|y\na|1,50\nb|2,50\n", &[&["x", "y"], &["a", "1,50"], &["b", "2,50"]]);
    takes_apart("Acme | Co,1\nBolt,2\n", &[&["Acme | Co", "1"], &["Bolt", "2"]]);
    takes_apart("My list\na,b\nc,d\n", &[&["My list"], &["a", "b"], &["c", "d"]]);
}

#[test]
fn rows_know_the_line_that_they_start_on() {
    for (text, lines) in [
        ("a,b\nc,d\n", vec![1, 2]),
        ("\r\n\r\na,b\r\n\r\n,\r\n\"c\r\nc\",d\r\ne,f", vec![3, 6, 8]),
        ("a,b\rc,d\r", vec![1, 2]),
        ("sep=;\na;b\nc;d", vec![2, 3]),
        ("\u{FEFF}a,b\n\"c,d\n", vec![1, 2]),
    ] {
        let pasted = Pasted::parse(text).unwrap();
        assert_eq!((0..pasted.rows()).map(|row| pasted.line(row)).collect::<Vec<_>>(), lines, "{text:?}");
    }
}

#[test]
fn a_sample_that_ends_inside_a_row_does_not_mislead() {
    // It ends behind a comma, before the second semicolon of its last row.
    let pasted = Pasted::parse(&"xx;1,5;yyy\n".repeat(20_000)).unwrap();
    assert_eq!(pasted.cells(0).collect::<Vec<_>>(), ["xx", "1,5", "yyy"]);
}

#[test]
fn lines_inside_a_cell_do_not_mislead() {
    takes_apart("a,b\n1,\"x\ty\nx\ty\nx\ty\"\n", &[&["a", "b"], &["1", "x\ty\nx\ty\nx\ty"]]);
    takes_apart("Sold, 2026\na;b\nc;d\n", &[&["Sold, 2026"], &["a", "b"], &["c", "d"]]);
}

#[test]
fn a_quotation_mark_that_nothing_closes_is_text() {
    takes_apart("\"Acme\t1\nBolt\t2\n", &[&["\"Acme", "1"], &["Bolt", "2"]]);
}

#[test]
fn says_which_limit_a_text_is_past() {
    let fails = |text: &str| Pasted::parse(text).unwrap_err();
    assert_eq!(fails(""), PasteError::Empty);
    assert_eq!(fails(" \n\t\n"), PasteError::Empty);
    assert_eq!(fails("PK\u{3}\u{4}\0\0"), PasteError::Binary);
    assert_eq!(fails(&"a".repeat(Pasted::MOST_BYTES + 1)), PasteError::TooLong);
    assert_eq!(fails(&"a\n".repeat(Pasted::MOST_ROWS + 1)), PasteError::TooManyRows);
    assert!(Pasted::parse(&"a\n".repeat(Pasted::MOST_ROWS)).is_ok());
    let wide = |columns: usize| format!("a\tb\n{}\n", vec!["x"; columns].join("\t"));
    assert_eq!(fails(&wide(Pasted::MOST_COLUMNS + 1)), PasteError::TooManyColumns { row: 2 });
    assert_eq!(fails(wide(Pasted::MOST_COLUMNS + 1).trim_end()), PasteError::TooManyColumns { row: 2 });
    assert_eq!(Pasted::parse(&wide(Pasted::MOST_COLUMNS)).unwrap().columns(), Pasted::MOST_COLUMNS);
    let long = |length: usize| format!("a\tb\nc\t{}", "é".repeat(length));
    assert_eq!(fails(&long(Pasted::LONGEST_CELL + 1)), PasteError::LongCell { row: 2 });
    assert!(Pasted::parse(&long(Pasted::LONGEST_CELL)).is_ok());
}

fn guess(text: &str) -> Guess {
    Pasted::parse(text).unwrap().guess(Reading::ENGLISH)
}

#[track_caller]
fn columns(text: &str, header: bool, columns: &str) {
    let guess = guess(text);
    let letter = |column: &Option<Column>| match column {
        Some(Column::Client) => 'c',
        Some(Column::Project) => 'p',
        Some(Column::Introduced) => 'i',
        Some(Column::Date) => 'd',
        Some(Column::Amount) => 'a',
        Some(Column::PassThrough) => 't',
        None => '.',
    };
    assert_eq!((guess.header, guess.columns.iter().map(letter).collect::<String>()), (header, columns.to_owned()));
}

#[test]
fn columns_are_known_by_their_header() {
    columns("Client\tProject\tIntroduced\tPaid on\tAmount\tTravel\n", true, "cpidat");
    columns(
        "Invoice date,Payment date,Customer,Project value,No.\n2026-01-02,2026-01-03,Acme,5.00,17\n",
        true,
        ".dca.",
    );
    columns("Datum;Kunde;Betrag (EUR);Auslagen\n31.12.2026;Acme;1.234,50;0\n", true, "dcat");
    columns("Paid;Date;Client;Total\nyes;2026-01-02;Acme;5\nno;2026-01-03;Bolt;6\n", true, ".dca");
    columns("Client;Referred by;Referral date;Value\nAcme;Ann;2026-01-02;5\nBolt;Ben;2026-01-03;6\n", true, "c.ia");
    columns("Client\tDate\tAmount\nAcme\tsoon\t=SUM(A1)\n", true, "cda");
    assert_eq!(guess("Client\tAmount\nAcme\t5\n").missing(), [Column::Date]);
    assert_eq!(guess("Client\tIntroduced\nAcme\t2026-01-02\n").missing(), []);
}

#[test]
fn columns_without_a_known_header_are_known_by_their_cells() {
    columns("Acme\t2026-01-02\t1,234.50\nBolt\t2026-01-03\t20\n", false, "cda");
    columns("1001\t$5.00\t2026-01-02\tAcme\n1002\t$6.00\t2026-01-03\tBolt\n", false, ".adc");
    columns("Hvem\tNår\tBeløb\nAcme\t2026-01-02\t5\n", true, "cda");
    columns("Acme\n", false, "c");
    columns("Acme\tsoon\t5\nBolt\t2026-01-02\t6\nCape\t2026-01-03\t7\n", false, "cda");
}

#[test]
fn the_decimal_sign_is_what_some_amounts_ask_for_and_none_speaks_against() {
    let decimal = |amounts: &[&str]| {
        let rows: String = amounts.iter().map(|amount| format!("Acme\t2026-01-02\t{amount}\n")).collect();
        Pasted::parse(&format!("Client\tDate\tAmount\n{rows}")).unwrap().guess(COMMA).decimal
    };
    assert_eq!(decimal(&["1.234,50"]), Some(DecimalSign::Comma));
    assert_eq!(decimal(&["1,234.50"]), Some(DecimalSign::Point));
    assert_eq!(decimal(&["1,234", "12.5"]), Some(DecimalSign::Point));
    assert_eq!(decimal(&["$1,234,567"]), Some(DecimalSign::Point));
    assert_eq!(decimal(&["1.234", "(7,00)"]), Some(DecimalSign::Comma));
    assert_eq!(decimal(&["-1.234"]), None);
    assert_eq!(decimal(&["1,234"]), None);
    assert_eq!(decimal(&["1.5", "1,5"]), None);
    assert_eq!(decimal(&["15", "", "soon"]), Some(DecimalSign::Comma));
}

#[test]
fn the_order_in_dates_is_what_some_ask_for_and_none_speaks_against() {
    let order = |dates: &[&str]| {
        let rows: String = dates.iter().map(|date| format!("Acme\t{date}\t5\n")).collect();
        Pasted::parse(&format!("Client\tDate\tAmount\n{rows}")).unwrap().guess(COMMA).dates
    };
    assert_eq!(order(&["03/04/2026", "31/12/2026"]), Some(DateOrder::DayFirst));
    assert_eq!(order(&["03/04/2026", "12/31/2026"]), Some(DateOrder::MonthFirst));
    assert_eq!(order(&["03/04/2026"]), None);
    assert_eq!(order(&["31/12/2026", "12/31/2026"]), None);
    assert_eq!(order(&["2026-04-03", "5/5/2026", "3 March 2026"]), Some(DateOrder::DayFirst));
}

#[test]
fn nothing_is_read_before_both_are_known() {
    let open = guess("Client\tDate\tAmount\nAcme\t03/04/2026\t1,234\n");
    assert_eq!((open.decimal, open.dates, open.reading()), (None, None, None));
    let chosen = Guess { decimal: Some(DecimalSign::Comma), dates: Some(DateOrder::DayFirst), ..open };
    assert_eq!(chosen.reading(), Some(COMMA));
}

#[test]
fn every_row_becomes_a_line_and_bad_ones_keep_their_text() {
    let text = "Client\tDate\tAmount\n\
                \"Acme\nLtd\"\t31.12.2026\t1.234,50\n\
                Bolt\tsoon\t=SUM(A1)\n\
                a\u{202E}b\t01.12.2026\t5\t7\n\
                Cape\n";
    let pasted = Pasted::parse(text).unwrap();
    let guess = pasted.guess(Reading::ENGLISH);
    assert_eq!(guess.reading(), Some(COMMA));
    let mut ids = (1..).map(Id::from_u128);
    let lines = pasted.lines(&guess, COMMA, Currency::USD, &mut || ids.next().unwrap());
    assert_eq!(lines.iter().map(|line| line.id().as_u128()).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let work = lines.first().unwrap().row().unwrap().work();
    assert_eq!((work.client.as_str(), work.amount.minor()), ("Acme Ltd", 1_234_50));
    let problems: Vec<Vec<(Column, CellError)>> = lines
        .iter()
        .map(|line| line.problems(COMMA, Currency::USD).into_iter().map(|p| (p.column, p.error)).collect())
        .collect();
    let expected: [&[(Column, CellError)]; 4] = [
        &[],
        &[(Column::Date, ReadError::NotADate.into()), (Column::Amount, ReadError::NotANumber.into())],
        &[(Column::Client, NameError::Control { code: 0x202E }.into())],
        &[(Column::Date, ReadError::Empty.into())],
    ];
    assert_eq!(problems, expected);
    assert_eq!(lines.get(1).unwrap().typed(COMMA, Currency::USD).cell(Column::Amount), "=SUM(A1)");

    let preview = pasted.preview(&guess, COMMA, Currency::USD, 2);
    assert_eq!((preview.rows.len(), preview.read, preview.unread), (2, 1, 3));
    assert_eq!(preview.rows.first().unwrap().cells, ["Acme\nLtd", "31.12.2026", "1.234,50"]);
    assert!(preview.rows.first().unwrap().row.is_ok() && preview.rows.get(1).unwrap().row.is_err());
}
