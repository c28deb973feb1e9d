-- How far each automation has read, and what it could not do.

create table token_entry (
    processor_name text    not null,
    segment        integer not null,
    token          bytea,
    token_type     text,
    timestamp      text,
    owner          text,
    primary key (processor_name, segment)
);

create table dead_letter_entry (
    dead_letter_identifier text   not null primary key,
    processing_group       text   not null,
    sequence_identifier    text   not null,
    sequence_index         bigint not null,
    message_type           text   not null,
    event_identifier       text   not null,
    time_stamp             text   not null,
    payload_type           text   not null,
    payload_revision       text,
    payload                bytea  not null,
    meta_data              bytea,
    type                   text,
    aggregate_identifier   text,
    sequence_number        bigint,
    token_type             text,
    token                  bytea,
    enqueued_at            text   not null,
    last_touched           text,
    processing_started     text,
    cause_type             text,
    cause_message          text,
    diagnostics            bytea,
    unique (processing_group, sequence_identifier, sequence_index)
);
