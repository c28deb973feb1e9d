package org.halfsky.ops.vault;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Opening;
import org.halfsky.events.privacy.Sealed;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MasterKeyFileTest {

    private static final Opening WHY = new Opening(new StaffId(UUID.randomUUID().toString()), "case.view", "x");

    private final VaultFixture fixture = new VaultFixture();
    private final Path key = fixture.file.path();

    @Test
    void is_made_at_the_first_start_for_the_owner_alone_and_used_ever_after() throws IOException {
        Sealed sealed = sealedBy(fixture.vault());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
                .isEqualTo("rwx------");
        try (Stream<Path> beside = Files.list(key.getParent())) {
            assertThat(beside).containsExactly(key);
        }
        assertThat(fixture.vault().open(List.of(sealed), WHY)).containsValue("欧阳素琴");
    }

    @Test
    void missing_stops_the_start_when_anything_was_sealed_with_it() throws IOException {
        sealedBy(fixture.vault());
        Files.delete(key);

        assertThatThrownBy(fixture::vault).isInstanceOf(VaultRefused.class).hasMessageContaining("主密钥文件不存在")
                .hasMessageContaining("master key file is missing").hasMessageContaining(key.toString());
        assertThat(key).doesNotExist();
    }

    @Test
    void of_another_database_stops_the_start() {
        sealedBy(fixture.vault());
        VaultFixture other = new VaultFixture();
        other.vault();

        assertThatThrownBy(() -> fixture.vault(other.file)).isInstanceOf(VaultRefused.class)
                .hasMessageContaining("不是这个库的").hasMessageContaining("another database");
    }

    @Test
    void open_to_others_stops_the_start() throws IOException {
        fixture.vault();

        for (String rights : List.of("rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(rights));
            assertThatThrownBy(fixture::vault).as(rights).isInstanceOf(VaultRefused.class)
                    .hasMessageContaining("chmod 600").hasMessageContaining("他人").hasMessageContaining(rights);
        }
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
        assertThat(fixture.vault()).isNotNull();
    }

    @Test
    void cut_short_or_filled_with_something_else_stops_the_start_without_quoting_it() throws IOException {
        fixture.vault();
        String whole = Files.readString(key);

        for (String content : List.of("", whole.substring(0, whole.length() / 2), "{}", "[]", "no key",
                "x".repeat(100_000))) {
            Files.writeString(key, content);
            assertThatThrownBy(fixture::vault).isInstanceOf(VaultRefused.class).hasMessageContaining("不完整")
                    .hasMessageContaining("incomplete").hasStackTraceContaining("VaultRefused")
                    .satisfies(refused -> assertThat(traceOf(refused)).doesNotContain("keyData"));
        }
    }

    @Test
    void is_one_even_if_two_processes_start_at_once() throws Exception {
        List<Callable<Sealed>> starts = new ArrayList<>(
                Collections.nCopies(6, () -> sealedBy(fixture.vault())));
        List<Sealed> sealed = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Sealed> done : threads.invokeAll(starts)) {
                sealed.add(done.get());
            }
        }

        assertThat(fixture.vault().open(sealed, WHY)).hasSize(6);
    }

    @Test
    void is_never_overwritten() {
        fixture.vault();
        byte[] before = fixture.file.bytes();

        assertThatThrownBy(() -> fixture.file.write(MasterKey.made().serialized())).isInstanceOf(VaultRefused.class)
                .hasMessageContaining("已存在");
        assertThat(fixture.file.bytes()).isEqualTo(before);
    }

    @Test
    void keys_without_their_proof_stop_the_start() {
        sealedBy(fixture.vault());
        fixture.jdbc.update("delete from vault.master_key");

        assertThatThrownBy(fixture::vault).isInstanceOf(VaultRefused.class).hasMessageContaining("不完整");
    }

    @Test
    void a_refused_start_says_so_plainly() {
        FailureAnalysis told = new VaultRefusedAnalyzer()
                .analyze(new IllegalStateException(new VaultRefused("中文", "English")));

        assertThat(told.getDescription()).contains("中文").contains("English");
    }

    private static Sealed sealedBy(TinkVault vault) {
        return vault.seal(new PersonId(UUID.randomUUID().toString()), DataClass.D3, "欧阳素琴");
    }

    private static String traceOf(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
