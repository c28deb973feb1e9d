package org.halfsky.ops.accounts;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.ForQueries;
import org.halfsky.query.access.UnitNames;
import org.halfsky.query.http.NotKnown;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** The accounts of the administrator's units, and one account with its history. */
@ForQueries
@Controller
class AccountsPage {

    private final Accounts accounts;
    private final ObjectProvider<UnitNames> units;

    AccountsPage(Accounts accounts, ObjectProvider<UnitNames> units) {
        this.accounts = accounts;
        this.units = units;
    }

    @ModelAttribute("roles")
    List<Role> roles() {
        return Stream.of(Role.values()).filter(role -> role != Role.SYSTEM).toList();
    }

    @GetMapping("/accounts")
    String all(Model page, Actor by) {
        List<Account> all = accounts.allOf(by);
        page.addAttribute("accounts", all).addAttribute("by", by)
                .addAttribute("open", all.stream().filter(Account::open).count())
                .addAttribute("units",
                        names(Stream.concat(Stream.of(by.unit()), all.stream().map(Account::unit)).toList()));
        return "accounts/page";
    }

    @GetMapping("/accounts/{staff}")
    String one(Model page, @PathVariable String staff, Actor by) {
        Account account = accounts.find(by, staff).orElseThrow(NotKnown::new);
        List<AccountChange> changes = accounts.changesOf(account.staff());
        List<UnitCode> named = Stream.concat(Stream.of(account.unit()), changes.stream().map(AccountChange::unit)
                .filter(unit -> unit != null)).toList();
        page.addAttribute("account", account).addAttribute("changes", changes)
                .addAttribute("closingReasons", ClosingReason.values())
                .addAttribute("oneself", account.staff().equals(by.staff()))
                .addAttribute("units", names(named))
                .addAttribute("staff", accounts.of(changes.stream().map(AccountChange::by).toList()));
        return "accounts/account";
    }

    @ResponseBody
    @GetMapping(path = "/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Account> all(Actor by) {
        return accounts.allOf(by);
    }

    @ResponseBody
    @GetMapping(path = "/accounts/{staff}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Account> one(@PathVariable StaffId staff, Actor by) {
        Account account = accounts.in(by, staff);
        return ResponseEntity.ok().eTag("\"" + account.version() + '"').body(account);
    }

    private Map<UnitCode, String> names(List<UnitCode> codes) {
        return units.stream().findFirst().map(names -> names.of(codes.stream().distinct().toList())).orElse(Map.of());
    }
}
