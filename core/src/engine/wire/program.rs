//! The worker's programs: each does some kinds of task and holds none of the code for the others, so that whoever waits for a
//! forecast does not fetch what reads tables.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{ChancesV1, FirmnessV1, ForecastV1, FoundV1, IntakeV1, MendV1, PartV1, SimulateV1, WireError};
use crate::engine::{Intake, Outcome, Run, Task};

/// What a program can be asked for.
pub trait Program: DeserializeOwned {
    /// What it tells of that.
    type Told: Serialize;

    /// Begins what is asked for.
    ///
    /// # Errors
    /// [`WireError`] for what is no task.
    fn begin(self) -> Result<Run, WireError>;

    /// An outcome as it is told.
    ///
    /// # Errors
    /// [`WireError::OtherTask`] where another program would tell it.
    fn told(outcome: &Outcome) -> Result<Self::Told, WireError>;
}

/// Those of [`TaskV1`](super::TaskV1) that are drawn.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum DrawV1 {
    /// [`Task::Firmness`].
    Firmness(FirmnessV1),
    /// [`Task::Forecast`].
    Forecast(SimulateV1),
    /// [`Task::Fix`].
    Fix(MendV1),
}

/// Those of [`OutcomeV1`](super::OutcomeV1) that are drawn.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DrawnV1 {
    /// [`Outcome::Firmness`].
    Firmness(ChancesV1),
    /// [`Outcome::Forecast`].
    Forecast(ForecastV1),
    /// [`Outcome::Fix`].
    Fix(FoundV1),
}

/// That of [`TaskV1`](super::TaskV1) that is read from a table.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ImportV1 {
    /// [`Task::Import`].
    Import(Box<IntakeV1>),
}

/// That of [`OutcomeV1`](super::OutcomeV1) that is read from a table.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportedV1 {
    /// [`Outcome::Import`].
    Import(Box<PartV1>),
}

impl Program for DrawV1 {
    type Told = DrawnV1;

    fn begin(self) -> Result<Run, WireError> {
        let task = match self {
            DrawV1::Firmness(firmness) => Task::Firmness(firmness.try_into()?),
            DrawV1::Forecast(simulate) => Task::Forecast(simulate.try_into()?),
            DrawV1::Fix(mend) => Task::Fix(mend.try_into()?),
        };
        Ok(Run::new(&task))
    }

    fn told(outcome: &Outcome) -> Result<DrawnV1, WireError> {
        Ok(match outcome {
            Outcome::Firmness(chances) => DrawnV1::Firmness(chances.into()),
            Outcome::Forecast(forecast) => DrawnV1::Forecast(forecast.as_ref().into()),
            Outcome::Fix(found) => DrawnV1::Fix(found.into()),
            Outcome::Import(_) => return Err(WireError::OtherTask),
        })
    }
}

impl Program for ImportV1 {
    type Told = ImportedV1;

    fn begin(self) -> Result<Run, WireError> {
        let ImportV1::Import(intake) = self;
        Ok(Run::import(&Intake::try_from(*intake)?))
    }

    fn told(outcome: &Outcome) -> Result<ImportedV1, WireError> {
        match outcome {
            Outcome::Import(part) => Ok(ImportedV1::Import(Box::new(part.as_ref().into()))),
            _ => Err(WireError::OtherTask),
        }
    }
}
