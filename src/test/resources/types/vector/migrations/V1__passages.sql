create extension vector;
create table passage (id int primary key, title text not null, embedding vector(3) not null);
create index passage_embedding on passage using hnsw (embedding vector_l2_ops);
insert into passage values (1, 'Tides', '[0,0,1]'), (2, 'Winds', '[0,1,0]'), (3, 'Knots', '[1,0,0.5]');
