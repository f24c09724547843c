use std::sync::Arc;

use super::write;
use crate::exchange::envelope::{self, Kind, ascii};
use crate::scorecard::Scorecard;
use crate::workspace::Workspace;

/// How many partners are written at once.
const PARTNERS: usize = 20;

/// Writes a workspace as [`super::write()`] does, a part of its partners each time; the text comes with the last.
pub fn write_in_slices(workspace: &Workspace) -> impl FnMut() -> Option<String> + use<> {
    let workspace = workspace.clone();
    let mut written: Option<Written> = None;
    move || {
        let Some(written) = &mut written else {
            written = Some(Written::new(&workspace));
            return None;
        };
        if written.go_on(&workspace) { None } else { Some(written.sealed()) }
    }
}

/// The content of a file as far as it is written.
struct Written {
    /// How many partners there are of all.
    partners: usize,
    before: String,
    after: String,
}

impl Written {
    /// With everything but the partners.
    fn new(workspace: &Workspace) -> Written {
        let card = workspace.scorecard.as_deref();
        let alone = card.and_then(|card| Scorecard::new(card.criteria().clone(), card.scale(), Vec::new()).ok());
        let text = ascii(&write::workspace(&Workspace { scorecard: alone.map(Arc::new), ..workspace.clone() }));
        // No text in the file can look like this: there a quotation mark would be escaped.
        match text.rsplit_once(NOBODY) {
            Some((before, after)) => {
                Written { partners: 0, before: format!("{before}\"partners\":["), after: format!("]{after}") }
            }
            None => Written { partners: 0, before: text, after: String::new() },
        }
    }

    /// Writes some more partners; false when there are no more.
    fn go_on(&mut self, workspace: &Workspace) -> bool {
        let all = workspace.scorecard.as_ref().map_or(&[][..], |card| card.partners());
        let some = all.iter().skip(self.partners).take(PARTNERS);
        for partner in some {
            if self.partners > 0 {
                self.before.push(',');
            }
            self.before.push_str(&ascii(&write::partner(partner)));
            self.partners += 1;
        }
        self.partners < all.len()
    }

    /// The text of the file.
    fn sealed(&mut self) -> String {
        self.before.push_str(&self.after);
        envelope::seal_text(Kind::Workspace, &self.before)
    }
}

/// A scorecard without partners.
const NOBODY: &str = "\"partners\":[]";
