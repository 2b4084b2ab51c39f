create table boat (id int primary key, specs jsonb not null);
create index boat_specs on boat using gin (specs jsonb_path_ops);

insert into boat values
  (1, '{"sails": 2, "builtAt": "1999-12-31", "engine": {"maker": "Yan", "power": 12.50}, "tags": ["old", "wood"]}'),
  (2, '{"sails": 1, "engine": {"maker": "Volt", "power": 30}, "tags": ["wood"], "berth": 17}'),
  (3, '{"engine": {"maker": "Yan", "power": 9}}');
