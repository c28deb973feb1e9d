-- What no time limit brings to the top of a work list: a danger that is there now, and what was opened again.
create index case_file_urgent on case_file (unit text_pattern_ops)
    where stage <> 'CLOSED' and (urgency is not distinct from 'U1' or stage = 'REOPENED');
