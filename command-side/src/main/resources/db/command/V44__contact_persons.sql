-- Whom a contact is about: a program that names somebody else's person for a new caller is refused.
create table contact_person (
    person     uuid primary key,
    contact_id uuid not null
);
