-- Values in a migration of their own: they can't be used in the transaction that adds them.

set local search_path = didstock;

alter type notice_kind add value 'FREE_ANNOUNCED';
alter type notice_kind add value 'CHARGE_ANNOUNCED';
alter type notice_kind add value 'CHARGE_LAPSED';
