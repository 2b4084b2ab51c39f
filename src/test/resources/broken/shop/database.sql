create type size as enum ('S', 'M', 'L');

create table maker (
  id bigint generated always as identity primary key,
  name text not null,
  country text
);

create table product (
  id bigint generated always as identity,
  sku text not null,
  name text not null,
  size size not null,
  price numeric(10, 2) not null,
  tags text[] not null,
  specs jsonb,
  maker_id bigint not null,
  listed_at timestamptz not null default now(),
  weight float8,
  box_width int not null,
  box_height int not null,
  constraint product_pkey primary key (id),
  constraint product_sku_key unique (sku),
  constraint product_maker_id_fkey foreign key (maker_id) references maker (id)
);
comment on constraint product_sku_key on product is 'There is a product with this SKU.';
comment on constraint product_maker_id_fkey on product is 'There is no such maker.';
create index product_maker_id_idx on product (maker_id);

create table review (
  id bigint generated always as identity primary key,
  product_id bigint not null references product (id),
  stars int not null,
  words text
);
create index review_product_id_idx on review (product_id, id);

create table offer (
  product_id bigint not null references product (id),
  during tstzrange not null,
  discount numeric not null
);
create extension if not exists btree_gist;
alter table offer add constraint offer_one_at_a_time exclude using gist (product_id with =, during with &&);
create unique index offer_open_idx on offer (product_id) where upper_inf(during);

create table note (
  id bigint generated always as identity primary key,
  product_id bigint not null,
  stars int not null,
  words text
);
create index note_product_id_idx on note (product_id, stars, id);
