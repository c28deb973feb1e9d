package org.halfsky.ops.security;

import java.util.List;

import org.halfsky.ops.accounts.Accounts;
import org.halfsky.ops.accounts.Accounts.Verdict;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Asks the accounts whether a password is right. */
final class PasswordCheck implements AuthenticationProvider {

    private final Accounts accounts;
    private final SignInPace pace = new SignInPace();

    PasswordCheck(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        if (asked.getDetails() instanceof WebAuthenticationDetails from && !pace.allows(from.getRemoteAddress())) {
            throw new TooFast();
        }
        String name = asked.getName().strip();
        return switch (accounts.check(name, String.valueOf(asked.getCredentials()))) {
            case Verdict.Right right -> signedIn(Staff.of(right.account()));
            case Verdict.Wrong wrong -> throw new WrongPassword(wrong.left());
            case Verdict.Locked _ -> throw new LockedException("locked");
        };
    }

    static Authentication signedIn(Staff staff) {
        return UsernamePasswordAuthenticationToken.authenticated(staff, null,
                List.of(new SimpleGrantedAuthority("ROLE_" + staff.role().name())));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** Too many passwords from one address; whether this one is right is not looked at. */
    static final class TooFast extends AuthenticationException {

        private static final long serialVersionUID = 1L;

        private TooFast() {
            super("too fast");
        }
    }

    /** Says how many tries are left; the same for names that nobody has. */
    static final class WrongPassword extends BadCredentialsException {

        private static final long serialVersionUID = 1L;

        private final int left;

        WrongPassword(int left) {
            super("wrong name or password");
            this.left = left;
        }

        int left() {
            return left;
        }
    }
}
