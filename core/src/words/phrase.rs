//! What sentences are put together from.

use crate::forecast::Direction;
use crate::value::{Hours, Money, Name, Notation, Quantity, Rate, Side, round_half_away};

/// `template` with each `{0}`, `{1}`… replaced by the part at that place. Unlike `format!`, the template can be chosen
/// among many at no cost in code.
pub(super) fn fill(template: &str, parts: &[&str]) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        let part = place.parse::<usize>().ok().and_then(|place| parts.get(place));
        debug_assert!(part.is_some(), "no part {place} for {template:?}");
        text.push_str(part.copied().unwrap_or_default());
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Who speaks with whom, about whom, and how values look.
#[derive(Clone, Copy)]
pub(super) struct Voice<'a> {
    pub(super) notation: &'a dyn Notation,
    pub(super) partner: Option<&'a Name>,
    pub(super) direction: Direction,
}

impl Voice<'_> {
    /// The partner, inside a sentence.
    pub(super) fn partner(&self) -> String {
        self.partner.map_or_else(|| "your partner".into(), isolated)
    }

    /// The partner, at the beginning of a sentence.
    pub(super) fn partner_first(&self) -> String {
        self.partner.map_or_else(|| "Your partner".into(), isolated)
    }

    /// A side, inside a sentence.
    pub(super) fn side(&self, side: Side) -> String {
        match side {
            Side::You => "you".into(),
            Side::Them => self.partner(),
        }
    }

    /// [`about`].
    pub(super) fn about(&self, amount: Money) -> String {
        about(amount, self.notation)
    }

    /// A quantity to a tenth, with its noun.
    pub(super) fn counted(&self, quantity: Quantity, one: &str, many: &str) -> String {
        with_noun(self.notation.quantity(quantity, 1), one, many)
    }
}

/// An amount to three significant digits, and from one unit on to whole units.
pub(super) fn about(amount: Money, notation: &dyn Notation) -> String {
    let unit = 10_i128.pow(u32::from(notation.currency().exponent()));
    let size = amount.wide().abs();
    let mut step = 1;
    while size / step >= 1_000 {
        step *= 10;
    }
    let step = if size >= unit { step.max(unit) } else { step };
    let rounded = Money::rounded(round_half_away(amount.wide(), step) * step, 1);
    notation.money(rounded.unwrap_or(amount))
}

/// An amount of simulated years, which lie within the bound of money.
pub(super) fn money(minor: i64) -> Money {
    Money::new(minor).unwrap_or_default()
}

/// A rate, exact.
pub(super) fn percent(rate: Rate, notation: &dyn Notation) -> String {
    notation.percent(rate, 4)
}

/// A rate with so many decimals, or as many as show that it is neither nothing nor all.
pub(super) fn honest_percent(rate: Rate, decimals: u8, notation: &dyn Notation) -> String {
    const MOST: u8 = 4;
    let is_honest =
        |text: &String| [Rate::ZERO, Rate::FULL].iter().all(|&end| rate == end || *text != notation.percent(end, 0));
    let mut texts = (decimals..=MOST).map(|decimals| notation.percent(rate, decimals));
    texts.find(is_honest).unwrap_or_else(|| notation.percent(rate, MOST))
}

/// A number of months.
pub(super) fn months(count: u16, notation: &dyn Notation) -> String {
    with_noun(notation.count(count.into()), "month", "months")
}

/// Hours, to the hundredth.
pub(super) fn hours(time: Hours, notation: &dyn Notation) -> String {
    let millionths = u64::try_from(round_half_away(time.wide() * Quantity::SCALE, Hours::SCALE)).unwrap_or(0);
    notation.quantity(Quantity::new(millionths).unwrap_or(Quantity::MAX), 2) + " h"
}

/// A written number and its noun, in agreement.
pub(super) fn with_noun(number: String, one: &str, many: &str) -> String {
    let noun = if number == "1" { one } else { many };
    number + " " + noun
}

/// A small number as a word.
pub(super) fn number(count: usize, notation: &dyn Notation) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(count).map_or_else(|| notation.count(count as u64), |&word| word.into())
}

/// `items` with commas, and `last` before the last one.
pub(super) fn listed(items: &[String], last: &str) -> String {
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, others)) => fill("{0} {1} {2}", &[&others.join(", "), last, end]),
    }
}

/// A text with its first letter as a capital.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A name, isolated where it is written from right to left, so that it leaves the order of the sentence as it is
/// (Unicode Standard Annex 9: first strong isolate).
pub(super) fn isolated(name: &Name) -> String {
    let name = name.as_str();
    if name.chars().any(is_right_to_left) { fill("\u{2068}{0}\u{2069}", &[name]) } else { name.into() }
}

const fn is_right_to_left(c: char) -> bool {
    matches!(
        c,
        '\u{590}'..='\u{8FF}'
            | '\u{200F}'
            | '\u{FB1D}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFF}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}'
    )
}
