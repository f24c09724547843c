use super::phrase::{capitalised, fill, honest_percent, isolated, with_noun};
use super::verdict::Headline;
use crate::program::{Chance, Decided, Settling};
use crate::tracking::{Compared, Ledger, Origin, Source, SourceKind, SourceOf, SourceVerdict, Trust};
use crate::value::{Notation, Rate};

/// What sources are put together by, as a choice.
#[must_use]
pub const fn source_of_name(by: SourceOf) -> &'static str {
    match by {
        SourceOf::Kind => "By kind of source",
        SourceOf::Source => "By source",
        SourceOf::Contact => "By referrer",
    }
}

/// What a row of sources is called. A name stands as it was typed: whoever shows it isolates it.
#[must_use]
pub fn source_row(origin: Option<&Origin>, by: SourceOf, ledger: &Ledger) -> String {
    match origin {
        Some(Origin::Kind(kind)) => capitalised(kind_name(*kind)),
        Some(Origin::Source(name)) => name.to_string(),
        Some(Origin::Contact(id)) => ledger.contact(*id).map_or_else(unknown, |contact| contact.name().to_string()),
        None => match by {
            SourceOf::Contact => "No referrer named".into(),
            SourceOf::Kind | SourceOf::Source => "No source named".into(),
        },
    }
}

fn unknown() -> String {
    "Someone unknown".into()
}

pub(super) const fn kind_name(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::FormerClient => "former clients",
        SourceKind::Colleague => "colleagues",
        SourceKind::Complementary => "complementary providers",
        SourceKind::Other => "other sources",
    }
}

/// Says in words which source turns more of its referrals into work, as far as that can be told.
#[must_use]
pub fn sources_headline(verdict: &SourceVerdict, by: SourceOf, ledger: &Ledger, notation: &dyn Notation) -> Headline {
    let said = Said { ledger, n: notation };
    let headline = |state, code, sentence: String, detail: &str| Headline {
        state,
        code,
        is_settled: false,
        sentence,
        detail: detail.into(),
        line: state.into(),
    };
    match verdict {
        SourceVerdict::Nothing => headline(
            "Nothing to compare",
            "nothing-entered",
            "No referral was made to you yet.".into(),
            "Enter those that were, with where they came from, and sources are compared here.",
        ),
        SourceVerdict::NothingDecided { open } => {
            let are = if *open == 1 { "is" } else { "are" };
            headline(
                "Too early to say",
                "too-early",
                fill("Nothing is decided yet: {0} {1} open.", &[&said.referrals(*open), are]),
                "Once referrals are won or lost, sources are compared here.",
            )
        }
        SourceVerdict::NoneNamed { decided } => {
            let [template, detail] = match by {
                SourceOf::Contact => [
                    "Nothing to compare: none of {0} says who made it.",
                    "Say it in the ledger, and they are compared here.",
                ],
                SourceOf::Kind | SourceOf::Source => [
                    "Nothing to compare: none of {0} names its source.",
                    "Name it in the ledger, and sources are compared here.",
                ],
            };
            let decided = with_noun(said.n.count(*decided), "decided referral", "decided referrals");
            headline("Nothing to compare", "nothing-named", fill(template, &[&decided]), detail)
        }
        SourceVerdict::OnlyOne(only) => {
            let (name, is_many) = said.name(only);
            let Decided { won, .. } = only.tally.decided();
            let have = if is_many { "have" } else { "has" };
            let of = said.n.count(only.tally.decided().count());
            let parts = [&name, have, &said.n.count(won.into()), &of];
            headline(
                "Nothing to compare",
                "only-one",
                fill("Nothing to compare yet: only {0} {1} decided referrals, {2} of {3} became work.", &parts),
                "Once a second source has referrals that were won or lost, the two are compared here.",
            )
        }
        SourceVerdict::Compared(compared) => said.compared(compared),
    }
}

struct Said<'a> {
    ledger: &'a Ledger,
    n: &'a dyn Notation,
}

impl Said<'_> {
    fn referrals(&self, count: u32) -> String {
        with_noun(self.n.count(count.into()), "referral", "referrals")
    }

    /// A source inside a sentence, and whether it is more than one.
    fn name(&self, source: &Source) -> (String, bool) {
        match &source.origin {
            Some(Origin::Kind(kind)) => (kind_name(*kind).into(), true),
            Some(Origin::Source(name)) => (isolated(name), false),
            Some(Origin::Contact(id)) => {
                (self.ledger.contact(*id).map_or_else(unknown, |contact| isolated(contact.name())), false)
            }
            None => ("the others".into(), true),
        }
    }

    /// The same at the beginning of a sentence: a name stays as it was typed.
    fn name_first(&self, source: &Source) -> String {
        match &source.origin {
            Some(Origin::Kind(kind)) => capitalised(kind_name(*kind)),
            _ => self.name(source).0,
        }
    }

    fn compared(&self, compared: &Compared) -> Headline {
        let Compared { trust, better, other, chance, .. } = compared;
        let ((one, is_many), (another, _)) = (self.name(better), self.name(other));
        let first = self.name_first(better);
        let [[won, of], [others_won, from]] = [better, other].map(|source| {
            let decided = source.tally.decided();
            [u64::from(decided.won), decided.count()].map(|count| self.n.count(count))
        });
        let [w, of, v, from] = [&won, &of, &others_won, &from].map(String::as_str);
        let chance = chance_of(*chance, self.n);
        let (state, code, sentence) = match trust {
            Trust::TooFew => {
                let noun = if better.tally.decided().count() == 1 { "decided referral" } else { "decided referrals" };
                let template = "Too few to tell: {0} of {1} {6} from {4} became work, {2} of {3} from {5}.";
                let said = fill(template, &[w, of, v, from, &one, &another, noun]);
                ("Too early to say", "too-early", joined(&said, &self.settling(compared)))
            }
            Trust::TooClose => {
                let template =
                    "Too close to call: {0} of {1} decided referrals from {4} became work, {2} of {3} from {5}.";
                ("Too close to call", "too-close", fill(template, &[w, of, v, from, &one, &another]))
            }
            Trust::Leaning | Trust::Settled => {
                let template = if is_many {
                    "{4} convert better than {5}: {0} of {1} against {2} of {3}, true with a chance of {6}."
                } else {
                    "{4} converts better than {5}: {0} of {1} against {2} of {3}, true with a chance of {6}."
                };
                let (state, code) = if *trust == Trust::Settled { ("Clear", "clear") } else { ("Leaning", "leaning") };
                (state, code, fill(template, &[w, of, v, from, &first, &another, &chance]))
            }
        };
        let line = match trust {
            Trust::TooFew | Trust::TooClose => state.into(),
            Trust::Leaning | Trust::Settled => {
                fill("{0} {1} of {2}, {3} {4} of {5}", &[&first, w, of, &another, v, from])
            }
        };
        let is_settled = *trust == Trust::Settled;
        Headline { state, code, is_settled, sentence, detail: self.detail(compared, &chance), line }
    }

    fn detail(&self, compared: &Compared, chance: &str) -> String {
        let Compared { trust, better, other, .. } = compared;
        let ((one, is_many), (another, other_is_many)) = (self.name(better), self.name(other));
        let mut parts = Vec::new();
        if matches!(trust, Trust::TooFew | Trust::TooClose) {
            let are = if is_many { "are" } else { "is" };
            let parts_of = [&self.name_first(better), are, chance];
            parts.push(fill("{0} {1} the better source with a chance of {2}.", &parts_of));
        }
        if matches!(trust, Trust::TooClose | Trust::Leaning) {
            parts.push(self.settling(compared));
        }
        if let Some((a, b)) = better.tally.decided().conversion().zip(other.tally.decided().conversion()) {
            let [low, high, least, most] =
                [a.low, a.high, b.low, b.high].map(|end| honest_percent(end.rate(), 0, self.n));
            let template = "The true rate could be {0} to {1} for {4}, {2} to {3} for {5}.";
            parts.push(fill(template, &[&low, &high, &least, &most, &one, &another]));
        }
        // What has no value would speak against its source without a reason.
        let [value, others] =
            [better, other].map(|source| source.tally.value_per_referral().filter(|_| source.unvalued() == 0));
        if let Some((value, others)) = value.zip(others).filter(|(value, others)| others > value) {
            let bring = if other_is_many { "bring" } else { "brings" };
            let template = "For each referral {0} {1} more, though: {2} against {3}.";
            parts.push(fill(template, &[&another, bring, &self.n.money(others), &self.n.money(value)]));
        }
        let open = better.tally.open().saturating_add(other.tally.open());
        if open > 0 {
            let template = if open == 1 {
                "{0} of theirs is open and counts neither way."
            } else {
                "{0} of theirs are open and count neither way."
            };
            parts.push(fill(template, &[&self.n.count(open.into())]));
        }
        parts.join(" ")
    }

    /// What would settle it; nothing where it is settled.
    fn settling(&self, compared: &Compared) -> String {
        match compared.settling {
            Settling::After(0) | Settling::NoRate => String::new(),
            Settling::After(more) => fill(
                "About {0} more of each would settle it, if they go on as they did (optimistic).",
                &[&self.n.count(more.into())],
            ),
            Settling::Never => "If they go on as they did, no number of them would tell the two apart.".into(),
        }
    }
}

fn joined(one: &str, other: &str) -> String {
    if other.is_empty() { one.into() } else { fill("{0} {1}", &[one, other]) }
}

/// A chance in whole percent that it reaches, so that none looks surer than it is, nor as if there were none.
#[must_use]
pub fn chance_of(chance: Chance, notation: &dyn Notation) -> String {
    const MOST: u32 = 99;
    let percent = chance.rate().ppm() / 10_000;
    if percent == 0 {
        return fill("less than {0}", &[&notation.percent(Rate::percent(1), 0)]);
    }
    let written = notation.percent(Rate::percent(percent.min(MOST)), 0);
    if chance.rate() > Rate::percent(MOST) { fill("more than {0}", &[&written]) } else { written }
}
