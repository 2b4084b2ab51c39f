create table note (
  id bigint generated always as identity primary key,
  company int not null,
  text text not null,
  author text not null
);

insert into note (company, text, author)
select 1 + n % 3, 'note ' || n, 'author ' || 1 + n % 3 from generate_series(1, 9) n;

create table postern_api_key (
  hash text primary key,
  name text not null,
  scopes text[] not null default '{}',
  claims jsonb not null default '{}',
  expires_at timestamptz
);

-- what a company may see is decided here, whatever a statement asks for
alter table note enable row level security;

create policy of_company on note
  using (company = (current_setting('postern.claims', true)::jsonb ->> 'company')::int);

grant select, insert, update on note to identity_gateway;
grant select on postern_api_key to identity_gateway;
grant select, insert on note to identity_analyst;
