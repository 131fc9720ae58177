-- Values in a migration of their own: they can't be used in the transaction that adds them.

set local search_path = didstock;

alter type operation_status add value 'PLANNED';
alter type operation_status add value 'CANCELLED';
alter type notice_kind add value 'PLAN_DONE';
alter type notice_kind add value 'PLAN_FAILED';
