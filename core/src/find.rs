//! Finding by name: what a few typed letters mean among many texts.

/// The words of a search. Letter case does not count, nor the order of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query(Vec<String>);

/// How well a text answers a search: the smallest answers best. Words that are found only inside a word of the text come
/// after those that begin one; among equals, a text that begins with the first word comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    inside: usize,
    begins_later: bool,
}

impl Query {
    /// The words of `text`, apart by white space.
    #[must_use]
    pub fn new(text: &str) -> Query {
        Query(folded(text).split_whitespace().map(str::to_owned).collect())
    }

    /// How well `text` answers; `None` unless every word is somewhere in it. Nothing typed is answered by every text.
    #[must_use]
    pub fn rank(&self, text: &str) -> Option<Rank> {
        let text = folded(text);
        let mut inside = 0;
        for word in &self.0 {
            let mut places = text.match_indices(word.as_str()).map(|(place, _)| place).peekable();
            places.peek()?;
            if !places.any(|place| begins_word(&text, place)) {
                inside += 1;
            }
        }
        let begins = self.0.first().is_some_and(|word| text.starts_with(word.as_str()));
        Some(Rank { inside, begins_later: !begins })
    }

    /// The places of the texts that answer, the best first; among equals the order stays.
    #[must_use]
    pub fn find<'a>(&self, among: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
        let ranked = among.into_iter().enumerate().filter_map(|(place, text)| Some((self.rank(text)?, place)));
        let mut found: Vec<(Rank, usize)> = ranked.collect();
        found.sort_unstable();
        found.into_iter().map(|(_, place)| place).collect()
    }
}

/// A text as it is compared: by way of capitals, so that "Straße" is found by "strasse".
fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}

/// Whether a word begins at `place`: no letter or digit stands before it.
fn begins_word(text: &str, place: usize) -> bool {
    let before = text.get(..place).and_then(|before| before.chars().next_back());
    before.is_none_or(|before| !before.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const TEXTS: [&str; 6] =
        ["Larkspur Studio", "Harbor Copy", "Copyright desk", "Photocopy & print", "Studio Straße 9", "Мост Дизайн"];

    #[rstest]
    #[case("", &[0, 1, 2, 3, 4, 5])]
    #[case("  \t", &[0, 1, 2, 3, 4, 5])]
    #[case("harbor", &[1])]
    #[case("HARBOR copy", &[1])]
    #[case("copy har", &[1])]
    #[case("copy", &[2, 1, 3])]
    #[case("stu", &[4, 0])]
    #[case("strasse", &[4])]
    #[case("STRASSE", &[4])]
    #[case("print", &[3])]
    #[case("& p", &[3])]
    #[case("дизайн", &[5])]
    #[case("harbor desk", &[])]
    #[case("zzz", &[])]
    fn words_in_any_order_find_and_beginnings_come_first(#[case] query: &str, #[case] found: &[usize]) {
        assert_eq!(Query::new(query).find(TEXTS), found);
    }

    #[test]
    fn a_word_that_begins_one_anywhere_is_no_word_inside() {
        let query = Query::new("art");
        assert_eq!(query.rank("Smart art"), query.rank("The art"));
        assert!(query.rank("The art") < query.rank("Smart"));
        assert!(query.rank("Art of") < query.rank("The art"));
    }
}
