-- The store of everything that happened. Rows are added and never changed; only the owner of this schema could, and the
-- application never signs in as the owner but to migrate.

create table domain_event (
    -- The transaction that wrote the row. It stands first so that it is drawn before the index: a reader who knows that all
    -- transactions up to some id have ended knows that none of them can still bring a lower index.
    xact                 xid8        not null default pg_current_xact_id(),
    global_index         bigint      generated always as identity,
    event_identifier     text        not null,
    aggregate_identifier text        not null,
    sequence_number      bigint      not null,
    type                 text,
    time_stamp           timestamptz not null,
    payload_type         text        not null,
    payload_revision     text,
    payload              bytea       not null,
    meta_data            bytea       not null,
    constraint domain_event_pk primary key (global_index),
    -- Refuses the second of two decisions taken from the same state of a stream.
    constraint domain_event_stream unique (aggregate_identifier, sequence_number)
);

-- Event identifiers are time-ordered UUIDs made here; they are not looked up, so they need no index of their own.

create index domain_event_time on domain_event using brin (time_stamp);

comment on column domain_event.time_stamp is 'the instant of recording; when it happened stands in meta_data';
comment on column domain_event.payload is 'JSON, UTF-8, under the stored name payload_type';

-- One state per stream, only to load it faster; may be deleted at any time.
create table snapshot_event (
    aggregate_identifier text        not null primary key,
    event_identifier     text        not null,
    sequence_number      bigint      not null,
    type                 text,
    time_stamp           timestamptz not null,
    payload_type         text        not null,
    payload_revision     text,
    payload              bytea       not null,
    meta_data            bytea       not null
);

grant usage on schema events to halfsky_command, halfsky_view;
grant select, insert on domain_event to halfsky_command;
grant select on domain_event to halfsky_view;
grant select, insert, update, delete on snapshot_event to halfsky_command;
grant select on sequence domain_event_global_index_seq to halfsky_command, halfsky_view;
