-- A vessel's current voyage is looked up by its vessel, and there is one at most: voyage_one_at_a_time sees to that for
-- all voyages, and this index says it of those under way in a way that a lookup can use.

create unique index voyage_under_way_idx on voyage (vessel_id) where arrived_at is null;

comment on index voyage_under_way_idx is 'The vessel is on another voyage at that time.';
