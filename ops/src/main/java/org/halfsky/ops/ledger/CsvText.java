package org.halfsky.ops.ledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.halfsky.ops.ledger.LedgerFile.Cells;
import org.halfsky.ops.ledger.UnreadableLedger.Why;

/** CSV as federations have it: UTF-8 with or without a mark, or GB18030; commas, semicolons or tabs. */
final class CsvText {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final char[] SEPARATORS = {',', ';', '\t', '，'};
    private static final int PROBED = 64 * 1024;

    private CsvText() {}

    static void read(byte[] bytes, Cells to) {
        Text text = decodable(bytes);
        try (CSVParser parser = parser(text, separator(text))) {
            for (CSVRecord row : parser) {
                to.row(Math.toIntExact(row.getRecordNumber()), row.toList());
            }
        } catch (UncheckedIOException | IOException broken) {
            throw new UnreadableLedger(broken, Why.BROKEN_CSV);
        }
    }

    /** What is valid UTF-8 is UTF-8: GB18030 text hardly ever is by chance, the other way round it often is. */
    private static Text decodable(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return strictly(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return strictly(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return strictly(bytes, 2, StandardCharsets.UTF_16BE);
        }
        boolean meantAsUtf8 = decodes(bytes, 0, StandardCharsets.UTF_8) || mostlyUtf8(bytes);
        return strictly(bytes, 0, meantAsUtf8 ? StandardCharsets.UTF_8 : GB18030);
    }

    /**
     * Whether most of what is not ASCII are whole characters of UTF-8, as in a file that was torn or cut: read as GB18030 it
     * would become other names. Chinese text in GB18030 makes such triples only now and then.
     */
    private static boolean mostlyUtf8(byte[] bytes) {
        int whole = 0;
        int others = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= 0) {
                continue;
            }
            boolean triple = i + 2 < bytes.length && (bytes[i] & 0xF0) == 0xE0 && (bytes[i + 1] & 0xC0) == 0x80
                    && (bytes[i + 2] & 0xC0) == 0x80;
            if (triple) {
                whole += 3;
                i += 2;
            } else {
                others++;
            }
        }
        return whole > others;
    }

    private static Text strictly(byte[] bytes, int from, Charset charset) {
        if (!decodes(bytes, from, charset)) {
            throw new UnreadableLedger(Why.ENCODING);
        }
        return new Text(bytes, from, charset);
    }

    /** A zero byte is no text in any of these encodings, so a picture or a program is told at once. */
    private static boolean decodes(byte[] bytes, int from, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(8192);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                return false;
            }
            out.flip();
            if (out.chars().anyMatch(c -> c == 0)) {
                return false;
            }
            out.clear();
            if (result.isUnderflow()) {
                return true;
            }
        }
    }

    /** The separator that makes most headings known; where none is, the one that makes the widest rows. */
    private static char separator(Text text) {
        char best = SEPARATORS[0];
        int most = 0;
        for (char separator : SEPARATORS) {
            int fits = fits(text, separator);
            if (fits > most) {
                most = fits;
                best = separator;
            }
        }
        return best;
    }

    private static int fits(Text text, char separator) {
        int known = 0;
        int widest = 0;
        try (CSVParser parser = parser(text.beginning(), separator)) {
            int seen = 0;
            for (CSVRecord row : parser) {
                known = Math.max(known, Survey.known(row.toList()));
                widest = Math.max(widest, Math.min(row.size(), LedgerFile.MAX_COLUMNS));
                if (++seen == 20) {
                    break;
                }
            }
        } catch (UncheckedIOException | IOException notThisOne) {
            return known * LedgerFile.MAX_COLUMNS;
        }
        return known * LedgerFile.MAX_COLUMNS + widest;
    }

    private static CSVParser parser(Text text, char separator) throws IOException {
        return CSVFormat.DEFAULT.builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .get()
                .parse(text.reader());
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        return bytes.length >= mark.length
                && Arrays.equals(Arrays.stream(mark).toArray(), firstBytes(bytes, mark.length));
    }

    private static int[] firstBytes(byte[] bytes, int count) {
        int[] first = new int[count];
        for (int i = 0; i < count; i++) {
            first[i] = bytes[i] & 0xFF;
        }
        return first;
    }

    private record Text(byte[] bytes, int from, int to, Charset charset) {

        Text(byte[] bytes, int from, Charset charset) {
            this(bytes, from, bytes.length, charset);
        }

        Text beginning() {
            return new Text(bytes, from, Math.min(to, from + PROBED), charset);
        }

        Reader reader() {
            return new InputStreamReader(new ByteArrayInputStream(bytes, from, to - from), charset);
        }
    }
}
