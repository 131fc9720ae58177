package com.didstock.planted;

import com.didstock.db.didstock.tables.Tenant;
import java.util.Date;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Breaks the rules of services. Abstract, so that no context makes one. */
@Service
public abstract class PlantedService {

    private final Date born = new Date(0);

    /** Asks nobody who acts, and shows everybody its table. */
    public Optional<Tenant> everything() {
        return born.getTime() > 0 ? Optional.of(Tenant.TENANT) : Optional.empty();
    }
}
