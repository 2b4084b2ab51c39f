-- What two suppliers have told 25 companies of the bunkers that their vessels took in 2025: a file for each month, merged up to
-- November's. December's is staged, with the mistakes that such files have, for whoever tries it.

insert into fuel_feed (company_id, name, read_from, watermark)
select c.id, f.name, timestamptz '2025-11-01 00:00+00', timestamptz '2025-12-01 00:00+00'
from company c
cross join (values ('nordic-bunker'), ('strait-energy')) as f (name)
where c.id <= 25
order by c.id, f.name;

insert into fuel_batch (id, company_id, feed, file, read_from, read_to, received_at, merged_at)
select md5('fuel batch ' || f.company_id || ' ' || f.name || ' ' || m.month)::uuid, f.company_id, f.name,
  f.name || to_char(m.month, '-YYYY-MM".csv"'), m.month at time zone 'UTC', (m.month + interval '1 month') at time zone 'UTC',
  (m.month + interval '1 month 6 hours') at time zone 'UTC',
  case when m.month < '2025-12-01' then (m.month + interval '1 month 6 hours 5 minutes') at time zone 'UTC' end
from fuel_feed f
cross join generate_series(timestamp '2025-01-01', timestamp '2025-12-01', interval '1 month') as m (month);

create temporary table delivery as
select v.owner_id as company_id, f.feed, f.prefix || y.id as note, v.id as vessel_id, v.imo_number, y.from_unlocode as port,
  k.fuel, y.departed_at - interval '3 hours' as delivered_at, round(v.gross_tonnage::numeric * (3 + y.id % 7) / 500, 1) as tonnes,
  k.price + y.id % 40 as price, k.sulphur + (y.id % 5) * 0.01 as sulphur, y.departed_at + interval '20 hours' as changed_at, y.id
from voyage y
join vessel v on v.id = y.vessel_id
cross join lateral (
  select case when y.id % 5 < 3 then 'nordic-bunker' else 'strait-energy' end as feed,
    case when y.id % 5 < 3 then 'NB-' else 'SE' end as prefix) f
cross join lateral (
  select fuel, price, sulphur
  from (values
    (1, 'VLSFO'::fuel_grade, 545.50, 0.44), (2, 'HFO', 441.25, 2.60), (3, 'MGO', 712.00, 0.05), (4, 'LNG', 655.75, 0.00)
  ) as k (number, fuel, price, sulphur)
  where number = case
    when v.type = 'GAS_CARRIER' then 4 when v.gross_tonnage < 9000 then 3 when v.id % 4 = 0 then 2 else 1 end) k
where v.owner_id <= 25 and y.departed_at >= '2025-01-01 00:00+00' and y.departed_at < '2025-12-31 00:00+00';

insert into bunkering (company_id, feed, note, vessel_id, port, fuel, delivered_at, tonnes, price, sulphur, changed_at, batch_id)
select d.company_id, d.feed, d.note, d.vessel_id, d.port, d.fuel, d.delivered_at, d.tonnes, d.price, d.sulphur, d.changed_at, b.id
from delivery d
join fuel_batch b on b.company_id = d.company_id and b.feed = d.feed
  and d.changed_at >= b.read_from and d.changed_at < b.read_to
where b.merged_at is not null;

update fuel_batch b
set inserted_count = n.count
from (select batch_id, count(*) from bunkering group by batch_id) n
where n.batch_id = b.id;

insert into fuel_staging (batch_id, line, imo_number, note, port, fuel, delivered_at, tonnes, price, sulphur, changed_at)
select batch_id, line,
  case when line % 59 = 4 then (imo_number + 1)::text else imo_number::text end,
  note,
  case when line % 61 = 6 then lower(port) else port end,
  case when line % 67 = 5 then 'IFO380' else fuel::text end,
  to_char(delivered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'),
  case when line % 47 = 3 then replace(tonnes::text, '.', ',') else tonnes::text end,
  price,
  case when line % 53 = 7 then sulphur + 4 else sulphur end,
  case when line % 71 = 2 then to_char(changed_at at time zone 'UTC', 'DD.MM.YYYY HH24:MI')
    else to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') end
from (
  select b.id as batch_id, row_number() over (partition by b.id order by d.changed_at, d.id) as line, d.*
  from delivery d
  join fuel_batch b on b.company_id = d.company_id and b.feed = d.feed
    and d.changed_at >= b.read_from and d.changed_at < b.read_to
  where b.merged_at is null) as row_of;

drop table delivery;

analyze fuel_feed, fuel_batch, fuel_staging, bunkering, fuel_month;
