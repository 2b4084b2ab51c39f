create table mark (
  name text not null
);
