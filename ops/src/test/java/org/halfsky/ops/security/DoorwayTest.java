package org.halfsky.ops.security;

import java.io.IOException;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
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
        assertThatThrownBy(
                () -> open("halfsky.mode=production", "server.address=0.0.0.0",
                        "server.forward-headers-strategy=framework"))
                .isInstanceOf(DoorRefused.class);
    }

    @Test
    void the_management_port_is_no_back_door() {
        assertThatThrownBy(
                () -> open("halfsky.mode=production", "server.address=127.0.0.1", "management.server.port=9090",
                        "management.server.address=0.0.0.0"))
                .isInstanceOf(DoorRefused.class).hasMessageContaining("管理端口").hasMessageContaining("management port");
        assertThatThrownBy(() -> open("server.address=127.0.0.1", "management.server.port=9090"))
                .isInstanceOf(DoorRefused.class);
        assertThatThrownBy(() -> open("halfsky.mode=production", "server.address=0.0.0.0",
                "server.ssl.certificate=a.pem", "management.server.port=9090")).isInstanceOf(DoorRefused.class);
        assertThatCode(() -> open("server.address=127.0.0.1", "management.server.port=9090",
                "management.server.address=127.0.0.1")).doesNotThrowAnyException();
    }

    @Test
    void nobody_is_believed_about_where_a_request_comes_from_unless_a_proxy_is_declared() throws IOException {
        Properties shipped = PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"));
        assertThat(shipped).containsEntry("server.forward-headers-strategy", "none");
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
