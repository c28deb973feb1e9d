package org.halfsky.ops;

import org.halfsky.command.stream.OtherDeciders;
import org.springframework.context.annotation.Bean;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * What changes where several processes stand on one database server: they may share a home, a session that one began is known to
 * all, and a root is decided on only at the version that is stored. Imported by the launchers that want it, never scanned.
 */
@EnableJdbcHttpSession(tableName = "account.session", maxInactiveIntervalInSeconds = ManyProcesses.SESSION_SECONDS)
class ManyProcesses {

    /** As {@code server.servlet.session.timeout} for one process. */
    static final int SESSION_SECONDS = 3600;

    @Bean
    OtherDeciders otherDeciders() {
        return new OtherDeciders();
    }

    /** Two requests of one session at the same moment: the later word holds, and neither fails. */
    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionRows() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    @Bean
    CookieSerializer sessionCookie() {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName("halfsky");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
    }
}
