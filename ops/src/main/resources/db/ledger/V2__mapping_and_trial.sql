-- An import goes step by step: its columns are mapped, it is tried out, and only then written. Between the steps the file is
-- kept sealed under a key of its own, which is destroyed with it.

alter table ledger.ledger_import
    drop constraint ledger_import_stage_check,
    add constraint ledger_import_stage_check check (stage in
        ('MAPPING', 'WAITING', 'CHECKING', 'TRIED', 'WRITING', 'DONE', 'FAILED', 'STOPPED', 'DROPPED')),
    add column mapped              int         not null default 0,
    add column left_out            int         not null default 0,
    -- Until when the file is kept; null when it is not, or not any more.
    add column held_until          timestamptz,
    add column pause_asked         boolean     not null default false,
    add column tried_at            timestamptz,
    add column trial_fresh         int         not null default 0,
    add column trial_already       int         not null default 0,
    add column trial_refused       int         not null default 0,
    add column trial_noted         int         not null default 0,
    add column trial_received      int         not null default 0,
    add column trial_mediated      int         not null default 0,
    add column trial_reconciled    int         not null default 0,
    add column received            int         not null default 0,
    add column mediated            int         not null default 0,
    add column reconciled          int         not null default 0,
    -- What the archives say, as far as somebody entered it.
    add column expected_received   int,
    add column expected_mediated   int,
    add column expected_reconciled int;
create index ledger_import_held on ledger.ledger_import (held_until) where held_until is not null;

-- The file, some of it at a time.
create table ledger.held_part (
    import_id  uuid not null references ledger.ledger_import (id),
    place      int  not null,
    ciphertext text not null,
    primary key (import_id, place)
);

-- What the columns and the file's own words were said to mean. Words of cells stand in it: it is sealed like the refused rows.
create table ledger.mapping (
    import_id  uuid primary key references ledger.ledger_import (id),
    ciphertext text not null
);
