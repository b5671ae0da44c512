-- 社保关系转移: how far a transfer is, as the national platform tells us. We neither begin nor end one.
create table pension_transfers (
  id uuid primary key,
  person_id uuid not null references people (id),
  from_place text not null,
  to_place text not null,
  applied_on date not null,
  -- 1 accepted by the new place, 2 asked of the old one, 3 sent by it, 4 merged.
  step smallint not null check (step between 1 and 4),
  step_on date not null,
  months smallint
);
create index pension_transfers_of_person on pension_transfers (person_id, applied_on desc);
