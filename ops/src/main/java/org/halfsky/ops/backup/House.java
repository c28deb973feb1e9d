package org.halfsky.ops.backup;

import java.nio.file.Path;

import org.halfsky.ops.HalfskyProperties;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import picocli.CommandLine.Option;

/** Which house a command means: the same settings, under the same names, as the server's. */
final class House {

    @Option(names = "--home", paramLabel = "FOLDER", defaultValue = "${env:HALFSKY_HOME:-data}", description = "数据文件夹 · the folder that keeps everything (HALFSKY_HOME; default ${DEFAULT-VALUE})")
    Path home;

    @Option(names = "--database-url", paramLabel = "URL", defaultValue = "${env:HALFSKY_DATABASE_URL}", description = "自备数据库的 JDBC 地址 · JDBC URL of a PostgreSQL server of your own (HALFSKY_DATABASE_URL)")
    String url;

    @Option(names = "--database-user", paramLabel = "ROLE", defaultValue = "${env:HALFSKY_DATABASE_USER}", description = "可建角色与模式的账号 · a role that may create roles and schemas there (HALFSKY_DATABASE_USER)")
    String user;

    // No option: what stands on a command line can be read by everybody on the machine.
    private final String password = System.getenv("HALFSKY_DATABASE_PASSWORD");

    HalfskyProperties.Database database() {
        return new HalfskyProperties.Database(url, user, password, 4);
    }

    /** A tool says what it did, not how the database under it started. */
    static void quiet() {
        LoggingSystem.get(House.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    }
}
