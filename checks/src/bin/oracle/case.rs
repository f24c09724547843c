use std::fmt::Display;

use chrono::NaiveDate;
use concord_core::value::{Money, OutOfRange};
use serde_json::Value;

/// A JSON object of a case, read field by field.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a>(pub(crate) &'a Value);

/// Why a case has no figures. Only "out of range" and "nothing staked" are answers that a case may have.
pub(crate) struct Refused(pub(crate) String);

/// The refusal of a figure past the bound of money.
pub(crate) fn out_of_range(_: OutOfRange) -> Refused {
    Refused("out of range".to_string())
}

impl<E: Display> From<E> for Refused {
    fn from(error: E) -> Refused {
        Refused(error.to_string())
    }
}

impl<'a> Case<'a> {
    /// The field, unless it is missing or null.
    pub(crate) fn get(self, key: &str) -> Option<Case<'a>> {
        self.0.get(key).filter(|value| !value.is_null()).map(Case)
    }

    /// What the field holds, unless it is missing or null.
    pub(crate) fn optional<T>(
        self,
        key: &str,
        read: impl FnOnce(Case<'a>) -> Result<T, Refused>,
    ) -> Result<Option<T>, Refused> {
        self.get(key).map(read).transpose()
    }

    pub(crate) fn field(self, key: &str) -> Result<Case<'a>, Refused> {
        self.get(key).ok_or_else(|| Refused(format!("the case has no {key}")))
    }

    pub(crate) fn list(self, key: &str) -> Result<impl Iterator<Item = Case<'a>>, Refused> {
        let list = self.field(key)?.0.as_array().ok_or_else(|| Refused(format!("{key} is no list")))?;
        Ok(list.iter().map(Case))
    }

    pub(crate) fn text(self, key: &str) -> Result<&'a str, Refused> {
        self.field(key)?.0.as_str().ok_or_else(|| Refused(format!("{key} is no text")))
    }

    pub(crate) fn flag(self, key: &str) -> Result<bool, Refused> {
        self.field(key)?.0.as_bool().ok_or_else(|| Refused(format!("{key} is neither true nor false")))
    }

    pub(crate) fn number<N: TryFrom<i64, Error: Display>>(self, key: &str) -> Result<N, Refused> {
        self.field(key)?.as_number()
    }

    pub(crate) fn as_number<N: TryFrom<i64, Error: Display>>(self) -> Result<N, Refused> {
        let number = self.0.as_i64().ok_or_else(|| Refused(format!("{} is no whole number", self.0)))?;
        Ok(N::try_from(number)?)
    }

    pub(crate) fn money(self, key: &str) -> Result<Money, Refused> {
        self.field(key)?.as_money()
    }

    pub(crate) fn as_money(self) -> Result<Money, Refused> {
        Ok(Money::new(self.as_number()?)?)
    }

    pub(crate) fn date(self, key: &str) -> Result<NaiveDate, Refused> {
        self.field(key)?.as_date()
    }

    pub(crate) fn as_date(self) -> Result<NaiveDate, Refused> {
        Ok(self.0.as_str().ok_or_else(|| Refused(format!("{} is no date", self.0)))?.parse()?)
    }
}
