create table author (id bigint primary key, name text not null);
create table book (
  id bigint generated always as identity primary key,
  title text not null constraint book_title_given check (title <> ''),
  year int,
  size text,
  price numeric(10, 2),
  tags text[] not null default '{}',
  author_id bigint references author,
  sequel_id bigint references book,
  details jsonb,
  publisher_name text,
  publisher_city text,
  constraint book_title_key unique (title)
);
comment on constraint book_title_key on book is 'There is a book with this title.';
create table magazine (id bigint primary key, title text not null, issue int not null);
create table copy (book_id bigint not null references book, number int not null, primary key (book_id, number));
create table loan (book_id bigint not null, number int not null, borrower text not null, due_at timestamptz);

insert into author values (1, 'Ada "Countess" Byron'), (2, 'Borges');
insert into book (title, year, size, price, tags, author_id, sequel_id, details, publisher_name, publisher_city) values
  ('Notes', 1843, 'S', 12.50, '{maths,"difference, engine"}', 1, null, '{"pages": 66, "languages": ["en", "fr"], "binding": {"kind": "cloth"}}', 'Taylor', 'London'),
  ('Ficciones', 1944, 'M', 8.00, '{}', 2, 3, null, null, null),
  ('El Aleph', 1949, 'M', null, '{stories}', 2, null, '{"pages": 146}', 'Losada', null),
  ('Anonymous', null, null, 0.10, '{NULL}', null, null, null, null, null);
insert into magazine values (1, 'Sur', 9);
insert into copy values (1, 1), (1, 2), (2, 1);
insert into loan values (1, 1, 'Clara', '1950-01-01 00:00:00.000001+00'), (1, 1, 'Emma', null), (2, 1, 'Juan', 'infinity');
