#!/bin/bash
# Gives didstock's login roles their passwords. Run by the container of PostgreSQL after bootstrap.sql, on an empty volume.
set -euo pipefail

for role in owner app audit; do
    # As a variable of psql: quoted by psql, and in no process list.
    psql --quiet --set ON_ERROR_STOP=1 --username postgres --dbname didstock <<SQL
\set password \`cat /run/secrets/${role}_password\`
alter role didstock_${role} password :'password';
SQL
done

# With the database its own, the owner may create the trusted extensions the migrations ask for.
psql --quiet --set ON_ERROR_STOP=1 --username postgres --dbname didstock <<SQL
alter database didstock owner to didstock_owner;
revoke connect, temporary on database didstock from public;
grant connect on database didstock to didstock_app, didstock_audit;
SQL
