package org.halfsky.query.casefile;

import org.halfsky.query.ViewDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists and work lists find their rows by an index, in a village as in the province. */
class ExplainTest {

    private static final ViewDatabase DATABASE = ViewDatabase.fresh();
    private static final String LIST = " order by opened_at desc, case_id desc limit 51";
    private static final String WORK = " and stage <> 'CLOSED' order by due_at, opened_at, case_id limit 200";

    @BeforeAll
    static void manyCases() {
        DATABASE.jdbc().execute("""
                insert into case_file (case_id, number, unit, offered_to, other_scopes, handler, mediators, persons, stage,
                    sub_category, violence, danger, mediation, opened_at, due_at, imported, version, position, file)
                select gen_random_uuid(), '案〔2026〕' || n,
                       '43' || lpad((n % 14 + 1)::text, 2, '0') || lpad((n % 9)::text, 2, '0')
                            || lpad((n % 31)::text, 3, '0') || lpad((n % 17)::text, 3, '0'),
                       case when n % 97 = 0 then '430903101000' end,
                       case when n % 97 = 0 then array['43', '4309', '430903', '430903101'] else '{}' end,
                       case when n % 3 = 0 then 'staff' || n % 400 end,
                       case when n % 5 = 0 then array['mediator' || n % 300] else '{}' end, array[gen_random_uuid()],
                       case when n % 10 = 0 then 'IN_HANDLING' else 'CLOSED' end, 'F0' || n % 9 + 1, false, null, null,
                       timestamptz '2016-01-01' + n * interval '1 hour',
                       case when n % 10 = 0 then timestamptz '2026-01-01' + n * interval '1 minute' end, false, 3, n, '{}'
                from generate_series(1, 60000) n""");
        DATABASE.jdbc().execute("""
                insert into contact_log (contact_id, unit, channel, arrived_at, registered_by, state, violence, minor,
                    self_harm, anonymous, void_proposed, person_id, version, position, entry)
                select gen_random_uuid(), '43' || lpad((n % 14 + 1)::text, 2, '0') || lpad((n % 9)::text, 2, '0') || '000000',
                       'CALL', timestamptz '2016-01-01' + n * interval '1 hour', 'staff' || n % 90, 'ANSWERED', false, false,
                       false, true, false, gen_random_uuid(), 1, n, '{}'
                from generate_series(1, 40000) n""");
        DATABASE.jdbc().execute("analyze");
    }

    @Test
    void a_list_of_the_province_follows_the_date_and_stops_early() {
        assertThat(plan("select * from case_file where unit like '43%'" + LIST)).contains("case_file_opened")
                .doesNotContain("Seq Scan");
    }

    @Test
    void a_list_of_a_village_finds_its_few_rows() {
        assertThat(plan("select * from case_file where unit like '430203005003%'" + LIST)).contains("case_file_unit")
                .doesNotContain("Seq Scan");
    }

    @Test
    void work_of_a_station_is_found_among_what_is_open() {
        assertThat(plan("select * from case_file where unit like '4302%'" + WORK))
                .containsAnyOf("case_file_work", "case_file_due").doesNotContain("Seq Scan");
        assertThat(plan("select * from case_file where unit like '430203005003%'" + WORK)).doesNotContain("Seq Scan");
    }

    @Test
    void work_in_her_own_hands_is_found_by_name() {
        assertThat(plan("select * from case_file where (handler = 'staff9' or mediators <> '{}' and mediators @> "
                + "array['staff9']::text[])" + WORK)).contains("case_file_handler", "case_file_mediators")
                .doesNotContain("Seq Scan");
    }

    @Test
    void what_is_urgent_is_found_without_reading_the_rest() {
        assertThat(plan("select * from case_file where unit like '4302%' and urgent" + WORK))
                .contains("case_file_urgent").doesNotContain("Seq Scan");
    }

    @Test
    void what_was_offered_is_found_without_reading_the_rest() {
        assertThat(plan("select * from case_file where offered_to is not null and offered_to like '430903101%'" + WORK))
                .contains("case_file_offered").doesNotContain("Seq Scan");
    }

    @Test
    void a_case_is_found_by_the_beginning_of_its_number_and_by_its_persons() {
        assertThat(plan("select * from case_file where number like '案〔2026〕599%'")).contains("case_file_number");
        assertThat(
                plan("select * from case_file where persons && array['0192f3b1-0000-7000-8000-000000000001']::uuid[]"))
                .doesNotContain("Seq Scan");
    }

    @Test
    void the_log_is_read_by_unit_or_date_and_a_repeated_caller_by_person() {
        assertThat(plan(
                "select * from contact_log where unit like '43%' order by arrived_at desc, contact_id desc limit 51"))
                .contains("contact_log_arrived").doesNotContain("Seq Scan");
        assertThat(plan(
                "select * from contact_log where unit like '430203000000%' order by arrived_at desc, contact_id desc"
                        + " limit 51"))
                .doesNotContain("Seq Scan");
        assertThat(plan(
                "select * from contact_log where person_id = any(array['0192f3b1-0000-7000-8000-000000000001']::uuid[])"))
                .contains("contact_log_person");
    }

    private static String plan(String sql) {
        return String.join("\n", DATABASE.jdbc().queryForList("explain " + sql, String.class));
    }
}
