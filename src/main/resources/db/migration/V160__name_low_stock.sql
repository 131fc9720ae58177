-- A value in a migration of its own: it can't be used in the transaction that adds it.

set local search_path = didstock;

alter type notice_kind add value 'STOCK_LOW';
