package org.halfsky.ops.network;

import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.ops.trial.Loading;
import org.halfsky.ops.trial.Loading.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The division code that comes with the house, registered while the server runs; {@code GET /loading} tells how far it is. */
@RestController
class NetworkImportHttp {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkImportHttp.class);

    private final NetworkImport network;
    private final Loading loading;
    private final AtomicBoolean running = new AtomicBoolean();

    NetworkImportHttp(NetworkImport network, Loading loading) {
        this.network = network;
        this.loading = loading;
    }

    @PostMapping("/units/import")
    ResponseEntity<Void> begin(Actor by) {
        Rule.require(HouseRule.ROLE_ALLOWS, by.role() == Role.ADMINISTRATOR);
        if (!loading.state().running() && running.compareAndSet(false, true)) {
            loading.at(Step.NETWORK, 0, 0);
            Thread.ofPlatform().name("network-import").daemon().start(this::run);
        }
        return ResponseEntity.accepted().location(URI.create("/loading")).build();
    }

    private void run() {
        try {
            network.run((done, all) -> loading.at(Step.NETWORK, done, all));
            loading.at(Step.DONE, 0, 0);
        } catch (RuntimeException failed) {
            LOG.error("The network was not imported whole; import it again", failed);
            loading.at(Step.FAILED, 0, 0);
        } finally {
            running.set(false);
        }
    }
}
