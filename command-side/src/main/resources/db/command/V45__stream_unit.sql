-- Which unit a contact was received at, and which is responsible for a case: whoever judges who is who must be of its subtree.
create table stream_unit (
    stream uuid primary key,
    unit   text not null
);

-- What an older house has on record already; a new one, and a test without a store, have nothing yet.
do $$
begin
    if to_regclass('events.domain_event') is not null then
        insert into stream_unit (stream, unit)
        select distinct on (aggregate_identifier) aggregate_identifier::uuid,
               convert_from(payload, 'UTF8')::jsonb ->> 'unit'
        from events.domain_event
        where payload_type in ('contact.received', 'case.opened', 'case.handover-received')
        order by aggregate_identifier, sequence_number desc;
    end if;
end $$;
