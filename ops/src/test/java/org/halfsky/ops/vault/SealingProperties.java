package org.halfsky.ops.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Identifier;
import org.halfsky.events.privacy.Opening;
import org.halfsky.events.privacy.Sealed;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What holds for every text, person and number, not only for the examples one thinks of. */
class SealingProperties {

    private static final Opening WHY = new Opening(new StaffId(UUID.randomUUID().toString()), "property", "any");
    private static VaultFixture fixture;
    private static TinkVault vault;

    @BeforeContainer
    static void start() {
        fixture = new VaultFixture();
        vault = fixture.vault();
    }

    @Property(tries = 200)
    void what_is_sealed_opens_again(@ForAll("persons") PersonId person, @ForAll DataClass dataClass,
            @ForAll("texts") String text) {
        Sealed sealed = vault.seal(person, dataClass, text);

        assertThat(vault.open(List.of(sealed), WHY)).containsEntry(sealed, text);
    }

    @Property(tries = 200)
    void ciphertext_never_shows_the_text_and_never_repeats(@ForAll("persons") PersonId person,
            @ForAll("texts") String text) {
        Assume.that(text.getBytes(StandardCharsets.UTF_8).length >= 6);
        String first = vault.seal(person, DataClass.D3, text).ciphertext();
        String second = vault.seal(person, DataClass.D3, text).ciphertext();

        assertThat(first).isNotEqualTo(second).doesNotContain("=");
        assertThat(raw(first)).doesNotContain(latin(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = 200)
    void one_changed_bit_is_noticed(@ForAll("persons") PersonId person, @ForAll("texts") String text,
            @ForAll @IntRange(min = 0, max = 100_000) int where) {
        Sealed sealed = vault.seal(person, DataClass.D2, text);
        byte[] bytes = Base64.getDecoder().decode(sealed.ciphertext());
        int bit = where % (bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        Sealed tampered = new Sealed(person, DataClass.D2, Base64.getEncoder().withoutPadding().encodeToString(bytes));

        assertThatThrownBy(() -> vault.open(List.of(tampered), WHY)).isInstanceOf(VaultRefused.class);
    }

    @Property(tries = 100)
    void a_text_passes_for_no_other_class(@ForAll("persons") PersonId person, @ForAll DataClass its,
            @ForAll DataClass other, @ForAll("texts") String text) {
        Assume.that(its != other);
        Sealed sealed = vault.seal(person, its, text);

        assertThatThrownBy(() -> vault.open(List.of(new Sealed(person, other, sealed.ciphertext())), WHY))
                .isInstanceOf(VaultRefused.class);
    }

    @Property(tries = 100)
    void a_text_passes_for_no_other_person(@ForAll("persons") PersonId person, @ForAll("persons") PersonId other,
            @ForAll("texts") String text) {
        Assume.that(!person.equals(other));
        Sealed sealed = vault.seal(person, DataClass.D3, text);
        vault.seal(other, DataClass.D3, "she has a key too");

        assertThatThrownBy(() -> vault.open(List.of(new Sealed(other, DataClass.D3, sealed.ciphertext())), WHY))
                .isInstanceOf(VaultRefused.class);
    }

    @Property(tries = 100)
    void a_row_of_one_person_is_no_key_for_another(@ForAll("persons") PersonId person,
            @ForAll("persons") PersonId other) {
        Assume.that(!person.equals(other));
        vault.prepare(List.of(person, other));
        Sealed sealed = vault.seal(person, DataClass.D3, "欧阳素琴");
        fixture.jdbc.update("""
                update vault.person_key set wrapped = (select wrapped from vault.person_key where person = ?::uuid)
                where person = ?::uuid""", other.value(), person.value());

        assertThatThrownBy(() -> fixture.vault().open(List.of(sealed), WHY)).isInstanceOf(VaultRefused.class);
    }

    @Property(tries = 100)
    void a_destroyed_key_opens_nothing(@ForAll("persons") PersonId person, @ForAll DataClass dataClass,
            @ForAll("texts") String text) {
        Sealed sealed = vault.seal(person, dataClass, text);
        vault.destroy(person);

        assertThat(vault.open(List.of(sealed), WHY)).isEmpty();
    }

    @Property(tries = 200)
    void the_index_finds_and_never_contains_the_value(@ForAll("persons") PersonId person,
            @ForAll("numbers") String number, @ForAll Identifier kind) {
        vault.index(person, kind, number);

        assertThat(vault.find(kind, number)).contains(person);
        List<byte[]> tokens = fixture.jdbc.queryForList("select token from vault.blind_index where person = ?::uuid",
                byte[].class, person.value());
        assertThat(tokens).isNotEmpty().allSatisfy(token -> {
            assertThat(token).hasSize(32).isNotEqualTo(sha256(number)).isNotEqualTo(sha256(kind.name() + '|' + number));
            assertThat(latin(token)).doesNotContain(number);
        });
    }

    @Property(tries = 50)
    void another_master_key_gives_other_tokens(@ForAll("numbers") String number) {
        assertThat(MasterKey.made().token(Identifier.PHONE, number))
                .isNotEqualTo(MasterKey.made().token(Identifier.PHONE, number));
    }

    @Provide
    Arbitrary<PersonId> persons() {
        return Arbitraries.create(() -> new PersonId(UUID.randomUUID().toString()));
    }

    @Provide
    Arbitrary<String> texts() {
        // Any text that survives UTF-8: lone surrogates are refused at the door.
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(400)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
        Arbitrary<String> chinese = Arbitraries.strings().withCharRange('一', '龥').ofMinLength(1).ofMaxLength(2000);
        return Arbitraries.oneOf(any, chinese);
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.strings().numeric().ofMinLength(11).ofMaxLength(18)
                .filter(number -> !number.startsWith("86") && !number.startsWith("0086"));
    }

    private static String raw(String base64) {
        return latin(Base64.getDecoder().decode(base64));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
