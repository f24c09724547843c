//! Words for what is one of a few things: the one that is written first, then those that are understood.

use crate::ledger::words;
use crate::tracking::{SourceKind, Stage};
use crate::value::Side;

/// How far the thanks for a referral have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RewardWord {
    None,
    Due,
    Paid,
}

/// Something that is said in one of a few words.
pub(super) trait Worded: Copy + PartialEq + 'static {
    /// Every one, with its words: the first as it is written, the others in lower case, separated by bars.
    const WORDS: &'static [(Self, &'static str, &'static str)];

    /// As it is written.
    fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(value, ..)| *value == self).map_or("", |(_, word, _)| word)
    }

    /// What is understood by a text.
    fn read(text: &str) -> Option<Self> {
        let said = words(text);
        let is_said = |(_, word, others): &&(Self, &str, &str)| {
            words(word) == said || others.split('|').any(|other| other == said)
        };
        Self::WORDS.iter().find(is_said).map(|(value, ..)| *value)
    }

    /// The words that are written, to be offered.
    fn offered() -> Vec<&'static str> {
        Self::WORDS.iter().map(|(_, word, _)| *word).collect()
    }
}

impl Worded for Side {
    const WORDS: &'static [(Side, &'static str, &'static str)] = &[
        (
            Side::Them,
            "They referred to you",
            "in|incoming|inbound|received|to me|to us|from them|them|they|they referred|referred to me|referred to us",
        ),
        (
            Side::You,
            "You referred to them",
            "out|outgoing|outbound|given|sent|to them|from me|from us|you|me|us|you referred|i referred|we referred",
        ),
    ];
}

impl Worded for SourceKind {
    const WORDS: &'static [(SourceKind, &'static str, &'static str)] = &[
        (SourceKind::FormerClient, "Former client", "client|past client|existing client|customer|former customer"),
        (SourceKind::Colleague, "Colleague", "peer|same trade|competitor|former colleague|coworker"),
        (
            SourceKind::Complementary,
            "Complementary provider",
            "complementary|complementary service|complementary service provider|partner|vendor|supplier",
        ),
        (SourceKind::Other, "Other", "unknown|friend|family|none"),
    ];
}

impl Worded for Stage {
    const WORDS: &'static [(Stage, &'static str, &'static str)] = &[
        (Stage::Introduced, "Introduced", "new|open|lead|received|submitted|pending|contacted|to contact|not started"),
        (Stage::Qualified, "Qualified", "prospect|proposal|proposal sent|negotiation|in discussion|meeting"),
        (Stage::Won, "Won", "closed won|converted|signed|success|accepted|became work|client"),
        (Stage::Lost, "Lost", "closed lost|declined|rejected|dead|not interested|disqualified|unqualified|cancelled"),
    ];
}

impl Worded for RewardWord {
    const WORDS: &'static [(RewardWord, &'static str, &'static str)] = &[
        (RewardWord::None, "None", "no|not due|nothing|n a"),
        (RewardWord::Due, "Due", "owed|pending|open|unpaid|to pay|to send"),
        (RewardWord::Paid, "Paid", "given|sent|done|yes"),
    ];
}
