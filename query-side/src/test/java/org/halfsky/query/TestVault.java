package org.halfsky.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Identifier;
import org.halfsky.events.privacy.Opening;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;

/** A vault for tests of the views: no secrets, but it remembers who opened what and why. */
public final class TestVault implements Vault {

    /** Every opening, with how many texts were opened. */
    public final List<Map.Entry<Opening, Integer>> openings = new ArrayList<>();
    private final Set<PersonId> destroyed = new HashSet<>();
    private final Map<String, Set<PersonId>> index = new HashMap<>();

    static Sealed sealed(PersonId person, DataClass dataClass, String text) {
        return new Sealed(person, dataClass,
                Base64.getEncoder().withoutPadding().encodeToString(("~" + text).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Sealed seal(PersonId person, DataClass dataClass, String text) {
        return sealed(person, dataClass, text);
    }

    @Override
    public Map<Sealed, String> open(Collection<Sealed> sealed, Opening why) {
        openings.add(Map.entry(why, sealed.size()));
        Map<Sealed, String> opened = new LinkedHashMap<>();
        sealed.stream().filter(one -> !destroyed.contains(one.person())).forEach(one -> opened.put(one,
                new String(Base64.getDecoder().decode(one.ciphertext()), StandardCharsets.UTF_8).substring(1)));
        return opened;
    }

    @Override
    public void index(PersonId person, Identifier kind, String value) {
        index.computeIfAbsent(kind + value, _ -> new HashSet<>()).add(person);
    }

    @Override
    public Set<PersonId> find(Identifier kind, String value) {
        return index.getOrDefault(kind + value, Set.of());
    }

    @Override
    public void reindex(PersonId person, Identifier kind, String value) {
        index.forEach((key, persons) -> {
            if (key.startsWith(kind.name())) {
                persons.remove(person);
            }
        });
        index(person, kind, value);
    }

    @Override
    public Set<PersonId> sharing(Collection<PersonId> persons, Identifier kind) {
        Set<PersonId> others = new HashSet<>();
        index.values().stream().filter(known -> known.stream().anyMatch(persons::contains)).forEach(others::addAll);
        others.removeAll(persons);
        return others;
    }

    @Override
    public byte[] mark(String text) {
        return ("mark " + text.hashCode()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void destroy(PersonId person) {
        destroyed.add(person);
    }
}
