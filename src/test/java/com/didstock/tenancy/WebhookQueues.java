package com.didstock.tenancy;

import javax.sql.DataSource;

/** Makes queues of events where no Spring context does. */
public final class WebhookQueues {

    private WebhookQueues() {}

    public static WebhookQueue over(DataSource dataSource) {
        return new WebhookQueue(new Outbox(new Entry(dataSource)));
    }
}
