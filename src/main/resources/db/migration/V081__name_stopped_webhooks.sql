-- A value of its own migration: it can't be used in the transaction that adds it.

set local search_path = didstock;

alter type notice_kind add value 'WEBHOOK_STOPPED';
