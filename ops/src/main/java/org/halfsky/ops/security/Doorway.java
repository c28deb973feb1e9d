package org.halfsky.ops.security;

import java.net.InetAddress;
import java.util.stream.Stream;

import org.halfsky.ops.HalfskyProperties.Mode;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where the house may be reached. A trial only from this machine; in production from elsewhere only over TLS, our own or that of
 * a proxy that is declared by {@code server.forward-headers-strategy}.
 */
@Component
class Doorway implements WebServerFactoryCustomizer<ConfigurableWebServerFactory> {

    private final Environment settings;

    Doorway(Environment settings) {
        this.settings = settings;
    }

    /** @throws DoorRefused before anything listens */
    @Override
    public void customize(ConfigurableWebServerFactory server) {
        Binder binder = Binder.get(settings);
        Mode mode = binder.bind("halfsky.mode", Mode.class).orElse(Mode.TRIAL);
        if (opensToOthers(binder, "server.address")) {
            refuseUnlessGuarded(mode, "server.address");
        }
        // without an address of its own, a port of its own would open everywhere, whatever the other one does
        int port = settings.getProperty("management.server.port", Integer.class, -1);
        boolean portOfItsOwn = port >= 0 && !settings.getProperty("management.server.port")
                .equals(settings.getProperty("server.port"));
        if (portOfItsOwn && opensToOthers(binder, "management.server.address")) {
            throw new DoorRefused("管理端口只在本机打开：请设 management.server.address=127.0.0.1，或去掉 management.server.port。",
                    "The management port opens on this machine only: set management.server.address=127.0.0.1, or leave "
                            + "management.server.port out.");
        }
    }

    private static boolean opensToOthers(Binder binder, String name) {
        InetAddress address = binder.bind(name, InetAddress.class).orElse(null);
        return address == null || !address.isLoopbackAddress();
    }

    private void refuseUnlessGuarded(Mode mode, String name) {
        switch (mode) {
            case TRIAL -> throw new DoorRefused(
                    "试用模式只在本机打开：" + name + " 须为 127.0.0.1。正式使用请设 halfsky.mode=production。",
                    "Trial mode opens on this machine only: " + name
                            + " must be 127.0.0.1. For real use set halfsky.mode=production.");
            case PRODUCTION -> {
                if (!tls() && !proxy()) {
                    throw new DoorRefused(
                            "正式模式对外打开须用 TLS：请配置 server.ssl，或在 TLS 代理之后设 server.forward-headers-strategy=native。",
                            "In production " + name
                                    + " beyond this machine needs TLS: configure server.ssl, or, behind a proxy that ends "
                                    + "TLS, set server.forward-headers-strategy=native.");
                }
            }
        }
    }

    private boolean tls() {
        return settings.getProperty("server.ssl.enabled", Boolean.class, true)
                && Stream.of("server.ssl.bundle", "server.ssl.certificate", "server.ssl.key-store")
                        .anyMatch(settings::containsProperty);
    }

    /** The other strategy believes whoever sends the headers, so that anybody could come from any address. */
    private boolean proxy() {
        return settings.getProperty("server.forward-headers-strategy", "none").equalsIgnoreCase("native");
    }
}
