-- The module tracking: what vessels' transponders say every few minutes, for the company that owns them, and the areas that it
-- watches. Reports come by ten thousands, late, twice and out of order; none of that is an error. With PostGIS distances and
-- areas are the spheroid's; without it they are a sphere's and a chart's, by what Postgres itself has.


-- Where a vessel was

create table track_point (
  company_id bigint not null default claimed_company(),
  vessel_id bigint not null,
  reported_at timestamptz not null,
  latitude double precision not null,
  longitude double precision not null,
  speed_knots double precision not null,
  course double precision not null,
  received_at timestamptz not null default now(),
  constraint track_point_pkey primary key (vessel_id, reported_at),
  constraint track_point_company_id_fkey foreign key (company_id) references company (id),
  constraint track_point_vessel_id_fkey foreign key (vessel_id) references vessel (id),
  constraint track_point_latitude_range check (latitude between -90 and 90),
  constraint track_point_longitude_range check (longitude between -180 and 180),
  constraint track_point_speed_knots_range check (speed_knots between 0 and 60),
  constraint track_point_course_range check (course >= 0 and course < 360)
);
-- Rows come nearly in the order of their time, so that a BRIN of some kilobytes finds an hour among years.
create index track_point_reported_at_idx on track_point using brin (reported_at) with (pages_per_range = 16, autosummarize = on);

comment on table track_point is 'Where a vessel was, as its transponder told its company.';
comment on column track_point.company_id is 'Company that was told.';
comment on column track_point.vessel_id is 'The vessel.';
comment on column track_point.reported_at is 'The moment for which it holds.';
comment on column track_point.latitude is 'Degrees north of the equator; south is negative.';
comment on column track_point.longitude is 'Degrees east of Greenwich; west is negative.';
comment on column track_point.speed_knots is 'Speed over ground in knots.';
comment on column track_point.course is 'Course over ground in degrees, 0 is north, 90 is east.';
comment on column track_point.received_at is 'When it came.';
comment on constraint track_point_pkey on track_point is 'This vessel has told where it was at that moment already.';
comment on constraint track_point_company_id_fkey on track_point is 'There is no such company.';
comment on constraint track_point_vessel_id_fkey on track_point is 'There is no such vessel.';
comment on constraint track_point_latitude_range on track_point is 'A latitude lies between -90 and 90 degrees.';
comment on constraint track_point_longitude_range on track_point is 'A longitude lies between -180 and 180 degrees.';
comment on constraint track_point_speed_knots_range on track_point is 'A speed lies between 0 and 60 knots.';
comment on constraint track_point_course_range on track_point is 'A course lies from 0 up to, but not at, 360 degrees.';

create function refuse_points_to_come() returns trigger
  language plpgsql
as $$
begin
  if exists (select from added a where a.reported_at > now() + interval '5 minutes') then
    raise exception 'A position cannot be reported for a moment that is yet to come.';
  end if;
  return null;
end
$$;
comment on function refuse_points_to_come() is 'Five minutes are granted to clocks that run ahead.';

create trigger track_point_is_of_the_past after insert on track_point
  referencing new table as added for each statement execute function refuse_points_to_come();


-- Areas that a company watches

create function outline_of(area jsonb) returns polygon
  language sql immutable strict parallel safe
return (
  select ('(' || string_agg('(' || (corner.place ->> 0) || ',' || (corner.place ->> 1) || ')', ',' order by corner.number) || ')')::polygon
  from jsonb_array_elements(area #> '{coordinates,0}') with ordinality as corner (place, number));
comment on function outline_of(jsonb) is 'The ring of a GeoJSON Polygon as Postgres''s own type: x is the longitude, y the latitude.';

create function is_area(area jsonb) returns boolean
  language sql immutable parallel safe
return coalesce(
  jsonb_path_match(area, 'strict $.type == "Polygon" && $.coordinates.size() == 1 && $.coordinates[0].size() >= 4
    && $.coordinates[0].size() <= 500', '{}', true)
  and area #> '{coordinates,0,0}' = area #> '{coordinates,0,-1}'
  and not jsonb_path_exists(area, 'strict $.coordinates[0][*] ? (!(@.size() == 2 && @[0] >= -180 && @[0] <= 180
    && @[1] >= -90 && @[1] <= 90))', '{}', true)
  and not jsonb_path_exists(area, 'strict $.coordinates[0][*] ? ((@.size() == 2) is unknown || (@[0] >= -180) is unknown
    || (@[1] >= -90) is unknown)', '{}', true), false);
comment on function is_area(jsonb) is 'Whether it is a GeoJSON Polygon of one closed ring with 4 to 500 places on earth.';

create table geofence (
  id uuid not null default gen_random_uuid(), -- a number would tell how many others watch
  company_id bigint not null default claimed_company(),
  name text not null,
  area jsonb not null,
  outline polygon generated always as (case when is_area(area) then outline_of(area) end) stored,
  constraint geofence_pkey primary key (id),
  constraint geofence_company_id_fkey foreign key (company_id) references company (id),
  constraint geofence_name_key unique (company_id, name),
  constraint geofence_name_given check (name = btrim(name) and length(name) between 1 and 80),
  constraint geofence_area_form check (is_area(area))
);
comment on table geofence is 'An area that a company watches, which nobody else sees.';
comment on column geofence.id is 'Identifies the area; given here.';
comment on column geofence.company_id is 'Company that watches it.';
comment on column geofence.name is 'What the company calls it.';
comment on column geofence.area is 'The area as a GeoJSON Polygon.';
comment on column geofence.outline is 'The same as Postgres''s own type.';
comment on constraint geofence_pkey on geofence is 'An area with this id is already there.';
comment on constraint geofence_company_id_fkey on geofence is 'There is no such company.';
comment on constraint geofence_name_key on geofence is 'The company watches an area of this name already.';
comment on constraint geofence_name_given on geofence is 'The name of an area has 1 to 80 characters and no blanks around it.';
comment on constraint geofence_area_form on geofence is
  'An area is a GeoJSON Polygon of one closed ring, without holes, with 4 to 500 places.';


-- How far, and whether inside: by PostGIS where the server has it and whoever migrates may have it made

do $$
declare
  has_postgis boolean;
begin
  if exists (select from pg_available_extensions where name = 'postgis') then
    begin
      create extension if not exists postgis;
    exception
      when insufficient_privilege then raise notice 'PostGIS is there, and %', sqlerrm;
    end;
  end if;
  has_postgis := exists (select from pg_extension where extname = 'postgis');
  execute case when has_postgis then $sql$
    create function miles_between(latitude double precision, longitude double precision,
      other_latitude double precision, other_longitude double precision) returns double precision
      language sql immutable strict parallel safe
    return st_distance(st_point(longitude, latitude)::geography, st_point(other_longitude, other_latitude)::geography) / 1852;
    alter table geofence add region geography generated always as (
      case when is_area(area) then st_geomfromgeojson(area)::geography end) stored;
    comment on column geofence.region is 'The same on the spheroid, by PostGIS.';
    create function is_inside(fence geofence, latitude double precision, longitude double precision) returns boolean
      language sql immutable strict parallel safe
    return st_covers(fence.region, st_point(longitude, latitude)::geography);
    create function simplified(line jsonb, tolerance double precision) returns jsonb
      language sql immutable strict parallel safe
    return st_asgeojson(st_simplify(st_geomfromgeojson(line), tolerance), 5)::jsonb;
  $sql$ else $sql$
    create function miles_between(latitude double precision, longitude double precision,
      other_latitude double precision, other_longitude double precision) returns double precision
      language sql immutable strict parallel safe
    return nautical_miles(latitude, longitude, other_latitude, other_longitude);
    create function is_inside(fence geofence, latitude double precision, longitude double precision) returns boolean
      language sql immutable strict parallel safe
    return fence.outline @> point(longitude, latitude);
    create function simplified(line jsonb, tolerance double precision) returns jsonb
      language plpgsql immutable strict
    as $body$
    begin
      raise exception 'Lines are simplified by PostGIS, which this database does not have.';
    end
    $body$;
  $sql$ end;
end
$$;
comment on function miles_between(double precision, double precision, double precision, double precision) is
  'Nautical miles between two places: by PostGIS on the spheroid, or else on a sphere.';
comment on function is_inside(geofence, double precision, double precision) is
  'Whether a place is in an area: by PostGIS, whose edges are the shortest ways, or else on a chart with straight edges.';
comment on function simplified(jsonb, double precision) is
  'A GeoJSON line without the places that are no more than so many degrees off it, which takes PostGIS.';

create domain bucket_width as interval
  constraint bucket_width_range check (value >= interval '1 minute' and extract(month from value) = 0 and extract(year from value) = 0);
comment on domain bucket_width is 'For how long a time something is summed up.';
comment on constraint bucket_width_range on domain bucket_width is 'A bucket has a minute at least, and no months or years.';

create domain miles_off as double precision
  constraint miles_off_range check (value > 0 and value <= 500);
comment on domain miles_off is 'How far off something may be.';
comment on constraint miles_off_range on domain miles_off is 'A distance lies between 0 and 500 nautical miles.';


-- Each company has its own. Analysts read, operators take reports in and draw areas.

alter table track_point enable row level security;
alter table geofence enable row level security;

create policy point_is_the_companys on track_point for select using (company_id = (select claimed_company()));
create policy point_is_told_by_the_owner on track_point for insert
  with check (company_id = (select claimed_company())
    and vessel_id in (select v.id from vessel v where v.owner_id = (select claimed_company())));
create policy geofence_is_the_companys on geofence using (company_id = (select claimed_company()));

grant select on track_point, geofence to analyst, operator;
grant insert (vessel_id, reported_at, latitude, longitude, speed_knots, course) on track_point to operator;
grant insert (name, area), delete on geofence to operator;
