package org.halfsky.ops.trial;

import org.halfsky.ops.ForQueries;
import org.halfsky.ops.network.Loading;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;

/** Says on every page that a trial's data is still being loaded, so that nobody takes half a ledger for a whole one. */
@ForQueries
@Controller
@ControllerAdvice
class LoadingStrip {

    private final Loading loading;

    LoadingStrip(Loading loading) {
        this.loading = loading;
    }

    /** For the frame around every page; nothing when there is nothing to say. */
    @ModelAttribute("loading")
    Loading.State whileLoading() {
        Loading.State state = loading.state();
        return state.running() ? state : null;
    }

    @GetMapping(path = "/loading", produces = MediaType.TEXT_HTML_VALUE)
    String strip(Model model) {
        model.addAttribute("loading", loading.state());
        return "trial/strip :: strip";
    }

    @ResponseBody
    @GetMapping(path = "/loading", produces = MediaType.APPLICATION_JSON_VALUE)
    Loading.State state() {
        return loading.state();
    }
}
