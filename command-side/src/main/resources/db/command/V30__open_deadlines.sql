-- Clocks that run, for the sweep. Each row is written and deleted in the transaction of its event.
create table open_deadline (
    deadline_id uuid        primary key,
    case_id     uuid        not null,
    unit        text        not null,
    kind        text        not null,
    due_at      timestamptz not null
);
create index open_deadline_due on open_deadline (due_at);
