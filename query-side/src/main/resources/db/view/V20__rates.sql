-- What the rates know, one row per contact and per case, and every dispute of a case that the mediation network received.
-- For each cohort a thing stands in: the unit responsible on the day, the day it is counted by, what has become of it (the
-- mark) and the event that made it so. Unit codes compare by bytes, so that a subtree is a range of its index.

create table rates_contact (
    contact_id       uuid    primary key,
    case_id          uuid,
    channel          text    not null,
    sub_category     text,
    synthetic        boolean not null,
    arrived_unit     text    collate "C" not null,
    arrived_on       date    not null,
    arrived          text    collate "C" not null,
    arrived_position bigint  not null
);

create index rates_contact_by_unit on rates_contact (arrived_unit, arrived_on, arrived, synthetic);
create index rates_contact_by_day on rates_contact (arrived_on, arrived_unit, arrived, synthetic);

create table rates_case (
    case_id          uuid    primary key,
    number           text,
    sub_category     text    not null,
    unit             text    collate "C" not null,
    imported         boolean not null,
    synthetic        boolean not null,
    -- only where no contact stands for the arrival
    arrived_unit     text    collate "C",
    arrived_on       date,
    arrived          text    collate "C",
    arrived_position bigint,
    decided_unit     text    collate "C",
    decided_on       date,
    decided          text    collate "C",
    decided_position bigint,
    outcome          text,
    closed_on        date,
    deadline_id      uuid,
    due_on           date
);

create index rates_case_arrived_by_unit on rates_case (arrived_unit, arrived_on, arrived, synthetic)
    where arrived_on is not null;
create index rates_case_arrived_by_day on rates_case (arrived_on, arrived_unit, arrived, synthetic)
    where arrived_on is not null;
create index rates_case_decided_by_unit on rates_case (decided_unit, decided_on, decided, synthetic)
    where decided_on is not null;
create index rates_case_decided_by_day on rates_case (decided_on, decided_unit, decided, synthetic)
    where decided_on is not null;
-- Those whose time limit still runs are few, and are found by it.
create index rates_case_due on rates_case (due_on, decided_unit, decided_on, decided, synthetic)
    where due_on is not null and decided_on is not null;

create table rates_mediation (
    case_id           uuid    not null,
    mediation_id      uuid    not null,
    synthetic         boolean not null,
    unit              text    collate "C" not null,
    imported          boolean not null,
    sessions          boolean not null,
    received_unit     text    collate "C" not null,
    received_on       date    not null,
    received          text    collate "C" not null,
    received_position bigint  not null,
    ended_unit        text    collate "C",
    ended_on          date,
    ended             text    collate "C",
    ended_position    bigint,
    primary key (case_id, mediation_id)
);

create index rates_mediation_received_by_unit on rates_mediation (received_unit, received_on, received, synthetic);
create index rates_mediation_received_by_day on rates_mediation (received_on, received_unit, received, synthetic);
create index rates_mediation_ended_by_unit on rates_mediation (ended_unit, ended_on, ended, synthetic)
    where ended_on is not null;
create index rates_mediation_ended_by_day on rates_mediation (ended_on, ended_unit, ended, synthetic)
    where ended_on is not null;

-- Whole months of provinces, cities and counties with all below them. A town or village has few rows of its own: they are
-- counted where they lie, and so are the days before and after the whole months of a period.

create table rates_month (
    level     integer not null,
    unit      text    collate "C" not null,
    mark      text    collate "C" not null,
    month     date    not null,
    synthetic boolean not null,
    n         bigint  not null,
    primary key (level, unit, mark, month, synthetic)
);

create table rates_contact_month (
    level     integer not null,
    unit      text    collate "C" not null,
    mark      text    collate "C" not null,
    month     date    not null,
    synthetic boolean not null,
    n         bigint  not null,
    primary key (level, unit, mark, month, synthetic)
);
