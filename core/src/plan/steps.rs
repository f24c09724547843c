/// One of the five steps of a referral program.
///
/// Source: the article that the method comes from, which names them in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Who refers good clients, rather than who could.
    Referrer,
    /// What is in it for them.
    Value,
    /// How an introduction is made, and what follows.
    Process,
    /// How nothing is lost from sight.
    Tracking,
    /// Recognition and rewards.
    Rewards,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Step; 5] = [Step::Referrer, Step::Value, Step::Process, Step::Tracking, Step::Rewards];

    /// What is asked in it.
    #[must_use]
    pub const fn questions(self) -> &'static [Question] {
        match self {
            Step::Referrer => &[Question::Referrers, Question::Clients],
            Step::Value => &[Question::ForClients, Question::ForReferrers],
            Step::Process => &[Question::Introducing, Question::Following],
            Step::Tracking => &[Question::Recording, Question::Reporting],
            Step::Rewards => &[Question::Thanking],
        }
    }
}

/// What is asked in setting up a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Who meets the right people. Stays with the user.
    Referrers,
    /// Which clients to send.
    Clients,
    /// What the client who is sent gets.
    ForClients,
    /// What the referrer gets, rewards apart.
    ForReferrers,
    /// How an introduction is made.
    Introducing,
    /// What happens then, and how soon.
    Following,
    /// What is written down, and when. Stays with the user.
    Recording,
    /// What the referrer hears.
    Reporting,
    /// How thanks are given.
    Thanking,
}

impl Question {
    /// Every question, in the order of the steps.
    pub const ALL: [Question; 9] = [
        Question::Referrers,
        Question::Clients,
        Question::ForClients,
        Question::ForReferrers,
        Question::Introducing,
        Question::Following,
        Question::Recording,
        Question::Reporting,
        Question::Thanking,
    ];

    /// Whether its answer is for referrers to read, on the printed page.
    #[must_use]
    pub const fn is_shared(self) -> bool {
        !matches!(self, Question::Referrers | Question::Recording)
    }
}

/// How much of a step is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// So many parts are.
    pub done: usize,
    /// Of so many.
    pub of: usize,
}

impl Done {
    /// Whether all is done.
    #[must_use]
    pub const fn is_complete(self) -> bool {
        self.done >= self.of
    }
}
