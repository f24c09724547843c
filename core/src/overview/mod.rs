//! Where a workspace stands as a whole: how far each of the three questions is, what is due, and the one thing to do next.

#[cfg(test)]
mod tests;

use chrono::{Days, NaiveDate};

use crate::ledger::Line;
use crate::plan::Owing;
use crate::scorecard::{Partner, Verdict};
use crate::value::{Id, add_months};
use crate::workspace::{Topic, Workspace};

/// One of the three questions that Concord answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Which partner?
    Partner,
    /// What terms?
    Terms,
    /// Is it worth it?
    Worth,
}

/// How far the answer to a question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing was said.
    Untouched,
    /// Something was, but not enough for a verdict.
    Begun,
    /// There is a verdict.
    Answered,
}

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// Lines of the user's own list that cannot be read yet, and so count nowhere.
    Unread {
        /// How many.
        lines: usize,
    },
    /// The months under review are a quarter old or more: [`Overview::REVIEW_AGAIN`].
    Review {
        /// Their last day.
        ended: NaiveDate,
    },
    /// Candidates with earlier partnerships, none of whose references was checked.
    References {
        /// Who, in the order of the list.
        partners: Vec<Id>,
    },
    /// Rewards for referrals that should have been given by now.
    Rewards {
        /// How many.
        count: usize,
        /// The last day of the one that has waited longest.
        until: NaiveDate,
    },
}

/// A default of ours that the verdict on terms rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// What is left of a bill after delivering.
    Margin,
    /// What an hour of the user is worth.
    Hour,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Choose a question: nothing was said yet.
    Begin,
    /// Give what the verdict on terms still takes: so many of the three numbers, or one more part of joint work.
    FinishTerms {
        /// How many are missing.
        missing: usize,
    },
    /// Name a second candidate.
    NameAnother,
    /// Rate candidates of whom less than [`Verdict::LEAST_COVERAGE`] of the weight is known.
    Rate {
        /// Who, in the order of the list.
        partners: Vec<Id>,
    },
    /// Add a partnership to the review.
    AddPartnership,
    /// Do what has waited longest.
    Do(Due),
    /// Name the partner of the terms.
    NamePartner,
    /// Replace a guess by the user's own figure.
    Replace(Guess),
    /// Take up a question that nothing was said on.
    Ask(Question),
    /// Send the terms to the partner.
    Send,
}

/// Where a workspace stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// How far each question is, in the order in which they are asked.
    pub questions: [(Question, Progress); 3],
    /// What is due, the most pressing first.
    pub due: Vec<Due>,
    /// What to do next.
    pub next: Step,
}

impl Overview {
    /// After so many months the months under review are out of date: a review is held every quarter.
    pub const REVIEW_AGAIN: u32 = 3;

    /// Where `workspace` stands on the day `today`.
    #[must_use]
    pub fn new(workspace: &Workspace, today: NaiveDate) -> Overview {
        let sparse = sparsely_known(workspace);
        let questions = [
            (Question::Partner, partner_progress(workspace, &sparse)),
            (Question::Terms, terms_progress(workspace)),
            (Question::Worth, worth_progress(workspace)),
        ];
        let due = due(workspace, today);
        let next = next(workspace, questions, sparse, &due);
        Overview { questions, due, next }
    }
}

/// Candidates of whom too little is known for a verdict.
fn sparsely_known(workspace: &Workspace) -> Vec<Id> {
    let scores = workspace.scorecard().scores();
    scores.into_iter().filter(|score| score.coverage < Verdict::LEAST_COVERAGE).map(|score| score.partner).collect()
}

fn partner_progress(workspace: &Workspace, sparse: &[Id]) -> Progress {
    match workspace.scorecard().partners().len() {
        0 => Progress::Untouched,
        1 => Progress::Begun,
        // The verdict passes over those that are known too little, if two others are left.
        count if count - sparse.len() >= 2 => Progress::Answered,
        _ => Progress::Begun,
    }
}

fn terms_progress(workspace: &Workspace) -> Progress {
    let missing = missing_of_terms(workspace);
    let whole = if workspace.topic() == Topic::Introductions { 3 } else { 2 };
    match missing {
        0 => Progress::Answered,
        _ if missing < whole => Progress::Begun,
        _ => Progress::Untouched,
    }
}

/// How many of what a verdict on terms takes are not there: introductions, projects and their worth, or what is to be
/// divided and a split for it.
fn missing_of_terms(workspace: &Workspace) -> usize {
    let (answers, joint) = (workspace.answers(), workspace.joint());
    let given: &[bool] = match workspace.topic() {
        Topic::Introductions => &[answers.introductions.is_some(), answers.projects.is_some(), answers.value.is_some()],
        Topic::JointWork => &[joint.pool.is_some(), !joint.splits.is_empty()],
    };
    given.iter().filter(|given| !**given).count()
}

fn worth_progress(workspace: &Workspace) -> Progress {
    match workspace.partnerships() {
        None => Progress::Untouched,
        Some(partnerships) if partnerships.entries.is_empty() => Progress::Begun,
        Some(_) => Progress::Answered,
    }
}

fn due(workspace: &Workspace, today: NaiveDate) -> Vec<Due> {
    let lines = workspace.list().lines().iter().filter(|line| matches!(line, Line::Unread { .. })).count();
    let unread = (lines > 0).then_some(Due::Unread { lines });

    let reviewed = workspace.partnerships().filter(|partnerships| !partnerships.entries.is_empty());
    let end = reviewed.map(|partnerships| partnerships.basis.trailing().period().end());
    let old = end.filter(|&end| add_months(end, Overview::REVIEW_AGAIN) <= today);
    let review = old.and_then(|end| Some(Due::Review { ended: end.checked_sub_days(Days::new(1))? }));

    let card = workspace.scorecard();
    let unchecked = |partner: &&Partner| {
        let past = partner.track_record().past();
        !past.is_empty() && !past.iter().any(|past| past.is_checked())
    };
    let partners: Vec<Id> = card.partners().iter().filter(unchecked).map(Partner::id).collect();
    let references = (!partners.is_empty()).then_some(Due::References { partners });
    [unread, rewards(workspace, today), review, references].into_iter().flatten().collect()
}

fn rewards(workspace: &Workspace, today: NaiveDate) -> Option<Due> {
    let mut late = workspace.plan().rewards_owed(&workspace.ledger(), today);
    late.retain(|reward| reward.owing == Owing::Overdue);
    Some(Due::Rewards { count: late.len(), until: late.first()?.until })
}

fn next(workspace: &Workspace, questions: [(Question, Progress); 3], sparse: Vec<Id>, due: &[Due]) -> Step {
    let with =
        |wanted: Progress| questions.into_iter().find(|(_, progress)| *progress == wanted).map(|(which, _)| which);
    if questions.iter().all(|(_, progress)| *progress == Progress::Untouched) {
        return Step::Begin;
    }
    match with(Progress::Begun) {
        Some(Question::Partner) if workspace.scorecard().partners().len() < 2 => return Step::NameAnother,
        Some(Question::Partner) => return Step::Rate { partners: sparse },
        Some(Question::Terms) => return Step::FinishTerms { missing: missing_of_terms(workspace) },
        Some(Question::Worth) => return Step::AddPartnership,
        None => {}
    }
    if let Some(due) = due.first() {
        return Step::Do(due.clone());
    }
    let answers = workspace.answers();
    let has_terms = questions.contains(&(Question::Terms, Progress::Answered));
    let of_introductions = has_terms && workspace.topic() == Topic::Introductions;
    if has_terms && workspace.partner().is_none() {
        Step::NamePartner
    } else if of_introductions && answers.margin.is_none() {
        Step::Replace(Guess::Margin)
    } else if of_introductions && answers.hour.you.is_none() {
        Step::Replace(Guess::Hour)
    } else if let Some(question) = with(Progress::Untouched) {
        Step::Ask(question)
    } else {
        Step::Send
    }
}
