package org.halfsky.ops.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.NotNull;

import org.halfsky.command.http.Body;
import org.halfsky.command.http.Versions;
import org.halfsky.command.stream.Done;
import org.halfsky.events.ids.Actor;
import org.halfsky.ops.accounts.Account;
import org.halfsky.ops.accounts.Accounts;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Everyone's own password. */
@Controller
class PasswordPage {

    private final Accounts accounts;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    PasswordPage(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/password")
    String open(Model page) {
        page.addAttribute("mustChange", ActorResolver.staff().filter(Staff::mustChange).isPresent());
        return "accounts/password";
    }

    /** All other sessions and remembered passwords of the account are over; this one goes on. */
    @PostMapping("/password")
    @ResponseBody
    ResponseEntity<Versions.Answer> change(@Body PasswordChange change, Actor by, HttpServletRequest request,
            HttpServletResponse response) {
        Account account = accounts.changePassword(by.staff(), change.old(), change.fresh(), change.again());
        if (request.getSession(false) != null) {
            request.changeSessionId();
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(PasswordCheck.signedIn(Staff.of(account)));
            SecurityContextHolder.setContext(context);
            contexts.saveContext(context, request, response);
        }
        return Versions.answer(new Done(account.version(), false), "/");
    }

    /** The field names of the form. */
    record PasswordChange(@NotNull String old, @NotNull String fresh, @NotNull String again) {

        @Override
        public String toString() {
            return "PasswordChange[…]";
        }
    }
}
