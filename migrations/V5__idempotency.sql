-- Answers to mutations that came with an Idempotency-Key, each kept in the mutation's own transaction. The name is that of
-- postern.idempotency.table. Who serves may select, insert, update and delete here, and need not own it.
create table postern_idempotency (
  key text primary key,
  request text not null,
  answer bytea not null,
  expires_at timestamptz not null
);
create index on postern_idempotency (expires_at);
