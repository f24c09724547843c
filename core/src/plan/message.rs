use std::collections::BTreeSet;
use std::fmt;

use crate::value::{Name, NameError, Note, NoteError};

/// When a message is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Occasion {
    /// Someone was introduced.
    Introduced,
    /// It became work.
    Won,
    /// A reward is given.
    Reward,
    /// A referral is asked for.
    Ask,
}

impl Occasion {
    /// Every occasion, in the order in which they arise.
    pub const ALL: [Occasion; 4] = [Occasion::Introduced, Occasion::Won, Occasion::Reward, Occasion::Ask];
}

/// What stands in a message for what is known only when it is sent, between braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MergeField {
    /// The referrer's name.
    Referrer,
    /// The first word of it.
    FirstName,
    /// The client who was introduced.
    Client,
    /// What is given for it.
    Reward,
    /// The day of the introduction.
    Date,
    /// As whom the user signs.
    Me,
}

impl MergeField {
    /// Every field.
    pub const ALL: [MergeField; 6] = [
        MergeField::Referrer,
        MergeField::FirstName,
        MergeField::Client,
        MergeField::Reward,
        MergeField::Date,
        MergeField::Me,
    ];

    /// How it is written between the braces.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            MergeField::Referrer => "referrer",
            MergeField::FirstName => "first name",
            MergeField::Client => "client",
            MergeField::Reward => "reward",
            MergeField::Date => "date",
            MergeField::Me => "me",
        }
    }
}

/// A message with merge fields.
///
/// ```
/// use concord_core::plan::{Filled, MergeField, Message};
/// let message = Message::new("Thank you, {first name}", "I met {client}. {me}").unwrap();
/// let filled = [(MergeField::FirstName, "Ana"), (MergeField::Client, "Blue {Door}")].map(|(field, text)| (field, text.to_owned()));
/// let merged = message.merged(&Filled::from_iter(filled));
/// assert_eq!((merged.subject.as_str(), merged.body.as_str()), ("Thank you, Ana", "I met Blue {Door}. [me]"));
/// assert!(merged.missing.contains(&MergeField::Me));
/// assert!(Message::new("Hello", "Dear {name}").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    subject: Name,
    body: Note,
}

/// What is known when a message is sent.
pub type Filled = std::collections::BTreeMap<MergeField, String>;

/// A message as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// What was not known; it stands in square brackets, to be written by hand.
    pub missing: BTreeSet<MergeField>,
}

/// Why a text is no message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageError {
    /// The subject is none.
    Subject(NameError),
    /// The text is none.
    Body(NoteError),
    /// There is no text.
    NoBody,
    /// What stands between braces is no field.
    Unknown(String),
    /// A brace is opened and not closed.
    Unclosed,
}

impl fmt::Display for MessageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MessageError::Subject(error) => write!(f, "as a subject, {error}"),
            MessageError::Body(error) => error.fmt(f),
            MessageError::NoBody => f.write_str("the message has no text yet"),
            MessageError::Unknown(name) => {
                write!(f, "{{{name}}} is no field; there are")?;
                let separated = MergeField::ALL.into_iter().zip([" ", ", ", ", ", ", ", ", ", " and "]);
                separated.into_iter().try_for_each(|(field, before)| write!(f, "{before}{{{}}}", field.name()))
            }
            MessageError::Unclosed => f.write_str("a field is opened with { and not closed with }"),
        }
    }
}

impl std::error::Error for MessageError {}

impl Message {
    /// A message with fields between braces.
    ///
    /// # Errors
    /// [`MessageError`].
    pub fn new(subject: &str, body: &str) -> Result<Message, MessageError> {
        let subject = Name::new(subject).map_err(MessageError::Subject)?;
        let body = Note::new(body).map_err(MessageError::Body)?;
        if body.is_empty() {
            return Err(MessageError::NoBody);
        }
        for text in [subject.as_str(), body.as_str()] {
            pieces(text, |piece| piece.map(|_| ()))?;
        }
        Ok(Message { subject, body })
    }

    /// Its subject, with its fields.
    #[must_use]
    pub fn subject(&self) -> &Name {
        &self.subject
    }

    /// Its text, with its fields.
    #[must_use]
    pub fn body(&self) -> &Note {
        &self.body
    }

    /// The message as it is sent. What is filled in is taken as it is, whatever it holds.
    #[must_use]
    pub fn merged(&self, filled: &Filled) -> Merged {
        let mut missing = BTreeSet::new();
        let [subject, body] = [self.subject.as_str(), self.body.as_str()].map(|text| {
            let mut merged = String::with_capacity(text.len());
            // Its fields were read before.
            let _ = pieces(text, |piece| {
                match piece? {
                    Piece::Text(text) => merged.push_str(text),
                    Piece::Field(field) => match filled.get(&field) {
                        Some(known) => merged.push_str(known),
                        None => {
                            missing.insert(field);
                            merged.push('[');
                            merged.push_str(field.name());
                            merged.push(']');
                        }
                    },
                }
                Ok(())
            });
            merged
        });
        Merged { subject, body, missing }
    }
}

enum Piece<'a> {
    Text(&'a str),
    Field(MergeField),
}

/// Gives the pieces of a text to `take`, one after the other, up to the first that is wrong.
fn pieces<'a>(
    text: &'a str,
    mut take: impl FnMut(Result<Piece<'a>, MessageError>) -> Result<(), MessageError>,
) -> Result<(), MessageError> {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        take(Ok(Piece::Text(before)))?;
        let Some((name, after)) = after.split_once('}') else { return take(Err(MessageError::Unclosed)) };
        let said = name.trim().to_lowercase();
        let field = MergeField::ALL.into_iter().find(|field| field.name() == said);
        take(field.map(Piece::Field).ok_or_else(|| MessageError::Unknown(name.to_owned())))?;
        rest = after;
    }
    take(Ok(Piece::Text(rest)))
}
