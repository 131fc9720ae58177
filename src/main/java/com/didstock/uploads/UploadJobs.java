package com.didstock.uploads;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ActorRefusedException;
import com.didstock.tenancy.DatabaseAwayException;
import com.didstock.tenancy.LostImports;
import com.didstock.tenancy.LostImports.Lost;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.uploads.UploadRefusedException.Reason;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Imports that go on while nobody waits for them. How far each is, says {@link Uploads#report}; here is only what this
 * node works on. An import that a stopped node left behind is found within minutes by any node and goes on where it was.
 */
@Service
public class UploadJobs {

    private static final Logger LOG = LoggerFactory.getLogger(UploadJobs.class);

    private final Uploads uploads;
    private final LostImports lost;
    private final Clock clock;
    private final Semaphore atOnce = new Semaphore(2);
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private final Map<UUID, RuntimeException> failures = new ConcurrentHashMap<>();

    UploadJobs(Uploads uploads, LostImports lost, Clock clock) {
        this.uploads = uploads;
        this.lost = lost;
        this.clock = clock;
    }

    /**
     * Starts an import, or lets one that is running here run on.
     *
     * @throws NotThereException if the tenant has no such upload
     * @see Uploads#importRows
     */
    public void start(Actor actor, UUID upload, ImportChoices choices, String operationKey) {
        uploads.report(actor, upload);
        if (running.add(upload)) {
            failures.remove(upload);
            Thread.ofVirtual().name("import " + upload).start(() -> run(actor, upload, choices, operationKey));
        }
    }

    /** Goes on with imports that a stopped node left behind. */
    @Scheduled(initialDelayString = "PT3S", fixedDelayString = "PT1M")
    void goOn() {
        try {
            var now = clock.instant();
            for (var one : lost.take(now, now.plus(UploadImports.LEASE))) {
                if (running.add(one.upload())) {
                    Thread.ofVirtual().name("import " + one.upload()).start(() -> goOn(one));
                }
            }
        } catch (DatabaseAwayException away) {
            LOG.info("imports left behind were not looked for this time: {}", away.getMessage());
        }
    }

    private void goOn(Lost one) {
        try {
            LOG.info("going on with the import of upload {}", one.upload());
            // It began before: how, and under which key, is known.
            uploads.importRows(
                    one.actor(),
                    one.upload(),
                    ImportChoices.newNumbers(false),
                    "upload " + one.upload(),
                    UploadProgress.NONE);
        } catch (ActorRefusedException | RightMissingException refused) {
            lost.end(one, Reason.STARTER_GONE.name());
        } catch (UploadRefusedException refused) {
            lost.end(one, refused.reason().name());
        } catch (RuntimeException failure) {
            LOG.warn("The import of upload {} stopped again", one.upload(), failure);
        } finally {
            running.remove(one.upload());
        }
    }

    private void run(Actor actor, UUID upload, ImportChoices choices, String operationKey) {
        try {
            atOnce.acquire();
            try {
                uploads.importRows(actor, upload, choices, operationKey, UploadProgress.NONE);
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
