-- Keys, blind index and the log of every opening. Nothing in this schema can be read by anybody without the master key,
-- which lies in a file outside the database.

create table vault.master_key (
    only_one boolean primary key default true check (only_one),
    -- A known text under the master key: a start with another key file is noticed before anything is sealed with it.
    proof    bytea not null,
    since    timestamptz not null
);

create table vault.person_key (
    person       uuid primary key,
    -- A Tink keyset under the master key, bound to the person; gone once destroyed. The row stays, so that a missing key
    -- (damage) and a destroyed one (her right) are never mistaken for each other.
    wrapped      bytea,
    made_at      timestamptz not null,
    destroyed_at timestamptz,
    check ((wrapped is null) = (destroyed_at is not null))
);

create table vault.blind_index (
    kind   text  not null,
    token  bytea not null,
    person uuid  not null references vault.person_key (person),
    primary key (kind, token, person)
);

create index blind_index_person on vault.blind_index (person, kind);

create table vault.opening (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    who     text not null,
    purpose text not null,
    about   text not null,
    persons uuid[] not null,
    classes text[] not null
);

create index opening_at on vault.opening (at, id);
create index opening_about on vault.opening (about, id);
create index opening_persons on vault.opening using gin (persons);

create function vault.opening_is_kept() returns trigger language plpgsql as $$
begin
    raise exception 'vault.opening is a record: its rows are neither changed nor removed';
end
$$;

create trigger opening_is_kept before update or delete or truncate on vault.opening
    for each statement execute function vault.opening_is_kept();
