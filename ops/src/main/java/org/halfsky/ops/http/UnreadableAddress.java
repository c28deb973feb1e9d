package org.halfsky.ops.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;

/**
 * Answers what the server refuses before it knows any page, such as a NUL in the
 * address: a problem (RFC 9457) in both languages, as nobody's choice is known yet.
 */
public class UnreadableAddress extends ErrorReportValve {

    private static final String PROBLEM = """
            {"type":"/problems/question","title":"请求不对 / Bad request","status":%d,\
            "detail":"网址读不懂，系统没有改动任何东西。/ The address cannot be read. Nothing was changed."}
            """;
    /** What went wrong even while the error's own page was made, as when the database does not answer. */
    private static final String BROKEN = """
            {"type":"/problems/system","title":"系统出错 / The system failed","status":%d,\
            "detail":"系统暂时不能回答，请稍后再试。/ The system cannot answer now. Please try again later."}
            """;

    @Override
    protected void report(Request request, Response response, Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.getReporter().write((status < 500 ? PROBLEM : BROKEN).formatted(status));
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            // nobody waits for the answer any more
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Installed {

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadableAddresses() {
            return server -> server.addContextCustomizers(context -> ((StandardHost) context.getParent())
                    .setErrorReportValveClass(UnreadableAddress.class.getName()));
        }
    }
}
