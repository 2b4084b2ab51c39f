-- Whoever has subscribed is told of each report of a position. The payload is the key and nothing else: the statement of the
-- subscription reads the row, so that row-level security and later changes hold, and 8,000 bytes are always enough.

create function tell_position_reported() returns trigger
  language plpgsql
as $$
begin
  perform pg_notify('position_reported',
    json_build_object('vessel_id', new.vessel_id, 'reported_at', new.reported_at)::text);
  return null;
end $$;
comment on function tell_position_reported() is 'Tells those who listen on position_reported of a report, by its key.';

create trigger position_reported after insert on position_report
  for each row execute function tell_position_reported();
