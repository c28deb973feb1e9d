-- The unit that the handler was named for: whether she still has the case in hand is asked of it.
alter table case_file add column handler_unit text;
update case_file set handler_unit = file ->> 'handlerUnit' where handler is not null;
