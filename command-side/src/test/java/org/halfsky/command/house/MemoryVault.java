package org.halfsky.command.house;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Identifier;
import org.halfsky.events.privacy.Indexed;
import org.halfsky.events.privacy.Opening;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;

/** A vault of a test: seals at random as the real one does, and remembers who opened what. */
public final class MemoryVault implements Vault {

    private final Map<Sealed, String> texts = new HashMap<>();
    private final Set<Indexed> index = new HashSet<>();
    private final List<Opening> openings = new ArrayList<>();

    @Override
    public synchronized Sealed seal(PersonId person, DataClass dataClass, String text) {
        Sealed sealed = new Sealed(person, dataClass, Base64.getEncoder().withoutPadding()
                .encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8)));
        texts.put(sealed, text);
        return sealed;
    }

    @Override
    public synchronized Map<Sealed, String> open(Collection<Sealed> sealed, Opening why) {
        openings.add(why);
        return sealed.stream().filter(texts::containsKey)
                .collect(Collectors.toMap(each -> each, texts::get, (one, other) -> one));
    }

    @Override
    public synchronized void index(PersonId person, Identifier kind, String value) {
        if (index.stream().noneMatch(entry -> entry.person().equals(person) && entry.kind() == kind)) {
            index.add(new Indexed(person, kind, value));
        }
    }

    @Override
    public synchronized void reindex(PersonId person, Identifier kind, String value) {
        index.removeIf(entry -> entry.person().equals(person) && entry.kind() == kind);
        index(person, kind, value);
    }

    @Override
    public synchronized Set<PersonId> find(Identifier kind, String value) {
        return index.stream().filter(entry -> entry.kind() == kind && entry.value().equals(value))
                .map(Indexed::person).collect(Collectors.toSet());
    }

    @Override
    public synchronized Set<PersonId> sharing(Collection<PersonId> persons, Identifier kind) {
        Set<PersonId> others = index.stream().filter(entry -> persons.contains(entry.person()) && entry.kind() == kind)
                .flatMap(entry -> find(kind, entry.value()).stream()).collect(Collectors.toSet());
        others.removeAll(persons);
        return others;
    }

    @Override
    public byte[] mark(String text) {
        return ("mark " + text.hashCode()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void destroy(PersonId person) {
        texts.keySet().removeIf(sealed -> sealed.person().equals(person));
        index.removeIf(entry -> entry.person().equals(person));
    }

    /** What the sealed text says, for the test alone. */
    public synchronized String says(Sealed sealed) {
        return texts.get(sealed);
    }

    public synchronized List<Opening> openings() {
        return List.copyOf(openings);
    }
}
