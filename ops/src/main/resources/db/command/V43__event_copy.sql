-- How far the events of Axon Server are copied into the event table; empty where PostgreSQL itself is the store.
create table event_copy (
    one   boolean primary key check (one),
    token bigint not null
);
