-- What a roll does is told slice by slice while it is written; its effect, with the whole answer, is kept at the end of the same
-- transaction. Whoever does not ask for that is checked at once, as before.
alter table ledger_events alter constraint ledger_events_effect_key_fkey deferrable initially immediate;
