-- What a delivery came to is written at once; what follows from it in our own tables may fail, and is then owed: tried again from
-- this moment on. Null: nothing is owed.
alter table outbox add column owed_after timestamptz;
create index outbox_owed on outbox (owed_after) where owed_after is not null;
