-- Somebody in danger, robbed, or who complains comes first in the queue: why, in words for the desk.
alter table conversations add column urgent text;
drop index conversations_queue;
create index conversations_queue on conversations ((urgent is null), waiting_since, id) where state = 'waiting';
