package org.halfsky.ops.network;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.halfsky.events.ids.Level;
import org.halfsky.ops.network.DivisionsRefused.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class DivisionsTest {

    @Test
    void hunan_has_31691_units_superiors_first() {
        Divisions hunan = Divisions.ofHunan();
        assertThat(hunan.all()).hasSize(31_691);
        assertThat(hunan.all().getFirst().unit().level()).isEqualTo(Level.PROVINCE);
        assertThat(hunan.all().stream().filter(division -> division.unit().level() == Level.VILLAGE)).hasSize(29_534);
    }

    @Test
    void two_columns_in_any_order_and_a_byte_order_mark_will_do() {
        assertThat(Divisions.read("\uFEFFname,code\n兰溪镇,430903104000\n赫山区,430903000000\n\n"
                .getBytes(StandardCharsets.UTF_8)).all()).extracting(Division::name).containsExactly("赫山区", "兰溪镇");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"a,b|1|heading", "code,name|1|empty",
            "code,name\\n43090,x|2|code", "code,name\\n430903000000,|2|name", "code,name\\n430903000000,x,y|2|columns",
            "code,name\\n430903000000,x\\n430903000000,y|3|twice",
            "code,name,level\\n430903000000,x,village|2|level",
            "code,name,level,parent\\n430903000000,x,county,430100000000|2|parent"})
    void says_in_which_line_what_is_wrong(String text, int line, String key) {
        assertThatThrownBy(() -> Divisions.read(text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8)))
                .asInstanceOf(type(DivisionsRefused.class)).extracting(DivisionsRefused::faults)
                .isEqualTo(List.of(new Fault(line, key)));
    }

    @Test
    void another_encoding_is_refused_not_guessed() {
        assertThatThrownBy(() -> Divisions.read("code,name\n430903000000,赫山区".getBytes(Charset.forName("GB18030"))))
                .asInstanceOf(type(DivisionsRefused.class)).extracting(refused -> refused.faults().getFirst().key())
                .isEqualTo("encoding");
    }
}
