package org.halfsky.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * The folder that keeps everything: a lock held as long as the process lives, which the operating system drops even after
 * {@code kill -9}. It is for one process at a time, or for those that work beside each other on a database server.
 */
public final class Home implements AutoCloseable {

    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    /** @throws HomeInUse if another process has it */
    public Home(Path folder) {
        this(folder, false);
    }

    private Home(Path folder, boolean shared) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            ownerOnlyFolder(this.folder);
            channel = FileChannel.open(this.folder.resolve("halfsky.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            ownerOnly(this.folder.resolve("halfsky.lock"));
            lock = tryLock(channel, shared);
            if (lock == null) {
                String holder = Files.readString(this.folder.resolve("halfsky.lock")).trim();
                channel.close();
                throw new HomeInUse(this.folder, holder);
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the folder " + this.folder, e);
        }
    }

    /** @throws HomeInUse if a process has it for itself alone */
    public static Home shared(Path folder) {
        return new Home(folder, true);
    }

    public Path folder() {
        return folder;
    }

    /** A file or folder in it. */
    public Path resolve(String name) {
        return folder.resolve(name);
    }

    /** Makes the folder, readable by its owner alone. */
    public static void ownerOnlyFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (POSIX) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Takes everybody else's rights to a file. */
    public static void ownerOnly(Path file) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Writes a secret so that at no instant anybody else could read it. */
    public static void writeSecret(Path file, String content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** The same, but never over one that another process made a moment earlier. */
    static void writeSecretOnce(Path file, String content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        try {
            write(fresh, content);
            Files.createLink(file, fresh);
        } catch (UnsupportedOperationException noLinks) {
            Files.move(fresh, file);
        } catch (FileAlreadyExistsException another) {
            // its content holds
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void write(Path fresh, String content) throws IOException {
        if (POSIX) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(fresh);
        }
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            out.write(StandardCharsets.UTF_8.encode(content));
            out.force(true);
        }
    }

    private static FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
