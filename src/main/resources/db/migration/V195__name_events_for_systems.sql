-- Values of a migration of their own: they can't be used in the transaction that adds them.

set local search_path = didstock;

alter type notice_kind add value 'USE_BEGUN';
alter type notice_kind add value 'ACCOUNT_CREATED';
alter type notice_kind add value 'ACCOUNT_CHANGED';
alter type notice_kind add value 'ACCOUNT_DELETED';
alter type notice_kind add value 'NUMBERS_LOADED';
alter type notice_kind add value 'STOCK_IDLE';
