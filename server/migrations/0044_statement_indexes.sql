-- What is looked up most is read from an index alone, so that it does not grow with the city. A person's months were written one by one
-- with everybody else's and lie on as many pages as there are lines: some two hundred pages for a statement of 24 months, all of them to
-- be fetched from disk once the city is larger than memory. The key now carries the other columns: a statement is a few pages of it.
-- On a ledger that is full already this takes minutes, during which nothing else may touch the lines.
do $$
declare
  others text;
  key record;
begin
  select string_agg(quote_ident(attname), ', ' order by attnum) into others from pg_attribute
    where attrelid = 'payments'::regclass and attnum > 0 and not attisdropped and attname not in ('person_id', 'month', 'scheme', 'number');
  create temporary table to_payments on commit drop as
    select conrelid::regclass::text as of_table, conname as name, pg_get_constraintdef(oid) as is_defined
    from pg_constraint where confrelid = 'payments'::regclass and contype = 'f';
  for key in select * from to_payments loop
    execute format('alter table %s drop constraint %I', key.of_table, key.name);
  end loop;
  alter table payments drop constraint payments_pkey;
  execute format('alter table payments add primary key (person_id, month, scheme, number) include (%s)', others);
  for key in select * from to_payments loop
    execute format('alter table %s add constraint %I %s', key.of_table, key.name, key.is_defined);
  end loop;
end $$;

-- An employer's month, with its sums, is one range.
create index payments_employer on payments (employer_id, month, person_id, scheme, number) include (base, unit, person, late_fee, status)
  where employer_id is not null;

-- An index answers alone only for pages that a vacuum has seen. The monthly run adds a few percent: seen within days, not within years.
alter table payments set (autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_vacuum_scale_factor = 0.02);
