package com.didstock.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rules that the catalog of the database must keep, each a query that names what breaks it. */
enum CatalogLints {
    ROW_LEVEL_SECURITY_IS_ENABLED_AND_FORCED("""
            select c.relname from pg_class c
            where c.relnamespace = 'didstock'::regnamespace and c.relkind in ('r', 'p')
              and not (c.relrowsecurity and c.relforcerowsecurity)
              -- The gram index can't be used under a policy; nobody but its owner and the chain has a grant.
              and not (c.relname = 'did_key' and c.relrowsecurity and c.relowner = 'didstock_entry'::regrole)
            """),
    TABLES_BELONG_TO_THE_OWNER("""
            select c.relname from pg_class c
            where c.relnamespace in ('didstock'::regnamespace, 'infra'::regnamespace) and c.relkind in ('r', 'p', 'S', 'v')
              and c.relowner <> 'didstock_owner'::regrole and c.relname <> 'did_key'
            """),
    THE_OWNER_CAN_MIGRATE_ROWS("""
            select c.relname from pg_class c
            where c.relnamespace = 'didstock'::regnamespace and c.relkind in ('r', 'p') and c.relforcerowsecurity
              and not exists (
                  select from pg_policy p
                  where p.polrelid = c.oid and p.polroles = array['didstock_owner'::regrole::oid] and p.polcmd = '*')
            """),
    POLICIES_SAY_WHAT_IS_SEEN_AND_WHAT_IS_WRITTEN("""
            select p.polrelid::regclass || ' ' || p.polname from pg_policy p
            where case p.polcmd when 'r' then p.polqual is null
                                when 'd' then p.polqual is null
                                when 'a' then p.polwithcheck is null
                                else p.polqual is null or p.polwithcheck is null end
            """),
    POLICIES_ARE_NOBODYS_BUT_A_NAMED_ROLES("""
            select p.polrelid::regclass || ' ' || p.polname from pg_policy p where 0 = any (p.polroles)
            """),
    POLICIES_OF_THE_APPLICATION_ASK_WHO_IS_BOUND("""
            select p.polrelid::regclass || ' ' || p.polname
            from pg_policy p
            cross join lateral (values (pg_get_expr(p.polqual, p.polrelid)), (pg_get_expr(p.polwithcheck, p.polrelid))) e (text)
            where ('didstock_app'::regrole = any (p.polroles) or 0 = any (p.polroles))
              and e.text is not null
              -- A restrictive one opens nothing: it takes away from what others open.
              and p.polpermissive
              -- Once for each row is too often: as a scalar sub-select it is asked once.
              and (e.text !~ 'SELECT (didstock\\.)?bound_operator\\(\\)' or e.text !~ 'SELECT (didstock\\.)?bound_tenant\\(\\)')
            """),
    POLICIES_OF_THE_CHAIN_STAY_IN_THE_OPERATOR("""
            select p.polrelid::regclass || ' ' || p.polname
            from pg_policy p
            where 'didstock_chain'::regrole = any (p.polroles)
              and pg_get_expr(p.polqual, p.polrelid) !~ 'operator_id = \\( SELECT (didstock\\.)?bound_operator\\(\\)'
            """),
    EVERY_TABLE_HAS_A_PRIMARY_KEY("""
            select c.relname from pg_class c
            where c.relnamespace = 'didstock'::regnamespace and c.relkind in ('r', 'p')
              and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
            """),
    THE_OPERATOR_LEADS_EVERY_KEY_AND_INDEX("""
            select i.indexrelid::regclass::text
            from pg_index i
            join pg_class c on c.oid = i.indrelid and c.relnamespace = 'didstock'::regnamespace and c.relkind in ('r', 'p')
            left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
            where a.attname is distinct from 'operator_id'
              -- A folder's name is unique over the installation; a token is looked up before its operator is known;
              -- grams carry the tenant in themselves.
              and i.indexrelid::regclass::text not in
                  ('didstock.tenant_slug_uk', 'didstock.api_token_hash_ix', 'didstock.did_key_gram_ix')
            """),
    THE_OPERATOR_LEADS_EVERY_REFERENCE("""
            select f.conrelid::regclass || ' ' || f.conname
            from pg_constraint f
            join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
            join pg_attribute b on b.attrelid = f.confrelid and b.attnum = f.confkey[1]
            where f.contype = 'f' and f.connamespace = 'didstock'::regnamespace
              and (a.attname <> 'operator_id' or b.attname <> 'operator_id')
            """),
    REFERENCES_STAY_WITH_THE_TENANT("""
            select f.conrelid::regclass || ' ' || f.conname
            from pg_constraint f
            where f.contype = 'f' and f.connamespace = 'didstock'::regnamespace
              and f.confrelid <> 'didstock.tenant'::regclass
              and not exists (
                  select from unnest(f.conkey, f.confkey) as k (here, there)
                  join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.here and a.attname = 'tenant_id'
                  join pg_attribute b on b.attrelid = f.confrelid and b.attnum = k.there and b.attname = 'tenant_id')
            """),
    BIG_TABLES_ARE_CHECKED_BY_STATEMENT("""
            select f.conrelid::regclass || ' ' || f.conname
            from pg_constraint f
            where f.contype = 'f'
              and f.conrelid in ('didstock.did_holding'::regclass, 'didstock.history'::regclass,
                  'didstock.holding_period'::regclass, 'didstock.charge'::regclass)
            """),
    VIEWS_ASK_WITH_THE_READERS_RIGHTS("""
            select c.relname from pg_class c
            where c.relnamespace in ('didstock'::regnamespace, 'infra'::regnamespace)
              and (c.relkind = 'm' or c.relkind = 'v'
                  and not coalesce('security_invoker=true' = any (c.reloptions)
                      or 'security_invoker=on' = any (c.reloptions), false))
            """),
    FUNCTIONS_WITH_RIGHTS_OF_THEIR_OWN_ARE_REVIEWED("""
            select p.oid::regprocedure::text
            from pg_proc p
            where p.prosecdef and p.pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
              and (p.pronamespace <> 'didstock'::regnamespace or p.proname not in (
                  -- before a tenant is known
                  'find_login', 'find_token', 'bind_actor', 'register_operator', 'register_first_admin',
                  'set_operator_rules',
                  'operators_with_unfolded_counts', 'refused_people',
                  -- triggers
                  'check_holding_references', 'record_holdings_opened', 'record_holdings_closed',
                  'record_holdings_changed', 'refuse_deleting_used', 'record_batches_created',
                  'record_batches_changed', 'record_batches_deleted', 'keep_use_of_periods', 'check_charges',
                  -- the chain
                  'lock_chain', 'check_limits', 'give_numbers', 'offer_page', 'claim_from_offer', 'release_numbers',
                  'states_below', 'recall_numbers', 'delete_numbers', 'set_in_use', 'reserve_numbers', 'reserve_again',
                  'reserve_from_offer', 'reserved_for_me', 'extend_own_reservations', 'cancel_own_reservations',
                  'take_reserved', 'former_numbers', 'take_back_numbers', 'undo_taking_back',
                  'extend_reservations', 'cancel_reservations', 'reprice_numbers', 'announced_prices', 'apply_repricings',
                  'free_terms', 'set_free_of_charge', 'apply_announced', 'apply_free_changes',
                  'withdraw_numbers', 'rest_after_withdrawal', 'end_aging', 'transfer_refusals', 'transfer_numbers',
                  'moving_children', 'child_move', 'child_move_money', 'move_children', 'place_children',
                  'undo_refusals', 'undo_closing', 'closing_obstacles',
                  'use_numbers', 'provision_numbers', 'stop_using', 'move_use', 'is_stock_number',
                  -- internal numbers
                  'check_internal_range', 'internal_page', 'take_internal_numbers', 'return_internal_numbers',
                  'end_returned_internal_numbers', 'internal_range_use', 'remove_internal_range', 'internal_allowances',
                  -- oversight
                  'count_numbers_of_tenants', 'record_download', 'look_up_chain', 'look_up_past_chain', 'stays_between',
                  'record_use_begun', 'record_use_changed', 'record_use_ended', 'record_account',
                  'begin_view', 'end_view', 'may_view', 'bind_viewer', 'refused_viewers',
                  -- notices
                  'tell_of_activity', 'unread_notices',
                  'mail_of_notice', 'gather_mails', 'claim_mails', 'settle_mail',
                  'hook_notice', 'claim_deliveries', 'settle_delivery', 'tell_of_time', 'tell_of_stock', 'tell_of_import',
                  'tell_of_use', 'tell_of_accounts', 'tell_of_loaded', 'record_own_reservations',
                  'tell_of_idle_stock',
                  'set_standing_support', 'standing_support', 'use_standing_support', 'refuse_standing_support',
                  'tell_of_plan', 'take_due_plan', 'give_up_plan',
                  -- the ledger
                  'post_charges', 'month_is_open', 'charge_sums', 'charge_page', 'margin_parts', 'rate_sheet',
                  'first_charged_month',
                  'search_numbers', 'fold_holding_counts', 'known_numbers', 'import_upload', 'holders_below',
                  'existing_stock_refusals', 'import_existing_stock', 'record_stock_file', 'stock_file', 'refresh_stock_statistics',
                  'classify_numbers', 'move_to_vendor_batch', 'move_numbers_to_vendor_batch', 'spread_supply_label',
                  -- uploads
                  'update_from_upload', 'take_forgotten_imports', 'end_forgotten_import'))
            """),
    FUNCTIONS_WITH_RIGHTS_OF_THEIR_OWN_ARE_PINNED("""
            select p.oid::regprocedure::text
            from pg_proc p
            where p.prosecdef and p.pronamespace = 'didstock'::regnamespace
              and not coalesce('search_path=didstock, pg_temp' = any (p.proconfig), false)
            """),
    FUNCTIONS_WITH_RIGHTS_OF_THEIR_OWN_HAVE_FEW("""
            select p.oid::regprocedure::text
            from pg_proc p
            where p.prosecdef and p.pronamespace = 'didstock'::regnamespace
              and p.proowner not in ('didstock_chain'::regrole, 'didstock_entry'::regrole)
            """),
    NOTHING_IS_EVERYBODYS("""
            select p.oid::regprocedure::text
            from pg_proc p
            where p.pronamespace in ('didstock'::regnamespace, 'infra'::regnamespace)
              and (p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0))
            union all
            select c.oid::regclass::text from pg_class c cross join lateral aclexplode(c.relacl) a
            where c.relnamespace in ('didstock'::regnamespace, 'infra'::regnamespace) and a.grantee = 0
            union all
            select t.attrelid::regclass || '.' || t.attname
            from pg_attribute t join pg_class c on c.oid = t.attrelid cross join lateral aclexplode(t.attacl) a
            where c.relnamespace in ('didstock'::regnamespace, 'infra'::regnamespace) and a.grantee = 0
            union all
            select n.nspname from pg_namespace n cross join lateral aclexplode(n.nspacl) a
            where n.nspname in ('didstock', 'infra', 'public') and a.grantee = 0
            """),
    THE_APPLICATION_IS_WEAK("""
            select 'attribute' from pg_roles r
            where r.rolname = 'didstock_app'
              and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication)
            union all
            select 'member of ' || m.roleid::regrole from pg_auth_members m where m.member = 'didstock_app'::regrole
            union all
            select 'owns ' || c.oid::regclass from pg_class c where c.relowner = 'didstock_app'::regrole
            union all
            select 'owns ' || p.oid::regprocedure from pg_proc p where p.proowner = 'didstock_app'::regrole
            union all
            select 'creates in ' || n.nspname from pg_namespace n
            where n.nspname !~ '^pg_' and has_schema_privilege('didstock_app', n.oid, 'create')
            union all
            select 'creates in the database' where has_database_privilege('didstock_app', current_database(), 'create')
            union all
            select 'makes temporary tables' where has_database_privilege('didstock_app', current_database(), 'temporary')
            union all
            select a.privilege_type || ' on ' || c.relname from pg_class c cross join lateral aclexplode(c.relacl) a
            where a.grantee = 'didstock_app'::regrole
              and (a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'USAGE') or a.is_grantable)
            """),
    ONLY_THE_AUDITOR_BYPASSES("""
            select r.rolname from pg_roles r
            where r.rolname like 'didstock%' and (r.rolsuper or r.rolcreaterole or r.rolcreatedb
                or r.rolbypassrls and r.rolname <> 'didstock_audit')
            union all
            select 'the auditor writes ' || c.relname from pg_class c cross join lateral aclexplode(c.relacl) a
            where a.grantee = 'didstock_audit'::regrole and a.privilege_type <> 'SELECT'
            """);

    private final String query;

    CatalogLints(String query) {
        this.query = query;
    }

    /** {@return what breaks the rule} */
    List<String> findings(Connection connection) throws SQLException {
        var findings = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                findings.add(rows.getString(1));
            }
        }
        return findings;
    }
}
