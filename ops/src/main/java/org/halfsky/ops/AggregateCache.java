package org.halfsky.ops;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps the roots of the streams that were used last, firmly, whatever the garbage collector would like. A root that was changed
 * in a transaction is seen by that transaction alone until it commits: nobody decides on what may never have happened.
 */
final class AggregateCache implements Cache {

    private final Map<Object, Object> committed;

    AggregateCache(int capacity) {
        committed = new LinkedHashMap<>(16, 0.75f, true) {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
                return size() > capacity;
            }
        };
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> V get(K key) {
        Map<Object, Object> changed = changed();
        if (changed != null && changed.containsKey(key)) {
            return (V) changed.get(key);
        }
        synchronized (committed) {
            return (V) committed.get(key);
        }
    }

    @Override
    public void put(Object key, Object value) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            drop(key);
            changing().put(key, value);
        } else {
            synchronized (committed) {
                committed.put(key, value);
            }
        }
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        if (containsKey(key)) {
            return false;
        }
        put(key, value);
        return true;
    }

    @Override
    public boolean remove(Object key) {
        Map<Object, Object> changed = changed();
        boolean was = changed != null && changed.remove(key) != null;
        return drop(key) || was;
    }

    @Override
    public void removeAll() {
        Map<Object, Object> changed = changed();
        if (changed != null) {
            changed.clear();
        }
        synchronized (committed) {
            committed.clear();
        }
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    /** Nobody listens: entries come and go in their own time. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> true;
    }

    private boolean drop(Object key) {
        synchronized (committed) {
            return committed.remove(key) != null;
        }
    }

    @SuppressWarnings("unchecked")
    private Map<Object, Object> changed() {
        return (Map<Object, Object>) TransactionSynchronizationManager.getResource(this);
    }

    private Map<Object, Object> changing() {
        Map<Object, Object> changed = changed();
        if (changed == null) {
            changed = new HashMap<>();
            TransactionSynchronizationManager.bindResource(this, changed);
            TransactionSynchronizationManager.registerSynchronization(new Publishing(changed));
        }
        return changed;
    }

    /** Gives the transaction's roots to everybody when it has committed. */
    private final class Publishing implements TransactionSynchronization {

        private final Map<Object, Object> changed;

        Publishing(Map<Object, Object> changed) {
            this.changed = changed;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(AggregateCache.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(AggregateCache.this, changed);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(AggregateCache.this);
            if (status == STATUS_COMMITTED) {
                synchronized (committed) {
                    committed.putAll(changed);
                }
            }
        }
    }
}
