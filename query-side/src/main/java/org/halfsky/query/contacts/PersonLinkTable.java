package org.halfsky.query.contacts;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.person.PersonEvent;
import org.halfsky.events.person.PersonEvent.KeyDestroyed;
import org.halfsky.events.person.PersonEvent.PersonRecognised;
import org.halfsky.events.person.PersonEvent.PersonToldApart;
import org.halfsky.query.projection.Column;
import org.halfsky.query.projection.FoldedTable;
import org.halfsky.query.projection.Recorded;

/** The table {@code contact_person}: with whom a human said a person is the same, or not. Both sides have a row. */
final class PersonLinkTable extends FoldedTable<PersonLinkTable.Links> {

    /**
     * What is known of one person entry.
     *
     * @param same
     *            confirmed to be the same person
     * @param other
     *            confirmed to be someone else
     */
    record Links(PersonId person, Set<String> same, Set<String> other, boolean destroyed) {}

    PersonLinkTable() {
        super("contact_person", List.of(new Column("person_id", "uuid"), new Column("same_as", "uuid[]"),
                new Column("not_same_as", "uuid[]"), new Column("destroyed", "boolean")));
    }

    @Override
    public List<String> keysOf(Object event) {
        return switch (event) {
            case PersonRecognised said -> List.of(said.personId().value(), said.sameAs().value());
            case PersonToldApart said -> List.of(said.personId().value(), said.notSameAs().value());
            case KeyDestroyed said -> List.of(said.personId().value());
            default -> List.of();
        };
    }

    @Override
    public Links after(String key, Links before, Object event, Recorded recorded) {
        Links known = before == null ? new Links(new PersonId(key), Set.of(), Set.of(), false) : before;
        return switch ((PersonEvent) event) {
            case PersonRecognised said -> {
                String with = otherOf(key, said.personId(), said.sameAs());
                yield new Links(known.person(), with(known.same(), with), without(known.other(), with),
                        known.destroyed());
            }
            case PersonToldApart said -> {
                String with = otherOf(key, said.personId(), said.notSameAs());
                yield new Links(known.person(), without(known.same(), with), with(known.other(), with),
                        known.destroyed());
            }
            case KeyDestroyed _ -> new Links(known.person(), known.same(), known.other(), true);
        };
    }

    @Override
    protected Object[] values(Links row) {
        return new Object[]{row.person(), row.same(), row.other(), row.destroyed()};
    }

    @Override
    protected Links read(ResultSet row) throws SQLException {
        return new Links(new PersonId(row.getString("person_id")), ids(row.getArray("same_as")),
                ids(row.getArray("not_same_as")), row.getBoolean("destroyed"));
    }

    private static Set<String> ids(Array array) throws SQLException {
        Set<String> ids = new TreeSet<>();
        for (Object id : (Object[]) array.getArray()) {
            ids.add(id.toString());
        }
        return ids;
    }

    private static String otherOf(String key, PersonId one, PersonId two) {
        return one.value().equals(key) ? two.value() : one.value();
    }

    private static Set<String> with(Set<String> some, String one) {
        Set<String> all = new TreeSet<>(some);
        all.add(one);
        return all;
    }

    private static Set<String> without(Set<String> some, String one) {
        Set<String> all = new TreeSet<>(some);
        all.remove(one);
        return all;
    }
}
