-- Who is signed in, where several processes answer (the table of Spring Session). Unlogged: after a crash of the database everybody
-- signs in again, and no backup ever holds a session that somebody could take over.
create unlogged table account.session (
    primary_id            char(36) primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create index session_expiry on account.session (expiry_time);

create unlogged table account.session_attributes (
    session_primary_id char(36)     not null references account.session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
