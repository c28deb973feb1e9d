package org.halfsky.ops.security;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The door. */
@Controller
class SignInPage {

    private final boolean trial;

    SignInPage(@Value("${halfsky.mode:trial}") String mode) {
        this.trial = mode.equalsIgnoreCase("trial");
    }

    @ModelAttribute("trial")
    boolean trial() {
        return trial;
    }

    @GetMapping("/sign-in")
    String open(Model page, @RequestParam(required = false) String out, @RequestParam(required = false) String stale) {
        page.addAttribute("note", out != null ? "out" : stale != null ? "stale" : null);
        return ActorResolver.staff().isPresent() ? "redirect:/" : "signin/page";
    }

    /** Forwarded to when the password was wrong. */
    @PostMapping("/sign-in/again")
    String again(Model page, @RequestAttribute(required = false) Integer left,
            @RequestParam(defaultValue = "") String username) {
        if (left == null) {
            return "redirect:/sign-in";
        }
        page.addAttribute("left", left).addAttribute("username", username.length() > 64 ? "" : username);
        return "signin/page";
    }
}
