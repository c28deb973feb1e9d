package org.halfsky.query.network;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class DaysTest {

    private static final LocalDate START = LocalDate.of(2026, 1, 1);

    @Property(tries = 300)
    void are_what_sets_of_days_are(@ForAll("days") Days one, @ForAll("days") Days other, @ForAll byte cut) {
        LocalDate day = START.plusDays(cut);
        assertThat(set(one.or(other))).isEqualTo(union(set(one), set(other)));
        Set<LocalDate> both = set(one);
        both.retainAll(set(other));
        assertThat(set(one.and(other))).isEqualTo(both);
        assertThat(set(one.before(day)))
                .isEqualTo(set(one).stream().filter(each -> each.isBefore(day)).collect(Collectors.toSet()));
    }

    @Property(tries = 300)
    void have_one_form_and_survive_their_text(@ForAll("days") Days days, @ForAll("days") Days other) {
        Days both = days.or(other);
        assertThat(Days.parse(both.toString())).isEqualTo(both).isEqualTo(other.or(days)).isEqualTo(both.or(both));
        for (int i = 1; i < both.spans().size(); i++) {
            assertThat(both.spans().get(i).from()).isAfter(both.spans().get(i - 1).until());
        }
    }

    @Provide
    Arbitrary<Days> days() {
        Arbitrary<Days> span = Arbitraries.integers().between(-60, 60).flatMap(from -> Arbitraries.integers()
                .between(-2, 30)
                .map(length -> length == 29
                        ? Days.from(START.plusDays(from))
                        : Days.between(START.plusDays(from), START.plusDays(from + length))));
        return span.list().ofMaxSize(5).map(spans -> spans.stream().reduce(Days.NONE, Days::or));
    }

    private static Set<LocalDate> set(Days days) {
        return IntStream.range(-150, 150).mapToObj(START::plusDays).filter(days::holds)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<LocalDate> union(Set<LocalDate> one, Set<LocalDate> other) {
        Set<LocalDate> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
