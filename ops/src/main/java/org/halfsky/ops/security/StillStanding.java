package org.halfsky.ops.security;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.halfsky.events.ids.StaffId;
import org.halfsky.ops.accounts.Accounts;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the sessions of an account that was closed or changed, at once; and lets who signed in with a password that someone else
 * made do nothing but replace it.
 */
final class StillStanding extends OncePerRequestFilter {

    private final Accounts accounts;
    private final Answers answers;

    StillStanding(Accounts accounts, Answers answers) {
        this.accounts = accounts;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Staff> staff = ActorResolver.staff();
        if (staff.isPresent() && !accounts.stands(new StaffId(staff.get().id()), staff.get().version())) {
            SecurityContextHolder.clearContext();
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            staff = Optional.empty();
        }
        if (staff.isPresent() && staff.get().mustChange() && !open(request.getRequestURI())) {
            if (request.getMethod().equals("GET") && Answers.browses(request)) {
                response.sendRedirect("/password");
            } else {
                answers.refuse(request, response, HttpStatus.FORBIDDEN, "HOUSE-MUST-CHANGE");
            }
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean open(String path) {
        return path.equals("/password") || path.equals("/sign-out") || path.equals("/sign-in") || path.equals("/error")
                || Stream.of("/css/", "/js/", "/webjars/", "/mark.svg").anyMatch(path::startsWith);
    }
}
