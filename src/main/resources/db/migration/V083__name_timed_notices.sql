-- Values of a migration of their own: they can't be used in the transaction that adds them.

set local search_path = didstock;

alter type notice_kind add value 'RESERVATIONS_ENDING';
alter type notice_kind add value 'AGING_ENDING';
alter type notice_kind add value 'IMPORT_FINISHED';
alter type notice_kind add value 'IMPORT_FAILED';
