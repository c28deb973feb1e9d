package org.halfsky.ops.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** The master key's file: the owner's alone, whole or not there at all. */
public final class MasterKeyFile {

    /** Where it lies in the home of an installation. */
    public static final String NAME = "keys/master.key";

    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE);
    private static final int TOO_BIG = 64 * 1024;

    private final Path path;

    public MasterKeyFile(Path path) {
        this.path = path;
    }

    public static MasterKeyFile in(Path home) {
        return new MasterKeyFile(home.resolve(NAME));
    }

    public Path path() {
        return path;
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /** The file's bytes, once they are known to be a key that nobody else can read. */
    public byte[] bytes() {
        refuseIfOthersCanRead();
        try {
            if (Files.size(path) > TOO_BIG) {
                throw unreadable(null);
            }
            byte[] bytes = Files.readAllBytes(path);
            MasterKey.parse(bytes);
            return bytes;
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Puts a key there that was kept elsewhere; never over another one. */
    public void write(byte[] key) {
        try {
            MasterKey.parse(key);
            createWhole(key);
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        } catch (FileAlreadyExistsException e) {
            throw new VaultRefused("主密钥文件已存在，不覆盖：" + path,
                    "There is a master key file already, and it is not overwritten: " + path,
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this key wrapped the keys of the vault that holds this proof. */
    public boolean proves(byte[] proof) {
        return read().proves(proof);
    }

    /** A mark that only the holder of this key can make on this content. */
    public byte[] mark(byte[] content) {
        return read().mark(content);
    }

    MasterKey read() {
        try {
            return MasterKey.parse(bytes());
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    /** Makes a new key, or reads the one that another process made a moment earlier. */
    MasterKey create() {
        MasterKey made = MasterKey.made();
        try {
            createWhole(made.serialized());
            return made;
        } catch (FileAlreadyExistsException e) {
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException("The master key could not be written to " + path, e);
        }
    }

    /** Written aside with the owner's rights from its first byte, forced to disk, then given its name in one step. */
    private void createWhole(byte[] content) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder, rights(EnumSet.of(PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE)));
        Path aside = folder.resolve("." + path.getFileName() + "." + UUID.randomUUID());
        try {
            try (FileChannel file = FileChannel.open(aside,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), rights(OWNER_ONLY))) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            nameOnce(aside);
        } finally {
            Files.deleteIfExists(aside);
        }
        if (posix()) {
            try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
                entry.force(true);
            }
        }
    }

    /** A hard link fails where the name is taken; a rename would silently replace the other key. */
    private void nameOnce(Path aside) throws IOException {
        try {
            Files.createLink(path, aside);
        } catch (UnsupportedOperationException e) {
            Files.move(aside, path);
        }
    }

    private void refuseIfOthersCanRead() {
        if (!posix()) {
            return;
        }
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
            if (!OWNER_ONLY.containsAll(rights)) {
                throw new VaultRefused(
                        "主密钥文件他人可读写（" + PosixFilePermissions.toString(rights) + "）：" + path
                                + "。改为仅所有者可读写（chmod 600）；若他人可能已看过，应视为泄露。",
                        "The master key file is open to others (" + PosixFilePermissions.toString(rights) + "): " + path
                                + ". Make it the owner's alone (chmod 600); if others may have read it, treat it as leaked.");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private VaultRefused unreadable(Exception cause) {
        return new VaultRefused("主密钥文件读不出或不完整：" + path + "。从保管处取回备份的主密钥。",
                "The master key file cannot be read or is incomplete: " + path
                        + ". Bring back the copy that was kept with the backup.",
                cause);
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] rights(Set<PosixFilePermission> rights) {
        return posix() ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(rights)} : new FileAttribute<?>[0];
    }
}
