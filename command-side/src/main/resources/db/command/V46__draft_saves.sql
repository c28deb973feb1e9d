-- Which of its saves a draft is as of. Who writes names the save, and so knows its own again though no answer came: a save
-- replaces only what its writer had seen, and a registration discards nothing that another window wrote.
alter table draft add column save uuid not null default gen_random_uuid();
