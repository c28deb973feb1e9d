-- Refused commands, outside the streams: who wanted what, and which rule stood against it. Never content.
create table attempt (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    staff   text,
    role    text,
    unit    text,
    command text        not null,
    stream  text        not null,
    rule    text        not null,
    rule_id text        not null
);
create index attempt_stream on attempt (stream, at);
create index attempt_at on attempt (at);
