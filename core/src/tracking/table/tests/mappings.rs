use super::*;
use crate::tracking::Stage;
use crate::value::Side;
use crate::value::notation::{DateOrder, DecimalSign};

fn guess(text: &str) -> Mapping {
    Mapping::guess(&pasted(text), Reading::ENGLISH)
}

#[track_caller]
fn columns(text: &str, fields: &[Option<Field>]) {
    assert_eq!(guess(text).columns, fields, "{text}");
}

#[test]
fn columns_are_known_by_their_headings() {
    use Field as F;
    columns(
        "Referred by,Customer,Referral date,Deal value (USD),Status,Date won,Comments\n\
         Ann,Acme,2026-01-01,5,Won,2026-01-02,x\n",
        &[F::Contact, F::Client, F::Introduced, F::Expected, F::Stage, F::Won, F::Note].map(Some),
    );
    columns(
        "Kunde;Empfohlen von;Empfohlen am;Betrag;Rechnungsdatum;Bezahlt am\nAcme;Ann;31.12.2025;5,00;01.02.2026;02.02.2026\n",
        &[F::Client, F::Contact, F::Introduced, F::Expected, F::InvoiceDate, F::PaymentDate].map(Some),
    );
    // Contained, and other programs' own columns left alone.
    columns(
        "Primary contact,Client,The introduced day,Owner\nEve,Acme,2026-01-01,Me\n",
        &[None, Some(F::Client), Some(F::Introduced), None],
    );
    // A paid column of days is when, one of amounts how much.
    columns(
        "Client,Introduced,Paid\nAcme,2026-01-01,2026-01-02\n",
        &[F::Client, F::Introduced, F::PaymentDate].map(Some),
    );
    columns("Client,Introduced,Paid\nAcme,2026-01-01,5.00\n", &[F::Client, F::Introduced, F::Paid].map(Some));
}

#[test]
fn columns_without_headings_are_known_by_their_cells() {
    use Field as F;
    let mapping = guess("Acme,2026-01-01,$5.00\nBolt,2026-01-02,$6.00\n");
    assert_eq!(
        (mapping.columns, mapping.header),
        (vec![Some(F::Client), Some(F::Introduced), Some(F::Expected)], false)
    );
}

#[test]
fn what_could_be_read_either_way_is_asked() {
    let text = |date: &str, amount: &str| format!("Client;Introduced;Expected value;x\nAcme;{date};{amount};\n");
    let signs = |date, amount| {
        let mapping = guess(&text(date, amount));
        (mapping.decimal, mapping.dates)
    };
    assert_eq!(signs("03/04/2026", "1,234"), (None, None));
    assert_eq!(signs("31/12/2026", "1.234,50"), (Some(DecimalSign::Comma), Some(DateOrder::DayFirst)));
    assert_eq!(signs("12/31/2026", "1,234.50"), (Some(DecimalSign::Point), Some(DateOrder::MonthFirst)));
    let mapping = guess(&text("03/04/2026", "1,234"));
    assert_eq!(mapping.faults(), [MappingFault::DecimalSign, MappingFault::DateOrder]);
    // A file that Concord wrote has no thousands.
    let own = guess(
        "Number;Client;Direction;Kind of source;Introduced;Expected value;Currency\n1;Acme;in;Other;2026-01-01;1,234;USD\n",
    );
    assert_eq!((own.preset, own.decimal), (Some(Preset::Concord), Some(DecimalSign::Comma)));
}

#[test]
fn what_is_missing_or_twice_is_said_before_anything_is_read() {
    let missing = guess("Project,Won\nSite,2026-01-01\n");
    assert_eq!(missing.faults()[..2], [Field::Client, Field::Introduced].map(MappingFault::Missing));
    let twice = Mapping { columns: vec![Some(Field::Client), Some(Field::Client), Some(Field::Introduced)], ..missing };
    assert_eq!(twice.faults(), [MappingFault::Twice(Field::Client)]);
    let table = pasted("a,b,c\n");
    let run = ImportRun::new(table, twice, Arc::default(), Currency::USD, today(), Id::from_u128(1));
    assert_eq!(run.unwrap_err().to_string(), "two columns hold \"Client\"; leave one of them out");
}

#[test]
fn words_for_stages_can_be_taught() {
    let table = pasted(
        "Client,Introduced,Stage\nAcme,2026-01-01,In the bag\nBolt,2026-01-01,won\nCape,2026-01-01,IN THE BAG!\n",
    );
    let mut mapping = Mapping::guess(&table, Reading::ENGLISH);
    let unknown = |mapping: &Mapping| Looking::known(table.clone(), mapping.clone()).advance(usize::MAX).unwrap().1;
    assert_eq!(unknown(&mapping), ["in the bag"]);
    mapping.stages.push(("in the bag".to_owned(), Stage::Won));
    assert_eq!(unknown(&mapping), [""; 0]);
    let import = import(table, mapping, Arc::default(), Currency::USD, today(), Id::from_u128(1)).unwrap();
    assert!(import.added.iter().all(|one| one.stage() == Stage::Won) && import.added.len() == 3);
}

#[test]
fn a_mapping_is_remembered_as_text() {
    let guessed = guess("Deal Name,Deal Stage,Amount,Create Date,x\nAcme,Closed won,5,2026-01-01,y\n");
    let taught = Mapping {
        stages: vec![("in the bag".to_owned(), Stage::Lost)],
        made_by: Side::You,
        header: false,
        decimal: None,
        dates: Some(DateOrder::DayFirst),
        ..guessed.clone()
    };
    for mapping in [guessed, taught] {
        assert_eq!(Mapping::from_text(&mapping.to_text()), Ok(mapping));
    }
    for (text, line) in
        [("column: Client\ncolumn: Nonsense\n", 2), ("header\n", 1), ("decimal: dot\n", 1), ("x: won\n", 1)]
    {
        assert_eq!(Mapping::from_text(text), Err(MappingTextError { line }), "{text}");
    }
}

#[test]
fn columns_chosen_anew_settle_what_was_open_and_leave_what_was_said() {
    let table = pasted("Client;Seen;Paid on;x\nAcme;03/04/2026;31/12/2026;5\n");
    let guessed = guess("Client;Seen;Paid on;x\nAcme;03/04/2026;31/12/2026;5\n");
    let of = |seen, paid, dates| {
        let columns = vec![Some(Field::Client), seen, paid, None];
        let mapping = Mapping { columns, dates, ..guessed.clone() };
        Looking::anew(table.clone(), mapping, Reading::ENGLISH).advance(usize::MAX).unwrap().0.dates
    };
    assert_eq!(of(Some(Field::Introduced), None, None), None);
    assert_eq!(of(Some(Field::Introduced), None, Some(DateOrder::MonthFirst)), Some(DateOrder::MonthFirst));
    let both = of(Some(Field::Introduced), Some(Field::PaymentDate), Some(DateOrder::MonthFirst));
    assert_eq!(both, Some(DateOrder::DayFirst));
}

#[test]
fn tables_with_the_same_headings_are_meant_as_before_in_whatever_order_they_stand() {
    let (first, other) = ("Client Name,Seen on,Sum\nAcme,2026-01-01,5\n", "Name,Day\nAcme,2026-01-01\n");
    let meant = |text: &str, columns: &[Option<Field>]| Mapping { columns: columns.to_vec(), ..guess(text) };
    let (client, day) = (Some(Field::Client), Some(Field::Introduced));
    let mut memory = Memory::default();
    let mut remember = |text: &str, mapping| memory.remember(pasted(text).cells(0), mapping);
    remember(other, meant(other, &[client, day]));
    remember(first, meant(first, &[client, day, None]));
    remember(first, meant(first, &[client, day, Some(Field::Expected)]));
    for _ in 0..2 {
        let columns = |text: &str| memory.recall(&pasted(text)).map(|mapping| mapping.columns);
        assert_eq!(columns(first), Some(vec![client, day, Some(Field::Expected)]));
        assert_eq!(
            columns("SUM;Client-name;Seen on\n5;Bolt;2026-01-01\n"),
            Some(vec![Some(Field::Expected), client, day])
        );
        assert_eq!(columns(other), Some(vec![client, day]));
        assert_eq!(columns("Client Name,Seen on\nAcme,2026-01-01\n"), None);
        assert_eq!(columns("Client Name,Seen on,Sum\nAcme,2026-01-01,5,more\n"), None);
        memory = Memory::from_text(&format!("nonsense\u{1e}{}", memory.to_text()));
    }
    for n in 0..Memory::MOST {
        let text = format!("Heading {n},b\nAcme,2026-01-01\n");
        memory.remember(pasted(&text).cells(0), meant(&text, &[client, day]));
    }
    assert_eq!(memory.recall(&pasted(first)), None);
}
