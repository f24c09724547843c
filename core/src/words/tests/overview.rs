use std::sync::Arc;

use chrono::NaiveDate;

use super::*;
use crate::overview::{Due, Guess, Progress, Question, Step};
use crate::scorecard::{Kind, Partner, Scorecard};
use crate::words::{Place, StepWords, due, question, step, what_it_takes};
use crate::workspace::{Command, Topic, Workspace};

fn workspace(names: &[&str]) -> Workspace {
    let card = (7..).zip(names).fold(Scorecard::default(), |card, (number, name)| {
        card.with_added(Partner::new(Id::from_u128(number), Name::new(name).unwrap(), Kind::default())).unwrap()
    });
    Workspace::new(Currency::USD, [1, 2, 3, 4].map(Id::from_u128))
        .apply(Command::set_scorecard(Arc::new(card)))
        .unwrap()
}

fn ids(count: u128) -> Vec<Id> {
    (7..7 + count).map(Id::from_u128).collect()
}

#[track_caller]
fn says(which: Step, sentence: &str, action: &str) {
    let five = workspace(&["Harbor Copy", "Alder & Pine", "Norden", "Ossian", "Kite"]);
    let StepWords { sentence: said, action: button, .. } = step(&which, &five, &DOLLARS);
    assert_eq!((said.as_str(), button.unwrap_or_default()), (sentence, action));
}

#[test]
fn every_step_says_what_to_do_and_why() {
    says(
        Step::FinishTerms { missing: 2 },
        "Two more answers, and the verdict on terms is there.",
        "Go on with the terms",
    );
    says(
        Step::FinishTerms { missing: 1 },
        "One more answer, and the verdict on terms is there.",
        "Give the last answer",
    );
    says(
        Step::Rate { partners: ids(1) },
        "Rate Harbor Copy: too little is known for a verdict.",
        "Rate the candidates",
    );
    says(
        Step::Rate { partners: ids(3) },
        "Rate Harbor Copy, Alder & Pine and Norden: too little is known for a verdict.",
        "Rate the candidates",
    );
    says(
        Step::Rate { partners: ids(5) },
        "Rate Harbor Copy, Alder & Pine, Norden and two others: too little is known for a verdict.",
        "Rate the candidates",
    );
    says(
        Step::Do(Due::Review { ended: "2026-06-30".parse().unwrap() }),
        "The months under review ended on 2026-06-30, a quarter ago or more: time to look again.",
        "Review again",
    );
    says(
        Step::Do(Due::References { partners: ids(2) }),
        "No reference of Harbor Copy and Alder & Pine was checked, though earlier partnerships are known: ask for one.",
        "See the candidates",
    );
    let until = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
    says(
        Step::Do(Due::Rewards { count: 1, until }),
        "A reward for a referral is overdue since 2026-03-03.",
        "Give the rewards",
    );
    says(
        Step::Do(Due::Rewards { count: 2, until }),
        "2 rewards for referrals are overdue, the first since 2026-03-03.",
        "Give the rewards",
    );
    says(
        Step::Do(Due::Unread { lines: 3 }),
        "3 lines of your list cannot be read yet, so they count nowhere.",
        "Mend the list",
    );
    says(
        Step::Send,
        "All three questions are answered. Send the terms to your partner, who sees them from their side.",
        "Send to partner…",
    );
    let joint = workspace(&[])
        .apply(Command::SetTopic(Topic::JointWork))
        .unwrap()
        .apply(Command::SetPartner(Some(harbor())))
        .unwrap();
    assert_eq!(
        step(&Step::Send, &joint, &DOLLARS).sentence,
        "All three questions are answered. Talk the split over with Harbor Copy."
    );
}

#[test]
fn every_step_but_the_first_leads_somewhere() {
    let all = [
        (Step::FinishTerms { missing: 3 }, Place::Page(Question::Terms)),
        (Step::NameAnother, Place::Page(Question::Partner)),
        (Step::Rate { partners: ids(1) }, Place::Page(Question::Partner)),
        (Step::AddPartnership, Place::Page(Question::Worth)),
        (Step::Do(Due::Unread { lines: 1 }), Place::List),
        (Step::NamePartner, Place::Page(Question::Terms)),
        (Step::Replace(Guess::Margin), Place::Page(Question::Terms)),
        (Step::Replace(Guess::Hour), Place::Page(Question::Terms)),
        (Step::Ask(Question::Partner), Place::Page(Question::Partner)),
        (Step::Ask(Question::Terms), Place::Page(Question::Terms)),
        (Step::Ask(Question::Worth), Place::Page(Question::Worth)),
        (Step::Send, Place::Sending),
    ];
    let workspace = workspace(&["Harbor Copy"]);
    for (which, leads_to) in all {
        let words = step(&which, &workspace, &DOLLARS);
        assert_eq!(words.place, leads_to, "{which:?}");
        assert!(words.action.is_some() && words.sentence.ends_with(['.', '?']), "{words:?}");
    }
    assert_eq!(step(&Step::Begin, &workspace, &DOLLARS).action, None);
}

#[test]
fn one_line_is_not_one_lines() {
    let said = due(&Due::Unread { lines: 1 }, &workspace(&[]), &DOLLARS);
    assert_eq!(said, "One line of your list cannot be read yet, so it counts nowhere.");
}

#[test]
fn an_unanswered_question_says_what_it_takes() {
    for which in [Question::Partner, Question::Terms, Question::Worth] {
        assert!(question(which).ends_with('?'));
        assert!(what_it_takes(which, Progress::Answered).is_empty());
        assert_ne!(what_it_takes(which, Progress::Untouched), what_it_takes(which, Progress::Begun));
    }
}
