-- One row per case: what lists filter and sort by (D1), and the whole file. Personal text in it is sealed.
create table case_file (
    case_id      uuid        primary key,
    number       text        not null,
    unit         text        not null,
    offered_to   text,
    other_scopes text[]      not null,
    handler      text,
    mediators    text[]      not null,
    persons      uuid[]      not null,
    stage        text        not null,
    sub_category text        not null,
    urgency      text,
    violence     boolean     not null,
    danger       text,
    mediation    text,
    outcome      text,
    opened_at    timestamptz not null,
    accepted_at  timestamptz,
    closed_at    timestamptz,
    due_at       timestamptz,
    due_kind     text,
    imported     boolean     not null,
    version      bigint      not null,
    position     bigint      not null,
    file         jsonb       not null
);
comment on column case_file.other_scopes is
    'prefixes of every subtree in which a unit lies that once had the case or is offered it: they may see it too';

-- Lists: by date within a subtree, and by date where the subtree is wide.
create index case_file_unit on case_file (unit text_pattern_ops, opened_at desc, case_id desc);
create index case_file_opened on case_file (opened_at desc, case_id desc);
create index case_file_number on case_file (number text_pattern_ops);
create index case_file_other_scopes on case_file using gin (other_scopes) where other_scopes <> '{}';
create index case_file_mediators on case_file using gin (mediators) where mediators <> '{}';
create index case_file_persons on case_file using gin (persons);
create index case_file_handler on case_file (handler, opened_at desc) where handler is not null;

-- Work lists: only what is still open.
create index case_file_work on case_file (unit text_pattern_ops, due_at) where stage <> 'CLOSED';
create index case_file_due on case_file (due_at, case_id) where stage <> 'CLOSED';
create index case_file_offered on case_file (offered_to text_pattern_ops) where offered_to is not null;
