use super::Field;
use crate::ledger::{Pasted, words};
use crate::tracking::Stage;
use crate::value::Side;

/// A program whose exports are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Preset {
    /// A CSV file that [`export`](super::export) wrote.
    Concord,
    /// Deals exported from HubSpot. Columns are properties under their labels, described at
    /// <https://knowledge.hubspot.com/crm-deals/hubspots-default-deal-properties>; the seven default stages are those that
    /// <https://hublead.io/blog/hubspot-deal-stages>, not HubSpot itself, lists. No documentation was found for the head of
    /// a column with the associated company's name; it is only read where it is.
    HubSpot,
    /// Deals exported from Pipedrive. Its status words are documented at
    /// <https://github.com/pipedrive/client-nodejs/blob/master/docs/UpdateDealParameters.md>. No documentation was found for
    /// the heads of the columns of an export: they are as public programs that read such files have them.
    Pipedrive,
    /// Deals of a partner program on PartnerStack. Columns are those of the tables that
    /// <https://support.partnerstack.com/hc/en-us/articles/360058412814-Learning-more-about-your-partners> and
    /// <https://support.partnerstack.com/hc/en-us/articles/34961797757075-Deal-performance-reporting> list. A program
    /// names its own stages; "closed-won" is documented at
    /// <https://support.partnerstack.com/hc/en-us/articles/360011500153-Register-and-track-a-deal>.
    PartnerStack,
    /// A tracking sheet of five columns in Google Sheets, as
    /// <https://www.rhythmof.business/blog/referral-tracking-spreadsheet> sets it up. A sheet has no columns of its own:
    /// any other is known by its headings alone.
    GoogleSheets,
    /// A table exported from Notion. Columns are the properties that the user made, with "Created time" among the types of
    /// <https://developers.notion.com/reference/property-schema-object>; no documentation of a template's own columns was
    /// found, so beyond that type these are names in common use.
    Notion,
    /// A view exported from Airtable. Columns are the fields that the user made; no documentation of a template's own
    /// columns was found, so these are names in common use.
    Airtable,
}

/// What is known of a program's export.
struct Known {
    preset: Preset,
    name: &'static str,
    /// Headings that all are there, in one of several ways.
    marks: &'static [&'static [&'static str]],
    columns: &'static [(&'static str, Field)],
    stages: &'static [(&'static str, Stage)],
}

/// Everything in lower case, words separated by one space.
const KNOWN: [Known; 6] = [
    Known {
        preset: Preset::HubSpot,
        name: "HubSpot",
        marks: &[&["deal name", "deal stage"]],
        columns: &[
            ("associated company", Field::Client),
            ("deal name", Field::Project),
            ("deal stage", Field::Stage),
            ("amount", Field::Expected),
            ("create date", Field::Introduced),
            ("close date", Field::Closed),
            ("currency", Field::Currency),
            ("deal description", Field::Note),
        ],
        stages: &[
            ("appointment scheduled", Stage::Introduced),
            ("qualified to buy", Stage::Qualified),
            ("presentation scheduled", Stage::Qualified),
            ("decision maker bought in", Stage::Qualified),
            ("contract sent", Stage::Qualified),
            ("closed won", Stage::Won),
            ("closed lost", Stage::Lost),
        ],
    },
    Known {
        preset: Preset::Pipedrive,
        name: "Pipedrive",
        marks: &[&["deal title", "deal status"], &["deal title", "deal stage"]],
        columns: &[
            ("deal organization", Field::Client),
            ("deal title", Field::Project),
            ("deal value", Field::Expected),
            ("deal currency", Field::Currency),
            ("deal currency of value", Field::Currency),
            ("deal deal created", Field::Introduced),
            ("deal add time", Field::Introduced),
            ("deal status", Field::Stage),
            ("deal deal closed on", Field::Closed),
            ("deal close time", Field::Closed),
            ("deal won time", Field::Won),
            ("deal lost time", Field::Lost),
        ],
        stages: &[("open", Stage::Introduced), ("won", Stage::Won), ("lost", Stage::Lost)],
    },
    Known {
        preset: Preset::PartnerStack,
        name: "PartnerStack",
        marks: &[&["account name", "partner key"], &["account", "stage", "submitted date"]],
        columns: &[
            ("account name", Field::Client),
            ("account", Field::Client),
            ("partner", Field::Contact),
            ("stage", Field::Stage),
            ("submitted date", Field::Introduced),
            ("measure date", Field::Introduced),
            ("expected revenue", Field::Expected),
            ("amount", Field::Expected),
        ],
        stages: &[("closed won", Stage::Won), ("closed lost", Stage::Lost)],
    },
    Known {
        preset: Preset::GoogleSheets,
        name: "Google Sheets",
        marks: &[&["date received", "referrer", "prospect name"]],
        columns: &[
            ("date received", Field::Introduced),
            ("referrer", Field::Contact),
            ("prospect name", Field::Client),
            ("status", Field::Stage),
            ("notes", Field::Note),
        ],
        stages: &[],
    },
    Known {
        preset: Preset::Notion,
        name: "Notion",
        marks: &[&["name", "created time"]],
        columns: &[
            ("name", Field::Client),
            ("created time", Field::Introduced),
            ("status", Field::Stage),
            ("stage", Field::Stage),
            ("estimated value", Field::Expected),
            ("value", Field::Expected),
            ("referred by", Field::Contact),
            ("close date", Field::Closed),
            ("notes", Field::Note),
        ],
        stages: &[("not started", Stage::Introduced), ("in progress", Stage::Qualified)],
    },
    Known {
        preset: Preset::Airtable,
        name: "Airtable",
        marks: &[&["opportunity name", "status"], &["account", "status", "estimated value"]],
        columns: &[
            ("account", Field::Client),
            ("opportunity name", Field::Project),
            ("name", Field::Project),
            ("status", Field::Stage),
            ("estimated value", Field::Expected),
            ("creation date", Field::Introduced),
            ("created", Field::Introduced),
            ("close date", Field::Closed),
            ("referred by", Field::Contact),
            ("notes", Field::Note),
        ],
        stages: &[
            ("qualification", Stage::Introduced),
            ("evaluation", Stage::Qualified),
            ("closed won", Stage::Won),
            ("closed lost", Stage::Lost),
        ],
    },
];

/// What every file that Concord wrote has, and few sheets of others have together.
const OWN: [Field; 4] = [Field::Number, Field::MadeBy, Field::Kind, Field::Currency];

impl Preset {
    /// Every program, Concord's own files first.
    pub const ALL: [Preset; 7] = [
        Preset::Concord,
        Preset::HubSpot,
        Preset::Pipedrive,
        Preset::PartnerStack,
        Preset::GoogleSheets,
        Preset::Notion,
        Preset::Airtable,
    ];

    /// The program's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.known().map_or("Concord", |known| known.name)
    }

    /// Whose export the text is, if its headings say so.
    #[must_use]
    pub fn recognised(pasted: &Pasted) -> Option<Preset> {
        let own: Vec<Option<Field>> = pasted.cells(0).map(Field::headed).collect();
        if own.iter().all(Option::is_some) && OWN.iter().all(|field| own.contains(&Some(*field))) {
            return Some(Preset::Concord);
        }
        let headings: Vec<String> = pasted.cells(0).map(words).collect();
        let is_there = |mark: &&str| headings.iter().any(|heading| heading == mark);
        let is_it = |known: &&Known| known.marks.iter().any(|marks| marks.iter().all(is_there));
        KNOWN.iter().find(is_it).map(|known| known.preset)
    }

    /// What its columns hold, as far as that is known: of two that hold the same, the first in the program's list does. An
    /// export that names the work and no client is one of clients.
    #[must_use]
    pub fn columns(self, pasted: &Pasted) -> Vec<Option<Field>> {
        let Some(known) = self.known() else { return pasted.cells(0).map(Field::headed).collect() };
        let headings: Vec<String> = pasted.cells(0).map(words).collect();
        let mut columns = vec![None; headings.len()];
        for &(heading, field) in known.columns {
            let place = headings.iter().position(|found| found == heading);
            if !columns.contains(&Some(field))
                && let Some(column) = place.and_then(|place| columns.get_mut(place))
            {
                *column = Some(field);
            }
        }
        if !columns.contains(&Some(Field::Client))
            && let Some(project) = columns.iter_mut().find(|column| **column == Some(Field::Project))
        {
            *project = Some(Field::Client);
        }
        columns
    }

    /// What its words for stages mean, beyond those that are understood anyway.
    pub(super) fn stages(self) -> Vec<(String, Stage)> {
        let stages = self.known().map_or(&[][..], |known| known.stages);
        stages.iter().map(|&(word, stage)| (word.to_owned(), stage)).collect()
    }

    /// Who made the introductions in it: programs that track deals track those that came to the user.
    #[must_use]
    pub const fn made_by(self) -> Side {
        Side::Them
    }

    fn known(self) -> Option<&'static Known> {
        KNOWN.iter().find(|known| known.preset == self)
    }
}
