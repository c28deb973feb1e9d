package org.halfsky.ops.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.halfsky.ops.vault.MasterKeyFile;

import tools.jackson.core.JacksonException;

/** A backup that was found whole: every table summed, and marked by the master key that goes with it. */
final class BackupFile implements AutoCloseable {

    private final Path path;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(Path path, ZipFile zip, Manifest manifest) {
        this.path = path;
        this.zip = zip;
        this.manifest = manifest;
    }

    /** Where the master key of this backup is written, and looked for. */
    static Path keyBeside(Path data) {
        String name = data.getFileName().toString();
        return data.resolveSibling(name.replaceFirst("\\.zip$", "") + ".master.key");
    }

    /** @throws BackupRefused if anything is missing, cut short, altered, or made with another key */
    static BackupFile verified(Path path, MasterKeyFile key) {
        if (!Files.isRegularFile(path)) {
            throw new BackupRefused("没有这个备份文件：" + path, "There is no such backup file: " + path);
        }
        if (!key.exists()) {
            throw new BackupRefused("主密钥文件不存在：" + key.path() + "。没有它，备份里的个人信息谁也打不开；什么都没有恢复。",
                    "The master key file is missing: " + key.path()
                            + ". Without it nobody can open the personal data of this backup; nothing was restored.");
        }
        ZipFile zip = null;
        try {
            zip = new ZipFile(path.toFile());
            byte[] bytes = content(zip, Manifest.ENTRY, path);
            if (!MessageDigest.isEqual(content(zip, Manifest.SEAL, path), key.mark(bytes))) {
                throw new BackupRefused("主密钥与备份不配，或备份清单被改动过：" + key.path() + "。什么都没有恢复。",
                        "The master key does not go with this backup, or its manifest was altered: " + key.path()
                                + ". Nothing was restored.");
            }
            Manifest manifest = Backup.JSON.readValue(bytes, Manifest.class);
            if (manifest.format() != Manifest.FORMAT) {
                throw new BackupRefused("备份格式 " + manifest.format() + " 不认识，请用更新的版本恢复。",
                        "Unknown backup format " + manifest.format() + ": restore it with a newer release.");
            }
            BackupFile file = new BackupFile(path, zip, manifest);
            file.sumUp();
            return file;
        } catch (IOException | JacksonException e) {
            closeQuietly(zip);
            throw damaged(path, e);
        } catch (RuntimeException e) {
            closeQuietly(zip);
            throw e;
        }
    }

    Manifest manifest() {
        return manifest;
    }

    InputStream rows(Manifest.Table table) throws IOException {
        ZipEntry entry = zip.getEntry(table.entry());
        if (entry == null) {
            throw damaged(path, null);
        }
        return zip.getInputStream(entry);
    }

    private void sumUp() throws IOException {
        for (Manifest.Table table : manifest.tables()) {
            Summed sum = new Summed();
            try (InputStream rows = sum.from(rows(table))) {
                rows.transferTo(OutputStream.nullOutputStream());
            }
            if (!sum.hex().equals(table.sha256())) {
                throw damaged(path, null);
            }
        }
    }

    private static byte[] content(ZipFile zip, String name, Path path) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw damaged(path, null);
        }
        try (InputStream content = zip.getInputStream(entry)) {
            return content.readAllBytes();
        }
    }

    private static BackupRefused damaged(Path path, Exception cause) {
        return new BackupRefused("备份文件不完整或被改动过：" + path + "。请换一份备份；什么都没有恢复。",
                "The backup file is incomplete or was altered: " + path + ". Use another one; nothing was restored.",
                cause);
    }

    private static void closeQuietly(ZipFile zip) {
        if (zip != null) {
            try {
                zip.close();
            } catch (IOException e) {
                // It was only read.
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
