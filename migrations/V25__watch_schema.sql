-- The module watch: who of a company's staff signed in from where and used the API, what is known of networks, and snapshots of
-- events that nobody can change. An event stays as it was recorded; analysts annotate it, and nothing else about it changes.

create type network_kind as enum ('OFFICE', 'ACCESS', 'MOBILE', 'HOSTING', 'ANONYMISER');
comment on type network_kind is 'What a network is used for.';

create table network (
  prefix cidr not null,
  holder text not null,
  kind network_kind not null,
  score integer not null,
  country text not null,
  city text not null,
  latitude double precision not null,
  longitude double precision not null,
  note text,
  constraint network_pkey primary key (prefix),
  constraint network_score_range check (score between 0 and 100),
  constraint network_country_form check (country ~ '^[A-Z]{2}$'),
  constraint network_latitude_range check (latitude between -90 and 90),
  constraint network_longitude_range check (longitude between -180 and 180)
);
-- >>= finds the few networks that an address is of, however many there are: a b-tree knows only what begins alike
create index network_prefix_idx on network using gist (prefix inet_ops);

comment on table network is 'What is known of a range of addresses. Of several that have an address the narrowest says most of it.';
comment on column network.prefix is 'The addresses.';
comment on column network.holder is 'To whom they are given.';
comment on column network.kind is 'What they are used for.';
comment on column network.score is 'How bad its reputation is: 0 is none, 100 the worst.';
comment on column network.country is 'Where its users are, ISO 3166-1 alpha-2.';
comment on column network.city is 'The city that is next to them.';
comment on column network.latitude is 'Degrees north of the equator; south is negative.';
comment on column network.longitude is 'Degrees east of Greenwich; west is negative.';
comment on column network.note is 'Why the reputation is what it is.';
comment on constraint network_pkey on network is 'This network is already there.';
comment on constraint network_score_range on network is 'A score is 0 to 100.';
comment on constraint network_country_form on network is 'A country is given as two capital letters, such as NO.';
comment on constraint network_latitude_range on network is 'A latitude lies between -90 and 90 degrees.';
comment on constraint network_longitude_range on network is 'A longitude lies between -180 and 180 degrees.';

create type access_kind as enum ('LOGIN', 'LOGIN_FAILED', 'API_CALL', 'API_DENIED');
comment on type access_kind is 'What somebody did, or tried to do.';

create table access_event (
  id uuid not null default gen_random_uuid(), -- a number would tell how many events others have
  company_id bigint not null default claimed_company(),
  occurred_at timestamptz not null,
  user_name text not null,
  kind access_kind not null,
  address inet not null,
  device text not null,
  message text not null,
  details jsonb not null default '{}',
  words tsvector not null generated always as (to_tsvector('english', message)) stored,
  prefix cidr,
  country text,
  city text,
  latitude double precision,
  longitude double precision,
  constraint access_event_pkey primary key (id),
  constraint access_event_company_id_fkey foreign key (company_id) references company (id),
  constraint access_event_user_name_given check (user_name = btrim(user_name) and length(user_name) between 1 and 80),
  constraint access_event_address_whole check (masklen(address) = case family(address) when 4 then 32 else 128 end),
  constraint access_event_device_given check (length(device) between 1 and 200),
  constraint access_event_message_given check (length(message) between 1 and 1000),
  constraint access_event_details_object check (jsonb_typeof(details) = 'object')
);
create index access_event_occurred_at_idx on access_event (company_id, occurred_at, id);
create index access_event_address_idx on access_event (company_id, address);
create index access_event_words_idx on access_event using gin (words);
create index access_event_details_idx on access_event using gin (details jsonb_path_ops);

comment on table access_event is 'Somebody of a company''s staff signed in or used the API, or tried to.';
comment on column access_event.id is 'Identifies the event; given here.';
comment on column access_event.company_id is 'The company whose staff it was, or was said to be.';
comment on column access_event.occurred_at is 'When it happened.';
comment on column access_event.user_name is 'Who it was, or was said to be.';
comment on column access_event.kind is 'What it was.';
comment on column access_event.address is 'The address that it came from.';
comment on column access_event.device is 'What it came from, as the client tells.';
comment on column access_event.message is 'What the log says.';
comment on column access_event.details is 'Whatever else is known of it; below "annotation" what an analyst has added.';
comment on column access_event.words is 'The words of the message.';
comment on column access_event.prefix is 'The narrowest network that was known of the address when it was recorded.';
comment on column access_event.country is 'That network''s country.';
comment on column access_event.city is 'That network''s city.';
comment on column access_event.latitude is 'That network''s latitude.';
comment on column access_event.longitude is 'That network''s longitude.';
comment on constraint access_event_pkey on access_event is 'An event with this id is already there.';
comment on constraint access_event_company_id_fkey on access_event is 'There is no such company.';
comment on constraint access_event_user_name_given on access_event is
  'The name of a user has 1 to 80 characters and no blanks around it.';
comment on constraint access_event_address_whole on access_event is 'An event comes from one address, not from a network.';
comment on constraint access_event_device_given on access_event is 'A device has 1 to 200 characters.';
comment on constraint access_event_message_given on access_event is 'A message has 1 to 1000 characters.';
comment on constraint access_event_details_object on access_event is 'The details of an event are an object.';

create table snapshot (
  id uuid not null default gen_random_uuid(),
  company_id bigint not null default claimed_company(),
  reason text not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  taken_at timestamptz not null,
  taken_by text not null,
  events jsonb not null,
  event_count integer not null,
  hash bytea not null,
  constraint snapshot_pkey primary key (id),
  constraint snapshot_company_id_fkey foreign key (company_id) references company (id),
  constraint snapshot_reason_given check (reason = btrim(reason) and length(reason) between 1 and 200),
  constraint snapshot_window_in_order check (opens_at < closes_at)
);
create index snapshot_taken_at_idx on snapshot (company_id, taken_at, id);

comment on table snapshot is 'The events of a time as they were when somebody froze them.';
comment on column snapshot.id is 'Identifies the snapshot; given here.';
comment on column snapshot.company_id is 'The company whose events they are.';
comment on column snapshot.reason is 'Why it was taken, such as the number of a case.';
comment on column snapshot.opens_at is 'When the time begins.';
comment on column snapshot.closes_at is 'When it is over; what happened then is not in it.';
comment on column snapshot.taken_at is 'When it was taken.';
comment on column snapshot.taken_by is 'Who took it.';
comment on column snapshot.events is 'The events, oldest first.';
comment on column snapshot.event_count is 'How many they are.';
comment on column snapshot.hash is 'SHA-256 of the snapshot''s record.';
comment on constraint snapshot_pkey on snapshot is 'A snapshot with this id is already there.';
comment on constraint snapshot_company_id_fkey on snapshot is 'There is no such company.';
comment on constraint snapshot_reason_given on snapshot is 'A reason has 1 to 200 characters and no blanks around it.';
comment on constraint snapshot_window_in_order on snapshot is 'The time of a snapshot begins before it is over.';

create function caller_name() returns text
  language sql stable parallel safe
return coalesce(
  nullif(current_setting('postern.claims', true), '')::jsonb ->> 'sub',
  nullif(current_setting('role', true), 'none'), session_user);
comment on function caller_name() is 'Who asks: the subject of the caller''s token, or else the database''s role.';

-- Triggers run with their owner's rights: whoever records an event need not be able to read what the triggers look at.

-- What is known of an address goes with the event, because networks move and an event does not.
create function locate() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if new.details ? 'annotation' then
    raise exception 'An annotation is added to an event that is there.';
  end if;
  select n.prefix, n.country, n.city, n.latitude, n.longitude
  into new.prefix, new.country, new.city, new.latitude, new.longitude
  from network n
  where n.prefix >>= new.address
  order by masklen(n.prefix) desc
  limit 1;
  return new;
end
$$;
comment on function locate() is 'Adds to an event what is known of the network that it comes from.';

create trigger access_event_is_located before insert on access_event for each row execute function locate();

create function sign_annotation() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if to_jsonb(new) - '{details,words}'::text[] is distinct from to_jsonb(old) - '{details,words}'::text[]
    or new.details - 'annotation' is distinct from old.details - 'annotation'
    or jsonb_typeof(new.details -> 'annotation') is distinct from 'object'
  then
    raise exception 'What was recorded stays as it is: annotate it.';
  end if;
  new.details := jsonb_set(new.details, '{annotation}', (new.details -> 'annotation')
    || jsonb_build_object('annotatedBy', caller_name(), 'annotatedAt', to_jsonb(clock_timestamp() at time zone 'UTC') #>> '{}' || 'Z'));
  return new;
end
$$;
comment on function sign_annotation() is 'Nothing of an event changes but its annotation, which has the name of who wrote it last.';

create trigger access_event_is_annotated before update on access_event for each row execute function sign_annotation();

create function snapshot_record(s snapshot) returns jsonb
  language sql stable parallel safe
return jsonb_build_object(
  'id', s.id, 'companyId', s.company_id, 'reason', s.reason, 'takenBy', s.taken_by,
  'opensAt', extract(epoch from s.opens_at), 'closesAt', extract(epoch from s.closes_at),
  'takenAt', extract(epoch from s.taken_at), 'events', s.events);
comment on function snapshot_record(snapshot) is 'All that a snapshot''s hash is of. Its text is the same in every session.';

create function snapshot_hash(s snapshot) returns bytea
  language sql stable parallel safe
return sha256(convert_to(snapshot_record(s)::text, 'UTF8'));
comment on function snapshot_hash(snapshot) is 'SHA-256 of the text of snapshot_record, in UTF-8.';

create function freeze() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  new.taken_at := clock_timestamp();
  new.taken_by := caller_name();
  if new.closes_at > new.taken_at then
    raise exception 'The time of a snapshot has to be over.';
  end if;
  select
    coalesce(jsonb_agg(jsonb_build_object(
      'id', e.id, 'occurredAt', to_jsonb(e.occurred_at at time zone 'UTC') #>> '{}' || 'Z', 'userName', e.user_name, 'kind', e.kind,
      'address', host(e.address), 'prefix', e.prefix, 'country', e.country, 'device', e.device, 'message', e.message,
      'details', e.details) order by e.occurred_at, e.id), '[]'),
    count(*)
  into new.events, new.event_count
  from access_event e
  where e.company_id = new.company_id and e.occurred_at >= new.opens_at and e.occurred_at < new.closes_at;
  if new.event_count > 10000 then
    raise exception 'A snapshot has no more than 10000 events; in that time there are %. Take several.', new.event_count;
  end if;
  new.hash := snapshot_hash(new);
  return new;
end
$$;
comment on function freeze() is 'Puts the events of the time into a snapshot, as one statement sees them.';

create trigger snapshot_is_frozen before insert on snapshot for each row execute function freeze();

create function refuse_to_alter() returns trigger
  language plpgsql
as $$
begin
  raise exception 'A snapshot stays as it was taken.';
end
$$;
comment on function refuse_to_alter() is 'Evidence is only ever added to.';

create trigger snapshot_stays before update or delete or truncate on snapshot
  for each statement execute function refuse_to_alter();


-- A policy keeps indexes from being used: Postgres looks at a row by what a caller asks only after the policy has let it pass, unless
-- the operator can tell nothing of other rows (leakproof), which @@, @>, @? and <<= are not said to be. These functions look with
-- their owner's eyes and have the caller's company in their own text. They return ids, and the policy is asked for each of them again.

create function events_with_words(query text) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select e.id from access_event e
  where e.company_id = claimed_company() and e.words @@ websearch_to_tsquery('english', query)
$$;
comment on function events_with_words(text) is 'The caller''s company''s events whose message has what was searched for.';

create function events_with_details(details jsonb) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select e.id from access_event e
  where e.company_id = claimed_company() and e.details @> events_with_details.details
$$;
comment on function events_with_details(jsonb) is 'The caller''s company''s events whose details have at least these.';

create function events_with_path(path text) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select e.id from access_event e
  where e.company_id = claimed_company() and e.details @? path::jsonpath
$$;
comment on function events_with_path(text) is 'The caller''s company''s events in whose details the path leads somewhere.';

create function events_within(network cidr) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select e.id from access_event e
  where e.company_id = claimed_company() and e.address <<= network
$$;
comment on function events_within(cidr) is 'The caller''s company''s events that came from this network.';


-- Everybody of a company sees its events and snapshots; analysts annotate and freeze, operators record besides. Networks are known to all
-- who may see events at all.

alter table network enable row level security;
alter table access_event enable row level security;
alter table snapshot enable row level security;

create policy network_is_known on network for select using (true);
create policy access_event_is_the_companys on access_event using (company_id = (select claimed_company()));
create policy snapshot_is_the_companys on snapshot using (company_id = (select claimed_company()));

revoke execute on function events_with_words(text), events_with_details(jsonb), events_with_path(text), events_within(cidr) from public;
grant execute on function events_with_words(text), events_with_details(jsonb), events_with_path(text), events_within(cidr)
  to analyst, operator;
grant select on network, access_event, snapshot to analyst, operator;
grant update (details) on access_event to analyst, operator;
grant insert (reason, opens_at, closes_at) on snapshot to analyst, operator;
grant insert (occurred_at, user_name, kind, address, device, message, details) on access_event to operator;
