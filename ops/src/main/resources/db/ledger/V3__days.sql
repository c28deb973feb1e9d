-- The first and the last day on which the sound rows of a ledger were received: by them one ledger is told from another, since
-- the name of a file is not kept.
alter table ledger.ledger_import
    add column trial_first_day date,
    add column trial_last_day  date;
