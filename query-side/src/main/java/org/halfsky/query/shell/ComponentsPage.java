package org.halfsky.query.shell;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Every part of every page in all its states, for developers and administrators. */
@Controller
class ComponentsPage {

    @GetMapping("/components")
    String components() {
        return "components/page";
    }
}
