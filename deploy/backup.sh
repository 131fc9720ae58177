#!/bin/bash
# Dumps the database every night at 02:30 UTC into /backups and removes dumps older than KEEP_DAYS.
set -uo pipefail

PGPASSWORD=$(cat /run/secrets/audit_password)
export PGPASSWORD
trap 'exit 0' TERM INT

back_up() {
    local file
    file=/backups/didstock-$(date -u +%Y-%m-%dT%H%M).dump
    # A dump with its final name is a whole one.
    if pg_dump --format=custom --file="$file.unfinished" && mv "$file.unfinished" "$file"; then
        echo "Backed up to $file"
        find /backups -name 'didstock-*.dump' -mtime "+$KEEP_DAYS" -delete
    else
        rm -f "$file.unfinished"
        echo "The backup failed" >&2
    fi
}

while true; do
    next=$(date -u -d 'today 02:30' +%s)
    now=$(date -u +%s)
    [ "$next" -gt "$now" ] || next=$(date -u -d 'tomorrow 02:30' +%s)
    sleep $((next - now)) &
    wait $!
    back_up
done
