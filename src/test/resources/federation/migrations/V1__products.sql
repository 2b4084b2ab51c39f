create table person (
  email text primary key,
  name text not null,
  products_created int not null
);

create table product (
  id text primary key,
  sku text not null,
  package text not null,
  variation text not null,
  size text not null,
  weight float8 not null,
  unit text not null,
  created_by text not null references person,
  notes text,
  supplier text not null,
  in_stock boolean not null,
  reserved int not null,
  margin int not null,
  purchase_price int not null,
  rebate int not null,
  unique (sku, package),
  unique (sku, variation)
);

create table research (
  case_number text primary key,
  description text not null,
  outcome text,
  product_id text not null references product
);

create index on research (product_id);

create table deprecated_product (
  sku text not null,
  package text not null,
  reason text not null,
  created_by text not null references person,
  warehouse_id text not null,
  primary key (sku, package)
);

create index on deprecated_product (warehouse_id);

insert into person values
  ('ada@example.com', 'Ada', 1337),
  ('ben@example.com', 'Ben', 12);

insert into product
select 'p' || n, 'sku-' || n, '@shop/p' || n, 'v' || n % 3, case n % 2 when 0 then 'large' else 'small' end, n / 4.0, 'kg',
       case n % 2 when 0 then 'ben@example.com' else 'ada@example.com' end, 'note ' || n, 'S' || n % 5, true, n, 10 + n, 20 + n, 30 + n
from generate_series(1, 100) n;

insert into research values
  ('1234', 'How it is carried', 'well', 'p1'),
  ('1235', 'How it is stored', null, 'p1');

insert into deprecated_product values ('sku-0', '@shop/p0', 'Nobody bought it', 'ada@example.com', 'w1');
