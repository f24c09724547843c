use super::*;
use crate::tracking::Stage;

/// What each row of a program's export becomes: client, project, contact, expected value, stage and since when.
type Row<'a> = (&'a str, &'a str, &'a str, i64, Stage, &'a str);

#[track_caller]
fn reads(preset: Preset, text: &str, rows: &[Row<'_>]) {
    let table = pasted(text);
    assert_eq!(Preset::recognised(&table), Some(preset));
    let mapping = Mapping::guess(&table, Reading::ENGLISH);
    assert_eq!((mapping.preset, mapping.faults()), (Some(preset), vec![]));
    let import = imported(text);
    assert_eq!(import.bad, []);
    let contact = |id: Option<Id>| {
        let contact = import.contacts.iter().find(|contact| Some(contact.id()) == id);
        contact.map_or("", |contact| contact.name().as_str())
    };
    let found: Vec<Row<'_>> = import
        .added
        .iter()
        .map(|tracked| {
            let since: &str = tracked.since().to_string().leak();
            let expected = tracked.expected().map_or(0, Money::minor);
            let project = tracked.project().map_or("", Name::as_str);
            (tracked.client().as_str(), project, contact(tracked.contact()), expected, tracked.stage(), since)
        })
        .collect();
    assert_eq!(found, rows);
}

#[test]
fn hubspot() {
    reads(
        Preset::HubSpot,
        "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Pipeline,Create Date,Associated Company,Referred by\n\
         9001,Acme site,Closed Won,2026-03-01 10:00,Me,\"25,000.00\",Sales,2026-01-01 09:30,Acme,Ann\n\
         9002,Bolt shop,Qualified To Buy,2026-12-31 10:00,Me,,Sales,2026-01-02 09:30,Bolt,\n\
         9003,Cape ads,Appointment Scheduled,2026-12-31 10:00,Me,5.5,Sales,2026-01-03 09:30,Cape,\n\
         9004,Dune,Closed Lost,2026-02-01 10:00,Me,5,Sales,2026-01-04 09:30,Dune,\n",
        &[
            ("Acme", "Acme site", "Ann", 25_000_00, Stage::Won, "2026-03-01"),
            ("Bolt", "Bolt shop", "", 0, Stage::Qualified, "2026-01-02"),
            ("Cape", "Cape ads", "", 5_50, Stage::Introduced, "2026-01-03"),
            ("Dune", "Dune", "", 5_00, Stage::Lost, "2026-02-01"),
        ],
    );
    reads(
        Preset::HubSpot,
        "Deal Name,Deal Stage,Amount,Create Date\nAcme,Decision Maker Bought-In,5,2026-01-01 09:30\n",
        &[("Acme", "", "", 5_00, Stage::Qualified, "2026-01-01")],
    );
}

#[test]
fn pipedrive() {
    reads(
        Preset::Pipedrive,
        "Deal - ID;Deal - Title;Deal - Organization;Deal - Contact person;Deal - Value;Deal - Currency;Deal - Stage;\
         Deal - Status;Deal - Deal created;Deal - Won time;Deal - Lost time;Deal - Expected close date\n\
         1;Acme deal;Acme;Eve;1500;USD;Negotiations Started;Won;2026-01-01 10:00:00;2026-02-01 11:00:00;;2026-02-01\n\
         2;Bolt deal;Bolt;Eve;0;USD;Qualified;Open;2026-01-02 10:00:00;;;2026-12-01\n\
         3;Cape deal;Cape;Eve;5;USD;Qualified;Lost;2026-01-03 10:00:00;;2026-02-03 10:00:00;\n",
        &[
            ("Acme", "Acme deal", "", 1_500_00, Stage::Won, "2026-02-01"),
            ("Bolt", "Bolt deal", "", 0, Stage::Introduced, "2026-01-02"),
            ("Cape", "Cape deal", "", 5_00, Stage::Lost, "2026-02-03"),
        ],
    );
}

#[test]
fn partner_stack() {
    reads(
        Preset::PartnerStack,
        "Account,Stage,Customer,Submitted date,Amount\nAcme,closed-won,acme@example.com,2026-01-01,$500.00\n\
         Bolt,Submitted,,2026-01-02,\n",
        &[("Acme", "", "", 500_00, Stage::Won, "2026-01-01"), ("Bolt", "", "", 0, Stage::Introduced, "2026-01-02")],
    );
    reads(
        Preset::PartnerStack,
        "Name,Account name,Partner,Partner key,Stage,Expected revenue,Measure date\n\
         Eve,Acme,Ann,ann1,Closed-lost,500,2026-01-01\n",
        &[("Acme", "", "Ann", 500_00, Stage::Lost, "2026-01-01")],
    );
}

#[test]
fn google_sheets() {
    reads(
        Preset::GoogleSheets,
        "Date Received,Referrer,Prospect Name,Status,Notes\n1/31/2026,Ann,Acme,Proposal sent,Call in May\n",
        &[("Acme", "", "Ann", 0, Stage::Qualified, "2026-01-31")],
    );
}

#[test]
fn notion() {
    reads(
        Preset::Notion,
        "Name,Status,Estimated value,Created time,Referred by\n\
         Acme,In progress,\"$1,500.50\",\"January 5, 2026 3:04 PM\",Ann\n\
         Bolt,Not started,,\"January 6, 2026 3:04 PM\",\n",
        &[
            ("Acme", "", "Ann", 1_500_50, Stage::Qualified, "2026-01-05"),
            ("Bolt", "", "", 0, Stage::Introduced, "2026-01-06"),
        ],
    );
}

#[test]
fn airtable() {
    reads(
        Preset::Airtable,
        "Opportunity name,Status,Estimated value,Account,Creation date,Owner\n\
         Acme site,Closed—won,$500.00,Acme,2026-01-01,Me\nBolt shop,Evaluation,,Bolt,2026-01-02,Me\n",
        &[
            ("Acme", "Acme site", "", 500_00, Stage::Won, "2026-01-01"),
            ("Bolt", "Bolt shop", "", 0, Stage::Qualified, "2026-01-02"),
        ],
    );
}

#[test]
fn a_sheet_that_nobody_knows_has_no_preset() {
    assert_eq!(Preset::recognised(&pasted("Client,Date\nAcme,2026-01-01\n")), None);
    let names: std::collections::BTreeSet<_> = Preset::ALL.map(Preset::name).into_iter().collect();
    assert_eq!(names.len(), Preset::ALL.len());
}
