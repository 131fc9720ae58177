package com.didstock.uploads;

import com.didstock.tenancy.Actor;
import com.didstock.uploads.UploadRefusedException.Reason;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Files that people sent, between their coming in and their being imported. They lie in a folder of the data directory,
 * under names of the portal's making, a few for each tenant, and go when they are done with, after an hour, and when the
 * portal starts.
 */
@Component
class KeptFiles {

    private static final Logger LOG = LoggerFactory.getLogger(KeptFiles.class);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int OF_A_TENANT = 4;
    private static final int IN_ALL = 20;

    private final Path folder;
    private final Clock clock;
    private final Map<UUID, KeptFile> files = new ConcurrentHashMap<>();

    @Autowired
    KeptFiles(@Value("${didstock.uploads:${didstock.data:data}/uploads}") String folder, Clock clock) {
        this(Path.of(folder), clock);
    }

    KeptFiles(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Deletes what a portal that was stopped left behind. */
    @PostConstruct
    void clear() {
        onDisk().forEach(KeptFiles::delete);
    }

    /**
     * Keeps a file; where the tenant has too many, its oldest goes.
     *
     * @param content read to its end, not closed
     * @throws UploadRefusedException if it is larger than the limit, noticed when it is passed, or comes in too slowly
     */
    KeptFile keep(Actor actor, String name, InputStream content, long limit) {
        forgetOld();
        makeRoom(actor);
        Path path = null;
        try {
            Files.createDirectories(folder);
            path = Files.createTempFile(folder, "", ".upload");
            var metered = new MeteredStream(content, limit);
            try (var out = Files.newOutputStream(path)) {
                metered.transferTo(out);
            }
            var file = new KeptFile(
                    UUID.randomUUID(),
                    actor.operatorId(),
                    actor.tenantId(),
                    name,
                    path,
                    metered.count(),
                    metered.fingerprint(),
                    clock.instant());
            files.put(file.id(), file);
            path = null;
            return file;
        } catch (UncheckedIOException sender) {
            throw new UploadRefusedException(Reason.INTERRUPTED);
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        } finally {
            if (path != null) {
                delete(path);
            }
        }
    }

    /**
     * {@return a file}
     *
     * @throws FileNotKeptException if the tenant has no such file, or no more, or another node has it
     */
    KeptFile find(Actor actor, UUID id) {
        var file = files.get(id);
        if (file == null || !file.isOf(actor)) {
            throw new FileNotKeptException();
        }
        return file;
    }

    /** {@return what lies in the folder} */
    List<Path> onDisk() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var found = Files.list(folder)) {
            return found.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(UUID id) {
        return files.containsKey(id);
    }

    boolean isKept(Actor actor, UUID id) {
        var file = files.get(id);
        return file != null && file.isOf(actor);
    }

    /** Deletes a file of the tenant; if there is none, nothing happens. */
    void discard(Actor actor, UUID id) {
        var file = files.get(id);
        if (file != null && file.isOf(actor)) {
            remove(file);
        }
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT5M")
    void forgetOld() {
        var limit = clock.instant().minus(KEPT);
        files.values().stream().filter(file -> file.at().isBefore(limit)).forEach(this::remove);
    }

    private void makeRoom(Actor actor) {
        while (files.values().stream().filter(file -> file.isOf(actor)).count() >= OF_A_TENANT) {
            files.values().stream()
                    .filter(file -> file.isOf(actor))
                    .min(Comparator.comparing(KeptFile::at))
                    .ifPresent(this::remove);
        }
        if (files.size() >= IN_ALL) {
            throw new UploadRefusedException(Reason.BUSY);
        }
    }

    private void remove(KeptFile file) {
        files.remove(file.id());
        delete(file.path());
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted", path, e);
        }
    }
}
