use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;

use super::{Contact, Facts, Ledger, Number, Reward, SourceKind, Tracked, TrackedError};
use crate::ledger::{Bill, LedgerError, Payment, Refund};
use crate::value::notation::ReadError;
use crate::value::{Currency, Id, Money, Name, NameError, Note, NoteError, Reading, Side};

/// A referral as it is typed: raw text for everything, read as a whole once the user is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Who made the introduction.
    pub made_by: Side,
    /// The kind of its source.
    pub kind: SourceKind,
    /// Invoices, payments and refunds: a payment is of the invoice above it, a refund of the payment above it.
    pub lines: Vec<DraftLine>,
    texts: BTreeMap<DraftField, String>,
}

/// A line of a draft: one movement of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// What it is.
    pub kind: LineKind,
    /// Its day.
    pub date: String,
    /// How much.
    pub amount: String,
    /// Costs in it that are passed on; read of an invoice, and of a payment without one.
    pub passed_on: String,
}

/// What a line of a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// An invoice.
    Invoice,
    /// A payment of the invoice above.
    Payment,
    /// A payment that no invoice is known for.
    Unbilled,
    /// What went back of the payment above.
    Refund,
}

/// A field of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DraftField {
    /// Who was introduced.
    Client,
    /// What the work is called.
    Project,
    /// The contact's name.
    Contact,
    /// Which source.
    Source,
    /// The day of the introduction.
    Introduced,
    /// What the work was expected to be worth.
    Expected,
    /// Since when it is a real prospect.
    Qualified,
    /// When it became work.
    Won,
    /// When it became nothing.
    Lost,
    /// Since when a reward is due.
    RewardDue,
    /// When it was given.
    RewardPaid,
    /// Anything else.
    Note,
    /// A cell of the line at a place, counted from 0.
    Line(usize, LineCell),
}

/// A cell of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineCell {
    /// Its day.
    Date,
    /// How much.
    Amount,
    /// Costs passed on.
    PassedOn,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftError {
    /// It is no value of its kind.
    Read(ReadError),
    /// It is no name.
    Name(NameError),
    /// It is no note.
    Note(NoteError),
    /// A payment without an invoice above it, or a refund without a payment.
    NothingAbove(LineKind),
    /// It contradicts the rest.
    Facts(TrackedError),
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DraftError::Read(error) => error.fmt(f),
            DraftError::Name(error) => error.fmt(f),
            DraftError::Note(error) => error.fmt(f),
            DraftError::NothingAbove(LineKind::Refund) => f.write_str("there is no payment above that it could be of"),
            DraftError::NothingAbove(_) => f.write_str("there is no invoice above; choose a payment without invoice"),
            DraftError::Facts(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for DraftError {}

/// Every field that is wrong, with what is wrong with it.
pub type DraftErrors = Vec<(DraftField, DraftError)>;

impl Draft {
    /// An introduction made to the user today.
    #[must_use]
    pub fn new(today: NaiveDate, reading: Reading) -> Draft {
        let mut draft =
            Draft { made_by: Side::Them, kind: SourceKind::default(), lines: Vec::new(), texts: BTreeMap::new() };
        draft.put(DraftField::Introduced, reading.write_date(today));
        draft
    }

    /// A referral as text, to be edited.
    #[must_use]
    pub fn of(tracked: &Tracked, ledger: &Ledger, reading: Reading, currency: Currency) -> Draft {
        let facts = tracked.facts();
        let mut draft = Draft { made_by: facts.made_by, kind: facts.kind, lines: Vec::new(), texts: BTreeMap::new() };
        let name = |name: Option<&Name>| name.map(ToString::to_string);
        let date = |day: Option<NaiveDate>| day.map(|day| reading.write_date(day));
        let money = |amount: Money| reading.write_money(amount, currency);
        let contact = facts.contact.and_then(|id| ledger.contact(id)).map(Contact::name);
        let (due, paid) = facts.reward.days();
        let texts = [
            (DraftField::Client, Some(facts.client.to_string())),
            (DraftField::Project, name(facts.project.as_ref())),
            (DraftField::Contact, name(contact)),
            (DraftField::Source, name(facts.source.as_ref())),
            (DraftField::Introduced, date(Some(facts.introduced))),
            (DraftField::Expected, facts.expected.map(money)),
            (DraftField::Qualified, date(facts.qualified)),
            (DraftField::Won, date(facts.won)),
            (DraftField::Lost, date(facts.lost)),
            (DraftField::RewardDue, date(due)),
            (DraftField::RewardPaid, date(paid)),
            (DraftField::Note, Some(facts.note.as_str().to_owned())),
        ];
        draft.texts.extend(texts.into_iter().filter_map(|(field, text)| Some((field, text?))));
        let mut line = |kind, day: NaiveDate, amount, passed_on: Money| {
            let passed_on = if passed_on == Money::ZERO { String::new() } else { money(passed_on) };
            draft.lines.push(DraftLine { kind, date: reading.write_date(day), amount: money(amount), passed_on });
        };
        for bill in &facts.bills {
            if let Some(issued) = bill.issued() {
                line(LineKind::Invoice, issued, bill.amount(), bill.pass_through());
            }
            for payment in bill.payments() {
                let (kind, passed_on) = match bill.issued() {
                    Some(_) => (LineKind::Payment, Money::ZERO),
                    None => (LineKind::Unbilled, bill.pass_through()),
                };
                line(kind, payment.date(), payment.amount(), passed_on);
                for refund in payment.refunds() {
                    line(LineKind::Refund, refund.date, refund.amount, Money::ZERO);
                }
            }
        }
        draft
    }

    /// What is typed in a field.
    #[must_use]
    pub fn text(&self, field: DraftField) -> &str {
        match field {
            DraftField::Line(place, cell) => self.lines.get(place).map_or("", |line| match cell {
                LineCell::Date => &line.date,
                LineCell::Amount => &line.amount,
                LineCell::PassedOn => &line.passed_on,
            }),
            field => self.texts.get(&field).map_or("", String::as_str),
        }
    }

    /// Types a text into a field; one of a line that is not there goes nowhere.
    pub fn put(&mut self, field: DraftField, text: String) {
        match field {
            DraftField::Line(place, cell) => {
                if let Some(line) = self.lines.get_mut(place) {
                    match cell {
                        LineCell::Date => line.date = text,
                        LineCell::Amount => line.amount = text,
                        LineCell::PassedOn => line.passed_on = text,
                    }
                }
            }
            field => {
                self.texts.insert(field, text);
            }
        }
    }

    /// The referral under this number, and its contact where the ledger has none of the name: a new one under this id. Who
    /// has paid or got an invoice, and is not said to be won, was won on the first such day.
    ///
    /// # Errors
    /// Every field that is wrong, with what is wrong with it.
    pub fn read(
        &self,
        number: Number,
        ledger: &Ledger,
        new_contact: Id,
        reading: Reading,
        currency: Currency,
    ) -> Result<(Tracked, Option<Contact>), DraftErrors> {
        let mut form = Form { draft: self, reading, currency, wrong: Vec::new() };
        let client = form.keep(DraftField::Client, Name::new(self.text(DraftField::Client)).map_err(DraftError::Name));
        let introduced = form.day(DraftField::Introduced).or_else(|| {
            // One that cannot be read is named already.
            if self.text(DraftField::Introduced).trim().is_empty() {
                form.wrong.push((DraftField::Introduced, DraftError::Read(ReadError::Empty)));
            }
            None
        });
        let [project, source, name] =
            [DraftField::Project, DraftField::Source, DraftField::Contact].map(|field| form.name(field));
        let expected =
            form.optional(DraftField::Expected, |reading, text, currency| reading.positive_money(text, currency));
        let [qualified, won, lost, due, paid] =
            [DraftField::Qualified, DraftField::Won, DraftField::Lost, DraftField::RewardDue, DraftField::RewardPaid]
                .map(|field| form.day(field));
        let note = form.keep(DraftField::Note, Note::new(self.text(DraftField::Note)).map_err(DraftError::Note));
        let bills = form.bills();
        let (Some(client), Some(introduced), Some(note), Some(bills), true) =
            (client, introduced, note, bills, form.wrong.is_empty())
        else {
            return Err(form.wrong);
        };
        let known = name.as_ref().and_then(|name| ledger.contact_named(name)).map(Contact::id);
        let contact = name.filter(|_| known.is_none()).map(|name| Contact::new(new_contact, name));
        let billed = bills.iter().filter_map(Bill::first_date).min();
        let reward = match (due, paid) {
            (None, None) => Reward::None,
            (Some(due), None) => Reward::Due(due),
            // What was given was due by then.
            (due, Some(paid)) => Reward::Paid { due: due.unwrap_or(paid), paid },
        };
        let facts = Facts {
            client,
            project,
            made_by: self.made_by,
            contact: known.or(contact.as_ref().map(Contact::id)),
            kind: self.kind,
            source,
            introduced,
            expected,
            qualified,
            won: won.or(billed),
            lost,
            reward,
            bills,
            note,
        };
        let tracked = Tracked::new(number, facts).map_err(|error| vec![(field_of(error), DraftError::Facts(error))])?;
        Ok((tracked, contact))
    }
}

/// Where a contradiction shows.
fn field_of(error: TrackedError) -> DraftField {
    use super::Stage;
    match error {
        TrackedError::BeforeIntroduction(Stage::Won) | TrackedError::BeforeQualified(_) => DraftField::Won,
        TrackedError::BeforeIntroduction(Stage::Lost) => DraftField::Lost,
        TrackedError::BeforeIntroduction(Stage::Qualified) => DraftField::Qualified,
        TrackedError::NegativeValue => DraftField::Expected,
        TrackedError::RewardTooEarly => DraftField::RewardDue,
        TrackedError::BeforeIntroduction(Stage::Introduced) | TrackedError::Day | TrackedError::NoNumber => {
            DraftField::Introduced
        }
        TrackedError::BilledNotWon => DraftField::Won,
        TrackedError::TooManyBills | TrackedError::Bills(_) => DraftField::Line(0, LineCell::Date),
    }
}

/// A draft while it is read, and what was found to be wrong.
struct Form<'a> {
    draft: &'a Draft,
    reading: Reading,
    currency: Currency,
    wrong: DraftErrors,
}

/// A bill while its lines are read.
struct Open {
    /// The place of its first line.
    place: usize,
    issued: Option<NaiveDate>,
    amount: Money,
    passed_on: Money,
    payments: Vec<(usize, NaiveDate, Money, Vec<Refund>)>,
}

impl Form<'_> {
    fn keep<T>(&mut self, field: DraftField, read: Result<T, DraftError>) -> Option<T> {
        read.map_err(|error| self.wrong.push((field, error))).ok()
    }

    /// What a field says; nothing where nothing is typed.
    fn optional<T>(
        &mut self,
        field: DraftField,
        read: fn(Reading, &str, Currency) -> Result<T, ReadError>,
    ) -> Option<T> {
        let text = self.draft.text(field);
        if text.trim().is_empty() {
            return None;
        }
        self.keep(field, read(self.reading, text, self.currency).map_err(DraftError::Read))
    }

    fn day(&mut self, field: DraftField) -> Option<NaiveDate> {
        self.optional(field, |reading, text, _| reading.date(text))
    }

    fn name(&mut self, field: DraftField) -> Option<Name> {
        let text = self.draft.text(field);
        if text.trim().is_empty() { None } else { self.keep(field, Name::new(text).map_err(DraftError::Name)) }
    }

    /// The bills of the lines; nothing where a line is wrong.
    fn bills(&mut self) -> Option<Vec<Bill>> {
        let mut open: Vec<Open> = Vec::new();
        for (place, line) in self.draft.lines.iter().enumerate() {
            let (date, amount) = self.moved(place)?;
            let passed_on = DraftField::Line(place, LineCell::PassedOn);
            let passed_on = match line.kind {
                LineKind::Invoice | LineKind::Unbilled => self
                    .optional(passed_on, |reading, text, currency| reading.positive_money(text, currency))
                    .unwrap_or_default(),
                LineKind::Payment | LineKind::Refund => Money::ZERO,
            };
            let bill = |issued, payments| Open { place, issued, amount, passed_on, payments };
            let above = open.last_mut();
            match (line.kind, above) {
                (LineKind::Invoice, _) => open.push(bill(Some(date), Vec::new())),
                (LineKind::Unbilled, _) => open.push(bill(None, vec![(place, date, amount, Vec::new())])),
                (LineKind::Payment, Some(above)) if above.issued.is_some() => {
                    above.payments.push((place, date, amount, Vec::new()));
                }
                (LineKind::Refund, Some(Open { payments, .. })) if !payments.is_empty() => {
                    if let Some((.., refunds)) = payments.last_mut() {
                        refunds.push(Refund { date, amount });
                    }
                }
                (kind, _) => {
                    self.wrong.push((DraftField::Line(place, LineCell::Date), DraftError::NothingAbove(kind)));
                }
            }
        }
        open.into_iter().map(|bill| self.bill(bill)).collect()
    }

    /// The day and the amount of a line.
    fn moved(&mut self, place: usize) -> Option<(NaiveDate, Money)> {
        let line = self.draft.lines.get(place)?;
        let date = self.reading.date(&line.date).map_err(DraftError::Read);
        let date = self.keep(DraftField::Line(place, LineCell::Date), date);
        let amount = self.reading.positive_money(&line.amount, self.currency).map_err(DraftError::Read);
        let amount = self.keep(DraftField::Line(place, LineCell::Amount), amount);
        date.zip(amount)
    }

    fn bill(&mut self, bill: Open) -> Option<Bill> {
        let contradicts = |error: LedgerError| DraftError::Facts(TrackedError::Bills(error));
        let mut payments = Vec::new();
        for (place, date, amount, refunds) in bill.payments {
            let cell = DraftField::Line(place, LineCell::Amount);
            payments.push(self.keep(cell, Payment::new(date, amount, refunds).map_err(contradicts))?);
        }
        let made = match bill.issued {
            Some(issued) => Bill::invoice(issued, bill.amount, bill.passed_on, payments),
            None => Bill::payment(payments.pop()?, bill.passed_on),
        };
        self.keep(DraftField::Line(bill.place, LineCell::Amount), made.map_err(contradicts))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::tracking::Stage;

    const READING: Reading = Reading::ENGLISH;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn draft(texts: &[(DraftField, &str)]) -> Draft {
        let mut draft = Draft::new(day("2026-03-01"), READING);
        draft.put(DraftField::Client, "Acme".into());
        for (field, text) in texts {
            draft.put(*field, (*text).into());
        }
        draft
    }

    fn with_lines(lines: &[(LineKind, &str, &str, &str)]) -> Draft {
        let line = |&(kind, date, amount, passed_on): &(LineKind, &str, &str, &str)| DraftLine {
            kind,
            date: date.into(),
            amount: amount.into(),
            passed_on: passed_on.into(),
        };
        Draft { lines: lines.iter().map(line).collect(), ..draft(&[]) }
    }

    fn read(draft: &Draft) -> Result<(Tracked, Option<Contact>), DraftErrors> {
        draft.read(Number(7), &Ledger::default(), Id::from_u128(101), READING, Currency::USD)
    }

    #[track_caller]
    fn refuses(draft: &Draft, expected: &[(DraftField, DraftError)]) {
        assert_eq!(read(draft).unwrap_err(), expected);
    }

    #[test]
    fn what_is_typed_is_a_referral() {
        let typed = draft(&[
            (DraftField::Contact, " Ana "),
            (DraftField::Expected, "1,200.50"),
            (DraftField::Qualified, "2026-03-02"),
            (DraftField::Lost, "2026-04-01"),
            (DraftField::RewardPaid, "2026-05-01"),
            (DraftField::Note, "Met at the fair.\nTall."),
        ]);
        let (tracked, contact) = read(&typed).unwrap();
        let contact = contact.unwrap();
        assert_eq!((contact.id(), contact.name().as_str()), (Id::from_u128(101), "Ana"));
        assert_eq!(
            (tracked.number(), tracked.contact(), tracked.stage()),
            (Number(7), Some(contact.id()), Stage::Lost)
        );
        assert_eq!(tracked.expected().map(Money::minor), Some(1_200_50));
        assert_eq!(tracked.note().as_str(), "Met at the fair.\nTall.");
        // What was given was due by then.
        assert_eq!(tracked.reward(), Reward::Paid { due: day("2026-05-01"), paid: day("2026-05-01") });
    }

    #[test]
    fn a_contact_who_is_known_is_not_made_again() {
        let known = Contact::new(Id::from_u128(9), Name::new("Ana").unwrap());
        let ledger = Ledger::new(vec![known], vec![], vec![]).unwrap();
        let typed = draft(&[(DraftField::Contact, "ANA")]);
        let (tracked, contact) = typed.read(Number(1), &ledger, Id::from_u128(101), READING, Currency::USD).unwrap();
        assert_eq!((tracked.contact(), contact), (Some(Id::from_u128(9)), None));
    }

    #[test]
    fn payments_are_of_the_invoice_above_and_refunds_of_the_payment_above() {
        use LineKind::{Invoice, Payment, Refund, Unbilled};
        let (tracked, _) = read(&with_lines(&[
            (Invoice, "2026-04-01", "500", "100"),
            (Payment, "2026-04-02", "300", ""),
            (Refund, "2026-04-09", "50", ""),
            (Payment, "2026-04-03", "200", ""),
            (Unbilled, "2026-05-01", "70", "7"),
            (Refund, "2026-05-02", "70", ""),
        ]))
        .unwrap();
        let [invoice, alone] = tracked.bills() else { panic!("{:?}", tracked.bills()) };
        assert_eq!((invoice.issued(), invoice.pass_through().minor()), (Some(day("2026-04-01")), 100_00));
        assert_eq!(invoice.payments().iter().map(|paid| paid.kept().minor()).collect::<Vec<_>>(), [250_00, 200_00]);
        assert_eq!((alone.issued(), alone.pass_through().minor()), (None, 7_00));
        // Won on the day of the first bill; 500 billed less 50, and a payment of which nothing stayed.
        assert_eq!((tracked.won(), tracked.billed().minor()), (Some(day("2026-04-01")), 450_00));
    }

    #[test]
    fn every_field_that_is_wrong_is_named() {
        let mut typed = draft(&[
            (DraftField::Client, " "),
            (DraftField::Introduced, ""),
            (DraftField::Expected, "-1"),
            (DraftField::Won, "soon"),
        ]);
        typed.lines.push(DraftLine {
            kind: LineKind::Invoice,
            date: String::new(),
            amount: "x".into(),
            passed_on: String::new(),
        });
        let errors = read(&typed).unwrap_err();
        let fields: Vec<DraftField> = errors.iter().map(|(field, _)| *field).collect();
        let line = |cell| DraftField::Line(0, cell);
        assert_eq!(
            fields,
            [
                DraftField::Client,
                DraftField::Introduced,
                DraftField::Expected,
                DraftField::Won,
                line(LineCell::Date),
                line(LineCell::Amount),
            ]
        );
        assert!(errors.contains(&(DraftField::Introduced, DraftError::Read(ReadError::Empty))));
        assert!(errors.contains(&(DraftField::Expected, DraftError::Read(ReadError::Negative))));
    }

    #[test]
    fn lines_that_contradict_themselves_are_refused() {
        use LineKind::{Invoice, Payment, Refund, Unbilled};
        let date = |place| DraftField::Line(place, LineCell::Date);
        let amount = |place| DraftField::Line(place, LineCell::Amount);
        let bills = |error| DraftError::Facts(TrackedError::Bills(error));
        refuses(&with_lines(&[(Payment, "2026-04-01", "5", "")]), &[(date(0), DraftError::NothingAbove(Payment))]);
        refuses(&with_lines(&[(Refund, "2026-04-01", "5", "")]), &[(date(0), DraftError::NothingAbove(Refund))]);
        // A payment that stands for its own has no other; an invoice without a payment nothing to go back.
        refuses(
            &with_lines(&[(Unbilled, "2026-04-01", "5", ""), (Payment, "2026-04-02", "5", "")]),
            &[(date(1), DraftError::NothingAbove(Payment))],
        );
        refuses(
            &with_lines(&[(Invoice, "2026-04-01", "5", ""), (Refund, "2026-04-02", "5", "")]),
            &[(date(1), DraftError::NothingAbove(Refund))],
        );
        refuses(
            &with_lines(&[(Unbilled, "2026-04-01", "5", ""), (Refund, "2026-04-02", "5.01", "")]),
            &[(amount(0), bills(LedgerError::RefundAbovePayment))],
        );
        refuses(
            &with_lines(&[(Unbilled, "2026-03-02", "5", ""), (Invoice, "2026-04-01", "5", "5.01")]),
            &[(amount(1), bills(LedgerError::PassThroughAboveBill))],
        );
        // Before the introduction on 1 March.
        refuses(
            &with_lines(&[(Unbilled, "2026-02-28", "5", "")]),
            &[(DraftField::Won, DraftError::Facts(TrackedError::BeforeIntroduction(Stage::Won)))],
        );
    }
}
