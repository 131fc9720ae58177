package com.didstock.downloads;

import com.didstock.tenancy.RefusedException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** How many files may be written at once: each takes memory and a share of the database. */
final class DownloadPlaces {

    private final int perTenant;
    private final Semaphore free;
    private final Map<Integer, Integer> taken = new ConcurrentHashMap<>();

    DownloadPlaces(int perTenant, int inAll) {
        this.perTenant = perTenant;
        this.free = new Semaphore(inAll);
    }

    /**
     * Takes a place; close it once to give it back.
     *
     * @throws RefusedException if none is free
     */
    Place take(int tenantId) {
        if (taken.merge(tenantId, 1, Integer::sum) > perTenant || !free.tryAcquire()) {
            leave(tenantId);
            throw new RefusedException(DownloadRefusal.BUSY, perTenant);
        }
        return () -> {
            free.release();
            leave(tenantId);
        };
    }

    private void leave(int tenantId) {
        taken.computeIfPresent(tenantId, (_, count) -> count == 1 ? null : count - 1);
    }

    /** A place, until closed. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
