package org.halfsky.query.find;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CaseNumbersTest {

    @ParameterizedTest
    @ValueSource(strings = {"赫妇维〔2026〕0417", "赫妇维[2026]417", "赫妇维（2026）0417号", "赫 2026-0417", "2026-417", "〔2026〕0417",
            "417", "0417 "})
    void are_known_however_they_are_typed(String typed) {
        assertThat(CaseNumbers.meant(typed, 2026, () -> "赫")).contains("赫妇维〔2026〕0417");
    }

    @Test
    void begin_with_what_was_typed() {
        assertThat(CaseNumbers.meant("赫妇维", 2026, () -> "益")).contains("赫妇维");
        assertThat(CaseNumbers.meant("赫妇维〔2026〕", 2026, () -> "益")).contains("赫妇维〔2026〕");
        assertThat(CaseNumbers.meant("安妇维2025", 2026, () -> "益")).contains("安妇维〔2025〕");
    }

    @ParameterizedTest
    @ValueSource(strings = {"兰溪", "兰溪镇", "430903103", "13873700417", "ab", "%", "李 女士"})
    void are_not_seen_where_there_is_none(String typed) {
        assertThat(CaseNumbers.meant(typed, 2026, () -> "赫")).isEmpty();
    }
}
