-- What the transponders of two companies' vessels told in the last twelve days of 2025, an hour apart, and the ports that these
-- companies watch. The same rows come out wherever this runs.

insert into track_point (company_id, vessel_id, reported_at, latitude, longitude, speed_knots, course, received_at)
with leg as ( -- between two reports to the register, six hours apart
  select v.owner_id, r.*, lead(r.reported_at) over w as next_at, lead(r.latitude) over w as next_latitude,
    lead(r.longitude) over w as next_longitude, lead(r.speed_knots) over w as next_knots
  from position_report r
  join vessel v on v.id = r.vessel_id
  where v.owner_id in (7, 12) and v.retired_at is null
  window w as (partition by r.vessel_id order by r.reported_at)
), placed as (
  select l.owner_id, l.vessel_id, l.heading, l.speed_knots, l.next_knots, at.moment, at.part,
    l.latitude + (l.next_latitude - l.latitude) * at.part as latitude,
    l.longitude + (l.next_longitude - l.longitude - 360 * round((l.next_longitude - l.longitude) / 360)) * at.part as longitude
  from leg l
  cross join lateral (
    select m.moment, extract(epoch from m.moment - l.reported_at)::float8 / extract(epoch from l.next_at - l.reported_at)::float8 as part
    from generate_series(l.reported_at, l.next_at - interval '1 second', interval '1 hour') as m (moment)) at
  where l.next_at - l.reported_at between interval '1 hour' and interval '12 hours'
)
select p.owner_id, p.vessel_id, p.moment, round(p.latitude::numeric, 5)::float8,
  round((p.longitude - 360 * round(p.longitude / 360))::numeric, 5)::float8,
  round((p.speed_knots + (p.next_knots - p.speed_knots) * p.part)::numeric, 1)::float8,
  p.heading, p.moment + interval '40 seconds'
from placed p
order by p.moment, p.vessel_id;

insert into geofence (id, company_id, name, area)
select md5('geofence ' || c.id || ' ' || p.unlocode)::uuid, c.id, p.name || ' approaches',
  jsonb_build_object('type', 'Polygon', 'coordinates', jsonb_build_array((
    select jsonb_agg(jsonb_build_array(
      round((p.longitude + 0.2 * cos(radians(n % 24 * 15)) / cos(radians(p.latitude)))::numeric, 5),
      round((p.latitude + 0.2 * sin(radians(n % 24 * 15)))::numeric, 5)) order by n)
    from generate_series(0, 24) n)))
from (values (7), (12)) as c (id)
cross join (
  select *
  from port
  where unlocode in ('NLRTM', 'SGSIN', 'LKCMB', 'CNSHA', 'DEHAM', 'USLAX', 'BEANR', 'AEJEA')) p;

analyze track_point, geofence;
