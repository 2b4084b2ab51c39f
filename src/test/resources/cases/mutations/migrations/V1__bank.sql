create table account (
  id bigint generated always as identity primary key,
  owner text not null constraint account_owner_key unique,
  balance numeric(12, 2) not null default 0 constraint account_balance_covered check (balance >= 0),
  version int not null default 1,
  note text,
  guarantor_id bigint,
  constraint account_guarantor_fkey foreign key (guarantor_id) references account deferrable initially deferred
);
comment on constraint account_owner_key on account is 'This owner has an account.';
comment on constraint account_balance_covered on account is 'The account does not hold that much.';
comment on constraint account_guarantor_fkey on account is 'There is no such guarantor.';

create table entry (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  amount numeric(12, 2) not null,
  text text
);
create index on entry (account_id);

create function expect_version(stored int, expected int) returns boolean language plpgsql as $$
begin
  if stored <> expected then
    raise exception 'It was changed meanwhile: version % is %.', expected, stored
      using errcode = 'integrity_constraint_violation';
  end if;
  return true;
end
$$;

insert into account (owner, balance, note) values ('Ada', 100.00, 'first'), ('Ben', 50.00, '');

-- as it is: the check cannot know that it may return a null
create function shown(note text) returns text language plpgsql as $$ begin return note; end $$;

-- loses as if against another transaction, so many times before it wins; a sequence is not rolled back
create sequence tries;
create function win_after(losses int) returns int language plpgsql as $$
begin
  if nextval('tries') % (losses + 1) <> 0 then
    raise exception using errcode = 'serialization_failure';
  end if;
  return losses;
end
$$;
