/// The signs between the digits of a shown number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Separators {
    /// Between thousands.
    pub group: char,
    /// Between units and decimals.
    pub decimal: char,
}

impl Separators {
    /// 1,234.50
    pub const POINT: Separators = Separators { group: ',', decimal: '.' };
    /// 1.234,50
    pub const COMMA: Separators = Separators { group: '.', decimal: ',' };
    /// 1 234,50 with a narrow space that no line breaks at, as the international standards write it.
    pub const SPACE: Separators = Separators { group: '\u{202F}', decimal: ',' };

    /// The signs in twelve thousand three hundred and forty-five and a half as some notation writes it, such as
    /// `12,345.5`; [`Separators::POINT`] for a text that is no such number.
    #[must_use]
    pub fn of_sample(sample: &str) -> Separators {
        let mut signs = sample.chars().filter(|c| !c.is_ascii_digit());
        match (signs.next(), signs.next()) {
            (Some(group), Some(decimal)) => Separators { group, decimal },
            _ => Self::POINT,
        }
    }

    /// `text` with its numbers written with the signs of `to` in place of these. A sign counts only between two digits.
    #[must_use]
    pub fn rewrite(self, to: Separators, text: &str) -> String {
        let mut before = ' ';
        let mut letters = text.chars().peekable();
        let mut written = String::with_capacity(text.len());
        while let Some(letter) = letters.next() {
            let between = before.is_ascii_digit() && letters.peek().is_some_and(char::is_ascii_digit);
            written.push(match letter {
                group if between && group == self.group => to.group,
                decimal if between && decimal == self.decimal => to.decimal,
                other => other,
            });
            before = letter;
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("$1,234,567.50", "$1.234.567,50", "$1\u{202F}234\u{202F}567,50")]
    #[case("-CHF 1,234", "-CHF 1.234", "-CHF 1\u{202F}234")]
    #[case("12.5%", "12,5%", "12,5%")]
    #[case("300", "300", "300")]
    #[case("kr. 5.25, or 6.", "kr. 5,25, or 6.", "kr. 5,25, or 6.")]
    #[case("No.5, at 2.5m", "No.5, at 2,5m", "No.5, at 2,5m")]
    #[case("", "", "")]
    fn numbers_are_rewritten_and_words_are_not(#[case] text: &str, #[case] comma: &str, #[case] space: &str) {
        assert_eq!(Separators::POINT.rewrite(Separators::POINT, text), text);
        assert_eq!(Separators::POINT.rewrite(Separators::COMMA, text), comma);
        assert_eq!(Separators::POINT.rewrite(Separators::SPACE, text), space);
        // And back, since no sign is lost.
        assert_eq!(Separators::SPACE.rewrite(Separators::POINT, space), text);
    }

    #[rstest]
    #[case("12,345.5", ',', '.')]
    #[case("12\u{A0}345,5", '\u{A0}', ',')]
    #[case("12’345.5", '’', '.')]
    #[case("12345", ',', '.')]
    #[case("", ',', '.')]
    fn the_signs_of_a_region_are_read_off_a_sample(#[case] sample: &str, #[case] group: char, #[case] decimal: char) {
        assert_eq!(Separators::of_sample(sample), Separators { group, decimal });
    }
}
