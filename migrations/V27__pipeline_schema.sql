-- The module pipeline: what suppliers say they have delivered, as it comes in files, becomes what a company knows of its fuel.
-- Rows are staged as they were written, merged as often as somebody likes, and added up by month. Each rule of a row is one
-- constraint here, and its comment is what the report of rejected rows says.


-- What is written in a cell

create type fuel_grade as enum ('HFO', 'VLSFO', 'ULSFO', 'MGO', 'LNG', 'METHANOL');
comment on type fuel_grade is 'A fuel is HFO, VLSFO, ULSFO, MGO, LNG or METHANOL.';

create function most_sulphur(fuel fuel_grade) returns numeric
  language sql immutable strict parallel safe
return case fuel when 'HFO' then 3.50 when 'VLSFO' then 0.50 else 0.10 end;
comment on function most_sulphur(fuel_grade) is 'What a fuel may have of sulphur, in percent of its mass, by MARPOL Annex VI.';

create function co2_per_tonne(fuel fuel_grade) returns numeric
  language sql immutable strict parallel safe
return case fuel
  when 'HFO' then 3.114
  when 'MGO' then 3.206
  when 'LNG' then 2.750
  when 'METHANOL' then 1.375
  else 3.151
end;
comment on function co2_per_tonne(fuel_grade) is
  'Tonnes of carbon dioxide that a burned tonne becomes, by the IMO''s guidelines (MEPC.364(79)).';

create domain imo_number as integer
  constraint imo_number_given check (value is not null)
  constraint imo_number_check_digit check (is_imo_number(value));
comment on domain imo_number is 'An IMO number is written as seven digits.';
comment on constraint imo_number_given on domain imo_number is 'The IMO number is missing.';
comment on constraint imo_number_check_digit on domain imo_number is
  'An IMO number has seven digits, and its last digit must match the six before it.';

create domain delivery_note as text
  constraint delivery_note_given check (value is not null)
  constraint delivery_note_length check (value = btrim(value) and length(value) between 1 and 40);
comment on domain delivery_note is 'The number of a bunker delivery note, as its supplier writes it.';
comment on constraint delivery_note_given on domain delivery_note is 'The number of the delivery note is missing.';
comment on constraint delivery_note_length on domain delivery_note is
  'The number of a delivery note has 1 to 40 characters and no blanks around it.';

create domain fuel_tonnes as numeric
  constraint fuel_tonnes_given check (value is not null)
  constraint fuel_tonnes_range check (value > 0 and value <= 20000)
  constraint fuel_tonnes_to_the_kilogram check (scale(trim_scale(value)) <= 3);
comment on domain fuel_tonnes is 'Tonnes are written as a number with a point, such as 812.5.';
comment on constraint fuel_tonnes_given on domain fuel_tonnes is 'The tonnes are missing.';
comment on constraint fuel_tonnes_range on domain fuel_tonnes is 'A delivery has more than 0 tonnes and no more than 20000.';
comment on constraint fuel_tonnes_to_the_kilogram on domain fuel_tonnes is 'Tonnes have no more than three decimals.';

create domain fuel_price as numeric
  constraint fuel_price_given check (value is not null)
  constraint fuel_price_range check (value >= 0 and value <= 10000)
  constraint fuel_price_to_the_cent check (scale(trim_scale(value)) <= 2);
comment on domain fuel_price is 'A price is written as a number with a point, such as 612.25.';
comment on constraint fuel_price_given on domain fuel_price is 'The price is missing.';
comment on constraint fuel_price_range on domain fuel_price is 'A tonne costs between 0 and 10000 US dollars.';
comment on constraint fuel_price_to_the_cent on domain fuel_price is 'A price has no more than two decimals.';

create domain sulphur_percent as numeric
  constraint sulphur_percent_given check (value is not null)
  constraint sulphur_percent_range check (value >= 0 and value <= 100);
comment on domain sulphur_percent is 'Sulphur is written as percent with a point, such as 0.47.';
comment on constraint sulphur_percent_given on domain sulphur_percent is 'The sulphur content is missing.';
comment on constraint sulphur_percent_range on domain sulphur_percent is 'Sulphur is between 0 and 100 percent.';

create domain written_moment as text
  constraint written_moment_given check (value is not null)
  constraint written_moment_offset
    check (value ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$');
comment on domain written_moment is 'There is no such day or time.';
comment on constraint written_moment_given on domain written_moment is 'The time is missing.';
comment on constraint written_moment_offset on domain written_moment is
  'A time is written as 2026-01-31T23:59:00Z, with its offset from UTC.';

create function cell_fault(of_type text, written text) returns text
  language plpgsql stable
as $$
declare
  rule text;
begin
  case of_type
    when 'imo_number' then perform written::imo_number;
    when 'delivery_note' then perform written::delivery_note;
    when 'fuel_grade' then perform coalesce(written, '')::fuel_grade;
    when 'fuel_tonnes' then perform written::fuel_tonnes;
    when 'fuel_price' then perform written::fuel_price;
    when 'sulphur_percent' then perform written::sulphur_percent;
    when 'written_moment' then perform written::written_moment::timestamptz;
  end case;
  return null;
exception
  when check_violation then
    get stacked diagnostics rule = constraint_name;
    return rule;
  when data_exception then
    return of_type || '_form';
end
$$;
comment on function cell_fault(text, text) is
  'The constraint of a type that what is written breaks, or else <type>_form where it cannot be read as one; null for neither.';


-- What is delivered by whom, and how far it has been read

create table fuel_feed (
  company_id bigint not null default claimed_company(),
  name text not null,
  read_from timestamptz,
  watermark timestamptz,
  constraint fuel_feed_pkey primary key (company_id, name),
  constraint fuel_feed_company_id_fkey foreign key (company_id) references company (id),
  constraint fuel_feed_name_form check (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  constraint fuel_feed_read_in_order check (watermark > read_from)
);
comment on table fuel_feed is 'A source of files about bunkers, for the company only that gets them.';
comment on column fuel_feed.company_id is 'Company that gets them.';
comment on column fuel_feed.name is 'What the company calls it, such as its supplier.';
comment on column fuel_feed.read_from is 'From where the file was read that was merged last.';
comment on column fuel_feed.watermark is 'Up to where the source has been read and merged without a gap; null if not at all.';
comment on constraint fuel_feed_pkey on fuel_feed is 'The company has a feed of this name already.';
comment on constraint fuel_feed_company_id_fkey on fuel_feed is 'There is no such company.';
comment on constraint fuel_feed_name_form on fuel_feed is
  'The name of a feed has 1 to 40 small letters, digits and dashes, and no dash first.';
comment on constraint fuel_feed_read_in_order on fuel_feed is 'A file ends after it begins.';

create function refuse_gap() returns trigger
  language plpgsql
as $$
begin
  if new.read_from > old.watermark then
    raise exception 'The feed "%" has been merged up to %: read it from there.', old.name,
      to_char(old.watermark at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
  end if;
  if new.watermark is null or new.watermark < old.watermark then
    raise exception 'A watermark only rises.';
  end if;
  return new;
end
$$;
comment on function refuse_gap() is 'Nothing of a feed is left out, and a watermark never falls.';

create trigger fuel_feed_has_no_gap before update on fuel_feed for each row
  when (old.watermark is not null) execute function refuse_gap();

create table fuel_batch (
  id uuid not null default gen_random_uuid(), -- a number would tell how much others load
  company_id bigint not null default claimed_company(),
  feed text not null,
  file text not null,
  read_from timestamptz not null,
  read_to timestamptz not null,
  received_at timestamptz not null default now(),
  merged_at timestamptz,
  inserted_count integer not null default 0,
  updated_count integer not null default 0,
  unchanged_count integer not null default 0,
  superseded_count integer not null default 0,
  rejected_count integer not null default 0,
  constraint fuel_batch_pkey primary key (id),
  constraint fuel_batch_feed_fkey foreign key (company_id, feed) references fuel_feed (company_id, name),
  constraint fuel_batch_file_key unique (company_id, feed, file),
  constraint fuel_batch_file_given check (file = btrim(file) and length(file) between 1 and 200),
  constraint fuel_batch_read_in_order check (read_to > read_from)
);
create index fuel_batch_received_at_idx on fuel_batch (company_id, feed, received_at, id);
create index fuel_batch_merged_at_idx on fuel_batch (merged_at);
comment on table fuel_batch is 'A file of a feed: when it came, what it covers, and what became of its rows.';
comment on column fuel_batch.id is 'Identifies the batch; given here.';
comment on column fuel_batch.company_id is 'Company that got it.';
comment on column fuel_batch.feed is 'The feed.';
comment on column fuel_batch.file is 'What the file is called.';
comment on column fuel_batch.read_from is 'The file has what the source changed from then on.';
comment on column fuel_batch.read_to is 'And before then.';
comment on column fuel_batch.received_at is 'When it came.';
comment on column fuel_batch.merged_at is 'When it was merged last; null before.';
comment on column fuel_batch.inserted_count is 'How many of its rows were new to the last merge.';
comment on column fuel_batch.updated_count is 'How many were newer than what was there.';
comment on column fuel_batch.unchanged_count is 'How many were there already, as they are or newer.';
comment on column fuel_batch.superseded_count is 'How many have a newer row of the same delivery beside them in the file.';
comment on column fuel_batch.rejected_count is 'How many broke a rule.';
comment on constraint fuel_batch_pkey on fuel_batch is 'A batch with this id is already there.';
comment on constraint fuel_batch_feed_fkey on fuel_batch is 'The company has no such feed.';
comment on constraint fuel_batch_file_key on fuel_batch is 'This file of the feed is here already.';
comment on constraint fuel_batch_file_given on fuel_batch is
  'The name of a file has 1 to 200 characters and no blanks around it.';
comment on constraint fuel_batch_read_in_order on fuel_batch is 'A file ends after it begins.';


-- Rows as they were written

create table fuel_staging (
  batch_id uuid not null,
  line integer not null,
  imo_number text,
  note text,
  port text,
  fuel text,
  delivered_at text,
  tonnes text,
  price text,
  sulphur text,
  changed_at text,
  constraint fuel_staging_pkey primary key (batch_id, line),
  constraint fuel_staging_batch_id_fkey foreign key (batch_id) references fuel_batch (id),
  constraint fuel_staging_line_range check (line > 0)
);
comment on table fuel_staging is 'Rows of files as they were written, whatever that is.';
comment on column fuel_staging.batch_id is 'The batch.';
comment on column fuel_staging.line is 'Which row of the file it is, from 1.';
comment on column fuel_staging.imo_number is 'IMO number of the vessel.';
comment on column fuel_staging.note is 'Number of the bunker delivery note.';
comment on column fuel_staging.port is 'UN/LOCODE of the port.';
comment on column fuel_staging.fuel is 'What was delivered.';
comment on column fuel_staging.delivered_at is 'When the hose was disconnected.';
comment on column fuel_staging.tonnes is 'How much.';
comment on column fuel_staging.price is 'US dollars for a tonne.';
comment on column fuel_staging.sulphur is 'Percent of its mass.';
comment on column fuel_staging.changed_at is 'When the supplier last changed the note.';
comment on constraint fuel_staging_pkey on fuel_staging is 'This row of the file is staged already.';
comment on constraint fuel_staging_batch_id_fkey on fuel_staging is 'There is no such batch.';
comment on constraint fuel_staging_line_range on fuel_staging is 'Rows count from 1.';

-- Postgres refuses copy into a table with row-level security, and takes it into a view with a trigger.
create view fuel_csv with (security_invoker = true) as
select s.imo_number, s.note, s.port, s.fuel, s.delivered_at, s.tonnes, s.price, s.sulphur, s.changed_at
from fuel_staging s
where s.batch_id = nullif(current_setting('pipeline.batch', true), '')::uuid
order by s.line;
comment on view fuel_csv is 'The rows of the batch that pipeline.batch names, for copy in the order of a file''s columns.';

create function stage_csv_row() returns trigger
  language plpgsql
as $$
declare
  batch uuid := nullif(current_setting('pipeline.batch', true), '')::uuid;
begin
  if batch is null then
    raise exception 'Whose rows are these? Set pipeline.batch to the id of their batch.';
  end if;
  insert into fuel_staging
  select batch, coalesce((select max(s.line) from fuel_staging s where s.batch_id = batch), 0) + 1, new.*;
  return new;
end
$$;
comment on function stage_csv_row() is 'Stages a row behind those of its batch.';

create trigger fuel_csv_is_staged instead of insert on fuel_csv for each row execute function stage_csv_row();


-- Rows that broke no rule

create table bunkering (
  company_id bigint not null,
  feed text not null,
  note delivery_note not null,
  vessel_id bigint not null,
  port text not null,
  fuel fuel_grade not null,
  delivered_at timestamptz not null,
  tonnes fuel_tonnes not null,
  price fuel_price not null,
  cost numeric not null generated always as (round(tonnes * price, 2)) stored,
  sulphur sulphur_percent not null,
  changed_at timestamptz not null,
  batch_id uuid not null,
  constraint bunkering_pkey primary key (company_id, feed, note),
  constraint bunkering_feed_fkey foreign key (company_id, feed) references fuel_feed (company_id, name),
  constraint bunkering_vessel_id_fkey foreign key (vessel_id) references vessel (id),
  constraint bunkering_port_fkey foreign key (port) references port (unlocode),
  constraint bunkering_batch_id_fkey foreign key (batch_id) references fuel_batch (id),
  constraint bunkering_sulphur_allowed check (sulphur <= most_sulphur(fuel)),
  constraint bunkering_changed_afterwards check (changed_at >= delivered_at)
);
create index bunkering_vessel_id_idx on bunkering (vessel_id, delivered_at, note);
comment on table bunkering is 'Fuel that a vessel took, by the newest that its supplier says, for the vessel''s company only.';
comment on column bunkering.company_id is 'Company that got the note.';
comment on column bunkering.feed is 'Feed that it came by.';
comment on column bunkering.note is 'Number of the bunker delivery note, which each feed counts for itself.';
comment on column bunkering.vessel_id is 'Vessel that took the fuel.';
comment on column bunkering.port is 'Port where it did.';
comment on column bunkering.fuel is 'What it took.';
comment on column bunkering.delivered_at is 'When the hose was disconnected.';
comment on column bunkering.tonnes is 'How much.';
comment on column bunkering.price is 'US dollars for a tonne.';
comment on column bunkering.cost is 'US dollars for all of it.';
comment on column bunkering.sulphur is 'Percent of its mass.';
comment on column bunkering.changed_at is 'When the supplier last changed the note.';
comment on column bunkering.batch_id is 'Batch that told it.';
comment on constraint bunkering_pkey on bunkering is 'The note is here already.';
comment on constraint bunkering_feed_fkey on bunkering is 'The company has no such feed.';
comment on constraint bunkering_vessel_id_fkey on bunkering is 'No vessel of the company has this IMO number.';
comment on constraint bunkering_port_fkey on bunkering is 'No port has this UN/LOCODE.';
comment on constraint bunkering_batch_id_fkey on bunkering is 'There is no such batch.';
comment on constraint bunkering_sulphur_allowed on bunkering is 'The fuel has more sulphur than fuel of its grade may have.';
comment on constraint bunkering_changed_afterwards on bunkering is 'A note is not older than its delivery.';


-- Rows that broke one

create table fuel_rejection (
  batch_id uuid not null,
  line integer not null,
  column_name text not null,
  rule text not null,
  written text,
  reason text not null,
  constraint fuel_rejection_pkey primary key (batch_id, line, column_name),
  constraint fuel_rejection_batch_id_fkey foreign key (batch_id) references fuel_batch (id)
);
comment on table fuel_rejection is 'What is wrong with rows that the last merge of their batch left out.';
comment on column fuel_rejection.batch_id is 'The batch.';
comment on column fuel_rejection.line is 'Which row of the file it is, from 1.';
comment on column fuel_rejection.column_name is 'The column.';
comment on column fuel_rejection.rule is 'The constraint that it breaks.';
comment on column fuel_rejection.written is 'What is written there; null for nothing.';
comment on column fuel_rejection.reason is 'What the constraint''s comment says.';
comment on constraint fuel_rejection_pkey on fuel_rejection is 'This fault is listed already.';
comment on constraint fuel_rejection_batch_id_fkey on fuel_rejection is 'There is no such batch.';

create function reason_of(rule text) returns text
  language sql stable parallel safe
return coalesce(
  (select obj_description(c.oid, 'pg_constraint')
   from pg_constraint c
   where c.conname = rule and c.connamespace = 'public'::regnamespace),
  obj_description(to_regtype('public.' || regexp_replace(rule, '_form$', ''))::oid, 'pg_type'),
  rule);
comment on function reason_of(text) is 'What the comment on a constraint says, or that on a type for what cannot be read as one.';

create view fuel_fault with (security_invoker = true) as
select s.batch_id, s.line, cell.column_name, cell.rule, cell.written
from fuel_staging s
join fuel_batch b on b.id = s.batch_id
left join vessel v on v.owner_id = b.company_id and v.imo_number::text = s.imo_number
left join port p on p.unlocode = s.port
cross join lateral (
  select cell_fault('fuel_grade', s.fuel) as fuel,
    cell_fault('written_moment', s.delivered_at) as delivered_at,
    cell_fault('sulphur_percent', s.sulphur) as sulphur,
    cell_fault('written_moment', s.changed_at) as changed_at
  offset 0) fault
cross join lateral (values
  ('imo_number', s.imo_number, coalesce(cell_fault('imo_number', s.imo_number),
    case when v.id is null then 'bunkering_vessel_id_fkey' end)),
  ('note', s.note, cell_fault('delivery_note', s.note)),
  ('port', s.port, case when p.unlocode is null then 'bunkering_port_fkey' end),
  ('fuel', s.fuel, fault.fuel),
  ('delivered_at', s.delivered_at, fault.delivered_at),
  ('tonnes', s.tonnes, cell_fault('fuel_tonnes', s.tonnes)),
  ('price', s.price, cell_fault('fuel_price', s.price)),
  ('sulphur', s.sulphur, coalesce(fault.sulphur, case when fault.fuel is null
    then case when s.sulphur::numeric > most_sulphur(s.fuel::fuel_grade) then 'bunkering_sulphur_allowed' end end)),
  ('changed_at', s.changed_at, coalesce(fault.changed_at, case when fault.delivered_at is null
    then case when s.changed_at::timestamptz < s.delivered_at::timestamptz then 'bunkering_changed_afterwards' end end))
) as cell (column_name, written, rule)
where cell.rule is not null;
comment on view fuel_fault is 'What is wrong with staged rows: for each cell the first rule that it breaks.';


-- What it adds up to. Feeds have rows of their own, so that two that are merged at one time do not wait for each other.

create table fuel_month (
  company_id bigint not null,
  feed text not null,
  vessel_id bigint not null,
  month date not null,
  fuel fuel_grade not null,
  delivery_count integer not null,
  tonnes numeric not null,
  cost numeric not null,
  constraint fuel_month_pkey primary key (company_id, month, vessel_id, fuel, feed),
  constraint fuel_month_feed_fkey foreign key (company_id, feed) references fuel_feed (company_id, name),
  constraint fuel_month_vessel_id_fkey foreign key (vessel_id) references vessel (id),
  constraint fuel_month_first_day check (month = date_trunc('month', month::timestamp)::date),
  constraint fuel_month_not_below_zero check (delivery_count >= 0 and tonnes >= 0 and cost >= 0)
);
create index fuel_month_vessel_id_idx on fuel_month (vessel_id, month, fuel);
comment on table fuel_month is 'Bunkerings added up by month, which their trigger does; nobody else writes it.';
comment on column fuel_month.company_id is 'Company that got the notes.';
comment on column fuel_month.feed is 'Feed that they came by.';
comment on column fuel_month.vessel_id is 'Vessel that took the fuel.';
comment on column fuel_month.month is 'First day of the month, in UTC.';
comment on column fuel_month.fuel is 'What it took.';
comment on column fuel_month.delivery_count is 'How often.';
comment on column fuel_month.tonnes is 'How much.';
comment on column fuel_month.cost is 'US dollars for all of it.';
comment on constraint fuel_month_pkey on fuel_month is 'This month is added up already.';
comment on constraint fuel_month_feed_fkey on fuel_month is 'The company has no such feed.';
comment on constraint fuel_month_vessel_id_fkey on fuel_month is 'There is no such vessel.';
comment on constraint fuel_month_first_day on fuel_month is 'A month is known by its first day.';
comment on constraint fuel_month_not_below_zero on fuel_month is 'Nobody takes less than nothing.';

create function month_of(moment timestamptz) returns date
  language sql immutable strict parallel safe
return date_trunc('month', moment at time zone 'UTC')::date;
comment on function month_of(timestamptz) is 'The first day of a moment''s month, in UTC.';

-- Security definer, because who merges may not write what is added up.
create function add_up_bunkerings() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if tg_op <> 'INSERT' then
    update fuel_month m
    set delivery_count = m.delivery_count - r.delivery_count, tonnes = m.tonnes - r.tonnes, cost = m.cost - r.cost
    from (
      select company_id, feed, vessel_id, month_of(delivered_at) as month, fuel,
        count(*)::integer as delivery_count, sum(tonnes) as tonnes, sum(cost) as cost
      from removed
      group by company_id, feed, vessel_id, month_of(delivered_at), fuel) r
    where (m.company_id, m.feed, m.vessel_id, m.month, m.fuel) = (r.company_id, r.feed, r.vessel_id, r.month, r.fuel);
  end if;
  if tg_op <> 'DELETE' then
    insert into fuel_month as m (company_id, feed, vessel_id, month, fuel, delivery_count, tonnes, cost)
    select company_id, feed, vessel_id, month_of(delivered_at), fuel, count(*), sum(tonnes), sum(cost)
    from added
    group by company_id, feed, vessel_id, month_of(delivered_at), fuel
    on conflict on constraint fuel_month_pkey do update
    set delivery_count = m.delivery_count + excluded.delivery_count, tonnes = m.tonnes + excluded.tonnes,
      cost = m.cost + excluded.cost;
  end if;
  return null;
end
$$;
comment on function add_up_bunkerings() is 'Takes out of a month what was there, and adds what is there now.';

create trigger bunkering_is_added after insert on bunkering
  referencing new table as added for each statement execute function add_up_bunkerings();
create trigger bunkering_is_changed after update on bunkering
  referencing old table as removed new table as added for each statement execute function add_up_bunkerings();
create trigger bunkering_is_removed after delete on bunkering
  referencing old table as removed for each statement execute function add_up_bunkerings();


-- Each company has its own. Analysts read, operators load.

alter table fuel_feed enable row level security;
alter table fuel_batch enable row level security;
alter table fuel_staging enable row level security;
alter table fuel_rejection enable row level security;
alter table bunkering enable row level security;
alter table fuel_month enable row level security;

create policy feed_is_the_companys on fuel_feed using (company_id = (select claimed_company()));
create policy batch_is_the_companys on fuel_batch using (company_id = (select claimed_company()));
create policy staging_is_the_batchs on fuel_staging
  using (batch_id in (select b.id from fuel_batch b where b.company_id = (select claimed_company())));
create policy rejection_is_the_batchs on fuel_rejection
  using (batch_id in (select b.id from fuel_batch b where b.company_id = (select claimed_company())));
create policy bunkering_is_the_companys on bunkering
  using (company_id = (select claimed_company()))
  with check (company_id = (select claimed_company())
    and batch_id in (select b.id from fuel_batch b where b.company_id = (select claimed_company()))
    and vessel_id in (select v.id from vessel v where v.owner_id = (select claimed_company())));
create policy month_is_the_companys on fuel_month for select using (company_id = (select claimed_company()));

grant select on fuel_feed, fuel_batch, fuel_staging, fuel_rejection, fuel_fault, bunkering, fuel_month to analyst, operator;
grant insert (name), update (read_from, watermark) on fuel_feed to operator;
grant insert (feed, file, read_from, read_to),
  update (merged_at, inserted_count, updated_count, unchanged_count, superseded_count, rejected_count) on fuel_batch to operator;
grant insert, update, delete on fuel_staging to operator;
grant select, insert on fuel_csv to operator;
grant insert, delete on fuel_rejection to operator;
grant insert, update on bunkering to operator;
