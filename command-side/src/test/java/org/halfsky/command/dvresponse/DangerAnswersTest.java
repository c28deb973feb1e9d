package org.halfsky.command.dvresponse;

import java.util.ArrayList;
import java.util.List;

import org.halfsky.events.dvresponse.DangerLevel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.halfsky.events.dvresponse.DangerLevel.HIGH;
import static org.halfsky.events.dvresponse.DangerLevel.LOW;
import static org.halfsky.events.dvresponse.DangerLevel.MEDIUM;

class DangerAnswersTest {

    private static final List<DangerLevel> BY_SCORE = List.of(LOW, LOW, LOW, LOW, MEDIUM, MEDIUM, HIGH, HIGH, HIGH,
            HIGH);

    /** All 2,048 sheets, against the sentence of the scale written in another way. */
    @Test
    void every_sheet_has_the_level_that_the_scale_says() {
        int[] counted = new int[DangerLevel.values().length];
        for (int sheet = 0; sheet < 1 << 11; sheet++) {
            List<Boolean> answers = new ArrayList<>();
            for (int item = 0; item < 11; item++) {
                answers.add((sheet >> item & 1) == 1);
            }
            DangerAnswers read = new DangerAnswers(answers);
            int score = Integer.bitCount(sheet & 0x1FF);
            boolean special = sheet >> 9 != 0;

            assertThat(read.score()).isEqualTo(score);
            assertThat(read.special()).isEqualTo(special);
            assertThat(read.level()).as("score %d, special %s", score, special)
                    .isEqualTo(special ? HIGH : BY_SCORE.get(score));
            assertThat(read.letters()).hasSize(11).matches("[YN]+");
            assertThat(read.letters().chars().filter(letter -> letter == 'Y').count())
                    .isEqualTo(Integer.bitCount(sheet));
            counted[read.level().ordinal()]++;
        }
        // C(9,0..3) = 130 low and C(9,4..5) = 252 medium sheets without a special yes; all others are high.
        assertThat(counted).containsExactly(130, 252, 2048 - 130 - 252);
    }

    @Test
    void the_first_item_without_an_answer_is_named_as_its_field() {
        List<Boolean> answers = new ArrayList<>(java.util.Collections.nCopies(11, false));
        assertThat(new DangerAnswers(answers).firstUnanswered()).isNull();
        assertThat(new DangerAnswers(answers).complete()).isTrue();
        answers.set(10, null);
        assertThat(new DangerAnswers(answers).firstUnanswered()).isEqualTo("s2");
        answers.set(3, null);
        assertThat(new DangerAnswers(answers).firstUnanswered()).isEqualTo("q4");
        assertThat(new DangerAnswers(answers).complete()).isFalse();
        assertThat(new DangerAnswers(List.of()).firstUnanswered()).isEqualTo("q1");
    }
}
