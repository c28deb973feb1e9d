package org.halfsky.ops.backup;

/** Names from the catalogue, as SQL wants them. */
final class Names {

    private Names() {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
