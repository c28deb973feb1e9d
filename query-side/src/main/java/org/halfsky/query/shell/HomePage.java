package org.halfsky.query.shell;

import org.halfsky.events.ids.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Sends everyone to where the role's day begins. */
@Controller
class HomePage {

    @GetMapping("/")
    String home(Actor actor) {
        return "redirect:" + Area.home(actor.role()).path();
    }
}
