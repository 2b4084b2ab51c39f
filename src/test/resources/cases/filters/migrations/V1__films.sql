create extension pg_trgm;

create type genre as enum ('COMEDY', 'DRAMA', 'DOCUMENTARY');

create table film (
  id bigint primary key,
  code text not null unique,
  title text not null,
  released date not null,
  year int not null generated always as (extract(year from released)::int) stored,
  genre genre not null,
  plot text,
  facts jsonb not null default '{}',
  watched_on date,
  words tsvector not null generated always as
    (setweight(to_tsvector('english', title), 'A') || to_tsvector('english', coalesce(plot, ''))) stored,
  unique (title, year)
);

create index on film (genre);
create index on film (released, id);
create index on film using gin (title gin_trgm_ops);
create index on film using gin (words);
create index on film using gin (facts jsonb_path_ops);

-- a text as itself in a pattern of like, anywhere in what is looked through
create function containing(text) returns text language sql immutable strict parallel safe
return '%' || regexp_replace($1, '([\\%_])', '\\\1', 'g') || '%';

create table award (
  film_id bigint not null references film,
  jury text not null,
  year int not null,
  primary key (film_id, jury, year)
);
create index on award (year);
create index on award (jury);

create table person (
  id bigint primary key,
  name text not null unique,
  film_id bigint not null references film
);
create index on person (film_id);

insert into film (id, code, title, released, genre, plot, facts, watched_on) values
  (1, 'tt-1', 'The Harbour', '1998-03-12', 'DRAMA', 'A pilot waits for ships that never come.',
   '{"colour": false, "minutes": 92, "languages": ["pl"]}', '2024-02-01'),
  (2, 'tt-2', '100% Fish', '2007-09-30', 'COMEDY', 'A cook, a cat, and a very large fish.',
   '{"colour": true, "minutes": 88, "languages": ["is", "en"]}', null),
  (3, 'tt-3', '100 Fishermen', '2011-01-01', 'DOCUMENTARY', 'A year on board of ships in the North Sea.',
   '{"colour": true, "minutes": 104, "languages": ["no", "en"]}', null),
  (4, 'tt-4', 'low_tide', '2011-12-31', 'DRAMA', null, '{"colour": true}', '2025-07-15'),
  (5, 'tt-5', 'Lowstide', '2012-01-01', 'COMEDY', 'Two harbour masters fall out over one harbour.', '{}', null);

insert into award values (1, 'Oslo', 1999), (1, 'Turin', 1998), (3, 'Oslo', 2012);

insert into person values (1, 'Ida', 1), (2, 'Jon', 1), (3, 'Kim', 3);
