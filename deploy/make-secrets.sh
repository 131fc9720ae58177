#!/bin/sh
# Generates the passwords that docker-compose.yml reads. Keeps those that exist.
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
chmod 700 secrets
for name in postgres owner app audit; do
    file=secrets/${name}_password
    if [ ! -s "$file" ]; then
        head -c 32 /dev/urandom | base64 | tr -d '=+/\n' >"$file"
        # The portal's user in the container must read it; the folder keeps others on this machine out.
        chmod 444 "$file"
    fi
done
