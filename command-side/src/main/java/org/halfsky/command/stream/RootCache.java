package org.halfsky.command.stream;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;

/** One kind of root in the cache that all kinds share: an id made by a caller may be that of another kind's stream. */
final class RootCache implements Cache {

    private final Cache all;
    private final String kind;

    RootCache(Cache all, String kind) {
        this.all = all;
        this.kind = kind;
    }

    @Override
    public <K, V> V get(K id) {
        return all.get(key(id));
    }

    @Override
    public void put(Object id, Object root) {
        // A command that was refused before the stream began leaves a root without an id.
        if (id != null) {
            all.put(key(id), root);
        }
    }

    @Override
    public boolean putIfAbsent(Object id, Object root) {
        return all.putIfAbsent(key(id), root);
    }

    @Override
    public <T> T computeIfAbsent(Object id, Supplier<T> root) {
        return all.computeIfAbsent(key(id), root);
    }

    @Override
    public boolean remove(Object id) {
        return id != null && all.remove(key(id));
    }

    @Override
    public void removeAll() {
        all.removeAll();
    }

    @Override
    public boolean containsKey(Object id) {
        return all.containsKey(key(id));
    }

    @Override
    public <V> void computeIfPresent(Object id, UnaryOperator<V> change) {
        all.computeIfPresent(key(id), change);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return all.registerCacheEntryListener(listener);
    }

    private String key(Object id) {
        return kind + ':' + id;
    }
}
