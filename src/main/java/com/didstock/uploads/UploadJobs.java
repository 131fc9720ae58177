package com.didstock.uploads;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Imports that go on while nobody waits for them. How far each is, says {@link Uploads#report}; here is only what this
 * node works on. An import that a stopped node left behind is started again by its owner and goes on where it was.
 */
@Service
public class UploadJobs {

    private static final Logger LOG = LoggerFactory.getLogger(UploadJobs.class);

    private final Uploads uploads;
    private final Semaphore atOnce = new Semaphore(2);
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private final Map<UUID, RuntimeException> failures = new ConcurrentHashMap<>();

    UploadJobs(Uploads uploads) {
        this.uploads = uploads;
    }

    /**
     * Starts an import, or lets one that is running here run on.
     *
     * @throws NotThereException if the tenant has no such upload
     * @see Uploads#importRows
     */
    public void start(Actor actor, UUID upload, boolean releaseAtOnce, String operationKey) {
        uploads.report(actor, upload);
        if (running.add(upload)) {
            failures.remove(upload);
            Thread.ofVirtual().name("import " + upload).start(() -> run(actor, upload, releaseAtOnce, operationKey));
        }
    }

    private void run(Actor actor, UUID upload, boolean releaseAtOnce, String operationKey) {
        try {
            atOnce.acquire();
            try {
                uploads.importRows(actor, upload, releaseAtOnce, operationKey, UploadProgress.NONE);
            } finally {
                atOnce.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.warn("The import of upload {} stopped", upload, failure);
            failures.put(upload, failure);
        } finally {
            running.remove(upload);
        }
    }

    /** {@return whether this node is importing it} */
    public boolean isRunning(UUID upload) {
        return running.contains(upload);
    }

    /** {@return whether its import stopped here for a reason other than being cancelled, and was not started again} */
    public boolean hasStopped(UUID upload) {
        return failures.containsKey(upload);
    }
}
