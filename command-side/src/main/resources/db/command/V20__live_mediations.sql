-- Mediations that have not ended: a danger that becomes known elsewhere must find those of the same couple (MED-06).
create table live_mediation (
    mediation_id uuid primary key,
    case_id      uuid not null
);
create index live_mediation_case on live_mediation (case_id);
create index case_party_person on case_party (person);
