package org.halfsky.ops.security;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DoorwayTest {

    @Test
    void a_trial_opens_on_this_machine_only() {
        assertThatCode(() -> open("halfsky.mode=trial", "server.address=127.0.0.1")).doesNotThrowAnyException();
        assertThatCode(() -> open("server.address=localhost")).doesNotThrowAnyException();
        assertThatThrownBy(() -> open("server.address=0.0.0.0")).isInstanceOf(DoorRefused.class)
                .hasMessageContaining("试用模式")
                .hasMessageContaining("Trial mode");
        assertThatThrownBy(() -> open("halfsky.mode=trial")).isInstanceOf(DoorRefused.class);
    }

    @Test
    void production_opens_to_others_only_behind_tls() {
        assertThatCode(() -> open("halfsky.mode=production", "server.address=127.0.0.1")).doesNotThrowAnyException();
        assertThatThrownBy(() -> open("halfsky.mode=production", "server.address=0.0.0.0"))
                .isInstanceOf(DoorRefused.class)
                .hasMessageContaining("TLS");
        assertThatThrownBy(
                () -> open("halfsky.mode=production", "server.address=0.0.0.0", "server.ssl.certificate=a.pem",
                        "server.ssl.enabled=false"))
                .isInstanceOf(DoorRefused.class);
        assertThatCode(() -> open("halfsky.mode=production", "server.address=0.0.0.0", "server.ssl.certificate=a.pem"))
                .doesNotThrowAnyException();
        assertThatCode(
                () -> open("halfsky.mode=production", "server.address=0.0.0.0",
                        "server.forward-headers-strategy=native"))
                .doesNotThrowAnyException();
    }

    @Test
    void the_management_port_is_no_back_door() {
        assertThatThrownBy(
                () -> open("halfsky.mode=production", "server.address=127.0.0.1", "management.server.address=0.0.0.0"))
                .isInstanceOf(DoorRefused.class);
    }

    private static void open(String... settings) {
        MockEnvironment environment = new MockEnvironment();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            environment.setProperty(parts[0], parts[1]);
        }
        new Doorway(environment).customize(null);
    }
}
