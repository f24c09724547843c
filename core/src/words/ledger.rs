use std::sync::Arc;

use chrono::NaiveDate;

use super::phrase::{fill, isolated, listed, with_noun};
use super::verdict::Headline;
use crate::account::{Balance, Claim, For, Movement, Net, Statement, StatementRow};
use crate::tracking::table::{Cell, sheet};
use crate::tracking::{Ledger, Number, SourceKind, Stage, Standing, Tally};
use crate::value::notation::DecimalSign;
use crate::value::{Currency, Id, Money, Name, Notation, OutOfRange, Period, Reading, Side};

/// What a stage is called.
#[must_use]
pub const fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Introduced => "Introduced",
        Stage::Qualified => "Qualified",
        Stage::Won => "Won",
        Stage::Lost => "Lost",
    }
}

/// What a kind of source is called.
#[must_use]
pub const fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::FormerClient => "Former client",
        SourceKind::Colleague => "Colleague",
        SourceKind::Complementary => "Complementary provider",
        SourceKind::Other => "Other",
    }
}

/// Who made a referral.
#[must_use]
pub const fn made_by(side: Side) -> &'static str {
    match side {
        Side::You => "Referred by you",
        Side::Them => "Referred to you",
    }
}

/// Says what all referrals came to.
#[must_use]
pub fn ledger_headline(all: &Tally, notation: &dyn Notation) -> Headline {
    let [introduced, qualified, won, lost] = all.stages(Side::Them);
    let (decided, open) = (won + lost, introduced + qualified);
    let number = |count: usize| notation.count(count as u64);
    let received = all.received_by(Side::Them);
    let paid = match received {
        Ok(Money::ZERO) => "Nothing was paid yet.".to_owned(),
        Ok(received) => fill("They paid {0} so far.", &[&notation.money(received)]),
        Err(OutOfRange) => "What they paid is larger than can be kept exact.".to_owned(),
    };
    let made = match all.count() - decided - open {
        0 => String::new(),
        made => fill(" You made {0} yourself.", &[&with_noun(number(made), "referral", "referrals")]),
    };
    let open_ones = match open {
        0 => "None is open.".to_owned(),
        open => fill("{0} open.", &[&with_noun(number(open), "is", "are")]),
    };
    let (state, code, sentence) = if decided + open == 0 {
        ("Nothing yet", "nothing-entered", "Nobody was referred to you yet.".to_owned())
    } else if decided == 0 {
        let all = with_noun(number(open), "referral is", "referrals are");
        ("Open", "open", fill("{0} open and not decided yet.", &[&all]))
    } else {
        let all = with_noun(number(decided), "decided referral", "decided referrals");
        ("So far", "so-far", fill("{0} of your {1} became work.", &[&number(won), &all]))
    };
    let detail = if decided + open == 0 { made.trim_start().to_owned() } else { format!("{paid} {open_ones}{made}") };
    Headline { state, code, is_settled: decided > 0, line: sentence.clone(), sentence, detail }
}

/// Says what all accounts come to.
#[must_use]
pub fn owed_headline(ledger: &Ledger, standings: &[Arc<Standing>], notation: &dyn Notation) -> Headline {
    let owes = |side: Side| -> Vec<(Id, Money)> {
        let owes = |standing: &Arc<Standing>| match standing.balance.net {
            Net::Owes(payer, amount) if payer == side => Some((standing.contact, amount)),
            _ => None,
        };
        standings.iter().filter_map(owes).collect()
    };
    let (you, they) = (owes(Side::You), owes(Side::Them));
    let total = |of: &[(Id, Money)]| match Money::total(of.iter().map(|(_, amount)| *amount)) {
        Ok(total) => notation.money(total),
        Err(OutOfRange) => "more than can be kept exact".to_owned(),
    };
    let named = |of: &[(Id, Money)]| match *of {
        [(only, _)] => ledger.contact(only).map(|contact| isolated(contact.name())).unwrap_or_default(),
        _ => with_noun(notation.count(of.len() as u64), "contact", "contacts"),
    };
    let late: Vec<&Arc<Standing>> = standings.iter().filter(|one| is_overdue(&one.balance)).collect();
    let (state, code, sentence) = match (you.as_slice(), they.as_slice()) {
        ([], []) if standings.is_empty() => {
            ("No terms yet", "no-terms", "Nobody earns by terms yet, so nobody owes anything.".to_owned())
        }
        ([], []) => ("Settled", "settled", "Nobody owes anything.".to_owned()),
        (you, []) => ("You owe", "you-owe", fill("You owe {0} to {1}.", &[&total(you), &named(you)])),
        ([], they) => ("Owed to you", "owed-to-you", fill("{1} owes you {0}.", &[&total(they), &named(they)])),
        (you, they) => {
            let parts = [total(you), named(you), total(they), named(they)];
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            ("Both ways", "both-ways", fill("You owe {0} to {1}; {3} owes you {2}.", &parts))
        }
    };
    let sentence = if they.len() > 1 { sentence.replace(" owes you ", " owe you ") } else { sentence };
    let detail = match late.as_slice() {
        [] if standings.is_empty() => {
            "Open a contact and agree terms: from then on every referral counts by itself.".to_owned()
        }
        [] => "Nothing is overdue.".to_owned(),
        late => {
            let name = |one: &&Arc<Standing>| ledger.contact(one.contact).map(|contact| isolated(contact.name()));
            let names: Vec<String> = late.iter().filter_map(name).take(3).collect();
            let others = late.len() - names.len();
            let others = (others > 0).then(|| with_noun(notation.count(others as u64), "other", "others"));
            let names: Vec<String> = names.into_iter().chain(others).collect();
            fill("Overdue with {0}.", &[&listed(&names, "and")])
        }
    };
    Headline { state, code, is_settled: late.is_empty(), line: sentence.clone(), sentence, detail }
}

/// Whether a side that owes something, once both directions are set against each other, is late with it.
fn is_overdue(balance: &Balance) -> bool {
    match balance.net {
        Net::Owes(payer, _) => balance.owed.of(payer.other()).overdue > Money::ZERO,
        Net::Even => false,
    }
}

/// Says how the user and a contact stand.
#[must_use]
pub fn balance_headline(name: &Name, balance: &Balance, notation: &dyn Notation) -> Headline {
    let name = isolated(name);
    let (state, code, sentence) = match balance.net {
        Net::Even => ("Settled", "settled", fill("You and {0} are even.", &[&name])),
        Net::Owes(Side::You, amount) => {
            ("You owe", "you-owe", fill("You owe {0} {1}.", &[&name, &notation.money(amount)]))
        }
        Net::Owes(Side::Them, amount) => {
            ("Owed to you", "owed-to-you", fill("{0} owes you {1}.", &[&name, &notation.money(amount)]))
        }
    };
    let overdue = |side: Side, template: &str| {
        let owed = balance.owed.of(side);
        let since = owed.overdue_since.filter(|_| owed.overdue > Money::ZERO)?;
        Some(fill(template, &[&notation.money(owed.overdue), &notation.date(since), &name]))
    };
    let late = [
        overdue(Side::Them, "{0} of what {2} earned was due by {1}."),
        overdue(Side::You, "{0} of what you earned was due by {1}."),
    ];
    let late: Vec<String> = late.into_iter().flatten().collect();
    let detail = if late.is_empty() { "Nothing is overdue.".to_owned() } else { late.join(" ") };
    Headline { state, code, is_settled: !is_overdue(balance), line: sentence.clone(), sentence, detail }
}

/// What a row of a statement is about.
#[must_use]
pub fn movement(movement: &Movement, ledger: &Ledger, contact: &Name) -> String {
    let who = |side: Side| if side == Side::You { "You".to_owned() } else { isolated(contact) };
    match movement {
        Movement::Settlement(paid) => fill("{0} paid", &[&who(paid.payer)]),
        Movement::Claim(side, claim) => {
            let verb = if claim.is_correction { "{0}, corrected: {1}" } else { "{0} earned: {1}" };
            fill(verb, &[&who(*side), &claimed(claim, ledger)])
        }
    }
}

/// A statement as a CSV file: days year first, amounts without thousands, balances as what the contact owes the user.
#[must_use]
pub fn statement_sheet(
    statement: &Statement,
    ledger: &Ledger,
    contact: &Name,
    period: Period,
    reading: Reading,
    currency: Currency,
) -> String {
    let text = |text: &str| Cell::Text(text.to_owned());
    let day = |day: NaiveDate| Cell::Figure(day.to_string());
    let money = |amount: Money| Cell::Figure(reading.write_money(amount, currency));
    let none = || Cell::Figure(String::new());
    let last = period.end().pred_opt().unwrap_or(period.end());
    let balance = fill("Balance in {0}", &[currency.code()]);
    let head = vec![text("Date"), text("What"), text(&fill("Amount in {0}", &[currency.code()])), text(&balance)];
    let before = vec![day(period.start()), text("Before"), none(), money(statement.opening)];
    let after = vec![day(last), text("After"), none(), money(statement.closing)];
    let row = |row: &StatementRow| {
        vec![day(row.date), Cell::Text(movement(&row.movement, ledger, contact)), money(row.amount), money(row.balance)]
    };
    let rows = [head, before].into_iter().chain(statement.rows.iter().map(row)).chain([after]);
    sheet(rows, separator(reading))
}

/// What separates the cells of a CSV file beside this decimal sign.
#[must_use]
pub fn separator(reading: Reading) -> char {
    if reading.decimal == DecimalSign::Comma { ';' } else { ',' }
}

fn claimed(claim: &Claim, ledger: &Ledger) -> String {
    match claim.of {
        For::Referral(id) => {
            let of = Number::of(id).and_then(|number| ledger.referral(number));
            of.map_or_else(String::new, |of| match of.project() {
                Some(project) => fill("{0}, {1}", &[&isolated(of.client()), &isolated(project)]),
                None => isolated(of.client()),
            })
        }
        For::Qualified => "referrals that qualified".into(),
        For::Retainer => "a month of the retainer".into(),
        For::Floor => "the least for the year".into(),
    }
}

/// Since when a stage holds, in a few words.
#[must_use]
pub fn since(stage: Stage, day: NaiveDate, notation: &dyn Notation) -> String {
    let verb = match stage {
        Stage::Introduced => "since {0}",
        Stage::Qualified | Stage::Won | Stage::Lost => "on {0}",
    };
    fill(verb, &[&notation.date(day)])
}
