create table author (id int primary key, name text not null);
create table publisher (id int primary key, name text not null, city text);
create table series (id int primary key, name text not null);
create table book (
  id int primary key,
  title text not null,
  "shelfMark" text,
  author_id int references author,
  publisher_id int references publisher,
  series_id int not null references series
);
create table magazine (id int primary key, title text not null, issue int not null);
create table copy (book_id int not null references book, number int not null, lent_to text, primary key (book_id, number));
create table loan (book_id int not null references book);

insert into author values (1, 'Borges');
insert into publisher values (1, 'Losada', null);
insert into series values (1, 'Prose');
insert into book values (1, 'Ficciones', 'A 1', 1, 1, 1), (2, 'Anonymous', null, null, null, 1);
insert into magazine values (1, 'Sur', 9);
insert into copy values (1, 1, 'Juan'), (1, 2, null), (2, 1, null);
insert into loan values (1), (1), (2);
