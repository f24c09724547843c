use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use super::{Rejection, Table, Tax, Topic, Workspace, first_offers};
use crate::forecast::{Answers, Direction, Estimate, Help, Norm};
use crate::review::{Agreed, Entry};
use crate::scorecard::Partner;
use crate::value::{Currency, Id, Money, Name, Quantity, Rate, Side};

/// One change to a workspace, and the only kind there is. What a first visit can do is a variant; every other change is
/// made by a function of [`super::changes`], so that it is loaded with the page that offers it.
#[derive(Clone, Debug)]
pub enum Command {
    /// Names the partner.
    SetPartner(Option<Name>),
    /// Chooses what the terms are for.
    SetTopic(Topic),
    /// Chooses the currency; a workspace without amounts gets its first offers anew, under these ids.
    SetCurrency(Currency, [Id; 4]),
    /// Says whether amounts are before or after tax.
    SetTax(Tax),
    /// Answers one question about a year of introductions.
    Answer(Answer),
    /// Changes what is on the table.
    SetTable(Table),
    /// Replaces everything: an import, an example, a fresh start.
    Replace(Box<Workspace>),
    /// Anything else.
    Change(Change),
}

/// A change of one section.
#[derive(Clone)]
pub struct Change(Rc<Changed>);

/// What becomes of a workspace.
type Changed = dyn Fn(&Workspace) -> Result<Workspace, Rejection>;

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Change")
    }
}

impl Command {
    /// What `change` makes of a workspace.
    pub(super) fn change(change: impl Fn(&Workspace) -> Result<Workspace, Rejection> + 'static) -> Command {
        Command::Change(Change(Rc::new(change)))
    }
}

/// An answer to one question; `None` takes it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Who introduces clients to whom.
    Direction(Direction),
    /// Introductions a year.
    Introductions(Option<Estimate<Quantity>>),
    /// How many become paid work.
    Projects(Option<Estimate<Quantity>>),
    /// What a project is worth.
    Value(Option<Estimate<Money>>),
    /// Over how many months it is billed.
    Months(Option<Estimate<u16>>),
    /// The share of costs passed on.
    PassThrough(Option<Estimate<Rate>>),
    /// The share left after delivering.
    Margin(Option<Estimate<Rate>>),
    /// The share of clients that would have come anyway.
    CameAnyway(Option<Estimate<Rate>>),
    /// What an hour of one party is worth.
    Hour(Side, Option<Money>),
    /// What kind of help comes with an introduction.
    Help(Help),
    /// What is usually paid in the user's trade.
    Norm(Option<Norm>),
}

impl Workspace {
    /// The workspace after a command.
    ///
    /// # Errors
    /// [`Rejection`], when the command makes no sense here; nothing has changed then.
    pub fn apply(&self, command: Command) -> Result<Workspace, Rejection> {
        let mut next = self.clone();
        match command {
            Command::SetPartner(partner) => next.partner = partner,
            Command::SetTopic(topic) => next.topic = topic,
            Command::SetCurrency(currency, ids) => {
                if currency.exponent() != self.currency.exponent() {
                    if self.holds_amounts() {
                        return Err(Rejection::CurrencyDecimals);
                    }
                    next.table = Table::first(first_offers(currency, ids));
                }
                next.currency = currency;
            }
            Command::SetTax(tax) => next.tax = tax,
            Command::Answer(answer) => next.answers = Arc::new(self.answers.with(answer)?),
            Command::SetTable(table) => {
                let mut new = table.all().iter().map(|offer| offer.id).filter(|id| self.table.offer(*id).is_none());
                if let Some(id) = new.find(|id| self.holds(*id)) {
                    return Err(Rejection::DuplicateId(id));
                }
                let is_gone = |agreed: Agreed| table.offer(agreed.offer()).is_none();
                if self.entries().iter().filter_map(Entry::agreed).any(is_gone) {
                    return Err(Rejection::TermsInUse);
                }
                next.table = table;
            }
            Command::Change(Change(change)) => next = change(self)?,
            Command::Replace(workspace) => next = *workspace,
        }
        Ok(next)
    }

    /// Whether something has this id already.
    pub(super) fn holds(&self, id: Id) -> bool {
        self.ids_beside_list().any(|other| other == id) || self.list.position(id).is_some()
    }

    pub(super) fn candidates(&self) -> &[Partner] {
        self.scorecard.as_ref().map(|card| card.partners()).unwrap_or_default()
    }

    /// Whether something that is no offer has this id already.
    pub(crate) fn holds_beside_offers(&self, id: Id) -> bool {
        self.holds(id) && self.table.offer(id).is_none()
    }

    /// The ids of everything but the rows.
    pub(super) fn ids_beside_list(&self) -> impl Iterator<Item = Id> {
        let offers = self.table.all().iter().map(|offer| offer.id);
        let log = self.joint.log.iter().map(|entry| entry.id);
        let splits = self.joint.splits.iter().map(|(id, _)| *id);
        let partners = self.candidates().iter().map(Partner::id);
        let partnerships = self.entries().iter().map(Entry::partnership);
        let ledger = self.ledger.iter().flat_map(|ledger| ledger.ids());
        offers.chain(log).chain(splits).chain(partners).chain(partnerships).chain(ledger)
    }
}

impl Answers {
    /// The answers with one of them changed.
    fn with(&self, answer: Answer) -> Result<Answers, Rejection> {
        let mut next = self.clone();
        match answer {
            Answer::Direction(direction) => next.direction = direction,
            Answer::Introductions(introductions) => {
                // A figure typed over a counted one no longer rests on the rows.
                next.counted = None;
                next.introductions = introductions;
            }
            Answer::Projects(projects) => {
                next.counted = None;
                next.projects = projects;
            }
            Answer::Value(value) => next.value = value,
            Answer::Months(months) => next.months = months,
            Answer::PassThrough(share) => next.pass_through = share,
            Answer::Margin(share) => next.margin = share,
            Answer::CameAnyway(share) => next.came_anyway = share,
            Answer::Hour(Side::You, hour) => next.hour.you = hour,
            Answer::Hour(Side::Them, hour) => next.hour.them = hour,
            Answer::Help(help) => next.help = help,
            Answer::Norm(norm) => next.norm = norm,
        }
        next.check()?;
        Ok(next)
    }

    /// Whether the answers agree with each other.
    pub(crate) fn check(&self) -> Result<(), Rejection> {
        let most = Quantity::whole(Self::MOST_INTRODUCTIONS);
        if self.introductions.is_some_and(|e| e.likely().max(e.high().unwrap_or_default()) > most) {
            return Err(Rejection::TooManyIntroductions);
        }
        if let (Some(introductions), Some(projects)) = (self.introductions, self.projects)
            && projects.likely().max(projects.high().unwrap_or_default()) > introductions.likely()
        {
            return Err(Rejection::MoreProjectsThanIntroductions);
        }
        // Low comes first where it was said.
        let negative = self.value.is_some_and(|value| value.low().unwrap_or(value.likely()).is_negative());
        if negative || Side::BOTH.iter().any(|side| self.hour.of(*side).is_some_and(Money::is_negative)) {
            return Err(Rejection::Negative);
        }
        let billed = |months: u16| (1..=Self::MOST_MONTHS).contains(&months);
        if self.months.is_some_and(|e| {
            !billed(e.likely()) || e.low().is_some_and(|m| !billed(m)) || e.high().is_some_and(|m| !billed(m))
        }) {
            return Err(Rejection::Months);
        }
        if self.norm.is_some_and(|norm| norm.usual < norm.band.low || norm.usual > norm.band.high) {
            return Err(Rejection::UsualOutsideBand);
        }
        Ok(())
    }
}
