-- Who may see and change what. Vessels, their voyages and positions are public; what a vessel costs and earns is its owner's.
-- Postgres is told of who asks by postern.claims (docs/security.md), and says no whatever a statement asks for.

-- Roles are those of the whole server, so another database of it may have made them.
do $$
declare
  name text;
begin
  foreach name in array array['visitor', 'analyst', 'operator'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin', name);
    end if;
  end loop;
exception
  when duplicate_object or unique_violation then null; -- another migration made them meanwhile
end
$$;

create function claimed_company() returns bigint
  language sql stable parallel safe
return case
  when nullif(current_setting('postern.claims', true), '')::jsonb ->> 'company' ~ '^[1-9][0-9]{0,17}$'
  then (nullif(current_setting('postern.claims', true), '')::jsonb ->> 'company')::bigint
end;
comment on function claimed_company() is
  'The company of who asks; null for whoever claims none, or something else than the number of one.';


-- What a vessel costs

create table vessel_account (
  vessel_id bigint not null,
  insured_value numeric(14, 2) not null,
  daily_cost numeric(10, 2) not null,
  constraint vessel_account_pkey primary key (vessel_id),
  constraint vessel_account_vessel_id_fkey foreign key (vessel_id) references vessel (id),
  constraint vessel_account_amounts check (insured_value > 0 and daily_cost > 0)
);
comment on table vessel_account is 'What a vessel is worth and costs, for its owner only.';
comment on column vessel_account.vessel_id is 'The vessel.';
comment on column vessel_account.insured_value is 'Value for which the vessel is insured, in US dollars.';
comment on column vessel_account.daily_cost is 'What a day of operation costs, in US dollars.';
comment on constraint vessel_account_pkey on vessel_account is 'The vessel has an account already.';
comment on constraint vessel_account_vessel_id_fkey on vessel_account is 'There is no such vessel.';
comment on constraint vessel_account_amounts on vessel_account is 'A vessel is worth something, and costs something.';


-- What a vessel earns

create table charter (
  id uuid not null default gen_random_uuid(), -- a number would tell how many others have fixed
  company_id bigint not null,
  vessel_id bigint not null,
  reference text not null,
  charterer text not null,
  first_day date not null,
  last_day date not null,
  daily_rate numeric(10, 2) not null,
  constraint charter_pkey primary key (id),
  constraint charter_company_id_fkey foreign key (company_id) references company (id),
  constraint charter_vessel_id_fkey foreign key (vessel_id) references vessel (id),
  constraint charter_reference_key unique (company_id, reference),
  constraint charter_one_at_a_time 
    exclude using gist (vessel_id with =, daterange(first_day, last_day, '[]') with &&),
  constraint charter_reference_given check (reference = btrim(reference) and length(reference) between 1 and 40),
  constraint charter_charterer_given check (charterer = btrim(charterer) and length(charterer) between 1 and 120),
  constraint charter_days_in_order check (last_day >= first_day),
  constraint charter_daily_rate_given check (daily_rate > 0)
);
create index charter_vessel_id_idx on charter (vessel_id, first_day, id);
create index charter_first_day_idx on charter (first_day, id);
create index charter_daily_rate_idx on charter (daily_rate, id);

comment on table charter is 'A contract by which somebody hires a vessel for some time, for its owner only.';
comment on column charter.id is 'Identifies the charter; given here.';
comment on column charter.company_id is 'Company that owned the vessel when it was fixed.';
comment on column charter.vessel_id is 'Vessel that is hired.';
comment on column charter.reference is 'What the company calls the charter.';
comment on column charter.charterer is 'Who hires the vessel.';
comment on column charter.first_day is 'First day of the hire.';
comment on column charter.last_day is 'Last day of the hire.';
comment on column charter.daily_rate is 'What is paid for a day, in US dollars.';
comment on constraint charter_pkey on charter is 'A charter with this id is already there.';
comment on constraint charter_company_id_fkey on charter is 'There is no such company.';
comment on constraint charter_vessel_id_fkey on charter is 'There is no such vessel.';
comment on constraint charter_reference_key on charter is 'The company has a charter of this reference already.';
comment on constraint charter_one_at_a_time on charter is 'The vessel is hired by another one in that time.';
comment on constraint charter_reference_given on charter is
  'A reference has 1 to 40 characters and no blanks around it.';
comment on constraint charter_charterer_given on charter is
  'The name of a charterer has 1 to 120 characters and no blanks around it.';
comment on constraint charter_days_in_order on charter is 'The last day of a hire does not come before its first.';
comment on constraint charter_daily_rate_given on charter is 'A daily rate is above zero.';

insert into vessel_account (vessel_id, insured_value, daily_cost)
select v.id, v.gross_tonnage * 1100.00 - (2026 - v.built_year) * v.gross_tonnage * 20, 4000 + v.gross_tonnage / 20
from vessel v;

insert into charter (id, company_id, vessel_id, reference, charterer, first_day, last_day, daily_rate)
select md5('charter ' || v.id || ' ' || n)::uuid, v.owner_id, v.id, 'C-' || v.id || '-' || n,
  (array['Boreal Grain', 'Castell Metals', 'Dunmore Energy', 'Estrela Foods', 'Fjordland Timber'])[1 + (v.id + n) % 5],
  date '2025-01-10' + n * 170, date '2025-01-10' + n * 170 + 149,
  9000 + v.gross_tonnage / 10 + n * 250
from vessel v
cross join generate_series(0, 2) n
where v.retired_at is null;

analyze vessel_account, charter;


-- Everybody reads what is public. Whoever writes does so for the company that they claim.

alter table vessel enable row level security;
alter table voyage enable row level security;
alter table position_report enable row level security;
alter table vessel_account enable row level security;
alter table charter enable row level security;

create policy vessel_is_public on vessel for select using (true);
create policy vessel_is_registered_by_its_owner on vessel for insert
  with check (owner_id = (select claimed_company()));
create policy vessel_is_changed_by_its_owner on vessel for update
  using (owner_id = (select claimed_company()))
  with check (true); -- it may be sold

create policy voyage_is_public on voyage for select using (true);
create policy voyage_is_begun_by_the_owner on voyage for insert
  with check (vessel_id in (select v.id from vessel v where v.owner_id = (select claimed_company())));
create policy voyage_is_ended_by_the_owner on voyage for update
  using (vessel_id in (select v.id from vessel v where v.owner_id = (select claimed_company())));

create policy position_is_public on position_report for select using (true);
create policy position_is_told_by_the_owner on position_report for insert
  with check (vessel_id in (select v.id from vessel v where v.owner_id = (select claimed_company())));

create policy account_is_the_owners on vessel_account
  using (vessel_id in (select v.id from vessel v where v.owner_id = (select claimed_company())));

create policy charter_is_the_companys on charter
  using (company_id = (select claimed_company()))
  with check (company_id = (select claimed_company())
    and vessel_id in (select v.id from vessel v where v.owner_id = (select claimed_company())));


-- A visitor sees what is public, an analyst what is the company's besides, and an operator changes both.

grant select on port, company, vessel, voyage, position_report to visitor, analyst, operator;
grant select on vessel_account, charter to analyst, operator;
grant insert, update on vessel, voyage to operator;
grant insert on position_report to operator;
grant insert, delete on charter to operator;
grant select, insert, update on postern_idempotency to operator;
