-- What joins a follower of the account to the same person's mini-program: the unionid, told by WeChat after the follow.
alter table followers add column unionid text;
create index followers_unionid on followers (unionid) where unionid is not null;
