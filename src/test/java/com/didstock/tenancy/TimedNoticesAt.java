package com.didstock.tenancy;

import javax.sql.DataSource;

/** Makes what tells of time where no Spring context does. */
public final class TimedNoticesAt {

    private TimedNoticesAt() {}

    public static TimedNotices over(DataSource dataSource) {
        return new TimedNotices(new Outbox(new Entry(dataSource)));
    }
}
