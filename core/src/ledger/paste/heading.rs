use crate::ledger::Column;

/// What a column of some list can hold.
pub(crate) trait Meaning: Copy + Ord + 'static {
    /// Everything that a column can hold.
    const ALL: &'static [Self];
    /// What such columns are called, the clearest name first: lower case, words separated by one space, names by a bar. A
    /// name behind an equals sign has to be all of a header.
    fn names(self) -> &'static [&'static str];
    /// What the cells look like.
    fn holds(self) -> Holds;
}

/// What cells look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Anything but dates.
    Text,
    /// Dates.
    Date,
    /// Amounts.
    Amount,
    /// Whole numbers.
    Count,
}

// What columns are called in the exports of invoicing programs and in people's own sheets: English, then German, French,
// Spanish, Italian, Portuguese and Dutch.

/// Names of whoever was introduced.
pub(crate) const CLIENT: &str = "client|client name|customer|customer name|company|account|payer|name|kunde|kundin|\
     auftraggeber|firma|nom du client|cliente|nombre|nome|klant|opdrachtgever|bedrijf";
/// Names of the work.
pub(crate) const PROJECT: &str = "project|project name|engagement|job|matter|deal|projekt|auftrag|projet|mission|\
     proyecto|progetto|projeto|opdracht";
/// Names of the day of an introduction.
pub(crate) const INTRODUCED: &str = "introduced|introduced on|date introduced|introduction date|date of introduction|\
     introduction|intro date|intro|referral date|referred|referred on|date referred|lead date|empfohlen am|empfohlen|\
     empfehlung|vorgestellt am|vorgestellt|recommandé le|présenté le|recomendado|recomendado el|presentado|\
     presentato il|presentato|apresentado em|apresentado|geïntroduceerd|aanbevolen op|aanbevolen";
/// Names of costs in an amount that are passed on.
pub(crate) const PASSED_ON: &str = "pass through|passthrough|pass through costs|passed on|costs passed on|costs|cost|\
     expenses|expense|travel|travel costs|reimbursed|disbursements|ad spend|out of pocket|auslagen|spesen|reisekosten|\
     kosten|frais|débours|gastos|costes|spese|costi|despesas|custos|onkosten|reiskosten";
const DATE: &str = "payment date|date paid|paid on|paid|date received|received|received on|date|day|invoice date|\
     zahlungsdatum|bezahlt am|bezahlt|datum|rechnungsdatum|date de paiement|payé le|payé|fecha de pago|fecha|\
     data di pagamento|data pagamento|data de pagamento|data|betaaldatum|betaald op|betaald";
const AMOUNT: &str = "amount|amount paid|paid amount|payment|paid|value|project value|revenue|income|fee|fees|price|net|\
     total|invoice amount|betrag|summe|umsatz|honorar|wert|montant|chiffre d affaires|honoraires|valeur|importe|monto|\
     ingresos|importo|ricavo|ricavi|valore|receita|valor|bedrag|omzet|waarde";

impl Meaning for Column {
    const ALL: &'static [Column] = &Column::ALL;

    fn names(self) -> &'static [&'static str] {
        match self {
            Column::Client => &[CLIENT],
            Column::Project => &[PROJECT],
            Column::Introduced => &[INTRODUCED],
            Column::Date => &[DATE],
            Column::Amount => &[AMOUNT],
            Column::PassThrough => &[PASSED_ON],
        }
    }

    fn holds(self) -> Holds {
        match self {
            Column::Client | Column::Project => Holds::Text,
            Column::Introduced | Column::Date => Holds::Date,
            Column::Amount | Column::PassThrough => Holds::Amount,
        }
    }
}

/// Ranks below this are of headers that are, word for word, a known name.
pub(crate) const EXACT: usize = 1_000;

/// How well a header says that its column holds `meaning`: the lower, the better. A name that is all of it comes before one
/// that ends it ("project value"), that before one that starts it ("amount in USD"), and that before one inside it.
pub(crate) fn rank<M: Meaning>(header: &str, meaning: M) -> Option<usize> {
    let header = words(header);
    let starts_word = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let ends_word = |rest: &str| rest.is_empty() || rest.ends_with(' ');
    let is_inside = |name: &str| header.split_once(name).is_some_and(|(a, b)| ends_word(a) && starts_word(b));
    let fit = |name: &str| match name.strip_prefix('=') {
        Some(name) => (header == name).then_some(0),
        None if header == name => Some(0),
        None if header.strip_suffix(name).is_some_and(ends_word) => Some(1),
        None if header.strip_prefix(name).is_some_and(starts_word) => Some(2),
        None if is_inside(name) => Some(3),
        None => None,
    };
    let names = meaning.names().iter().flat_map(|names| names.split('|'));
    names.enumerate().filter_map(|(place, name)| Some(fit(name)? * EXACT + place)).min()
}

/// Whether a header is, word for word, the name of a column.
pub(crate) fn is_name<M: Meaning>(header: &str) -> bool {
    M::ALL.iter().any(|&meaning| rank(header, meaning).is_some_and(|rank| rank < EXACT))
}

/// The words of a text in lower case, one space between them.
pub(crate) fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            words.push(c);
        } else if !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.truncate(words.trim_end().len());
    words
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_whole_name_comes_before_its_end_and_its_start() {
        let best = |header: &str| Column::ALL.into_iter().filter_map(|c| Some((rank(header, c)?, c))).min().unwrap().1;
        for (header, column) in [
            ("Client", Column::Client),
            ("CUSTOMER NAME", Column::Client),
            ("Project value", Column::Amount),
            ("Amount (USD)", Column::Amount),
            ("Pass-through costs", Column::PassThrough),
            ("Total travel", Column::PassThrough),
            ("Referral date", Column::Introduced),
            (" Date\n paid ", Column::Date),
            ("Betrag netto", Column::Amount),
            ("Présenté le", Column::Introduced),
        ] {
            assert_eq!(best(header), column, "{header}");
        }
        assert!(Column::ALL.into_iter().all(|column| rank("Invoice no.", column).is_none()));
        let is_name = is_name::<Column>;
        assert!(is_name("Paid") && !is_name("Paid by") && !is_name("Acme") && !is_name(""));
    }
}
