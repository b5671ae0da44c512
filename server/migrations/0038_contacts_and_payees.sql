-- Two things that must not lie about for ever: where somebody could be reached before, and the card a benefit is paid to.

-- 银行卡 of a benefit: the only place that keeps it once the claim is settled, and only while there is something to pay.
create table benefit_payees (
  benefit_id uuid primary key references benefits (id),
  bank_card text not null,
  since date not null
);

-- 联系方式 of before. The history (ledger_events) holds a seal, the SHA-256 of a random salt and the value; salt and value are here and
-- are erased in time (个人信息保护法 47). While they are here they can be checked against the seal; afterwards the event still says what
-- was changed, when and by whom, and nobody can guess eleven digits from the seal without its salt.
create table ledger_contacts (
  seal text primary key,
  salt text not null,
  value text not null,
  field text not null,
  person_id uuid references people (id),
  employer_id uuid references employers (id),
  -- Day of the event.
  told_on date not null
);
create index ledger_contacts_told on ledger_contacts (told_on);

-- What was told before in plain words is sealed as well. The history is only ever added to: this once its trigger stands aside.
create function pg_temp.seal_contact(value text, field text, person uuid, employer uuid, told date) returns jsonb language plpgsql as $$
declare
  salt text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
  seal text := encode(sha256(convert_to(salt || value, 'UTF8')), 'hex');
begin
  if value is null then
    return 'null'::jsonb;
  end if;
  insert into ledger_contacts values (seal, salt, value, field, person, employer, told);
  return jsonb_build_object('seal', seal);
end $$;
alter table ledger_events disable trigger ledger_events_append_only;
update ledger_events set detail = detail || jsonb_build_object(
  'from', pg_temp.seal_contact(detail ->> 'from', detail ->> 'field', person_id, employer_id, on_day),
  'to', pg_temp.seal_contact(detail ->> 'to', detail ->> 'field', person_id, employer_id, on_day))
where kind = 'info-changed' and detail ->> 'field' in ('mobile', 'address', 'email', 'contact', 'phone');
alter table ledger_events enable trigger ledger_events_append_only;

-- Requests keep which fields were changed, not to what: the key of an act needs no more to be known again.
update ledger_effects set input = (input - 'changes') || jsonb_build_object('changes', (
  select jsonb_object_agg(name, case when name in ('mobile', 'address', 'email', 'contact', 'phone') then 'true'::jsonb else value end)
  from jsonb_each(input -> 'changes') as one (name, value)))
where kind in ('change-person-info', 'change-employer-info') and jsonb_typeof(input -> 'changes') = 'object' and input -> 'changes' <> '{}';
update ledger_effects set input = jsonb_set(input, '{rows}', (
  select coalesce(jsonb_agg(one - 'mobile'), '[]') from jsonb_array_elements(input -> 'rows') as one))
where kind = 'declare-wages' and jsonb_typeof(input -> 'rows') = 'array';

-- Cards of claims that were settled before: where they are needed they go, and the case keeps the last four digits.
insert into benefit_payees (benefit_id, bank_card, since)
select distinct on (b.id) b.id, c.answers ->> 'bankCard', e.on_day
from cases c
  join ledger_events e on e.effect_key = 'case:' || c.id::text and e.kind = 'benefit-granted'
  join benefits b on b.person_id = e.person_id and b.kind = 'unemployment' and b.started_on = e.detail ->> 'from'
where c.item_code = 'unemployment-claim' and c.answers ->> 'bankCard' ~ '^[0-9]{12,19}$' and b.ended_on is null
order by b.id, e.id desc;
update cases set
  answers = answers || jsonb_build_object('bankCard',
    repeat('*', length(answers ->> 'bankCard') - 4) || right(answers ->> 'bankCard', 4)),
  prefilled = prefilled - 'bankCard', noticed = null
where item_code = 'unemployment-claim' and state in ('effective', 'closed', 'declined', 'withdrawn', 'expired')
  and answers ->> 'bankCard' ~ '^[0-9]{12,19}$';
