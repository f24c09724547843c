use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Logged, Partnerships, Rejection, Table, Tax, Topic, Workspace, first_offers};
use crate::forecast::{Answers, Direction, Estimate, Factor, Help, Norm};
use crate::ledger::{Line, List, Summary};
use crate::review::{Agreed, Basis, Entry};
use crate::scorecard::{Partner, Scorecard};
use crate::split::JointSplit;
use crate::value::{Currency, Id, Money, Name, Quantity, Rate, Reading, Side};

/// One change to a workspace, and the only kind there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Names the partner.
    SetPartner(Option<Name>),
    /// Chooses what the terms are for.
    SetTopic(Topic),
    /// Chooses the currency; a workspace without amounts gets its first offers anew, under these ids.
    SetCurrency(Currency, [Id; 4]),
    /// Says whether amounts are before or after tax.
    SetTax(Tax),
    /// Chooses how typed text is read.
    SetReading(Reading),
    /// Answers one question about a year of introductions.
    Answer(Answer),
    /// Takes the answers from what the user's own rows say.
    AnswerFromRows(Box<Summary>),
    /// Takes the answer about one quantity from what the user's own rows say; nothing changes where they cannot tell.
    AnswerOneFromRows(Factor, Box<Summary>),
    /// Changes what is on the table.
    SetTable(Table),
    /// Adds rows at the end of the list.
    AddLines(Vec<Line>),
    /// Replaces a row.
    PutLine(Line),
    /// Removes a row.
    RemoveLine(Id),
    /// Removes every row.
    ClearList,
    /// Sets what there is to divide.
    SetPool(Option<Money>),
    /// Logs a contribution, in place of the one with its id.
    PutLogged(Logged),
    /// Removes a contribution.
    RemoveLogged(Id),
    /// Puts a split on the table, in place of the one with its id.
    PutSplit(Id, JointSplit),
    /// Takes a split off the table.
    RemoveSplit(Id),
    /// Changes the candidates for a partnership, or what they are judged by.
    SetScorecard(Arc<Scorecard>),
    /// Says how partnerships are judged.
    SetBasis(Basis),
    /// Puts a partnership under review, in place of the one with its id.
    PutEntry(Box<Entry>),
    /// Takes a partnership out of the review.
    RemoveEntry(Id),
    /// Replaces everything: an import, an example, a fresh start.
    Replace(Box<Workspace>),
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
            Command::SetReading(reading) => {
                next.reading = reading;
                next.list = self.list.read_again(reading, self.currency);
            }
            Command::Answer(answer) => next.answers = Arc::new(self.answers.with(answer)?),
            Command::AnswerFromRows(summary) => {
                next.answers = Arc::new(self.answers.counted_from(&summary, &Summary::TOLD)?);
            }
            Command::AnswerOneFromRows(factor, summary) => {
                next.answers = Arc::new(self.answers.counted_from(&summary, &[factor])?);
            }
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
            Command::AddLines(lines) => {
                if self.list.lines().len() + lines.len() > Self::MOST_ROWS {
                    return Err(Rejection::TooManyRows);
                }
                let mut others = BTreeSet::new();
                others.extend(self.ids_beside_list());
                if let Some(line) = lines.iter().find(|line| others.contains(&line.id())) {
                    return Err(Rejection::DuplicateId(line.id()));
                }
                next.list = self.list.with_added(lines).map_err(Rejection::DuplicateId)?;
                next = next.short_enough()?;
            }
            Command::PutLine(line) => {
                let id = line.id();
                next.list = self.list.with_replaced(line).ok_or(Rejection::Unknown(id))?;
                next = next.short_enough()?;
            }
            Command::RemoveLine(id) => next.list = self.list.without(id).ok_or(Rejection::Unknown(id))?,
            Command::ClearList => next.list = List::default(),
            Command::SetPool(pool) => Arc::make_mut(&mut next.joint).pool = pool,
            Command::PutLogged(logged) => {
                take_part([logged.contribution.party()])?;
                let log = &mut Arc::make_mut(&mut next.joint).log;
                let full = (Self::MOST_LOGGED, Rejection::TooManyLogged);
                put(log, logged, |entry| entry.id, full, |id| self.holds(id))?;
            }
            Command::RemoveLogged(id) => remove(&mut Arc::make_mut(&mut next.joint).log, id, |entry| entry.id)?,
            Command::PutSplit(id, split) => {
                take_part(split.parties())?;
                let splits = &mut Arc::make_mut(&mut next.joint).splits;
                let full = (Self::MOST_OFFERS, Rejection::TooManyOffers);
                put(splits, (id, split), |(id, _)| *id, full, |id| self.holds(id))?;
            }
            Command::RemoveSplit(id) => remove(&mut Arc::make_mut(&mut next.joint).splits, id, |(id, _)| *id)?,
            Command::SetScorecard(scorecard) => {
                if let Some(id) = self.taken_by_another(&scorecard) {
                    return Err(Rejection::DuplicateId(id));
                }
                next.scorecard = Some(scorecard);
                next = next.short_enough()?;
            }
            Command::SetBasis(basis) => match &mut next.partnerships {
                Some(partnerships) => partnerships.basis = basis,
                none => *none = Some(Partnerships::none(basis)),
            },
            Command::PutEntry(entry) => {
                let partnerships = next.partnerships.as_mut().ok_or(Rejection::NoBasis)?;
                if let Some(agreed) = entry.agreed()
                    && self.table.offer(agreed.offer()).is_none()
                {
                    return Err(Rejection::Unknown(agreed.offer()));
                }
                let full = (Self::MOST_PARTNERSHIPS, Rejection::TooManyPartnerships);
                put(Arc::make_mut(&mut partnerships.entries), *entry, Entry::partnership, full, |id| self.holds(id))?;
                next = next.short_enough()?;
            }
            Command::RemoveEntry(id) => {
                let partnerships = next.partnerships.as_mut().ok_or(Rejection::Unknown(id))?;
                remove(Arc::make_mut(&mut partnerships.entries), id, Entry::partnership)?;
            }
            Command::Replace(workspace) => next = *workspace,
        }
        Ok(next)
    }

    /// Whether something has this id already.
    fn holds(&self, id: Id) -> bool {
        self.ids_beside_list().any(|other| other == id) || self.list.position(id).is_some()
    }

    /// The id of a new partner that something else has already. Criteria and indicators are a vocabulary of their own, the
    /// usual ones with the same ids in every workspace.
    fn taken_by_another(&self, scorecard: &Scorecard) -> Option<Id> {
        let old = self.candidates();
        let is_new = |place: usize, id: Id| {
            // Nearly always in the same place.
            old.get(place).is_none_or(|partner| partner.id() != id) && !old.iter().any(|partner| partner.id() == id)
        };
        let mut new = scorecard.partners().iter().map(Partner::id).enumerate();
        new.find(|&(place, id)| is_new(place, id) && self.holds(id)).map(|(_, id)| id)
    }

    fn candidates(&self) -> &[Partner] {
        self.scorecard.as_ref().map(|card| card.partners()).unwrap_or_default()
    }

    /// Whether something that is no offer has this id already.
    pub(crate) fn holds_beside_offers(&self, id: Id) -> bool {
        self.holds(id) && self.table.offer(id).is_none()
    }

    /// The ids of everything but the rows.
    fn ids_beside_list(&self) -> impl Iterator<Item = Id> {
        let offers = self.table.all().iter().map(|offer| offer.id);
        let log = self.joint.log.iter().map(|entry| entry.id);
        let splits = self.joint.splits.iter().map(|(id, _)| *id);
        let partners = self.candidates().iter().map(Partner::id);
        offers.chain(log).chain(splits).chain(partners).chain(self.entries().iter().map(Entry::partnership))
    }
}

impl Answers {
    /// The answers with these quantities as the rows have them.
    fn counted_from(&self, summary: &Summary, factors: &[Factor]) -> Result<Answers, Rejection> {
        let mut next = self.clone();
        for factor in factors {
            match factor {
                Factor::Introductions => next.introductions = Some(summary.introductions_a_year),
                Factor::Conversion => next.counted = Some(summary.evidence),
                Factor::Value => next.value = Some(summary.value),
                Factor::Months => next.months = Some(summary.months),
                Factor::PassThrough => next.pass_through = Some(summary.pass_through),
                Factor::Margin | Factor::CameAnyway => {}
            }
            // What was counted is a share: of other introductions it makes other projects.
            if matches!(factor, Factor::Introductions | Factor::Conversion) && next.counted.is_some() {
                let introductions = next.introductions.unwrap_or(summary.introductions_a_year);
                next.projects = Some(summary.projects_of(introductions.likely()));
                next.counted = Some(summary.evidence);
            }
        }
        next.check()?;
        Ok(next)
    }

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

/// Puts an item in the place of the one with its id, or at the end of a list of at most so many, if `taken` says that
/// nothing else has its id.
fn put<T>(
    list: &mut Vec<T>,
    item: T,
    id_of: impl Fn(&T) -> Id,
    (most, full): (usize, Rejection),
    taken: impl Fn(Id) -> bool,
) -> Result<(), Rejection> {
    let id = id_of(&item);
    if let Some(place) = list.iter_mut().find(|other| id_of(other) == id) {
        *place = item;
    } else if list.len() >= most {
        return Err(full);
    } else if taken(id) {
        return Err(Rejection::DuplicateId(id));
    } else {
        list.push(item);
    }
    Ok(())
}

/// Joint work is that of the two sides; a third party would have no name, here or in a file.
fn take_part(parties: impl IntoIterator<Item = Id>) -> Result<(), Rejection> {
    let stranger = |party: &Id| !Side::BOTH.map(Side::party).contains(party);
    parties.into_iter().find(stranger).map_or(Ok(()), |party| Err(Rejection::Stranger(party)))
}

fn remove<T>(list: &mut Vec<T>, id: Id, id_of: impl Fn(&T) -> Id) -> Result<(), Rejection> {
    let place = list.iter().position(|item| id_of(item) == id).ok_or(Rejection::Unknown(id))?;
    list.remove(place);
    Ok(())
}
