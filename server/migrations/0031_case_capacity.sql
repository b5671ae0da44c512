-- A case is done BY one person (actor) FOR a person or an employer. `person_id` is whom it is about; in a matter of the
-- employer itself it is the clerk who began it.
alter table cases add column capacity text not null default 'self' check (capacity in ('self', 'employer', 'agent'));
alter table cases add column about text not null default 'person' check (about in ('person', 'employee', 'employer'));
alter table cases add column actor_id uuid;
update cases set actor_id = person_id;
alter table cases alter column actor_id set not null;
alter table cases add column employer_id uuid;
-- The right it was begun under: a mandate, or a clerk's binding.
alter table cases add column mandate_id uuid;
alter table cases add column clerk_id uuid;
-- Who is to be enrolled and is not in the register yet: { idNumber, name }. `person_id` is the id kept ready for them.
alter table cases add column newcomer jsonb;
alter table cases add constraint cases_capacity check (
  case capacity
    when 'self' then actor_id = person_id and employer_id is null and mandate_id is null and clerk_id is null
    when 'agent' then mandate_id is not null and employer_id is null and clerk_id is null
    else employer_id is not null and clerk_id is not null and mandate_id is null
  end
);
alter table cases alter column capacity drop default;
alter table cases alter column about drop default;

drop index cases_one_draft;
create unique index cases_one_draft on cases (
  actor_id, item_code, coalesce(newcomer ->> 'idNumber', person_id::text), coalesce(employer_id::text, '')
) where state = 'draft';
create index cases_actor on cases (actor_id, updated_at desc) where capacity <> 'self';
create index cases_employer on cases (employer_id, updated_at desc) where employer_id is not null;
