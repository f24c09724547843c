//! Plain English for terms, verdicts and figures: the one place where codes and data become sentences.
//!
//! Every function is given a [`Notation`](crate::value::Notation), so that a sentence shows values as the page around it
//! does. Amounts in running text are rounded to three significant digits; where a figure is explained they are exact.

mod assumptions;
mod caution;
mod changes;
mod claim;
mod counted;
mod crossing;
mod explain;
mod joint;
mod ledger;
mod overview;
mod paid;
mod phrase;
mod plan;
mod portfolio;
mod proposal;
mod reasons;
mod review;
mod review_explained;
mod row;
mod score;
mod scorecard;
mod source;
mod sources;
mod sources_explained;
mod sources_pictured;
mod study;
mod terms;
mod trial;
mod verdict;
mod years;

pub use assumptions::{AssumedLine, assumed, assumed_in_proposal, factor_name};
pub use caution::{Caution, caution};
pub use changes::{ChangeLine, changes};
pub use claim::{ClaimLines, claim};
pub use counted::explain_rows;
pub use crossing::crossing;
pub use explain::explain;
pub use joint::{joint_headline, joint_reason, split_name, split_record_keeping};
pub use ledger::{
    balance_headline, ledger_headline, made_by, movement, owed_headline, separator, since, source_kind, stage_name,
    statement_sheet,
};
pub use overview::{Place, StepWords, due, place, question, step, what_it_takes};
pub use paid::explain_payouts;
pub use plan::{
    ask_because, filled, handout_heading, handout_rewards, merge_field, message, occasion_name, program_evidence,
    program_headline, program_question, program_step, program_step_aim, program_wording, thank_for, tier_range,
    trigger_name,
};
pub use portfolio::portfolio_headline;
pub use proposal::{
    SharedField, declared, disagreement, proposal_headline, shared_fields, tested, tested_in_full, withheld,
};
pub use reasons::{ReasonRow, case, reason, reasons, standing};
pub use review::{ReviewRow, decision_name, efficiency, ending_figure, judgement_name, review_figure, review_row};
pub use review_explained::{explain_ending, explain_review};
pub use row::{Row, row_label};
pub use score::{OverlapLine, ScoreRow, explain_score, nearly, overlap_lines, track_lines, what_would_change};
pub use scorecard::{kind, kind_asks, lead, partner_headline, rating};
pub use source::source;
pub use sources::{chance_of, source_of_name, source_row, sources_headline};
pub use sources_explained::{explain_source, source_figure};
pub use sources_pictured::{
    FunnelRow, funnel, funnel_in_words, funnel_note, quarter_name, quarters_in_words, quarters_note,
};
pub use study::{answer, extra, moved};
pub use terms::{in_words, offer_entry, offer_label, short_name};
pub use trial::{shared_note, trial_headline, way_counted};
pub use verdict::{Grounds, Headline, headline};
pub use years::{YEARS_ROWS, YearsFigure, explain_years, years_figure};

#[cfg(test)]
mod tests;
