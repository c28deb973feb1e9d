package org.halfsky.ops.accounts;

import java.net.URI;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.halfsky.command.http.Body;
import org.halfsky.command.http.IfMatch;
import org.halfsky.command.http.Versions;
import org.halfsky.command.stream.Done;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.ForCommands;
import org.halfsky.ops.accounts.Accounts.Added;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** The administrator's acts on accounts. */
@ForCommands
@RestController
class AccountsHttp {

    private final Accounts accounts;

    AccountsHttp(Accounts accounts) {
        this.accounts = accounts;
    }

    @PutMapping("/accounts/{staff}")
    ResponseEntity<Told> add(@PathVariable StaffId staff, @Body NewAccount account, Actor by) {
        Added added = accounts.add(by, staff, account.name(), account.role(), account.unit());
        return told(added.oneTimePassword() == null ? HttpStatus.OK : HttpStatus.CREATED, added, staff);
    }

    @PostMapping("/accounts/{staff}/role")
    ResponseEntity<Versions.Answer> change(@PathVariable StaffId staff, @Body Post post, IfMatch seen, Actor by) {
        return done(accounts.change(by, staff, seen.version(), post.name(), post.role(), post.unit()), staff);
    }

    @PostMapping("/accounts/{staff}/closing")
    ResponseEntity<Versions.Answer> close(@PathVariable StaffId staff, @Body Closing closing, IfMatch seen, Actor by) {
        return done(accounts.close(by, staff, seen.version(), closing.reason()), staff);
    }

    @PostMapping("/accounts/{staff}/password-reset")
    ResponseEntity<Told> resetPassword(@PathVariable StaffId staff, IfMatch seen, Actor by) {
        return told(HttpStatus.OK, accounts.resetPassword(by, staff, seen.version()), staff);
    }

    private static ResponseEntity<Versions.Answer> done(long version, StaffId staff) {
        return Versions.answer(new Done(version, false), location(staff));
    }

    private static ResponseEntity<Told> told(HttpStatus status, Added added, StaffId staff) {
        return ResponseEntity.status(status).location(URI.create(location(staff))).eTag("\"" + added.version() + '"')
                .body(new Told(added.version(), location(staff), added.oneTimePassword()));
    }

    private static String location(StaffId staff) {
        return "/accounts/" + staff;
    }

    record NewAccount(@NotNull @Size(max = 40) String name, @NotNull Role role, @NotNull UnitCode unit) {}

    record Post(@Size(max = 40) String name, @NotNull Role role, @NotNull UnitCode unit) {}

    record Closing(@NotNull ClosingReason reason) {}

    /** @param oneTimePassword told this once; absent when a repeated request made none */
    record Told(long version, String location, String oneTimePassword) {}
}
