-- Certificates 参保证明: what the paper says, kept as it was printed, so that whoever is shown it can compare.
create sequence certificate_numbers;

create table certificates (
  number text primary key,
  -- Chosen at random and printed; without it nobody learns what a number says.
  code text not null,
  person_id uuid not null references people (id),
  -- The act that issued it: repeated, it answers the same certificate.
  effect_key text not null unique,
  paper jsonb not null,
  -- SHA-256 of the paper's canonical text.
  hash text not null,
  issued_on date not null,
  valid_until date not null
);
create index certificates_of_person on certificates (person_id, issued_on desc);
