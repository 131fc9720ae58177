package com.didstock.uploads;

import com.didstock.tenancy.Actor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * A file that came in and lies on disk until it is imported, given up or forgotten.
 *
 * @param name for people only
 * @param fingerprint SHA-256 of its content
 */
record KeptFile(
        UUID id, int operatorId, int tenantId, String name, Path path, long bytes, byte[] fingerprint, Instant at) {

    boolean isOf(Actor actor) {
        return operatorId == actor.operatorId() && tenantId == actor.tenantId();
    }
}
