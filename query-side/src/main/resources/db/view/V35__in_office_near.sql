-- Her own unit lies above or below the one that the office is of: who was moved elsewhere keeps no mediation in hand.
drop function in_office(text, text, date);
create function in_office(staff text, at_unit text, day date, near text, above text[]) returns boolean language sql stable as $$
    select exists (
        select from network_unit office
        where office.unit in (at_unit, rpad(left(at_unit, 9), 12, '0'), rpad(left(at_unit, 6), 12, '0'),
                              rpad(left(at_unit, 4), 12, '0'), rpad(left(at_unit, 2), 12, '0'))
          and (office.unit like near || '%' or office.unit = any (above))
          and (exists (
                   select from jsonb_to_recordset(office.mediators) m (mediator text, "from" date, "until" date)
                   where m.mediator = staff and m."from" <= day and m."until" > day)
               or office.committee @> jsonb_build_array(jsonb_build_object('staff', staff))
                   and office.formed_on <= day and office.term_ends_on > day))
$$;
