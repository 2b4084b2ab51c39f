create table sight (name text primary key, longitude float8 not null, latitude float8 not null, taste float4[] not null);
insert into sight values ('Lighthouse', 8.12, 54.18, '{1,0}'), ('Shipyard', 9.98, 53.54, '{0,1}');

do $$
begin
  if exists (select from pg_available_extensions where name = 'postgis') then
    create extension postgis;
    create function sights_near(place json, metres float8) returns setof sight stable language sql as $f$
      select s.* from sight s
      where st_dwithin(st_makepoint(longitude, latitude)::geography, st_geomfromgeojson(place)::geography, metres)
      order by name
    $f$;
  else
    create function sights_near(place json, metres float8) returns setof sight stable language plpgsql as $f$
    begin
      raise 'Sights by their place need PostGIS, which this server does not have.';
    end
    $f$;
  end if;
  if exists (select from pg_available_extensions where name = 'vector') then
    create extension vector;
    create function sights_like(taste json) returns setof sight stable language sql as $f$
      select s.* from sight s order by s.taste::vector <-> $1::text::vector, name
    $f$;
  else
    create function sights_like(taste json) returns setof sight stable language plpgsql as $f$
    begin
      raise 'Sights by their taste need pgvector, which this server does not have.';
    end
    $f$;
  end if;
end
$$;
