package org.halfsky.ops.backup;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over what passes through. */
final class Summed {

    private final MessageDigest digest;

    Summed() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closing it leaves the target open: a zip goes on with its next entry. */
    OutputStream into(OutputStream target) {
        return new FilterOutputStream(target) {
            @Override
            public void write(int b) throws IOException {
                digest.update((byte) b);
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                digest.update(bytes, from, length);
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    InputStream from(InputStream source) {
        return new FilterInputStream(source) {
            @Override
            public int read() throws IOException {
                int b = in.read();
                if (b >= 0) {
                    digest.update((byte) b);
                }
                return b;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int read = in.read(bytes, from, length);
                if (read > 0) {
                    digest.update(bytes, from, read);
                }
                return read;
            }
        };
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
