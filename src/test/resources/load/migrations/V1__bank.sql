create table account (
  id int primary key,
  balance numeric(12, 2) not null constraint account_balance_covered check (balance >= 0)
);
comment on constraint account_balance_covered on account is 'The account does not hold that much.';
insert into account select i, 1000.00 from generate_series(1, 5) i;

create table transfer (
  id bigint generated always as identity primary key,
  from_id int not null references account,
  to_id int not null references account,
  amount numeric(12, 2) not null
);

create table reading (
  station int not null constraint reading_station_known check (station < 1000),
  taken_at timestamptz not null,
  value numeric not null,
  note text,
  primary key (station, taken_at)
);
comment on constraint reading_station_known on reading is 'There is no such station.';
