package org.halfsky.ops.privacy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every form in which a text may lie about without being sealed: a careless encoding hides nothing, and neither does a bare hash. */
final class Forms {

    /** Shorter ones turn up by chance in a few hundred megabytes. */
    private static final int SHORTEST = 6;
    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE, Charset.forName("GB18030"));

    private final Map<String, byte[]> forms = new LinkedHashMap<>();

    private Forms() {}

    /** What the text looks like in bytes, by the name of the form. */
    static Map<String, byte[]> of(String text) {
        Forms made = new Forms();
        for (Charset charset : CHARSETS) {
            made.carried(charset.name(), text.getBytes(charset));
        }
        made.escapes(text);
        for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
            made.carried(algorithm, digest(algorithm, text));
        }
        return made.forms;
    }

    /** As they are, in base64 at every alignment, and in hex. */
    private void carried(String name, byte[] bytes) {
        put(name, bytes);
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            // Only the characters that no neighbour has a share in.
            int from = (before * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            String core = Base64.getEncoder().encodeToString(shifted).substring(from, Math.max(from, to));
            put(name + " in base64+" + before, ascii(core));
            put(name + " in base64url+" + before, ascii(core.replace('+', '-').replace('/', '_')));
        }
        put(name + " in hex", ascii(HexFormat.of().formatHex(bytes)));
        put(name + " in HEX", ascii(HexFormat.of().withUpperCase().formatHex(bytes)));
    }

    private void escapes(String text) {
        StringBuilder json = new StringBuilder();
        StringBuilder decimal = new StringBuilder();
        StringBuilder hex = new StringBuilder();
        text.chars().forEach(c -> {
            json.append("\\u%04x".formatted(c));
            decimal.append("&#").append(c).append(';');
            hex.append("&#x%x;".formatted(c));
        });
        put("JSON escapes", ascii(json.toString()));
        put("JSON escapes, upper case", ascii(json.toString().toUpperCase(Locale.ROOT).replace("\\U", "\\u")));
        put("HTML entities", ascii(decimal.toString()));
        put("HTML hex entities", ascii(hex.toString()));
        StringBuilder percent = new StringBuilder();
        StringBuilder octal = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            percent.append("%%%02x".formatted(b));
            octal.append("\\%03o".formatted(b & 0xff));
        }
        put("percent-encoded", ascii(percent.toString()));
        put("PERCENT-ENCODED", ascii(percent.toString().toUpperCase(Locale.ROOT)));
        put("bytea escapes", ascii(octal.toString()));
    }

    private void put(String name, byte[] form) {
        if (form.length >= SHORTEST) {
            forms.put(name, form);
        }
    }

    private static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
