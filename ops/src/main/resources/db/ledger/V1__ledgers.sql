-- Imports of ledgers: how far each is, and what was refused. Nothing personal stands here in clear: what stood in a refused
-- row is sealed under a key of the import's own.

create table ledger.ledger_import (
    id            uuid        primary key,
    file_name     text        not null,
    by_staff      text        not null,
    by_unit       text        not null,
    started_at    timestamptz not null,
    -- Grows while somebody works on it: an import whose process died is told by its silence, on any number of nodes.
    touched_at    timestamptz not null,
    writing_since timestamptz,
    finished_at   timestamptz,
    stage         text        not null check (stage in ('WAITING', 'CHECKING', 'WRITING', 'DONE', 'FAILED', 'STOPPED')),
    rows          int         not null default 0,
    done          int         not null default 0,
    imported      int         not null default 0,
    already       int         not null default 0,
    refused       int         not null default 0,
    noted         int         not null default 0,
    events        bigint      not null default 0
);
create index ledger_import_unit on ledger.ledger_import (by_unit text_pattern_ops, started_at desc);

create table ledger.finding (
    import_id   uuid    not null references ledger.ledger_import (id),
    line        int     not null,
    place       int     not null,
    column_name text,
    reason      text    not null,
    refuses     boolean not null,
    facts       text[]  not null,
    primary key (import_id, line, place)
);

-- The cells of refused rows, some rows at a time, so that they can be handed back to be corrected.
create table ledger.refused_rows (
    import_id  uuid  not null references ledger.ledger_import (id),
    lines      int[] not null,
    ciphertext text  not null,
    primary key (import_id, lines)
);

-- Each row that was taken in, written in the transaction of its events. The fingerprint tells whether a row that comes again
-- under the same number is the same matter; nothing personal goes into it.
create table ledger.imported_row (
    case_id     uuid primary key,
    fingerprint uuid not null,
    import_id   uuid not null references ledger.ledger_import (id)
);
create index imported_row_import on ledger.imported_row (import_id);
