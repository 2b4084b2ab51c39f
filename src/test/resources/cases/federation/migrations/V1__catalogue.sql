create table maker (code text primary key, name text not null);
create table product (
  id bigint primary key,
  sku text not null,
  maker_code text not null references maker (code),
  title text not null,
  unique (sku, maker_code));
create table part (serial uuid primary key, name text not null, product_id bigint not null references product (id));
create index on part (product_id);
create type grade as enum ('FINE', 'COARSE');
create table reading (
  sensor_id int not null, sensor_grade grade not null, at timestamptz not null, value float8 not null,
  primary key (sensor_id, sensor_grade, at));
create table favourite (user_id int not null, product_id bigint not null references product (id), primary key (user_id, product_id));
create table medium (
  id int primary key, kind text not null, title text not null, pages int, minutes int);
create table twin (id int not null, text text);
create index on twin (id);

insert into maker values ('ACME', 'Acme Inc.'), ('NORD', 'Nord AS');
insert into product values
  (7, 'anvil', 'ACME', 'Anvil'), (8, 'rope', 'ACME', 'Rope'), (9, 'rope', 'NORD', 'Long rope');
insert into part values
  ('0a1b2c3d-0000-4000-8000-00000000000f', 'Horn', 7), ('0a1b2c3d-0000-4000-8000-0000000000ff', 'Face', 7),
  ('0a1b2c3d-0000-4000-8000-000000000fff', 'Strand', 9);
insert into reading values
  (1, 'FINE', '2026-01-31 14:05:00.5Z', 21.5), (1, 'COARSE', '2026-01-31 14:05:00.5Z', 22.25), (2, 'FINE', '0044-03-15 12:00Z BC', -3.5);
insert into favourite values (5, 7), (5, 9), (6, 8);
insert into medium values (1, 'Book', 'Emma', 474, null), (2, 'Film', 'Stalker', null, 162);
insert into twin values (1, 'one'), (1, 'another'), (2, 'alone');
