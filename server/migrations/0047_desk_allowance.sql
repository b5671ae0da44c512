-- WeChat's allowance is counted where messages leave the house, in the outbox: late answers of the bot, notices and ratings count as much as
-- an agent's lines, and a line that waited while the citizen wrote again counts after their words, not before them.
alter table conversations drop column sent_since_wrote, drop column sent_since_tapped;
-- WeChat said that nothing is left, whatever we counted; until the citizen does something again.
alter table conversations add column used_up boolean not null default false;

create index outbox_gone on outbox (stream, settled_at) where state in ('sent', 'unknown') and stream is not null;
