-- What this house is, said once at its first start: a trial's made-up cases never come into a house that works for people.
create table account.house_mode (
    single boolean primary key default true check (single),
    mode text not null check (mode in ('TRIAL', 'PRODUCTION'))
);
