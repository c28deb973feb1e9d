package org.halfsky.ops.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backup holds, so that a restore knows whether it has all of it.
 *
 * @param format     of the file; raised when an older restore could not read it
 * @param takenAt    the instant whose committed data it holds
 * @param server     the PostgreSQL version it came from
 * @param migrations the schema versions the tables have, by schema
 * @param tables     in the order in which they were written
 * @param sequences  where each must go on
 */
record Manifest(int format, Instant takenAt, String server, Map<String, String> migrations, List<Table> tables,
        List<Sequence> sequences) {

    static final int FORMAT = 1;
    /** The entry's name in the zip. */
    static final String ENTRY = "manifest.json";
    /** Its seal under the master key: shows that the backup is whole, unaltered and goes with this key. */
    static final String SEAL = "manifest.seal";

    /**
     * @param columns without those that only mean something inside the server they came from
     * @param sha256  of the rows, in hex
     */
    record Table(String schema, String name, List<String> columns, long rows, String sha256) {

        String entry() {
            return schema + "/" + name + ".copy";
        }

        String qualified() {
            return Names.quoted(schema) + "." + Names.quoted(name);
        }

        String columnList() {
            return String.join(", ", columns.stream().map(Names::quoted).toList());
        }
    }

    record Sequence(String schema, String name, long lastValue, boolean called) {

        String qualified() {
            return Names.quoted(schema) + "." + Names.quoted(name);
        }
    }
}
