use crate::ledger::Column;

/// What columns are called in the exports of invoicing programs and in people's own sheets, the clearest name first:
/// English, then German, French, Spanish, Italian, Portuguese and Dutch. Lower case, words separated by one space.
const NAMES: [(Column, &str); 6] = [
    (
        Column::Client,
        "client|client name|customer|customer name|company|account|payer|name|kunde|kundin|auftraggeber|firma|nom du client|\
         cliente|nombre|nome|klant|opdrachtgever|bedrijf",
    ),
    (
        Column::Project,
        "project|project name|engagement|job|matter|deal|projekt|auftrag|projet|mission|proyecto|progetto|projeto|opdracht",
    ),
    (
        Column::Introduced,
        "introduced|introduced on|date introduced|introduction date|date of introduction|introduction|intro date|intro|\
         referral date|referred|referred on|date referred|lead date|empfohlen am|empfohlen|empfehlung|vorgestellt am|\
         vorgestellt|recommandé le|présenté le|recomendado|recomendado el|presentado|presentato il|presentato|\
         apresentado em|apresentado|geïntroduceerd|aanbevolen op|aanbevolen",
    ),
    (
        Column::Date,
        "payment date|date paid|paid on|paid|date received|received|received on|date|day|invoice date|zahlungsdatum|\
         bezahlt am|bezahlt|datum|rechnungsdatum|date de paiement|payé le|payé|fecha de pago|fecha|data di pagamento|\
         data pagamento|data de pagamento|data|betaaldatum|betaald op|betaald",
    ),
    (
        Column::Amount,
        "amount|amount paid|paid amount|payment|paid|value|project value|revenue|income|fee|fees|price|net|total|\
         invoice amount|betrag|summe|umsatz|honorar|wert|montant|chiffre d affaires|honoraires|valeur|importe|monto|\
         ingresos|importo|ricavo|ricavi|valore|receita|valor|bedrag|omzet|waarde",
    ),
    (
        Column::PassThrough,
        "pass through|passthrough|pass through costs|passed on|costs passed on|costs|cost|expenses|expense|travel|\
         travel costs|reimbursed|disbursements|ad spend|out of pocket|auslagen|spesen|reisekosten|kosten|frais|débours|\
         gastos|costes|spese|costi|despesas|custos|onkosten|reiskosten",
    ),
];

/// Ranks below this are of headers that are, word for word, a known name.
pub(super) const EXACT: usize = 1_000;

/// How well a header says that its column holds `column`: the lower, the better. A name that is all of it comes before one
/// that ends it ("project value"), and that before one that starts it ("amount in USD").
pub(super) fn rank(header: &str, column: Column) -> Option<usize> {
    let header = words(header);
    let names = NAMES.iter().find(|(named, _)| *named == column).map_or("", |(_, names)| names);
    let starts_word = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let ends_word = |rest: &str| rest.is_empty() || rest.ends_with(' ');
    let fit = |name: &str| match () {
        () if header == name => Some(0),
        () if header.strip_suffix(name).is_some_and(ends_word) => Some(1),
        () if header.strip_prefix(name).is_some_and(starts_word) => Some(2),
        () => None,
    };
    names.split('|').enumerate().filter_map(|(place, name)| Some(fit(name)? * EXACT + place)).min()
}

/// Whether a header is, word for word, the name of a column.
pub(super) fn is_name(header: &str) -> bool {
    Column::ALL.into_iter().any(|column| rank(header, column).is_some_and(|rank| rank < EXACT))
}

/// The words of a text in lower case, one space between them.
fn words(text: &str) -> String {
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
        assert!(is_name("Paid") && !is_name("Paid by") && !is_name("Acme") && !is_name(""));
    }
}
