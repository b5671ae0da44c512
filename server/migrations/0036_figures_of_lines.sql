-- Every amount names the version of the policy figures 政策参数 it was computed with, so that it is explained by those and not by
-- today's. Null: before versions were kept. smallint, last in the row and without a default: adding it rewrites nothing, and a row that
-- carries none is not a byte longer. No foreign key: versions only ever grow (figure_versions refuses changes), and checking eighty
-- million rows against a dozen would buy nothing.
alter table payments add column figures smallint;
alter table payments add constraint payments_figures_check check (figures > 0) not valid;
alter table benefits add column figures smallint check (figures > 0);
-- Late fees and the fee of a building project.
alter table payment_orders add column figures smallint check (figures > 0);
