use super::phrase::{fill, hours, listed, percent};
use super::verdict::Headline;
use crate::split::{Gap, JointComparison, JointSplit, JointVerdict, Reason, Share, SplitKind, Suggestion};
use crate::value::{Id, Notation, Quantity, Rate};

/// What a split is called: "50/50", "by logged contributions".
#[must_use]
pub fn split_name(split: &JointSplit) -> String {
    match split {
        JointSplit::Fixed(fixed) => {
            fixed.stakes().iter().map(|(_, stake)| stake.to_string()).collect::<Vec<_>>().join("/")
        }
        JointSplit::Contribution { cash_first: true } => "by logged contributions, cash repaid first".into(),
        JointSplit::Contribution { cash_first: false } => "by logged contributions".into(),
        JointSplit::Shapley(_) => "by what each adds to the others".into(),
    }
}

/// What a kind of split takes to keep: "Record keeping: about 2 h a month and 0.5 h a project".
#[must_use]
pub fn split_record_keeping(kind: SplitKind, notation: &dyn Notation) -> String {
    let administration = kind.administration();
    let (monthly, each) = (hours(administration.monthly, notation), hours(administration.per_referral, notation));
    fill("Record keeping: about {0} a month and {1} a project", &[&monthly, &each])
}

/// Says the verdict on joint work in words. `split` gives the name of a split ("50/50"), `party` that of a party as it
/// reads inside a sentence ("you").
#[must_use]
pub fn joint_headline(
    comparison: &JointComparison,
    limit: Rate,
    split: &dyn Fn(Id) -> String,
    party: &dyn Fn(Id) -> String,
    notation: &dyn Notation,
) -> Headline {
    let joint = Joint { comparison, party, n: notation };
    let limit = points(limit.wide(), notation);
    match &comparison.verdict {
        JointVerdict::NothingLogged => Headline {
            state: "Too early to say",
            code: "too-early",
            is_settled: false,
            sentence: "Too early to say: nothing that was put in is logged yet.".into(),
            detail: "Log hours and cash of both sides, and the splits can be held against them.".into(),
            line: "Too early: nothing logged".into(),
        },
        JointVerdict::OneSided { by } => Headline {
            state: "Too early to say",
            code: "too-early",
            is_settled: false,
            sentence: fill("Too early to say: everything logged so far is from {0}.", &[&party(*by)]),
            detail: "Log what the other side put in as well, and the splits can be held against both.".into(),
            line: "Too early: one side logged".into(),
        },
        JointVerdict::Fits { pick, gap } => {
            let name = split(*pick);
            let too_far = comparison.passed_over.iter().find_map(|passed| match passed.reason {
                Reason::TooFar { gap } => Some((passed.split, gap)),
                _ => None,
            });
            let why = match too_far {
                Some((other, gap)) => fill("split {0}, {1}", &[&split(other), &joint.effort(other, gap)]),
                None => "it is the simplest on the table that pays everyone about what they put in".into(),
            };
            let size = points(gap.size.ppm(), notation);
            Headline {
                state: "Clear",
                code: "clear",
                is_settled: true,
                sentence: fill("Split {0}: {1}.", &[&name, &why]),
                detail: fill(
                    "Under this split nobody’s share of the revenue is more than {0} from their share of what was put \
                     in; up to {1} passes as fair.",
                    &[&size, &limit],
                ),
                line: fill("Split {0}", &[&name]),
            }
        }
        JointVerdict::NoneFits { nearest, suggestion } => {
            let suggested = joint.suggested(suggestion);
            let sentence = match nearest {
                Some((id, gap)) => fill(
                    "None of these is fair to both: even split {0}, {1}. Try {2}.",
                    &[&split(*id), &joint.effort(*id, *gap), &suggested],
                ),
                None => fill("None of these can divide the revenue. Try {0}.", &[&suggested]),
            };
            let size = points(suggestion.gap.size.ppm(), notation);
            Headline {
                state: "None works",
                code: "none-works",
                is_settled: false,
                sentence,
                detail: fill(
                    "That is {0} off, and the nearest in steps of 5%; up to {1} passes as fair.",
                    &[&size, &limit],
                ),
                line: fill("None is fair · {0}", &[&suggested]),
            }
        }
    }
}

/// Why a split was not chosen.
#[must_use]
pub fn joint_reason(reason: &Reason, limit: Rate, notation: &dyn Notation) -> String {
    let (template, gap) = match reason {
        Reason::TooFar { gap } => ("It is {0} off what was put in; up to {1} passes as fair.", gap.size.ppm()),
        Reason::LessSimple => ("It is fair, but less simple.", 0),
        Reason::Farther { gap } => ("It is fair and as simple, but {0} off.", gap.size.ppm()),
        Reason::Equal => ("It is as good as the one chosen.", 0),
        Reason::NoSplit(error) => return fill("It cannot divide this revenue: {0}.", &[&error.to_string()]),
    };
    fill(template, &[&points(gap, notation), &points(limit.wide(), notation)])
}

struct Joint<'a> {
    comparison: &'a JointComparison,
    party: &'a dyn Fn(Id) -> String,
    n: &'a dyn Notation,
}

impl Joint<'_> {
    /// "you would do 70% of the work for 50% of the revenue, 20 points apart"
    fn effort(&self, split: Id, gap: Gap) -> String {
        let efforts = &self.comparison.efforts;
        let put_in = efforts.iter().find(|effort| effort.party == gap.party).and_then(|effort| effort.contribution);
        let outcome = self.comparison.outcomes.iter().find(|outcome| outcome.split == split);
        let pay = outcome.and_then(|outcome| outcome.pay.as_ref().ok());
        let revenue = pay.and_then(|pay| pay.rows.iter().find(|row| row.party == gap.party)).map(|row| row.revenue);
        let share = |share: Option<Share>| {
            let rate = share.and_then(Share::rate);
            rate.map_or_else(|| "another share".into(), |rate| self.n.percent(rate, 0))
        };
        fill(
            "{0} would do {1} of the work for {2} of the revenue, {3} apart",
            &[&(self.party)(gap.party), &share(put_in), &share(revenue), &points(gap.size.ppm(), self.n)],
        )
    }

    /// "70% for you and 30% for Ana"
    fn suggested(&self, suggestion: &Suggestion) -> String {
        let stakes = suggestion.split.stakes().iter().map(|&(party, stake)| {
            fill("{0} for {1}", &[&percent(Rate::percent(stake), self.n), &(self.party)(party)])
        });
        listed(&stakes.collect::<Vec<_>>(), "and")
    }
}

/// A difference of shares, in parts per million, as points.
fn points(ppm: i128, notation: &dyn Notation) -> String {
    let millionths = u64::try_from(ppm * 100).unwrap_or(0);
    let number = notation.quantity(Quantity::new(millionths).unwrap_or_default(), 1);
    super::phrase::with_noun(number, "point", "points")
}
