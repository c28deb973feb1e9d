-- An emergency, or opened again and nobody has taken it up since: told by the file itself, as a hand-over or a decision that is
-- owed hides the stage.
alter table case_file add column urgent boolean not null default false;
update case_file set urgent = true
where stage <> 'CLOSED' and (urgency is not distinct from 'U1' or stage = 'REOPENED'
    or stage in ('ACCEPTANCE_PENDING', 'ACCEPTED') and jsonb_array_length(file -> 'reopenings') > 0
        and coalesce((file -> 'actions' -> -1 ->> 'at')::timestamptz <= (file -> 'reopenings' -> -1 ->> 'at')::timestamptz, true));
drop index case_file_urgent;
create index case_file_urgent on case_file (unit text_pattern_ops) where stage <> 'CLOSED' and urgent;
