package org.halfsky.ops.rebuild;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.ops.ForQueries;
import org.halfsky.ops.TaskProgress;
import org.halfsky.query.http.NotYours;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far a rebuild is, for the program that began it. */
@ForQueries
@RestController
class RebuildPage {

    private final TaskProgress progress;

    RebuildPage(TaskProgress progress) {
        this.progress = progress;
    }

    @GetMapping("/operations/rebuild")
    Rebuilding how(Actor by) {
        NotYours.unless(by.role() == Role.ADMINISTRATOR);
        return Rebuilding.last(progress);
    }
}
