-- The four-level network, one row per unit. On which days a unit counts as covered is worked out when its row is folded, so
-- that coverage of any day is one count. Unit codes compare by bytes: a subtree is a range of the key.

create table network_unit (
    unit          text   collate "C" primary key,
    -- null while only its activity is known and the division list is still to come
    name          text,
    level         text   not null,
    parent        text   collate "C",
    station       text,
    hours         text,
    opened_on     date,
    open_days     datemultirange not null,
    committee     jsonb  not null,
    formed_on     date,
    term_ends_on  date,
    mediators     jsonb  not null,
    active_days   datemultirange not null,
    active_on     date,
    covered       datemultirange not null,
    -- of the unit's own stream
    version       bigint not null,
    position      bigint not null
);

create index network_unit_parent on network_unit (parent, unit);
