create table feed (id int primary key);
insert into feed select generate_series(1, 100);

create table entry (
  id int not null,
  feed_id int not null references feed,
  day int not null,
  rank int
);

alter table entry disable trigger all;
insert into entry
select g, 1 + g % 100, (g::bigint * 7919 % 30011)::int, case when g % 3 > 0 then (g::bigint * 7907 % 30013)::int end
from generate_series(1, 300000) g;
alter table entry enable trigger all;

alter table entry add primary key (id);
create index on entry (day, id);
create index on entry (day desc, id);
create index on entry (feed_id, day, id);
create index on entry (rank, id);
create index on entry (rank nulls first, id);
create index on entry (coalesce(rank, 2147483647), id);
analyze entry;
