-- Creates didstock's roles and schemas in the database it is run in. Run once by an administrator of the server
-- (the launcher does it for the embedded server, the compose file for its container). Running it again is harmless.
-- It sets no passwords: give didstock_owner and didstock_app theirs with ALTER ROLE ... PASSWORD.

do $$
declare
    wanted record;
begin
    for wanted in
        select *
        from (values
            ('didstock_owner', 'login'),      -- owns tables, runs migrations, never serves
            ('didstock_app', 'login'),        -- what the portal runs as: owns nothing, bypasses nothing
            ('didstock_chain', 'nologin'),    -- owns the functions that change the chain of holdings
            ('didstock_entry', 'nologin'),    -- owns what must work before a tenant is known, and the number search
            ('didstock_audit', 'login')       -- reads everything: checker and backups
        ) as role (name, login)
    loop
        if not exists (select from pg_roles where rolname = wanted.name) then
            execute format('create role %I %s nosuperuser nocreatedb nocreaterole', wanted.name, wanted.login);
        end if;
    end loop;
end
$$;

alter role didstock_audit bypassrls;

-- The owner hands functions (and the search table) to these two.
grant didstock_chain, didstock_entry to didstock_owner;

create schema if not exists didstock authorization didstock_owner;
create schema if not exists infra authorization didstock_owner;

revoke all on schema public from public;
revoke all on schema didstock, infra from public;
grant usage, create on schema didstock to didstock_chain, didstock_entry;
grant usage on schema didstock to didstock_app, didstock_audit;
grant usage on schema infra to didstock_app, didstock_entry, didstock_audit;

do $$
begin
    execute format('revoke temporary on database %I from public', current_database());
end
$$;

-- Tenants differ a hundred-thousandfold in size: a plan made for one is wrong for the next.
alter role didstock_app set plan_cache_mode = force_custom_plan;
alter role didstock_app set idle_in_transaction_session_timeout = '60s';
alter role didstock_app set lock_timeout = '10s';
alter role didstock_app set search_path = didstock;
alter role didstock_owner set search_path = didstock;
alter role didstock_audit set search_path = didstock;
