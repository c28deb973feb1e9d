package org.halfsky.ops;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells on the console, in both languages, where the house answers. */
@Component
class Greeting {

    private final Environment environment;
    private final Home home;

    Greeting(Environment environment, Home home) {
        this.environment = environment;
        this.home = home;
    }

    @EventListener
    void tell(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext context) {
            String scheme = environment.getProperty("server.ssl.enabled", Boolean.class, false) ? "https" : "http";
            String address = scheme + "://" + environment.getProperty("server.address", "127.0.0.1") + ":"
                    + context.getWebServer().getPort();
            System.out.printf("""

                    半边天已就绪：%1$s　数据保存在 %2$s　按 Ctrl-C 停止
                    Halfsky is ready: %1$s  data kept in %2$s  Ctrl-C stops it

                    """, address, home.folder());
        }
    }
}
