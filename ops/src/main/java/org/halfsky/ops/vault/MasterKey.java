package org.halfsky.ops.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import org.halfsky.events.privacy.Identifier;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one secret that the vault's tables do not hold: it wraps every person's key and keys the blind index. The two are
 * separate keys, so that a look-up never handles what opens a text.
 */
final class MasterKey {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] PROOF = "halfsky vault".getBytes(StandardCharsets.UTF_8);
    private static final int TOKEN_BYTES = 32;

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final KeysetHandle wrapping;
    private final KeysetHandle index;
    private final Aead wrap;
    private final PrfSet blind;

    private MasterKey(KeysetHandle wrapping, KeysetHandle index) throws GeneralSecurityException {
        this.wrapping = wrapping;
        this.index = index;
        this.wrap = wrapping.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.blind = index.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    }

    static MasterKey made() {
        try {
            return new MasterKey(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                    KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make keys", e);
        }
    }

    /** @throws GeneralSecurityException if this is not a master key, or only part of one */
    static MasterKey parse(byte[] file) throws GeneralSecurityException {
        try {
            JsonNode root = JSON.readTree(file);
            return new MasterKey(keyset(root.path("wrapping")), keyset(root.path("index")));
        } catch (RuntimeException e) {
            // The cause could quote the file's content; it goes no further.
            throw new GeneralSecurityException("Not a master key file");
        }
    }

    byte[] serialized() {
        try {
            ObjectNode root = JSON.createObjectNode();
            root.put("halfsky", "master key: keep it secret, keep it safe, keep it apart from the backup");
            root.put("version", 1);
            root.set("wrapping", tree(wrapping));
            root.set("index", tree(index));
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new key for a person. */
    PersonKey newKey(String person) {
        try {
            KeysetHandle handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            byte[] wrapped = TinkProtoKeysetFormat.serializeEncryptedKeyset(handle, wrap, utf8(person));
            return new PersonKey(wrapped, primitive(handle));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make keys", e);
        }
    }

    /** @throws GeneralSecurityException if the row was tampered with, belongs to another person or another master key */
    Aead unwrap(String person, byte[] wrapped) throws GeneralSecurityException {
        return primitive(TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, wrap, utf8(person)));
    }

    /** The same for the same value and key, and of no use to anybody without the key. */
    byte[] token(Identifier kind, String normalised) {
        try {
            return blind.computePrimary(utf8(kind.name() + '|' + normalised), TOKEN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never equal to a token: no identifier is called by its prefix. */
    byte[] mark(byte[] content) {
        byte[] prefix = utf8("mark|");
        byte[] input = Arrays.copyOf(prefix, prefix.length + content.length);
        System.arraycopy(content, 0, input, prefix.length, content.length);
        try {
            return blind.computePrimary(input, TOKEN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What only this key can have written. */
    byte[] proof() {
        try {
            return wrap.encrypt(PROOF, PROOF);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean proves(byte[] proof) {
        try {
            wrap.decrypt(proof, PROOF);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A person's key, ready for use, and the form in which it may be stored. */
    record PersonKey(byte[] wrapped, Aead aead) {}

    private static Aead primitive(KeysetHandle handle) throws GeneralSecurityException {
        return handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    private static KeysetHandle keyset(JsonNode node) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(JSON.writeValueAsString(node), InsecureSecretKeyAccess.get());
    }

    private static JsonNode tree(KeysetHandle handle) throws GeneralSecurityException {
        return JSON.readTree(TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
