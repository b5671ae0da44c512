-- Queue time-out, and the marks of a day.

-- Who has waited longer than the limit of their group is asked once whether to wait on or to leave a message.
alter table conversations
  -- Back in line since: an agent had it and gave it back. Null: since `waiting_since`, which keeps the place.
  add column in_line_since timestamptz,
  add column offered_at timestamptz,
  -- The answer: waits on, or left a message (also without having been asked). Null: none so far.
  add column stays boolean,
  add column left_at timestamptz,
  add check ((left_at is not null) = (stays is not distinct from false));

-- Quality scoring draws the talks with a low mark by the day of the mark, every morning (`endedTalks`).
create index desk_ratings_at on desk_ratings (at);
