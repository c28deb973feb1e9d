-- Who may sign in, in which role, at which unit. Rows, not events: a password must be replaceable (decision 0004).
create table account.account (
    staff_id     text primary key check (staff_id ~ '^[a-z0-9][a-z0-9._-]{0,63}$' and staff_id <> 'system'),
    name         text not null check (length(name) between 1 and 40),
    role         text not null,
    unit         text not null check (unit ~ '^[1-9][0-9]{11}$'),
    password     text not null,
    must_change  boolean not null,
    closed_at    timestamptz,
    signed_in_at timestamptz,
    version      bigint not null default 0
);
create index account_unit on account.account (unit text_pattern_ops);

-- What was done to an account, by whom. Never what a password was.
create table account.account_change (
    id        bigint generated always as identity primary key,
    staff_id  text not null,
    at        timestamptz not null,
    by_staff  text not null,
    kind      text not null check (kind in ('ADDED', 'CHANGED', 'CLOSED', 'PASSWORD_RESET', 'PASSWORD_CHANGED', 'SIGNED_IN', 'LOCKED')),
    name      text,
    role      text,
    unit      text,
    reason    text
);
create index account_change_staff on account.account_change (staff_id, id);

create function account.stays() returns trigger language plpgsql as $$
begin
    raise exception 'the audit of accounts is only added to';
end $$;
create trigger account_change_stays before update or delete or truncate on account.account_change
    for each statement execute function account.stays();

-- Failed sign-ins by the digest of the name that was typed, whether or not such an account exists: so nobody learns from it
-- which names are real.
create table account.sign_in_failure (
    name_digest  text primary key,
    failures     int not null,
    last_at      timestamptz not null,
    locked_until timestamptz
);
