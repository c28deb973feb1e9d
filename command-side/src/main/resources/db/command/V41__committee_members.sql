-- Members of a committee in office: they mediate without an appointment (MED-08, 人民调解法 13).
create table committee_register (
    unit      text not null,
    member    text not null,
    formed_on date not null,
    ends_on   date not null,
    primary key (member, unit, formed_on)
);
