package org.halfsky.ops;

import java.util.List;

/** Who signs in to the database. Each can do what its part of the house needs and no more. */
enum DatabaseRole {

    /** Migrates the event store, and does nothing else: it alone could change what happened. */
    OWNER("halfsky_owner", "events", List.of("events")),
    /** Decides: reads and adds events, keeps the registers. */
    COMMAND("halfsky_command", "command, account, events", List.of("command", "account", "ledger")),
    /** Shows: reads events, keeps the views. */
    VIEW("halfsky_view", "view, events", List.of("view")),
    /** Keeps the keys. */
    VAULT("halfsky_vault", "vault", List.of("vault"));

    private final String login;
    private final String searchPath;
    private final List<String> schemas;

    DatabaseRole(String login, String searchPath, List<String> schemas) {
        this.login = login;
        this.searchPath = searchPath;
        this.schemas = schemas;
    }

    String login() {
        return login;
    }

    /** Where unqualified names are looked for, the role's own schema first. */
    String searchPath() {
        return searchPath;
    }

    /** What it owns. */
    List<String> schemas() {
        return schemas;
    }
}
