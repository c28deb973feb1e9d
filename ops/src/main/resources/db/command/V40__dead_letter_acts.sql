-- Who tried a parked event again, and who discarded one, and why. The reason is free text and so it is sealed, under a key of
-- its own.
create table dead_letter_act (
    id               bigint generated always as identity primary key,
    at               timestamptz not null,
    who              text not null,
    act              text not null check (act in ('RETRIED', 'DISCARDED')),
    worked           boolean not null,
    processing_group text not null,
    event_identifier text not null,
    payload_type     text not null,
    stream           text,
    reason_person    uuid,
    reason           text
);
