/// What is known of a workspace's copies outside this browser. Times are milliseconds since 1970 by the reader's clock; one
/// that lies ahead of now says nothing, since the clock was wrong then or is now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    /// How many changes are in no copy.
    pub changes: u32,
    /// When a copy was last taken.
    pub exported: Option<i64>,
    /// When the first change was made, if no copy had been taken by then.
    pub begun: Option<i64>,
    /// When the reader last put the reminder off.
    pub put_off: Option<i64>,
}

impl Copies {
    /// The fewest changes that are worth a reminder: about what a first verdict takes with an offer or two changed, and
    /// more than one would like to type again. Ours, as are the times below.
    pub const CHANGES: u32 = 20;
    /// How long a copy is recent: a week, the rhythm in which many back up what they work on.
    pub const RECENT: i64 = 7 * 24 * Self::HOUR;
    /// How long a first visit is left alone: nobody has decided yet whether to keep anything.
    pub const FIRST_VISIT: i64 = Self::HOUR;
    const HOUR: i64 = 3_600_000;

    /// Whether it is time to remind the reader of a copy.
    #[must_use]
    pub fn is_due(self, now: i64) -> bool {
        let within =
            |time: Option<i64>, span: i64| time.is_some_and(|time| (time..time.saturating_add(span)).contains(&now));
        let first_visit = self.exported.is_none() && within(self.begun, Self::FIRST_VISIT);
        let told_lately = within(self.exported, Self::RECENT) || within(self.put_off, Self::RECENT);
        self.changes >= Self::CHANGES && !told_lately && !first_visit
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const NOW: i64 = 1_800_000_000_000;
    const MINUTE: i64 = 60_000;
    const DAY: i64 = 86_400_000;

    /// Times are given as how long ago they were.
    #[rstest]
    #[case::never_exported(20, None, None, None, true)]
    #[case::too_few(19, None, None, None, false)]
    #[case::first_hour(500, None, Some(59 * MINUTE), None, false)]
    #[case::after_the_first_hour(20, None, Some(60 * MINUTE), None, true)]
    #[case::exported_this_week(500, Some(7 * DAY - 1), None, None, false)]
    #[case::exported_a_week_ago(20, Some(7 * DAY), None, None, true)]
    #[case::first_hour_of_what_was_exported_long_ago(20, Some(8 * DAY), Some(MINUTE), None, true)]
    #[case::put_off(500, None, None, Some(7 * DAY - 1), false)]
    #[case::put_off_a_week_ago(20, None, None, Some(7 * DAY), true)]
    #[case::put_off_just_now(20, Some(30 * DAY), None, Some(0), false)]
    #[case::a_clock_that_went_back(20, Some(-DAY), Some(-DAY), Some(-DAY), true)]
    fn a_copy_is_due_when_much_is_in_none_and_nobody_was_told_lately(
        #[case] changes: u32,
        #[case] exported: Option<i64>,
        #[case] begun: Option<i64>,
        #[case] put_off: Option<i64>,
        #[case] due: bool,
    ) {
        let [exported, begun, put_off] = [exported, begun, put_off].map(|ago| ago.map(|ago| NOW - ago));
        assert_eq!(Copies { changes, exported, begun, put_off }.is_due(NOW), due);
    }

    #[test]
    fn extreme_times_are_no_error() {
        for time in [i64::MIN, i64::MAX] {
            let copies = Copies { changes: u32::MAX, exported: Some(time), begun: Some(time), put_off: Some(time) };
            assert!(copies.is_due(0), "{time}");
        }
    }
}
