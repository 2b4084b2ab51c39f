-- The books of 25 companies for 2025: what their owners put in, freight when a laden voyage ends, bunkers and port dues when
-- one begins, and at the end of the year what was booked and should not have been. The same rows come out wherever this runs.

select set_config('postern.claims', '{"sub": "migration"}', true); -- who opens the accounts, on record

insert into currency (code, digits) values ('USD', 2), ('EUR', 2), ('JPY', 0), ('KWD', 3);

insert into account (company_id, name, kind, currency, least_balance, opened_at)
select c.id, a.name, a.kind, a.currency, a.least_balance, timestamptz '2025-01-01 00:00+00'
from company c
cross join (values
  ('Bank', 'ASSET'::account_kind, 'USD', -250000),
  ('Bank', 'ASSET', 'EUR', 0),
  ('Capital', 'EQUITY', 'USD', null),
  ('Freight', 'INCOME', 'USD', null),
  ('Intercompany', 'INTERCOMPANY', 'USD', null),
  ('Intercompany', 'INTERCOMPANY', 'EUR', null),
  ('Bunkers', 'EXPENSE', 'USD', null),
  ('Port dues', 'EXPENSE', 'USD', null)) as a (name, kind, currency, least_balance)
where c.id <= 25
order by c.id, a.name, a.currency;

create temporary table event as
select row_number() over (order by booked_at, description, company_id) as number, found.*
from (
  select timestamptz '2025-01-01 08:00+00' as booked_at, c.id as company_id, 'Capital paid in' as description,
    null as reference, 'Capital' as other, 2500000.00 + 1000 * c.id as amount
  from company c
  where c.id <= 25
  union all
  select y.arrived_at, v.owner_id, 'Freight of voyage ' || y.id, 'FR-' || y.id, 'Freight',
    round((y.cargo ->> 'tonnes')::numeric * (8 + y.id % 17) / 10, 2)
  from voyage y
  join vessel v on v.id = y.vessel_id
  where v.owner_id <= 25 and y.cargo is not null and y.arrived_at >= '2025-01-02 00:00+00'
  union all
  select y.departed_at, v.owner_id, 'Bunkers for voyage ' || y.id, 'BU-' || y.id, 'Bunkers',
    -round(v.gross_tonnage::numeric * (3 + y.id % 7) / 20, 2)
  from voyage y
  join vessel v on v.id = y.vessel_id
  where v.owner_id <= 25 and y.departed_at >= '2025-01-02 00:00+00'
  union all
  select y.departed_at, v.owner_id, 'Port dues of voyage ' || y.id, 'PD-' || y.id, 'Port dues',
    -round(v.gross_tonnage::numeric * (11 + y.id % 5) / 100, 2)
  from voyage y
  join vessel v on v.id = y.vessel_id
  where v.owner_id <= 25 and y.departed_at >= '2025-01-02 00:00+00' and y.id % 3 = 0) found
where booked_at < timestamptz '2026-01-01 00:00+00';

with booked as (
  insert into entry (id, company_id, booked_at, description, reference)
  select md5('entry ' || coalesce(reference, 'CA-' || company_id))::uuid, company_id, booked_at, description,
    coalesce(reference, 'CA-' || company_id)
  from event
  order by number
  returning id, reference
)
insert into posting (entry_id, account_id, amount, booked_at)
select b.id, a.id, case when a.name = 'Bank' then v.amount else -v.amount end, v.booked_at
from booked b
join event v on coalesce(v.reference, 'CA-' || v.company_id) = b.reference
join account a on a.company_id = v.company_id and a.currency = 'USD' and a.name in ('Bank', v.other)
order by v.number, a.id;

drop table event;

with last as (
  select distinct on (e.company_id) e.id, e.company_id, e.description
  from entry e
  where e.reference like 'BU-%'
  order by e.company_id, e.booked_at desc, e.id
), reversal as (
  insert into entry (id, company_id, booked_at, description, reverses_id)
  select md5('reversal ' || l.id)::uuid, l.company_id, timestamptz '2025-12-31 23:59:59+00',
    l.description || ' are for the charterer''s account', l.id
  from last l
  order by l.company_id
  returning id, reverses_id, booked_at
)
insert into posting (entry_id, account_id, amount, booked_at)
select r.id, p.account_id, -p.amount, r.booked_at
from reversal r
join posting p on p.entry_id = r.reverses_id
order by p.account_id;

analyze account, entry, posting;
