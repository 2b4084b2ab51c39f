create type spot as (latitude float8, longitude float8, seen_at timestamptz);
create type address as (street_name text, house_no int, spot spot);
create table boat (id int primary key, home address, visits address[] not null);
comment on constraint boat_pkey on boat is 'There is a boat of this number already.';
