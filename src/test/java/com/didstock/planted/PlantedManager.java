package com.didstock.planted;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import java.time.Instant;
import javax.sql.DataSource;
import org.jooq.DSLContext;

/** Breaks every rule at once. */
@Route(value = "planted", registerAtStartup = false)
public class PlantedManager extends Div {

    private final transient DSLContext sql;
    private final transient DataSource dataSource;

    PlantedManager(DSLContext sql, DataSource dataSource) {
        this.sql = sql;
        this.dataSource = dataSource;
    }

    double price() {
        return Instant.now().getEpochSecond() + (double) sql.hashCode() + dataSource.hashCode();
    }
}
