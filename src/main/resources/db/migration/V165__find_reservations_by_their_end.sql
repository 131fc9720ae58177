-- What children keep for themselves is found by when it ends, like every other reservation; one index less to write.

set local search_path = didstock;

drop index did_holding_kept_ix;
