-- Eight weeks of eight companies, five of whose people sign in each working day, and what an intruder did to each. All addresses
-- are of ranges that are set aside for documentation and tests (RFC 5737, RFC 2544, RFC 3849), so that they are nobody's.

insert into network (prefix, holder, kind, score, country, city, latitude, longitude, note) values
  ('198.18.0.0/16', 'Hemisphere Carriers', 'ACCESS', 5, 'GB', 'London', 51.51, -0.13, null),
  ('198.19.0.0/16', 'Straits Broadband', 'ACCESS', 5, 'SG', 'Singapore', 1.29, 103.85, null),
  ('198.51.100.0/24', 'Polder Compute', 'HOSTING', 30, 'NL', 'Amsterdam', 52.37, 4.90, 'Anybody rents a server here by the hour'),
  ('198.51.100.64/26', 'Polder Compute', 'HOSTING', 70, 'NL', 'Amsterdam', 52.37, 4.90, 'Looks for open ports'),
  ('203.0.113.0/24', 'Porto Livre Hosting', 'HOSTING', 45, 'BR', 'São Paulo', -23.55, -46.63, 'Slow to answer complaints'),
  ('203.0.113.128/25', 'Porto Livre Hosting', 'ANONYMISER', 80, 'BR', 'São Paulo', -23.55, -46.63, 'Exits of a VPN that keeps no logs'),
  ('2001:db8::/32', 'Aurora Mobile', 'MOBILE', 5, 'SE', 'Stockholm', 59.33, 18.07, null),
  ('2001:db8:bad::/48', 'Onion Volunteers', 'ANONYMISER', 95, 'RO', 'Bucharest', 44.43, 26.10, 'Exits of Tor');

create temporary table home as
select h.*, c.name, h.company_id - 5 as place
from (values
  (5, 'GB', 'London', 51.51, -0.13, time '08:10'),
  (6, 'AE', 'Dubai', 25.20, 55.27, time '04:40'),
  (7, 'IT', 'Genoa', 44.41, 8.93, time '07:20'),
  (8, 'DE', 'Leer', 53.23, 7.46, time '06:50'),
  (9, 'SE', 'Stockholm', 59.33, 18.07, time '07:05'),
  (10, 'GB', 'Liverpool', 53.41, -2.98, time '08:30'),
  (11, 'AE', 'Fujairah', 25.13, 56.33, time '04:15'),
  (12, 'JP', 'Imabari', 34.07, 133.00, time '00:05')) as h (company_id, country, city, latitude, longitude, starts_at)
join company c on c.id = h.company_id;

insert into network (prefix, holder, kind, score, country, city, latitude, longitude)
select format('192.0.2.%s/27', h.place * 32)::cidr, h.name, 'OFFICE'::network_kind, 0, h.country, h.city, h.latitude, h.longitude
from home h
union all
select format('198.18.%s.0/19', h.place * 32)::cidr, h.city || ' Telecom', 'ACCESS', 5, h.country, h.city, h.latitude, h.longitude
from home h
union all
select format('2001:db8:%s::/48', h.company_id)::cidr, h.city || ' Mobile', 'MOBILE', 5, h.country, h.city, h.latitude, h.longitude
from home h;

create temporary table person as
select h.company_id, h.place, h.starts_at, u as number,
  (array['ingrid.berg', 'tomas.vidal', 'yuki.mori', 'laila.haddad', 'owen.price', 'marta.rossi', 'jonas.lind', 'amina.saleh',
    'petra.voss', 'kenji.ueda', 'sofia.conti', 'erik.nyberg', 'hana.okada', 'callum.reid', 'nadia.aziz', 'luca.ferri',
    'greta.holm', 'omar.farsi', 'alice.moore', 'daiki.sato'])[1 + (h.company_id * 7 + u) % 20] as name
from home h
cross join generate_series(0, 4) u;

-- Where everybody is each working day: at the office, at home or, some of them for three days, in Singapore.
create temporary table day as
select p.*, d::date as date, n,
  d + p.starts_at + make_interval(mins => (p.number * 11 + n * 7) % 50, secs => (p.number * 17 + n * 13) % 60) as at,
  case
    when p.number = 3 and d between '2025-11-24' and '2025-11-26' then format('198.19.44.%s', 10 + p.company_id)
    when n % 10 = 7 then format('2001:db8:%s::%s', p.company_id, 10 + p.number)
    when (n + p.number) % 5 < 3 then format('192.0.2.%s', p.place * 32 + 2 + p.number)
    else format('198.18.%s.%s', p.place * 32 + p.number, 20 + p.number)
  end::inet as address,
  case
    when n % 10 = 7 then 'Phone, Safari on iOS 26'
    when p.number = 1 and d >= '2025-11-10' then 'Laptop, Edge on Windows 11, second one'
    when p.number % 2 = 0 then 'Laptop, Firefox on Fedora 42'
    else 'Laptop, Edge on Windows 11'
  end as device
from person p
cross join (
  select d, (row_number() over (order by d) - 1)::integer as n
  from generate_series(timestamptz '2025-10-06 00:00+00', timestamptz '2025-11-28 00:00+00', interval '1 day') d
  where extract(isodow from d) < 6) worked;

create temporary table event (company_id bigint, occurred_at timestamptz, user_name text, kind text, address inet, device text,
  message text, details jsonb);

insert into event
select d.company_id, d.at, d.name, 'LOGIN', d.address, d.device, format('Signed in as %s with a password and a security key.', d.name),
  jsonb_build_object('method', 'password', 'factor', 'webauthn', 'session', md5('session ' || d.name || d.at))
from day d
union all
select d.company_id, d.at - interval '40 seconds', d.name, 'LOGIN_FAILED', d.address, d.device, format('Wrong password for %s.', d.name),
  jsonb_build_object('method', 'password', 'reason', 'mismatch')
from day d
where (d.n * 5 + d.number * 3 + d.company_id) % 13 = 0
union all
select d.company_id, d.at + make_interval(mins => 9 + (d.n + d.number) % 31), d.name, 'API_CALL', d.address, d.device,
  format('Query %s answered with %s rows.', o.name, o.rows),
  jsonb_build_object('operation', o.name, 'rows', o.rows, 'milliseconds', 3 + o.rows / 9,
    'token', jsonb_build_object('kid', '2025-10', 'scopes', jsonb_build_array('fleet:read')))
from day d
cross join lateral (
  select (array['FleetAtSea', 'PortBoard', 'OneVessel', 'CharterList'])[1 + (d.n + d.number) % 4] as name,
    (d.n * 37 + d.number * 53 + d.company_id * 11) % 240 as rows) o
union all
select d.company_id, d.at + interval '55 minutes', d.name, 'API_DENIED', d.address, d.device,
  'Mutation fixCharter refused: an analyst may not write.',
  jsonb_build_object('operation', 'FixCharter', 'code', 'FORBIDDEN', 'token',
    jsonb_build_object('kid', '2025-10', 'scopes', jsonb_build_array('fleet:read')))
from day d
where d.number = 4 and d.n % 8 = 3;

-- Passwords of one person are tried until one is right; then charters leave the house.
insert into event
select d.company_id, d.at + interval '95 minutes' + make_interval(secs => i * 25), d.name, 'LOGIN_FAILED', inet '203.0.113.140',
  'curl 8.9', format('Wrong password for %s.', d.name), jsonb_build_object('method', 'password', 'reason', 'mismatch')
from day d
cross join generate_series(0, 7) i
where d.number = 2 and d.date = date '2025-11-12' + d.company_id::integer % 3
union all
select d.company_id, d.at + interval '99 minutes', d.name, 'LOGIN', inet '203.0.113.140', 'curl 8.9',
  format('Signed in as %s with a password.', d.name),
  jsonb_build_object('method', 'password', 'factor', 'none', 'session', md5('intruder ' || d.name))
from day d
where d.number = 2 and d.date = date '2025-11-12' + d.company_id::integer % 3
union all
select d.company_id, d.at + interval '101 minutes' + make_interval(secs => i * 40), d.name, 'API_CALL', inet '203.0.113.140', 'curl 8.9',
  format('Query CharterExport answered with %s rows.', 5000 + 100 * i),
  jsonb_build_object('operation', 'CharterExport', 'rows', 5000 + 100 * i, 'milliseconds', 900 + i,
    'token', jsonb_build_object('kid', '2025-10', 'scopes', jsonb_build_array('fleet:read', 'charters:export')))
from day d
cross join generate_series(0, 2) i
where d.number = 2 and d.date = date '2025-11-12' + d.company_id::integer % 3;

-- One password is tried for everybody.
insert into event
select p.company_id, timestamptz '2025-11-19 03:33+00' + make_interval(secs => p.number * 20 + i * 130), p.name, 'LOGIN_FAILED',
  '2001:db8:bad::17', 'python-requests 2.32', format('Wrong password for %s.', p.name),
  jsonb_build_object('method', 'password', 'reason', 'mismatch')
from person p
cross join generate_series(0, 1) i;

insert into access_event (id, company_id, occurred_at, user_name, kind, address, device, message, details)
select md5(format('access %s %s %s', company_id, user_name, extract(epoch from occurred_at)))::uuid, company_id, occurred_at, user_name,
  kind::access_kind, address, device, message, details
from event
order by occurred_at, company_id, user_name;

-- What somebody kept of the days on which passwords were tried.
select set_config('postern.claims', '{"sub": "migration"}', true);

insert into snapshot (id, company_id, reason, opens_at, closes_at)
select md5('snapshot ' || h.company_id)::uuid, h.company_id, 'INC-' || h.company_id || ': passwords were tried', d.opens_at,
  d.opens_at + interval '1 day'
from home h
cross join lateral (select (date '2025-11-12' + h.company_id::integer % 3)::timestamp at time zone 'UTC' as opens_at) d;

drop table home, person, day, event;

analyze network, access_event, snapshot;
