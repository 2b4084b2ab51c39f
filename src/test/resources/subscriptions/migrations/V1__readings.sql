create table sensor (
  id bigint primary key,
  name text not null,
  company int not null
);
create table reading (
  id bigint generated always as identity primary key,
  sensor_id bigint not null references sensor,
  value int not null
);
create index on reading (sensor_id);
insert into sensor (id, name, company) select n, 'sensor ' || n, n % 3 from generate_series(1, 100) n;

create function tell_reading() returns trigger language plpgsql as $$
begin
  perform pg_notify('reading_added', json_build_object('id', new.id)::text);
  return null;
end $$;
create trigger reading_added after insert on reading for each row execute function tell_reading();

create table postern_outbox (
  xid xid8 not null default pg_current_xact_id(),
  id bigint generated always as identity,
  channel text not null,
  payload jsonb not null,
  written_at timestamptz not null default now(),
  constraint postern_outbox_pkey primary key (channel, xid, id)
);

create function log_reading() returns trigger language plpgsql as $$
begin
  insert into postern_outbox (channel, payload) values ('reading_logged', json_build_object('id', new.id));
  perform pg_notify('reading_logged', '');
  return null;
end $$;
create trigger reading_logged after insert on reading for each row execute function log_reading();
