package com.didstock.tenancy;

import javax.sql.DataSource;

/** Makes queues of mail where no Spring context does. */
public final class MailQueues {

    private MailQueues() {}

    public static MailQueue over(DataSource dataSource) {
        return new MailQueue(new Outbox(new Entry(dataSource)), false);
    }
}
