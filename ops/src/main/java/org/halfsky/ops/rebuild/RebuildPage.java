package org.halfsky.ops.rebuild;

import org.halfsky.ops.ForQueries;
import org.halfsky.ops.TaskProgress;
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
    Rebuilding how() {
        return Rebuilding.last(progress);
    }
}
