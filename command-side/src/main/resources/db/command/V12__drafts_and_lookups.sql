-- What somebody began to write down and will finish later: sealed, and gone with the registration.
create table draft (
    contact_id uuid primary key,
    staff      text        not null,
    person_id  uuid        not null,
    sealed     text        not null,
    saved_at   timestamptz not null
);
create index draft_staff on draft (staff, saved_at desc);

-- Who looked somebody up, and why; never by which number. The token opens the answer for a quarter of an hour.
create table lookup (
    token      text primary key,
    staff      text        not null,
    purpose    text        not null,
    at         timestamptz not null,
    kind       text        not null,
    person_ids uuid[]      not null
);
create index lookup_staff on lookup (staff, at desc);
