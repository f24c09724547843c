use std::collections::BTreeMap;

use crate::review::Entry;
use crate::tracking::{Contact, Number, Paid, Tracked};
use crate::value::Id;
use crate::workspace::Workspace;

/// What would change if one workspace took the place of another.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Difference {
    /// Every section that differs, in the order in which they are shown.
    pub changes: Vec<Change>,
}

/// How one section differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The section.
    pub section: Section,
    /// Things that are new.
    pub added: usize,
    /// Things that are there in both and not the same.
    pub changed: usize,
    /// Things that would be gone.
    pub removed: usize,
}

/// A part of a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Currency, tax, notation and topic.
    Settings,
    /// The partner's name.
    Partner,
    /// Answers about a year of introductions.
    Answers,
    /// Offers, and the order in which they lie on the table.
    Offers,
    /// The changes of terms.
    Changes,
    /// Rows of the user's own list.
    Rows,
    /// Log and splits of joint work.
    JointWork,
    /// The candidates for a partnership.
    Partners,
    /// What they are judged by.
    Criteria,
    /// Partnerships under review, and how they are judged.
    Partnerships,
    /// Referrals in the ledger.
    Referrals,
    /// Its contacts, and what was paid between them and the user.
    Contacts,
    /// The referral program.
    Program,
}

impl Difference {
    /// From `before` to `after`.
    #[must_use]
    pub fn between(before: &Workspace, after: &Workspace) -> Difference {
        let one = |section, same: bool| Change { section, added: 0, changed: usize::from(!same), removed: 0 };
        let settings = |w: &Workspace| (w.currency, w.tax, w.reading, w.topic);
        let partner = Change {
            section: Section::Partner,
            added: usize::from(before.partner.is_none() && after.partner.is_some()),
            changed: usize::from(
                before.partner.is_some() && after.partner.is_some() && before.partner != after.partner,
            ),
            removed: usize::from(before.partner.is_some() && after.partner.is_none()),
        };
        let offers = |w: &Workspace| w.table.all().iter().map(|offer| (offer.id, offer.clone())).collect();
        let mut offers = counted(Section::Offers, &offers(before), &offers(after));
        let in_order = |of: &Workspace, other: &Workspace| -> Vec<Id> {
            of.table.all().iter().map(|offer| offer.id).filter(|id| other.table.offer(*id).is_some()).collect()
        };
        offers.changed += usize::from(in_order(before, after) != in_order(after, before));
        let terms = |w: &Workspace| w.table.changes().iter().map(|of| ((of.day, of.offer), of.was.clone())).collect();
        let rows = |w: &Workspace| w.list.lines().iter().map(|line| (line.id(), line.clone())).collect();
        let log = |w: &Workspace| w.joint.log.iter().map(|entry| (entry.id, entry.clone())).collect();
        let splits = |w: &Workspace| w.joint.splits.iter().cloned().collect();
        let (log, splits) = (
            counted(Section::JointWork, &log(before), &log(after)),
            counted(Section::JointWork, &splits(before), &splits(after)),
        );
        let joint = Change {
            section: Section::JointWork,
            added: log.added + splits.added,
            changed: log.changed + splits.changed + usize::from(before.joint.pool != after.joint.pool),
            removed: log.removed + splits.removed,
        };
        let partners = |w: &Workspace| w.scorecard().partners().iter().map(|one| (one.id(), one.clone())).collect();
        let criteria =
            |w: &Workspace| w.scorecard().criteria().list().iter().map(|one| (one.id(), one.clone())).collect();
        let criteria = counted(Section::Criteria, &criteria(before), &criteria(after));
        let is_rescaled = before.scorecard().scale() != after.scorecard().scale();
        let entries = |w: &Workspace| -> BTreeMap<Id, Entry> {
            let entries = w.partnerships.iter().flat_map(|partnerships| partnerships.entries.iter());
            entries.map(|entry| (entry.partnership(), entry.clone())).collect()
        };
        let basis = |w: &Workspace| w.partnerships.as_ref().map(|partnerships| partnerships.basis);
        let mut partnerships = counted(Section::Partnerships, &entries(before), &entries(after));
        partnerships.changed += usize::from(basis(before) != basis(after));
        let referrals = |w: &Workspace| -> BTreeMap<Number, Tracked> {
            let referrals = w.ledger.iter().flat_map(|ledger| ledger.referrals().iter());
            referrals.map(|tracked| (tracked.number(), tracked.clone())).collect()
        };
        let contacts = |w: &Workspace| -> BTreeMap<Id, Contact> {
            let contacts = w.ledger.iter().flat_map(|ledger| ledger.contacts().iter());
            contacts.map(|contact| (contact.id(), contact.clone())).collect()
        };
        let paid = |w: &Workspace| -> BTreeMap<Id, Paid> {
            w.ledger.iter().flat_map(|ledger| ledger.paid().iter()).map(|paid| (paid.id, *paid)).collect()
        };
        let (contacts, paid) = (
            counted(Section::Contacts, &contacts(before), &contacts(after)),
            counted(Section::Contacts, &paid(before), &paid(after)),
        );
        let contacts = Change {
            section: Section::Contacts,
            added: contacts.added + paid.added,
            changed: contacts.changed + paid.changed,
            removed: contacts.removed + paid.removed,
        };
        let changes = [
            one(Section::Settings, settings(before) == settings(after)),
            partner,
            one(Section::Answers, before.answers == after.answers),
            offers,
            counted(Section::Changes, &terms(before), &terms(after)),
            counted(Section::Rows, &rows(before), &rows(after)),
            joint,
            counted(Section::Partners, &partners(before), &partners(after)),
            Change { changed: criteria.changed + usize::from(is_rescaled), ..criteria },
            partnerships,
            counted(Section::Referrals, &referrals(before), &referrals(after)),
            contacts,
            one(Section::Program, before.plan() == after.plan()),
        ];
        Difference { changes: changes.into_iter().filter(|change| !change.is_none()).collect() }
    }
}

impl Change {
    fn is_none(&self) -> bool {
        self.added + self.changed + self.removed == 0
    }
}

fn counted<K: Ord, T: PartialEq>(section: Section, before: &BTreeMap<K, T>, after: &BTreeMap<K, T>) -> Change {
    let added = after.keys().filter(|key| !before.contains_key(key)).count();
    let removed = before.keys().filter(|key| !after.contains_key(key)).count();
    let changed = before.iter().filter(|(key, old)| after.get(key).is_some_and(|new| new != *old)).count();
    Change { section, added, changed, removed }
}
