//! What crosses between the page and its worker: plain values, checked on arrival by whoever receives them. A worker of another build is not talked to, so that nothing here has to be readable for ever.

mod fix;
mod forecast;
mod intake;
mod numbers;
mod program;
mod rows;
mod terms;

use std::fmt;
use std::fmt::Display;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use fix::{ChangeV1, FoundV1, MendV1};
pub use forecast::{ForecastV1, OfferV1, SimulateV1};
pub use intake::{BadV1, ContactsV1, FileV1, IntakeV1, MeantV1, PartV1, TableV1};
pub use program::{DrawV1, DrawnV1, ImportV1, ImportedV1, Program};
pub use rows::RowsV1;

use super::{Firmness, Intake, Outcome, Task, TooLong};
use crate::scorecard::{Chances, Draws, Uncertain, UncertainError, Weighed, Weight, WeightError};
use crate::terms::TermsError;
use crate::tracking::{LedgerFault, TrackedError};
use crate::value::{Id, OutOfRange};

/// From the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum AskV1<T = TaskV1> {
    /// Do this instead of whatever is under way.
    Run {
        /// By which the answers are known.
        id: u32,
        /// What to do.
        task: T,
    },
    /// Stop doing that.
    Cancel {
        /// What was asked for.
        id: u32,
    },
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum TellV1<O = OutcomeV1> {
    /// The first message of every worker.
    Ready {
        /// Which build the worker is of.
        build: String,
    },
    /// A task goes on.
    Progress {
        /// Which.
        id: u32,
        /// What has come of it.
        so_far: O,
    },
    /// A task is done.
    Done {
        /// Which.
        id: u32,
        /// What came of it.
        outcome: O,
    },
    /// A task cannot be done.
    Failed {
        /// Which.
        id: u32,
        /// Why not, in words.
        problem: String,
    },
}

/// A [`Task`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum TaskV1 {
    /// [`Task::Firmness`].
    Firmness(FirmnessV1),
    /// [`Task::Forecast`].
    Forecast(SimulateV1),
    /// [`Task::Fix`].
    Fix(MendV1),
    /// [`Task::Import`].
    Import(Box<IntakeV1>),
}

/// A [`Firmness`]. A column is one text, so that 1,000 partners cross as quickly as two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirmnessV1 {
    /// The seed of the draws.
    #[serde(with = "text")]
    seed: u64,
    /// How many.
    count: u32,
    /// The criteria with weight.
    criteria: Vec<WeighedV1>,
    /// The ids of the partners.
    #[serde(with = "column")]
    partners: Vec<Id>,
    /// See [`Uncertain::known`]: the bits of each number.
    #[serde(with = "column")]
    known: Vec<u64>,
    /// See [`Uncertain::unknown`]: `?` where nobody knows, `.` where somebody does.
    unknown: String,
}

/// A [`Weighed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeighedV1 {
    #[serde(with = "text")]
    id: Id,
    /// In hundredths.
    weight: u16,
    #[serde(with = "column")]
    indicators: Vec<Id>,
}

/// An [`Outcome`]. Who it is about, the asking side knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum OutcomeV1 {
    /// [`Outcome::Firmness`].
    Firmness(ChancesV1),
    /// [`Outcome::Forecast`].
    Forecast(ForecastV1),
    /// [`Outcome::Fix`].
    Fix(FoundV1),
    /// [`Outcome::Import`].
    Import(Box<PartV1>),
}

/// [`Chances`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChancesV1 {
    /// How many draws there were.
    pub(in crate::engine) draws: u32,
    /// What each partner has of them, in the order in which the task names them.
    #[serde(with = "column")]
    pub(in crate::engine) credits: Vec<u64>,
}

/// Why something that arrived is no task, or no outcome of the task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireError {
    /// A weight that is none.
    Weight(WeightError),
    /// A letter that marks nothing.
    Mark,
    /// Not what can be uncertain about a scorecard.
    Uncertain(UncertainError),
    /// More steps than a task may have.
    TooLong(TooLong),
    /// More steps than the task has.
    Steps,
    /// Not one credit for each partner, or more than the draws give.
    Credits,
    /// Numbers that are too few, too many or out of bounds.
    Numbers,
    /// More offers than a workspace holds.
    Offers,
    /// Parameters that make no terms.
    Terms(TermsError),
    /// Premises whose years could leave the bound of money.
    OutOfRange(OutOfRange),
    /// Figures that no years come to.
    Figures,
    /// A currency that is none.
    Currency,
    /// A change that none of the offers can make.
    Change,
    /// A text that is no name or note, or not as many as are needed.
    Text,
    /// A contact that nobody knows.
    Contact,
    /// What no referral can be.
    Tracked(TrackedError),
    /// What no ledger can be.
    Ledger(LedgerFault),
    /// What comes of no table.
    Table,
    /// An outcome of another kind of task.
    OtherTask,
}

impl Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WireError::Weight(error) => error.fmt(f),
            WireError::Mark => f.write_str("an indicator is marked ? or ."),
            WireError::Uncertain(error) => error.fmt(f),
            WireError::TooLong(error) => error.fmt(f),
            WireError::Steps => f.write_str("more steps were taken than the task has"),
            WireError::Credits => f.write_str("the credits are not those of so many draws"),
            WireError::Numbers => f.write_str("the numbers are too few, too many or out of bounds"),
            WireError::Offers => f.write_str("there are more offers than a workspace holds"),
            WireError::Terms(error) => error.fmt(f),
            WireError::OutOfRange(error) => error.fmt(f),
            WireError::Figures => f.write_str("the figures are not those of so many years"),
            WireError::Currency => f.write_str("there is no such currency"),
            WireError::Change => f.write_str("no offer can be changed so"),
            WireError::Text => f.write_str("the texts are no names or notes, or too few or too many"),
            WireError::Contact => f.write_str("a contact is named that nobody knows"),
            WireError::Tracked(error) => error.fmt(f),
            WireError::Ledger(fault) => fault.fmt(f),
            WireError::Table => f.write_str("that does not come of a table"),
            WireError::OtherTask => f.write_str("the outcome is of another kind of task"),
        }
    }
}

impl std::error::Error for WireError {}

impl From<&Task> for TaskV1 {
    fn from(task: &Task) -> TaskV1 {
        match task {
            Task::Firmness(firmness) => TaskV1::Firmness(firmness.into()),
            Task::Forecast(simulate) => TaskV1::Forecast(simulate.into()),
            Task::Fix(mend) => TaskV1::Fix(mend.into()),
            Task::Import(intake) => TaskV1::Import(Box::new((intake.ways().written)(intake))),
        }
    }
}

impl TryFrom<TaskV1> for Task {
    type Error = WireError;
    fn try_from(task: TaskV1) -> Result<Task, WireError> {
        match task {
            TaskV1::Firmness(firmness) => firmness.try_into().map(Task::Firmness),
            TaskV1::Forecast(simulate) => simulate.try_into().map(Task::Forecast),
            TaskV1::Fix(mend) => mend.try_into().map(Task::Fix),
            TaskV1::Import(intake) => Intake::try_from(*intake).map(Box::new).map(Task::Import),
        }
    }
}

impl From<&Firmness> for FirmnessV1 {
    fn from(Firmness { uncertain, seed, count }: &Firmness) -> FirmnessV1 {
        let weighed = |criterion: &Weighed| WeighedV1 {
            id: criterion.id,
            weight: criterion.weight.hundredths(),
            indicators: criterion.indicators.clone(),
        };
        FirmnessV1 {
            seed: *seed,
            count: *count,
            criteria: uncertain.criteria().iter().map(weighed).collect(),
            partners: uncertain.partners().to_vec(),
            known: uncertain.known().iter().map(|points| points.to_bits()).collect(),
            unknown: uncertain.unknown().iter().map(|is_unknown| if *is_unknown { '?' } else { '.' }).collect(),
        }
    }
}

impl TryFrom<FirmnessV1> for Firmness {
    type Error = WireError;
    fn try_from(said: FirmnessV1) -> Result<Firmness, WireError> {
        let uncertain = uncertain(said.criteria, said.partners, said.known, &said.unknown)?;
        Firmness::new(uncertain, said.seed, said.count).map_err(WireError::TooLong)
    }
}

fn uncertain(
    criteria: Vec<WeighedV1>,
    partners: Vec<Id>,
    known: Vec<u64>,
    unknown: &str,
) -> Result<Uncertain, WireError> {
    let criteria = criteria.into_iter().map(|criterion| {
        let weight = Weight::new(criterion.weight).map_err(WireError::Weight)?;
        Ok(Weighed { id: criterion.id, weight, indicators: criterion.indicators })
    });
    let unknown = unknown.bytes().map(|mark| match mark {
        b'?' => Ok(true),
        b'.' => Ok(false),
        _ => Err(WireError::Mark),
    });
    let (criteria, unknown) = (criteria.collect::<Result<_, _>>()?, unknown.collect::<Result<_, _>>()?);
    let known = known.into_iter().map(f64::from_bits).collect();
    Uncertain::new(criteria, partners, known, unknown).map_err(WireError::Uncertain)
}

impl From<&Outcome> for OutcomeV1 {
    fn from(outcome: &Outcome) -> OutcomeV1 {
        match outcome {
            Outcome::Firmness(chances) => OutcomeV1::Firmness(chances.into()),
            Outcome::Forecast(forecast) => OutcomeV1::Forecast(forecast.as_ref().into()),
            Outcome::Fix(found) => OutcomeV1::Fix(found.into()),
            Outcome::Import(part) => OutcomeV1::Import(Box::new(part.as_ref().into())),
        }
    }
}

impl OutcomeV1 {
    /// The outcome, if it can be one of this task.
    ///
    /// # Errors
    /// [`WireError`] for what no part of the task can come to.
    pub fn of(self, task: &Task) -> Result<Outcome, WireError> {
        let steps = match &self {
            OutcomeV1::Firmness(chances) => chances.draws,
            OutcomeV1::Forecast(forecast) => forecast.years,
            OutcomeV1::Fix(found) => found.steps,
            OutcomeV1::Import(part) => part.steps(),
        };
        if steps > task.steps() {
            return Err(WireError::Steps);
        }
        match (self, task) {
            (OutcomeV1::Firmness(chances), Task::Firmness(firmness)) => chances.of(firmness).map(Outcome::Firmness),
            (OutcomeV1::Forecast(forecast), Task::Forecast(simulate)) => {
                forecast.of(simulate).map(Box::new).map(Outcome::Forecast)
            }
            (OutcomeV1::Fix(found), Task::Fix(mend)) => found.of(mend).map(Outcome::Fix),
            (OutcomeV1::Import(part), Task::Import(intake)) => {
                (intake.ways().read)(*part).map(Box::new).map(Outcome::Import)
            }
            _ => Err(WireError::OtherTask),
        }
    }
}

impl From<&Chances> for ChancesV1 {
    fn from(chances: &Chances) -> ChancesV1 {
        let credits = chances.credits().iter().map(|&(_, credit)| credit).collect();
        ChancesV1 { draws: chances.draws(), credits }
    }
}

impl ChancesV1 {
    fn of(self, Firmness { uncertain, seed, .. }: &Firmness) -> Result<Chances, WireError> {
        let ChancesV1 { draws, credits } = self;
        let sum = credits.iter().try_fold(0_u64, |sum, &credit| sum.checked_add(credit));
        let is_possible = sum.is_some_and(|sum| sum <= u64::from(draws) * Draws::CREDIT);
        if credits.len() != uncertain.partners().len() || !is_possible {
            return Err(WireError::Credits);
        }
        let credits: Vec<(Id, u64)> = uncertain.partners().iter().copied().zip(credits).collect();
        Ok(Chances::new(*seed, draws, &credits))
    }
}

/// Values that cross as text: JavaScript has no numbers of their size.
mod text {
    use super::*;

    pub(super) fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// Many such values: one text, with a space between each two.
mod column {
    use super::*;

    pub(super) fn serialize<T: Display, S: Serializer>(values: &[T], serializer: S) -> Result<S::Ok, S::Error> {
        struct Column<'a, T>(&'a [T]);
        impl<T: Display> Display for Column<'_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0
                    .iter()
                    .enumerate()
                    .try_for_each(|(n, value)| write!(f, "{}{value}", if n > 0 { " " } else { "" }))
            }
        }
        serializer.collect_str(&Column(values))
    }

    pub(super) fn deserialize<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<T>, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.split_terminator(' ').map(|value| value.parse().map_err(de::Error::custom)).collect()
    }
}
