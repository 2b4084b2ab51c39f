-- The three orders of Query.voyages, each read from its index on either side of a cursor. Read backward, an index has the order
-- of its columns turned round, nulls first included.

create index voyage_departed_at_idx on voyage (departed_at, id);
create index voyage_arrived_at_idx on voyage (arrived_at, id);
create index voyage_destination_idx on voyage (to_unlocode, departed_at desc, id desc);
