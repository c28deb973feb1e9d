package org.halfsky.ops.vault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Identifier;
import org.halfsky.events.privacy.Indexed;
import org.halfsky.events.privacy.Opening;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.query.access.ReadLog.Opened;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TinkVaultTest {

    private static VaultFixture fixture;
    private static TinkVault vault;

    private final PersonId she = person();
    private final Opening why = new Opening(new StaffId(UUID.randomUUID().toString()), "case.view",
            UUID.randomUUID().toString());

    @BeforeAll
    static void start() {
        fixture = new VaultFixture();
        vault = fixture.vault();
    }

    @Nested
    class Opening_sealed_text {

        @Test
        void gives_many_texts_in_one_logged_act() {
            PersonId he = person();
            Sealed name = vault.seal(she, DataClass.D3, "欧阳素琴");
            Sealed story = vault.seal(she, DataClass.D2, "丈夫昨晚又动了手");
            Sealed his = vault.seal(he, DataClass.D3, "万俟长山");

            Map<Sealed, String> texts = fixture.vault().open(Arrays.asList(name, null, story, his, name), why);

            assertThat(texts).containsOnly(Map.entry(name, "欧阳素琴"), Map.entry(story, "丈夫昨晚又动了手"),
                    Map.entry(his, "万俟长山"));
            assertThat(log().about(why.about(), 10)).containsExactly(
                    new Opened(why.who(), "case.view", why.about(), fixture.clock.instant()));
            assertThat(log().of(she, 10)).hasSize(1);
            assertThat(log().of(he, 10)).hasSize(1);
            assertThat(log().before(fixture.clock.instant().plus(Duration.ofSeconds(1)), 1)).hasSize(1);
            assertThat(log().before(fixture.clock.instant(), 1)).isEmpty();
        }

        @Test
        void gives_nothing_when_it_cannot_be_logged() {
            Sealed name = vault.seal(she, DataClass.D3, "欧阳素琴");
            fixture.jdbc.execute("alter table vault.opening add constraint closed check (purpose <> 'unlogged')");

            assertThatThrownBy(() -> vault.open(List.of(name), new Opening(why.who(), "unlogged", "x")))
                    .isInstanceOf(DataAccessException.class);
        }

        @Test
        void is_never_done_by_a_process() {
            Sealed name = vault.seal(she, DataClass.D3, "欧阳素琴");

            assertThatThrownBy(() -> vault.open(List.of(name), new Opening(StaffId.SYSTEM, "sweep", "x")))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void is_kept_for_ever() {
            vault.open(List.of(vault.seal(she, DataClass.D3, "欧阳素琴")), why);

            for (String attempt : List.of("delete from vault.opening", "update vault.opening set purpose = 'other'",
                    "truncate vault.opening")) {
                assertThatThrownBy(() -> fixture.jdbc.execute(attempt)).hasMessageContaining("record");
            }
        }

        @Test
        void tells_a_lost_key_from_a_destroyed_one() {
            Sealed name = vault.seal(she, DataClass.D3, "欧阳素琴");
            fixture.jdbc.update("delete from vault.person_key where person = ?::uuid", she.value());

            assertThatThrownBy(() -> vault.open(List.of(name), why)).isInstanceOf(VaultRefused.class)
                    .hasMessageContaining("密钥表不完整").hasMessageContaining("incomplete");
        }
    }

    @Nested
    class Destroying {

        @Test
        void makes_her_unreadable_and_unfindable_even_where_the_key_is_in_memory() {
            TinkVault elsewhere = fixture.vault();
            Sealed name = vault.seal(she, DataClass.D3, "欧阳素琴");
            vault.index(she, Identifier.PHONE, "13975561234");
            assertThat(elsewhere.open(List.of(name), why)).containsValue("欧阳素琴");

            vault.destroy(she);

            assertThat(vault.open(List.of(name), why)).isEmpty();
            assertThat(elsewhere.open(List.of(name), why)).isEmpty();
            assertThat(vault.find(Identifier.PHONE, "13975561234")).doesNotContain(she);
        }

        @Test
        void is_final() {
            vault.destroy(she);
            vault.destroy(she);

            assertThatThrownBy(() -> vault.seal(she, DataClass.D3, "欧阳素琴")).isInstanceOf(IllegalStateException.class);
            vault.index(she, Identifier.PHONE, "13975569999");
            assertThat(vault.find(Identifier.PHONE, "13975569999")).isEmpty();
        }
    }

    @Nested
    class Finding {

        @Test
        void knows_every_way_to_write_a_number() {
            vault.index(she, Identifier.PHONE, "138-7370 0042");

            for (String written : List.of("13873700042", "+86 138 7370 0042", "0086-13873700042", "8613873700042",
                    "１３８７３７０００４２", "(138) 7370-0042")) {
                assertThat(vault.find(Identifier.PHONE, written)).as(written).containsExactly(she);
            }
            vault.index(she, Identifier.ID_NUMBER, "43092119880312004x");
            assertThat(vault.find(Identifier.ID_NUMBER, " 430921 19880312 004Ｘ")).containsExactly(she);
            assertThat(vault.find(Identifier.PHONE, "43092119880312004X")).isEmpty();
            PersonId neighbour = person();
            vault.index(neighbour, Identifier.PHONE, "+86 0737-4221234");
            assertThat(vault.find(Identifier.PHONE, "0737 4221234")).containsExactly(neighbour);
        }

        @Test
        void finds_who_shares_a_phone_but_not_herself() {
            PersonId again = person();
            vault.indexAll(List.of(new Indexed(she, Identifier.PHONE, "13907370001"),
                    new Indexed(again, Identifier.PHONE, "+8613907370001"),
                    new Indexed(again, Identifier.PHONE, "13907370001"),
                    new Indexed(person(), Identifier.PHONE, "13907370002")));

            assertThat(vault.sharing(Set.of(she), Identifier.PHONE)).containsExactly(again);
            assertThat(vault.sharing(Set.of(again, person()), Identifier.PHONE)).containsExactly(she);
            assertThat(vault.sharing(Set.of(she, again), Identifier.PHONE)).isEmpty();
            assertThat(vault.sharing(Set.of(she), Identifier.ID_NUMBER)).isEmpty();
            assertThat(vault.sharing(Set.of(), Identifier.PHONE)).isEmpty();
        }

        @Test
        void finds_the_old_identity_number_under_the_new_one() {
            vault.index(she, Identifier.ID_NUMBER, "430921880312004");
            // the check digit as the standard's own formula gives it
            assertThat(vault.find(Identifier.ID_NUMBER, "430921198803120047")).containsExactly(she);
            assertThat(vault.find(Identifier.ID_NUMBER, "430921198803120055")).isEmpty();
        }

        @Test
        void finds_under_the_corrected_number_and_no_more_under_the_wrong_one() {
            vault.index(she, Identifier.PHONE, "13907379001");
            vault.index(she, Identifier.ID_NUMBER, "430921198803120154");

            vault.reindex(she, Identifier.PHONE, "13907379002");

            // a repeated request says again what was corrected since
            vault.index(she, Identifier.PHONE, "13907379001");

            assertThat(vault.find(Identifier.PHONE, "13907379001")).isEmpty();
            assertThat(vault.find(Identifier.PHONE, "139 0737 9002")).containsExactly(she);
            assertThat(vault.find(Identifier.ID_NUMBER, "430921198803120154")).containsExactly(she);
        }

        @Test
        void ignores_what_is_no_number() {
            vault.index(she, Identifier.PHONE, "—");

            assertThat(vault.find(Identifier.PHONE, " ")).isEmpty();
            assertThat(vault.sharing(Set.of(she), Identifier.PHONE)).isEmpty();
        }
    }

    @Nested
    class Working_side_by_side {

        @Test
        void gives_one_person_one_key_however_many_ask_at_once() throws Exception {
            List<Callable<Sealed>> tasks = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                TinkVault node = fixture.vault();
                String text = "text " + i;
                tasks.add(() -> node.seal(she, DataClass.D2, text));
            }
            List<Sealed> sealed = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
                for (Future<Sealed> done : threads.invokeAll(tasks)) {
                    sealed.add(done.get());
                }
            }

            assertThat(fixture.vault().open(sealed, why)).hasSize(16);
        }

        @Test
        void seals_a_ledger_of_twelve_thousand_rows_in_seconds() {
            List<PersonId> persons = new ArrayList<>();
            List<Indexed> phones = new ArrayList<>();
            for (int i = 0; i < 12_375; i++) {
                PersonId person = person();
                persons.add(person);
                phones.add(new Indexed(person, Identifier.PHONE, "139%08d".formatted(i)));
            }
            long start = System.nanoTime();
            List<Sealed> sealed = new ArrayList<>();
            for (int from = 0; from < persons.size(); from += 1000) {
                List<PersonId> some = persons.subList(from, Math.min(persons.size(), from + 1000));
                vault.prepare(some);
                some.forEach(person -> sealed.add(vault.seal(person, DataClass.D3, "张某某")));
                vault.indexAll(phones.subList(from, from + some.size()));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(took).as("keys, texts and index of 12,375 persons").isLessThan(Duration.ofSeconds(30));
            assertThat(fixture.vault().open(sealed, why)).hasSize(12_375).containsValue("张某某");
            assertThat(vault.find(Identifier.PHONE, "13900012374")).containsExactly(persons.getLast());
        }
    }

    private static VaultReadLog log() {
        return new VaultReadLog(fixture.jdbc);
    }

    private static PersonId person() {
        return new PersonId(UUID.randomUUID().toString());
    }
}
