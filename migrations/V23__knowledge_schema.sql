-- The module knowledge: reports of incidents, found by what they mean, by the words in them, or by both. What they mean is a vector of
-- 64 numbers. Where the server has pgvector it is one of its vectors, with an index; elsewhere it is an array, and each is looked at.
-- The functions below are the same in both cases, so that no statement knows which it is.

do $$
begin
  if exists (select from pg_available_extensions where name = 'vector') then
    create extension if not exists vector;
  end if;
exception
  when insufficient_privilege then null; -- then it is as if it were not there
end
$$;

do $$
begin
  if to_regtype('vector') is not null then
    create domain embedding as vector;

    create function embedding_distance(one embedding, other embedding) returns float8
      language sql immutable parallel safe
    return one <=> other; -- put in place of the call, so that an index on it serves

  else
    create domain embedding as real[];

    create function embedding_distance(one embedding, other embedding) returns float8
      language sql immutable parallel safe
    return (
      select 1 - sum(pair.a::float8 * pair.b) / nullif(sqrt(sum(pair.a::float8 ^ 2) * sum(pair.b::float8 ^ 2)), 0)
      from unnest(one, other) as pair (a, b));
  end if;
end
$$;
comment on domain embedding is 'What a text means: a direction in 64 dimensions.';
comment on function embedding_distance(embedding, embedding) is
  'How far two texts are apart in meaning: 1 less the cosine of the angle between them, 0 to 2.';

create function embedding_of(numbers jsonb) returns embedding
  language plpgsql immutable strict parallel safe
as $$
declare
  parts real[];
begin
  if jsonb_typeof(numbers) <> 'array' or jsonb_array_length(numbers) <> 64 then
    raise exception 'A vector has 64 numbers.';
  end if;
  parts := translate(numbers::text, '[]', '{}')::real[];
  if 0 = all (parts) then
    raise exception 'A vector that is all zeros points nowhere.';
  end if;
  return parts::embedding;
end
$$;
comment on function embedding_of(jsonb) is 'An embedding, given its numbers.';

create function embedding_numbers(of embedding) returns jsonb
  language sql immutable strict parallel safe
return to_jsonb(of::real[]);
comment on function embedding_numbers(embedding) is 'The numbers of an embedding.';

-- A stand-in for a model, so that everything runs without one. Words that have to do with each other share a dimension, as far as this
-- list says; any other word adds to one of the rest, and with the sign, that its digest says ("feature hashing").

create table concept (
  lexeme text not null,
  dimension integer not null,
  constraint concept_pkey primary key (lexeme, dimension),
  constraint concept_dimension_range check (dimension between 0 and 23)
);
comment on table concept is 'A word that stands for something, together with others.';
comment on column concept.lexeme is 'The word''s stem.';
comment on column concept.dimension is 'What it stands for, as a dimension of an embedding.';
comment on constraint concept_pkey on concept is 'The word stands for this already.';
comment on constraint concept_dimension_range on concept is 'The first 24 dimensions are of concepts.';

insert into concept (lexeme, dimension)
select w.lexeme, c.number - 1
from unnest(array[
  'electricity electric electrical power blackout generator breaker switchboard battery batteries current wire',
  'fire flame burn burnt smoke smoulder spark extinguisher blaze ignite alight',
  'hot heat heated temperature warm cold steam scald cool',
  'aground grounded grounding reef shoal bank bottom coral mud shallow depth sounder stranded',
  'collision collide strike struck hit crash ram overtake bridge jetty',
  'hurt injury injured wound broke broken leg arm hand finger wrist fell fall dead died death killed casualty doctor',
  'oxygen air gas breathe breathing suffocate faint monoxide ventilate ventilation enclosed tank manhole',
  'computer cyber password hacker hacked network software malware ransomware virus infected wireless wifi encrypted login stolen remote',
  'payment bank money invoice dollars paid pay fraud forged fine price',
  'position satellite gps navigation chart course route autopilot radar bearing spoofed',
  'steering rudder helm helmsman thruster coupling turn',
  'storm gale hurricane typhoon wave sea swell wind gust forecast ice weather',
  'cargo container stow stowage lashing lash coil ore coal bean hatch hold stack box load',
  'oil spill leak overflow fuel bunker pollution overboard harbour separator bilge hydraulic hose',
  'pirate piracy skiff thief thieves theft stowaway guard armed robber smuggle cocaine drug badge visitor',
  'mooring moor line rope spring bollard anchor berth quay dock ladder gangway',
  'engine machinery machine bearing pump injector purifier crankcase propulsion motor mechanical',
  'fail failed failure stop stopped trip lost loss out',
  'watch lookout officer alone tired asleep fatigue attention unnoticed',
  'alarm telephone radio signal told said order mail message call',
  'rotten rust worn old corroded maintenance certificate inspect renew replace',
  'permit procedure checklist drill training practised rule safety',
  'fog visibility mist dark night light lamp',
  'food galley cook fruit cherries refrigerated mouldy spoil store']) with ordinality as c (words, number)
cross join unnest(to_tsvector('english', c.words)) w;

analyze concept;

create function embed(written text) returns embedding
  language sql stable strict parallel safe security definer set search_path = public, pg_temp
as $$
  with word as (
    select w.lexeme, 1 + ln(cardinality(w.positions)::float8) as weight, ('x' || left(md5(w.lexeme), 8))::bit(32)::integer as hash
    from unnest(to_tsvector('english', written)) w
  ), part as (
    select c.dimension, w.weight
    from word w
    join concept c on c.lexeme = w.lexeme
    union all
    select 24 + (w.hash & 1023) % 40, case when w.hash & 1024 = 0 then 0.5 else -0.5 end * w.weight
    from word w
  ), dimension as (
    select d.number, coalesce(sum(p.weight), 0) as value
    from generate_series(0, 63) as d (number)
    left join part p on p.dimension = d.number
    group by d.number
  )
  select (array_agg((d.value / l.length)::real order by d.number))::embedding
  from dimension d
  cross join (select sqrt(sum(value ^ 2)) as length from dimension) l
  where l.length > 0
$$;
comment on function embed(text) is 'What a text means, as far as the list of words tells; null for a text without words.';

create type incident_category as enum ('CARGO', 'COLLISION', 'CYBER', 'FIRE', 'GROUNDING', 'INJURY', 'MACHINERY', 'POLLUTION', 'SECURITY',
  'WEATHER');
comment on type incident_category is 'What kind of incident it was.';

create table incident_report (
  id uuid not null default gen_random_uuid(), -- a number would tell how many others file
  company_id bigint default claimed_company(),
  reference text not null,
  occurred_on date not null,
  category incident_category not null,
  severity integer not null,
  unlocode text,
  title text not null,
  body text not null,
  words tsvector not null generated always as
    (setweight(to_tsvector('english', title), 'A') || to_tsvector('english', body)) stored,
  embedding embedding not null,
  constraint incident_report_pkey primary key (id),
  constraint incident_report_company_id_fkey foreign key (company_id) references company (id),
  constraint incident_report_unlocode_fkey foreign key (unlocode) references port (unlocode),
  constraint incident_report_reference_key unique nulls not distinct (company_id, reference),
  constraint incident_report_reference_given check (reference = btrim(reference) and length(reference) between 1 and 40),
  constraint incident_report_severity_range check (severity between 1 and 5),
  constraint incident_report_title_given check (title = btrim(title) and length(title) between 1 and 200),
  constraint incident_report_body_given check (length(body) between 1 and 10000)
);
create index incident_report_words_idx on incident_report using gin (words);

do $$
begin
  if to_regtype('vector') is not null then
    alter table incident_report alter column embedding type vector(64); -- the index does not look into a domain
    create index incident_report_embedding_idx on incident_report using hnsw (embedding vector_cosine_ops);
  end if;
end
$$;

comment on table incident_report is 'What happened on board, and what was learnt from it.';
comment on column incident_report.id is 'Identifies the report; given here.';
comment on column incident_report.company_id is
  'The company that filed it, and alone reads it; null for a report of the whole trade, without names.';
comment on column incident_report.reference is 'What the report is called where it was filed.';
comment on column incident_report.occurred_on is 'The day on which it happened.';
comment on column incident_report.category is 'What kind of incident it was.';
comment on column incident_report.severity is 'How bad it was: 1 is a near miss, 5 the loss of a life or a vessel.';
comment on column incident_report.unlocode is 'The port at which or near which it happened, if any.';
comment on column incident_report.title is 'What happened, in a few words.';
comment on column incident_report.body is 'What happened and what was learnt.';
comment on column incident_report.words is 'The words of title and body.';
comment on column incident_report.embedding is 'What title and body mean.';
comment on constraint incident_report_pkey on incident_report is 'A report with this id is already there.';
comment on constraint incident_report_company_id_fkey on incident_report is 'There is no such company.';
comment on constraint incident_report_unlocode_fkey on incident_report is 'There is no such port.';
comment on constraint incident_report_reference_key on incident_report is 'A report with this reference is already filed.';
comment on constraint incident_report_reference_given on incident_report is
  'A reference has 1 to 40 characters and no blanks around it.';
comment on constraint incident_report_severity_range on incident_report is 'A severity is 1 to 5.';
comment on constraint incident_report_title_given on incident_report is 'A title has 1 to 200 characters and no blanks around it.';
comment on constraint incident_report_body_given on incident_report is 'The text of a report has 1 to 10,000 characters.';

create function embed_report() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  new.embedding := coalesce(new.embedding, embed(new.title || '. ' || new.body));
  if new.embedding is null then
    raise exception 'A report has words to be found by.';
  end if;
  return new;
end
$$;
comment on function embed_report() is 'Gives a report that comes without a model''s vector the stand-in''s.';

create trigger incident_report_is_embedded before insert on incident_report for each row execute function embed_report();

create function any_word(written text) returns tsquery
  language sql immutable strict parallel safe
return replace(plainto_tsquery('english', written)::text, ' & ', ' | ')::tsquery;
comment on function any_word(text) is 'One of the words at least; the order of what is found says how many there are.';

-- Under a policy an index on words lies idle, because @@ is not leakproof; see access_event in V25, and docs/uses/watch.md.
create function reports_with_words(query tsquery) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select r.id from incident_report r
  where (r.company_id is null or r.company_id = claimed_company()) and r.words @@ query
$$;
comment on function reports_with_words(tsquery) is 'The reports that have what was searched for, of those that whoever asks may read.';


-- Everybody reads what is of the whole trade, a company's people what the company filed; its operators file, and put models' vectors in.

alter table concept enable row level security; -- nobody reads it but embed
alter table incident_report enable row level security;

create policy incident_report_is_read on incident_report for select
  using (company_id is null or company_id = (select claimed_company()));
create policy incident_report_is_filed on incident_report for insert with check (company_id = (select claimed_company()));
create policy incident_report_is_embedded_anew on incident_report for update using (company_id = (select claimed_company()));

revoke execute on function reports_with_words(tsquery) from public;
grant execute on function reports_with_words(tsquery) to visitor, analyst, operator;
grant select on incident_report to visitor, analyst, operator;
grant insert (reference, occurred_on, category, severity, unlocode, title, body, embedding), update (embedding) on incident_report
  to operator;
