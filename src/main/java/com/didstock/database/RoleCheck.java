package com.didstock.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses to serve as a role that row-level security does not bind: superusers, bypassing roles and owners of the tables
 * would see every tenant, silently.
 */
final class RoleCheck {

    /** Each query yields what is wrong with the connected role, in words that follow "it". */
    private static final List<String> OBJECTIONS = List.of("""
            select case when rolname = session_user then trait else 'may become ' || rolname || ', which ' || trait end
            from pg_roles
            cross join lateral (values
                (rolsuper, 'is a superuser'),
                (rolbypassrls, 'bypasses row-level security'),
                (rolcreaterole, 'may create roles'),
                (rolcreatedb, 'may create databases')) as checked (holds, trait)
            where holds and pg_has_role(session_user, oid, 'member')
              and (rolname = session_user or not (select rolsuper from pg_roles where rolname = session_user))
            order by rolname <> session_user, rolname, trait
            """, """
            select 'owns ' || n.nspname || '.' || c.relname
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('didstock', 'infra') and c.relkind in ('r', 'p', 'v', 'm', 'f')
              and pg_has_role(session_user, c.relowner, 'member')
            order by 1 limit 1
            """, """
            select 'may create objects in schema ' || nspname
            from pg_namespace
            where nspname in ('didstock', 'infra', 'public') and has_schema_privilege(session_user, oid, 'create')
            order by 1
            """);

    private RoleCheck() {}

    static void refuseTooStrong(Connection connection) throws SQLException {
        var objections = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            for (var query : OBJECTIONS) {
                try (var rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        objections.add(rows.getString(1));
                    }
                }
            }
        }
        if (!objections.isEmpty()) {
            throw new StartRefusedException(
                    """
                    The portal does not serve as the database role %s: it %s. \
                    Give spring.datasource.username and spring.datasource.password of the role didstock_app \
                    as db/bootstrap.sql creates it.""".formatted(connection.getMetaData().getUserName(), String.join(", it ", objections)));
        }
    }
}
