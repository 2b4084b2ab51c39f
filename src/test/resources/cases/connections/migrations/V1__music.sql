create table composer (
  id bigint primary key,
  name text not null,
  teacher_id bigint references composer,
  pupil_since int
);
create index on composer (teacher_id);
comment on constraint composer_teacher_id_fkey on composer is 'There is no such teacher.';

create table work (
  id bigint primary key,
  composer_id bigint not null references composer,
  title text collate "C" not null,
  year int,
  minutes int
);
create index on work (composer_id, title, id);
create index on work (title, id);

insert into composer values
  (1, 'Anton Salieri', null, null),
  (2, 'Ludwig van Beethoven', 1, 1793),
  (3, 'Franz Schubert', 1, 1812),
  (4, 'Franz Liszt', 1, 1822),
  (5, 'Carl Czerny', 2, 1801),
  (6, 'Hildegard von Bingen', null, null);

insert into work values
  (10, 2, 'Fidelio', 1805, 120),
  (11, 2, 'Fantasia', 1808, 20),
  (12, 2, 'Bagatelle', null, 3),
  (13, 3, 'Fantasia', 1828, 19),
  (14, 3, 'Impromptu', 1827, null),
  (15, 3, 'Lied', null, 4),
  (16, 4, 'Sonata', 1853, 30),
  (17, 4, 'Fantasia', 1849, 16),
  (18, 1, 'Tarare', 1787, 160),
  (19, 6, 'Ordo Virtutum', 1151, 90);
