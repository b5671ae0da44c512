-- What WeChat would not deliver because the follower had been silent too long: told when they speak again.
create table owed_notices (
  openid text not null,
  notice_key text not null references notices (key) on delete cascade,
  since timestamptz not null,
  primary key (openid, notice_key)
);
