-- Facts of other streams that a rule reads strongly. Each row is written in the transaction of the event that made it true.

create table unit_register (
    unit   text primary key,
    name   text not null,
    level  text not null,
    parent text
);

create table mediator_register (
    unit         text not null,
    mediator     text not null,
    appointed_on date not null,
    ends_on      date not null,
    primary key (mediator, unit, appointed_on)
);

create table case_counter (
    unit text not null,
    year int  not null,
    last int  not null,
    primary key (unit, year)
);

create table case_party (
    case_id uuid not null,
    person  uuid not null,
    role    text not null,
    primary key (case_id, person)
);

-- Whoever a HIGH grading protects or concerns, until the case is graded lower (MED-06).
create table danger_in_force (
    case_id uuid not null,
    person  uuid not null,
    primary key (case_id, person)
);
create index danger_in_force_person on danger_in_force (person);

-- Who a person confirmed to be the same as whom; each pair stands in both directions.
create table person_same (
    person  uuid not null,
    same_as uuid not null,
    primary key (person, same_as)
);
