create table hull (
  id bigint primary key,
  number int not null,
  yard_id bigint not null,
  laid date not null,
  launched date,
  weight numeric,
  secret text,
  rank int,
  owner_id bigint not null,
  owner_name text not null
);

create table slip (
  id bigint primary key,
  length numeric not null
);

insert into hull values (1, 7, 3, '2024-02-29', null, 120.50, 'none', 1, 9, 'Ada');
