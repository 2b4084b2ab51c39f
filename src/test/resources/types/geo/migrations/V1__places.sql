create extension postgis;
create table place (name text primary key, position geography(Point) not null);
create index place_position on place using gist (position);
insert into place values
  ('Hamburg', 'POINT(9.99 53.55)'), ('Bremen', 'POINT(8.80 53.08)'), ('Genoa', 'POINT(8.93 44.41)');
