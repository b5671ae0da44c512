-- Subscription messages of the mini-program, beside those of the account: other templates, other openids, another consent.
alter table subscription_templates
  add column app text not null default 'account' check (app in ('account', 'mini-program'));

-- Who the openid is to us (unionid, else the openid itself), as bindings and livestream_wishes name people. Null for followers, whom we
-- know by their openid.
alter table subscription_consents add column identity text;
create index subscription_consents_template on subscription_consents (template_id, openid);
