use super::phrase::{capitalised, fill, isolated, listed, number};
use crate::overview::{Due, Guess, Progress, Question, Step};
use crate::value::{Id, Notation};
use crate::workspace::{Topic, Workspace};

/// Where something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the page that answers a question.
    Page(Question),
    /// In the user's own list.
    List,
    /// Where terms are sent to the partner.
    Sending,
    /// In the referral program.
    Program,
}

/// What to do next in words, and what its button says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepWords {
    /// What to do and why, in one sentence or two.
    pub sentence: String,
    /// The button that leads there; none where the reader chooses.
    pub action: Option<&'static str>,
    /// Where that is done.
    pub place: Place,
}

/// One of the three questions, as it is asked.
#[must_use]
pub const fn question(question: Question) -> &'static str {
    match question {
        Question::Partner => "Which partner?",
        Question::Terms => "What terms?",
        Question::Worth => "Is it worth it?",
    }
}

/// What it takes to answer a question that has no verdict yet.
#[must_use]
pub const fn what_it_takes(question: Question, progress: Progress) -> &'static str {
    match (question, progress) {
        (_, Progress::Answered) => "",
        (Question::Partner, Progress::Untouched) => {
            "Two names and a few ratings, and you see whom to choose and how firm that is."
        }
        (Question::Partner, Progress::Begun) => {
            "Two candidates that are rated on half of what counts, and the verdict is here."
        }
        (Question::Terms, Progress::Untouched) => {
            "Three numbers about a year, and you see which terms leave you both ahead."
        }
        (Question::Terms, Progress::Begun) => "Begun. A verdict takes the rest of the first answers.",
        (Question::Worth, Progress::Untouched) => {
            "Your hour and one partnership, and you see whether it is worth its upkeep."
        }
        (Question::Worth, Progress::Begun) => "Begun. Add the first partnership, and the verdict is here.",
    }
}

/// Something that is due, as a sentence.
#[must_use]
pub fn due(due: &Due, workspace: &Workspace, notation: &dyn Notation) -> String {
    match due {
        Due::Unread { lines: 1 } => "One line of your list cannot be read yet, so it counts nowhere.".into(),
        Due::Unread { lines } => {
            let count = notation.count(*lines as u64);
            fill("{0} lines of your list cannot be read yet, so they count nowhere.", &[&count])
        }
        Due::Review { ended } => fill(
            "The months under review ended on {0}, a quarter ago or more: time to look again.",
            &[&notation.date(*ended)],
        ),
        Due::References { partners } => fill(
            "No reference of {0} was checked, though earlier partnerships are known: ask for one.",
            &[&names(partners, workspace, notation)],
        ),
        Due::Rewards { count, until } => {
            let (many, until) = (notation.count(*count as u64), notation.date(*until));
            match count {
                1 => fill("A reward for a referral is overdue since {0}.", &[&until]),
                _ => fill("{0} rewards for referrals are overdue, the first since {1}.", &[&many, &until]),
            }
        }
    }
}

/// Where something that is due is done.
#[must_use]
pub const fn place(due: &Due) -> Place {
    match due {
        Due::Unread { .. } => Place::List,
        Due::Review { .. } => Place::Page(Question::Worth),
        Due::References { .. } => Place::Page(Question::Partner),
        Due::Rewards { .. } => Place::Program,
    }
}

/// What to do next, as the overview says it.
#[must_use]
pub fn step(step: &Step, workspace: &Workspace, notation: &dyn Notation) -> StepWords {
    let say = |sentence: String, action: &'static str, question: Question| StepWords {
        sentence,
        action: Some(action),
        place: Place::Page(question),
    };
    let ours = |sentence: &str, action, question| say(sentence.to_owned(), action, question);
    match step {
        Step::Begin => StepWords {
            sentence: "What are you deciding? Begin with the question that is on your mind; the other two can wait."
                .into(),
            action: None,
            place: Place::Page(Question::Terms),
        },
        Step::FinishTerms { missing: 1 } => {
            ours("One more answer, and the verdict on terms is there.", "Give the last answer", Question::Terms)
        }
        Step::FinishTerms { missing } => say(
            fill("{0} more answers, and the verdict on terms is there.", &[&capitalised(&number(*missing, notation))]),
            "Go on with the terms",
            Question::Terms,
        ),
        Step::NameAnother => ours("Name a second candidate: a choice takes two.", "Add a candidate", Question::Partner),
        Step::Rate { partners } => say(
            fill("Rate {0}: too little is known for a verdict.", &[&names(partners, workspace, notation)]),
            "Rate the candidates",
            Question::Partner,
        ),
        Step::AddPartnership => ours(
            "Add a partnership to your review: what it brought, and what keeping it took.",
            "Add a partnership",
            Question::Worth,
        ),
        Step::Do(which) => {
            let action = match which {
                Due::Unread { .. } => "Mend the list",
                Due::Review { .. } => "Review again",
                Due::References { .. } => "See the candidates",
                Due::Rewards { .. } => "Give the rewards",
            };
            StepWords { sentence: due(which, workspace, notation), action: Some(action), place: place(which) }
        }
        Step::NamePartner => ours(
            "Name the partner of your terms, so that the verdict and what you send speak of them.",
            "Name the partner",
            Question::Terms,
        ),
        Step::Replace(Guess::Margin) => ours(
            "Say how much is left of what you bill after delivering: the verdict on terms rests on a guess of ours.",
            "Replace the guess",
            Question::Terms,
        ),
        Step::Replace(Guess::Hour) => ours(
            "Say what an hour of yours is worth: the verdict on terms counts your time at a guess of ours.",
            "Replace the guess",
            Question::Terms,
        ),
        Step::Ask(Question::Partner) => ours(
            "Compare candidates next: is somebody else the better choice?",
            "Compare candidates",
            Question::Partner,
        ),
        Step::Ask(Question::Terms) => {
            ours("Compare terms next: which could you both sign?", "Compare terms", Question::Terms)
        }
        Step::Ask(Question::Worth) => {
            ours("Look at your partnerships next: is each worth its upkeep?", "Review partnerships", Question::Worth)
        }
        Step::Send => {
            let partner = workspace.partner().map_or_else(|| "your partner".into(), isolated);
            let all = "All three questions are answered. ";
            match workspace.topic() {
                Topic::Introductions => StepWords {
                    sentence: all.to_owned()
                        + &fill("Send the terms to {0}, who sees them from their side.", &[&partner]),
                    action: Some("Send to partner…"),
                    place: Place::Sending,
                },
                Topic::JointWork => say(
                    all.to_owned() + &fill("Talk the split over with {0}.", &[&partner]),
                    "See the splits",
                    Question::Terms,
                ),
            }
        }
    }
}

/// The names of candidates; of many the first ones.
fn names(partners: &[Id], workspace: &Workspace, notation: &dyn Notation) -> String {
    const MOST: usize = 3;
    let card = workspace.scorecard();
    let name = |id: &Id| card.partner(*id).map(|partner| isolated(partner.name()));
    let mut names: Vec<String> = partners.iter().filter_map(name).take(MOST).collect();
    match partners.len().saturating_sub(names.len()) {
        0 => {}
        1 => names.push("one other".into()),
        more => names.push(fill("{0} others", &[&number(more, notation)])),
    }
    listed(&names, "and")
}
