package com.didstock.uploads;

import com.didstock.uploads.UploadRefusedException.Reason;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** How many files may be read at once: each takes memory and a share of the database. */
final class UploadSlots {

    private final int perTenant;
    private final Semaphore free;
    private final Map<Integer, Integer> taken = new ConcurrentHashMap<>();

    UploadSlots(int perTenant, int inAll) {
        this.perTenant = perTenant;
        this.free = new Semaphore(inAll);
    }

    /**
     * Takes a place; close it to give it back.
     *
     * @throws UploadRefusedException if none is free
     */
    Slot take(int tenantId) {
        if (taken.merge(tenantId, 1, Integer::sum) > perTenant || !free.tryAcquire()) {
            leave(tenantId);
            throw new UploadRefusedException(Reason.BUSY);
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
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }
}
