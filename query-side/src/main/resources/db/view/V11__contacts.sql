-- One row per contact: metadata, and the entry with everything personal sealed.
create table contact_log (
    contact_id    uuid        primary key,
    unit          text        not null,
    channel       text        not null,
    arrived_at    timestamptz not null,
    registered_by text        not null,
    state         text        not null,
    nature        text,
    sub_category  text,
    urgency       text,
    violence      boolean     not null,
    minor         boolean     not null,
    self_harm     boolean     not null,
    anonymous     boolean     not null,
    non_data      text,
    void_proposed boolean     not null,
    case_id       uuid,
    person_id     uuid,
    version       bigint      not null,
    position      bigint      not null,
    entry         jsonb       not null
);
create index contact_log_unit on contact_log (unit text_pattern_ops, arrived_at desc, contact_id desc);
create index contact_log_arrived on contact_log (arrived_at desc, contact_id desc);
create index contact_log_person on contact_log (person_id) where person_id is not null;
create index contact_log_by on contact_log (registered_by, arrived_at desc);

-- With whom a human said a person is the same, or not. A match of a number alone says neither.
create table contact_person (
    person_id   uuid    primary key,
    same_as     uuid[]  not null,
    not_same_as uuid[]  not null,
    destroyed   boolean not null
);
