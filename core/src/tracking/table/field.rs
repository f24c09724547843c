use crate::ledger::{CLIENT, Holds, INTRODUCED, Meaning, PASSED_ON, PROJECT};

/// What a column of a table of referrals can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The referral's number in the ledger.
    Number,
    /// Who was introduced.
    Client,
    /// What the work is called.
    Project,
    /// Who referred, or was referred to.
    Contact,
    /// Which of the two made the introduction.
    MadeBy,
    /// The kind of the source.
    Kind,
    /// The source.
    Source,
    /// The day of the introduction.
    Introduced,
    /// What the work was expected to be worth.
    Expected,
    /// Since when it counts as a real prospect.
    Qualified,
    /// When it became work.
    Won,
    /// When it became nothing.
    Lost,
    /// How far it has come, in a word; counts where no day of a step is given.
    Stage,
    /// Since when it has come that far.
    StageSince,
    /// When it was won or lost, whichever the stage says. Of one that is open it is a plan, and counts for nothing.
    Closed,
    /// Since when a reward is due.
    RewardDue,
    /// When the reward was given.
    RewardPaid,
    /// Whether a reward is due or given, in a word; counts where no day is given.
    Reward,
    /// The day of an invoice.
    InvoiceDate,
    /// What was billed.
    Invoiced,
    /// Costs in it that are passed on.
    PassedOn,
    /// The day of a payment.
    PaymentDate,
    /// What was paid.
    Paid,
    /// The day of a refund.
    RefundDate,
    /// What went back.
    Refunded,
    /// The currency of the amounts.
    Currency,
    /// Anything else.
    Note,
}

impl Field {
    /// Every field, in the order in which they are written.
    pub const ALL: [Field; 27] = [
        Field::Number,
        Field::Client,
        Field::Project,
        Field::Contact,
        Field::MadeBy,
        Field::Kind,
        Field::Source,
        Field::Introduced,
        Field::Expected,
        Field::Qualified,
        Field::Won,
        Field::Lost,
        Field::Stage,
        Field::StageSince,
        Field::Closed,
        Field::RewardDue,
        Field::RewardPaid,
        Field::Reward,
        Field::InvoiceDate,
        Field::Invoiced,
        Field::PassedOn,
        Field::PaymentDate,
        Field::Paid,
        Field::RefundDate,
        Field::Refunded,
        Field::Currency,
        Field::Note,
    ];

    /// The head of its column.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Field::Number => "Number",
            Field::Client => "Client",
            Field::Project => "Project",
            Field::Contact => "Contact",
            Field::MadeBy => "Direction",
            Field::Kind => "Kind of source",
            Field::Source => "Source",
            Field::Introduced => "Introduced",
            Field::Expected => "Expected value",
            Field::Qualified => "Qualified",
            Field::Won => "Won",
            Field::Lost => "Lost",
            Field::Stage => "Stage",
            Field::StageSince => "Stage since",
            Field::Closed => "Closed",
            Field::RewardDue => "Reward due",
            Field::RewardPaid => "Reward paid",
            Field::Reward => "Reward",
            Field::InvoiceDate => "Invoice date",
            Field::Invoiced => "Invoiced",
            Field::PassedOn => "Costs passed on",
            Field::PaymentDate => "Payment date",
            Field::Paid => "Paid",
            Field::RefundDate => "Refund date",
            Field::Refunded => "Refunded",
            Field::Currency => "Currency",
            Field::Note => "Note",
        }
    }

    /// The field whose column has this head, word for word.
    pub(super) fn headed(heading: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.heading().eq_ignore_ascii_case(heading.trim()))
    }
}

impl Meaning for Field {
    const ALL: &'static [Field] = &Field::ALL;

    fn names(self) -> &'static [&'static str] {
        match self {
            Field::Number => &["number|no|nr|referral number|referral no|nummer|numéro|número|numero"],
            Field::Client => &[CLIENT, "prospect|prospect name|referral name|=referral|referred client|lead name"],
            Field::Project => &[PROJECT],
            // Other programs call whoever is spoken to at the client's a contact.
            Field::Contact => &[
                "=contact|referred by|referrer|referring partner|introduced by|partner|partner name|referral partner|\
                 referred to|introduced to|recommended by|sent by|empfohlen von|vermittelt von|recommandé par|\
                 recomendado por|presentato da|segnalato da|aanbevolen door|doorverwezen door",
            ],
            Field::MadeBy => &["direction|made by|referral direction|in or out|given or received|richtung"],
            Field::Kind => &["kind of source|source kind|source type|type of source|referral type|relationship"],
            Field::Source => {
                &["source|referral source|lead source|channel|campaign|quelle|herkunft|origine|fuente|bron"]
            }
            Field::Introduced => &[
                INTRODUCED,
                "date received|created|created on|create date|created time|date created|date added|submitted|\
                 submitted on|submitted date|=date|=day|datum|fecha|=data",
            ],
            Field::Expected => &[
                "expected value|expected|estimated value|deal value|opportunity value|project value|value|amount|=total|\
                 worth|potential|expected revenue|revenue|erwarteter wert|wert|betrag|montant|valeur|importe|valor|\
                 valore|importo|waarde|bedrag",
            ],
            Field::Qualified => &["qualified|qualified on|date qualified|qualifiziert am|qualifiziert|qualifié le"],
            Field::Won => &["won|won on|date won|won date|won time|closed won|gewonnen am|gewonnen|gagné le|ganado el"],
            Field::Lost => &["lost|lost on|date lost|lost date|lost time|closed lost|verloren am|verloren|perdu le"],
            Field::Stage => {
                &["stage|status|deal stage|referral status|pipeline stage|state|phase|outcome|étape|estado|stato|fase"]
            }
            Field::StageSince => &["stage since|status since|since|last stage change|stage changed|status date"],
            Field::Closed => &["closed|closed on|close date|closed date|date closed|closing date"],
            Field::RewardDue => &["reward due|reward due on|commission due|reward due date"],
            Field::RewardPaid => &["reward paid|reward paid on|reward sent|commission paid on|reward sent on"],
            Field::Reward => &["reward|reward status|commission status|thank you"],
            Field::InvoiceDate => {
                &["invoice date|invoiced on|date invoiced|billed on|rechnungsdatum|date de facture|fecha de factura|\
                   data fattura|factuurdatum"]
            }
            Field::Invoiced => &["invoiced|invoice amount|amount invoiced|billed|invoice total|rechnungsbetrag"],
            Field::PassedOn => &[PASSED_ON],
            Field::PaymentDate => {
                &["payment date|date paid|paid on|paid date|paid|zahlungsdatum|bezahlt am|date de paiement|payé le|\
                   fecha de pago|data di pagamento|data de pagamento|betaaldatum|betaald op"]
            }
            Field::Paid => {
                &["paid|amount paid|paid amount|payment|payment received|received|bezahlt|payé|pagado|pagato|pago|\
                   betaald"]
            }
            Field::RefundDate => &["refund date|refunded on|date refunded"],
            Field::Refunded => &["refunded|refund|refund amount|amount refunded"],
            Field::Currency => &["currency|currency of value|deal currency|währung|devise|moneda|valuta|moeda"],
            Field::Note => {
                &["note|notes|comment|comments|description|remarks|notiz|notizen|bemerkung|notas|nota|opmerking"]
            }
        }
    }

    fn holds(self) -> Holds {
        match self {
            Field::Number => Holds::Count,
            Field::Introduced
            | Field::Qualified
            | Field::Won
            | Field::Lost
            | Field::StageSince
            | Field::Closed
            | Field::RewardDue
            | Field::RewardPaid
            | Field::InvoiceDate
            | Field::PaymentDate
            | Field::RefundDate => Holds::Date,
            Field::Expected | Field::Invoiced | Field::PassedOn | Field::Paid | Field::Refunded => Holds::Amount,
            Field::Client
            | Field::Project
            | Field::Contact
            | Field::MadeBy
            | Field::Kind
            | Field::Source
            | Field::Stage
            | Field::Reward
            | Field::Currency
            | Field::Note => Holds::Text,
        }
    }
}
