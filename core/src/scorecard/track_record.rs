use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::value::{DateError, Name, Period, Quantity, add_months, check_date, whole_months};

/// A partnership that a partner has or had with somebody else. It does not end before it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastPartnership {
    start: NaiveDate,
    ending: Option<Ending>,
    is_checked: bool,
}

/// When a partnership ended, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The day it ended.
    pub date: NaiveDate,
    /// Why it ended, as the user says it; none where they do not know. "Communication" and "communication" are one reason.
    pub reason: Option<Name>,
}

impl PastPartnership {
    /// A partnership that began on `start`, without an ending if it goes on; checked if somebody who took part was asked.
    ///
    /// # Errors
    /// [`DateError`] for a date outside 1900–2199, or an ending before the start.
    pub fn new(start: NaiveDate, ending: Option<Ending>, is_checked: bool) -> Result<PastPartnership, DateError> {
        check_date(start)?;
        if let Some(ending) = &ending {
            Period::new(start, check_date(ending.date)?)?;
        }
        Ok(PastPartnership { start, ending, is_checked })
    }

    /// The day it began.
    #[must_use]
    pub const fn start(&self) -> NaiveDate {
        self.start
    }

    /// When and why it ended; none if it goes on.
    #[must_use]
    pub const fn ending(&self) -> Option<&Ending> {
        self.ending.as_ref()
    }

    /// Whether a reference was checked.
    #[must_use]
    pub const fn is_checked(&self) -> bool {
        self.is_checked
    }

    /// The ending, if it has come by `today`.
    fn ended(&self, today: NaiveDate) -> Option<&Ending> {
        self.ending.as_ref().filter(|ending| ending.date <= today)
    }

    /// How many whole months it lasted, up to today if it goes on; none if it has not begun.
    fn lasted(&self, today: NaiveDate) -> Option<u32> {
        let end = self.ended(today).map_or(today, |ending| ending.date);
        Period::new(self.start, end).ok().map(whole_months)
    }
}

/// The past partnerships of a partner that are known. Due diligence: what they were like says what to expect.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TrackRecord(Arc<Vec<PastPartnership>>);

/// More past partnerships than [`TrackRecord::MOST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrackRecordError;

impl fmt::Display for TrackRecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at most {} past partnerships can be noted for one partner", TrackRecord::MOST)
    }
}

impl std::error::Error for TrackRecordError {}

/// What a track record comes to on one day. Partnerships that begin later are left out, and one whose end is yet to come
/// still goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackFigures {
    /// How many partnerships.
    pub count: usize,
    /// The median of their lengths in months; none without any.
    pub median: Option<Quantity>,
    /// The longest in whole months; none without any.
    pub longest: Option<u32>,
    /// How many have ended.
    pub ended: usize,
    /// How many of them ended within [`TrackRecord::RECENT_MONTHS`] months.
    pub ended_recently: usize,
    /// How many of them ended for each reason, the most frequent first; those without a known reason are left out.
    pub reasons: Vec<(Name, usize)>,
    /// How many references were checked.
    pub checked: usize,
}

/// What speaks against a track record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrackFlag {
    /// Nothing is known.
    Unknown,
    /// [`TrackRecord::MANY_ENDED`] or more ended within [`TrackRecord::RECENT_MONTHS`] months.
    ManyEnded {
        /// How many did.
        ended: usize,
    },
    /// One reason ended more than half, and at least two.
    OneReason {
        /// The reason.
        reason: Name,
        /// How many it ended.
        count: usize,
        /// Out of so many that ended.
        ended: usize,
    },
    /// None lasted [`TrackRecord::LASTING_MONTHS`] months.
    NoneLasted {
        /// The longest, in whole months.
        longest: u32,
    },
    /// No reference was checked.
    NoneChecked,
}

impl TrackRecord {
    /// The most past partnerships that are kept for one partner.
    pub const MOST: usize = 50;
    /// An end within so many months is recent. A default of ours, like the next two.
    pub const RECENT_MONTHS: u32 = 36;
    /// So many recent ends are many.
    pub const MANY_ENDED: usize = 3;
    /// A partnership of so many months has lasted.
    pub const LASTING_MONTHS: u32 = 12;

    /// These past partnerships.
    ///
    /// # Errors
    /// [`TrackRecordError`] for more than [`TrackRecord::MOST`].
    pub fn new(past: Vec<PastPartnership>) -> Result<TrackRecord, TrackRecordError> {
        if past.len() > Self::MOST { Err(TrackRecordError) } else { Ok(TrackRecord(Arc::new(past))) }
    }

    /// The past partnerships, in the order in which they were noted.
    #[must_use]
    pub fn past(&self) -> &[PastPartnership] {
        &self.0
    }

    /// What it comes to.
    #[must_use]
    pub fn figures(&self, today: NaiveDate) -> TrackFigures {
        let begun = || self.0.iter().filter(|past| past.start <= today);
        let endings = || begun().filter_map(|past| past.ended(today));
        let mut lengths: Vec<u32> = begun().filter_map(|past| past.lasted(today)).collect();
        lengths.sort_unstable();
        // The first spelling of a reason stands for all.
        let mut reasons: BTreeMap<String, (&Name, usize)> = BTreeMap::new();
        for reason in endings().filter_map(|ending| ending.reason.as_ref()) {
            reasons.entry(reason.folded()).or_insert((reason, 0)).1 += 1;
        }
        let mut reasons: Vec<_> = reasons.into_values().map(|(reason, count)| (reason.clone(), count)).collect();
        reasons.sort_by_key(|&(_, count)| Reverse(count));
        TrackFigures {
            count: lengths.len(),
            median: Quantity::median(&lengths),
            longest: lengths.last().copied(),
            ended: endings().count(),
            ended_recently: endings().filter(|ending| today < add_months(ending.date, Self::RECENT_MONTHS)).count(),
            reasons,
            checked: begun().filter(|past| past.is_checked).count(),
        }
    }
}

impl TrackFigures {
    /// What speaks against it; without any partnership only that nothing is known.
    #[must_use]
    pub fn flags(&self) -> Vec<TrackFlag> {
        let Some(longest) = self.longest else { return vec![TrackFlag::Unknown] };
        let many = (self.ended_recently >= TrackRecord::MANY_ENDED)
            .then_some(TrackFlag::ManyEnded { ended: self.ended_recently });
        let one_reason = self.reasons.first().filter(|(_, count)| *count >= 2 && 2 * count > self.ended);
        let one_reason = one_reason.map(|(reason, count)| TrackFlag::OneReason {
            reason: reason.clone(),
            count: *count,
            ended: self.ended,
        });
        let none_lasted = (longest < TrackRecord::LASTING_MONTHS).then_some(TrackFlag::NoneLasted { longest });
        let none_checked = (self.checked == 0).then_some(TrackFlag::NoneChecked);
        [many, one_reason, none_lasted, none_checked].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TODAY: &str = "2026-06-15";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    /// Start, end and reason; "" for what is still going on or unknown. The first one has a checked reference.
    fn figures(past: &[(&str, &str, &str)]) -> TrackFigures {
        let past = past.iter().enumerate().map(|(place, &(start, end, reason))| {
            let reason = Name::new(reason).ok();
            let ending = (!end.is_empty()).then(|| Ending { date: day(end), reason });
            PastPartnership::new(day(start), ending, place == 0).unwrap()
        });
        TrackRecord::new(past.collect()).unwrap().figures(day(TODAY))
    }

    #[test]
    fn five_in_three_years_all_over_communication_are_flagged() {
        let figures = figures(&[
            ("2023-07-01", "2024-01-10", "Communication"),
            ("2023-09-01", "2024-06-01", "communication"),
            ("2024-06-01", "2025-02-01", "COMMUNICATION"),
            ("2025-01-01", "2025-09-01", "Communication"),
            ("2025-06-01", "2026-04-01", "Communication"),
        ]);
        assert_eq!((figures.count, figures.ended, figures.ended_recently), (5, 5, 5));
        assert_eq!((figures.median.map(Quantity::to_f64), figures.longest), (Some(8.0), Some(10)));
        assert_eq!(figures.reasons, [(name("Communication"), 5)]);
        let reason = name("Communication");
        assert_eq!(
            figures.flags(),
            [
                TrackFlag::ManyEnded { ended: 5 },
                TrackFlag::OneReason { reason, count: 5, ended: 5 },
                TrackFlag::NoneLasted { longest: 10 },
            ]
        );
    }

    #[test]
    fn two_of_over_four_years_are_not() {
        let figures = figures(&[("2018-01-01", "2022-03-01", "Retired"), ("2022-02-01", "", "")]);
        assert_eq!((figures.count, figures.ended, figures.ended_recently), (2, 1, 0));
        // 50 and 52 months, the second to date.
        assert_eq!((figures.median.map(Quantity::to_f64), figures.longest), (Some(51.0), Some(52)));
        assert_eq!(figures.flags(), []);
    }

    #[test]
    fn no_history_is_one_flag() {
        assert_eq!(figures(&[]).flags(), [TrackFlag::Unknown]);
        assert_eq!((figures(&[]).median, figures(&[]).longest), (None, None));
        // Not begun yet.
        assert_eq!(figures(&[("2026-06-16", "", "")]).flags(), [TrackFlag::Unknown]);
    }

    #[test]
    fn an_end_is_recent_for_36_months_to_the_day() {
        let recent = |end| figures(&[("2010-01-01", end, "")]).ended_recently;
        assert_eq!([recent("2023-06-15"), recent("2023-06-16"), recent(TODAY)], [0, 1, 1]);
        // Yet to come: it still goes on.
        let coming = figures(&[("2025-06-15", "2026-12-31", "Communication")]);
        assert_eq!((coming.ended, coming.longest, coming.reasons.len()), (0, Some(12), 0));
    }

    #[test]
    fn each_flag_has_its_limit() {
        let ended = |count: usize, reasons: &[&'static str]| {
            let past: Vec<_> = (0..count)
                .map(|place| ("2020-01-01", "2026-01-01", reasons.get(place).copied().unwrap_or("")))
                .collect();
            figures(&past).flags()
        };
        let one_reason = |count, ended| TrackFlag::OneReason { reason: name("Money"), count, ended };
        assert_eq!(ended(2, &[]), []);
        assert_eq!(ended(3, &[]), [TrackFlag::ManyEnded { ended: 3 }]);
        assert_eq!(ended(1, &["Money"]), []);
        assert_eq!(ended(2, &["Money", "Money"]), [one_reason(2, 2)]);
        assert_eq!(ended(4, &["Money", "Money"]), [TrackFlag::ManyEnded { ended: 4 }]);
        assert_eq!(ended(3, &["Effort", "Money", "Money"]), [TrackFlag::ManyEnded { ended: 3 }, one_reason(2, 3)]);
        let lasted = |start| figures(&[(start, "", "")]).flags();
        assert_eq!(lasted("2025-06-15"), []);
        assert_eq!(lasted("2025-06-16"), [TrackFlag::NoneLasted { longest: 11 }]);
        let unchecked = PastPartnership::new(day("2020-01-01"), None, false).unwrap();
        let unchecked = TrackRecord::new(vec![unchecked]).unwrap().figures(day(TODAY));
        assert_eq!(unchecked.flags(), [TrackFlag::NoneChecked]);
    }

    #[test]
    fn what_cannot_have_been_is_refused() {
        let past = |start, end| {
            PastPartnership::new(day(start), Some(Ending { date: day(end), reason: None }), false).map(|_| ())
        };
        assert_eq!(past("2026-01-02", "2026-01-01"), Err(DateError::EndBeforeStart));
        assert_eq!(past("2026-01-01", "2026-01-01"), Ok(()));
        assert_eq!(past("1899-12-31", "2026-01-01"), Err(DateError::OutOfRange));
        assert_eq!(past("2026-01-01", "2200-01-01"), Err(DateError::OutOfRange));
        let ongoing = PastPartnership::new(day("2020-01-01"), None, false).unwrap();
        assert!(TrackRecord::new(vec![ongoing.clone(); 50]).is_ok());
        assert_eq!(TrackRecord::new(vec![ongoing; 51]), Err(TrackRecordError));
    }
}
