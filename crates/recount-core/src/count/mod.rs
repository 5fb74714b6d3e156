//! What the accounts of a ledger add up to: series, findings, counts.
