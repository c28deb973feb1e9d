package org.halfsky.ops;

import java.nio.file.Path;
import java.time.ZoneId;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of the house; a wrong one stops the start.
 *
 * @param home           the folder that keeps everything (environment variable {@code HALFSKY_HOME})
 * @param mode           trial (with accounts and data to try) or production (empty)
 * @param zone           the zone that dates are counted in
 * @param database       where the data lies
 * @param cachedStreams  how many streams the command side keeps in memory
 * @param viewBatch      how many events a view folds before it writes once
 * @param automationBatch how many events an automation handles in one transaction
 * @param passwordCost   how slow a password's hash is, as bcrypt counts it: each step takes twice as long; not below 10 (OWASP)
 */
@Validated
@ConfigurationProperties("halfsky")
public record HalfskyProperties(@NotNull @DefaultValue("data") Path home, @NotNull @DefaultValue("trial") Mode mode,
        @NotNull @DefaultValue("Asia/Shanghai") ZoneId zone, @NotNull @Valid @DefaultValue Database database,
        @Min(1) @DefaultValue("10000") int cachedStreams, @Min(1) @DefaultValue("500") int viewBatch,
        @Min(1) @DefaultValue("10") int automationBatch,
        @Min(10) @Max(16) @DefaultValue("12") int passwordCost) {

    /** What the house is for. */
    public enum Mode {
        /** To try: bound to loopback, with one account per role and example data. */
        TRIAL,
        /** For real: starts empty, with one administrator. */
        PRODUCTION
    }

    /**
     * Where the data lies.
     *
     * @param url      JDBC URL of an empty PostgreSQL database; absent for the embedded server
     * @param user     a role that may create roles and schemas there
     * @param password its password
     * @param poolSize connections of the busiest pool
     */
    public record Database(String url, String user, String password, @Min(4) @DefaultValue("16") int poolSize) {

        /** Whether the embedded server keeps the data, inside {@code home}. */
        public boolean embedded() {
            return url == null || url.isBlank();
        }
    }
}
