-- How far a long task is: told by the process that works, asked by any other. What is lost in a crash was worth nothing.
create unlogged table task_progress (
    task    text primary key,
    running boolean     not null,
    state   jsonb       not null,
    told_at timestamptz not null
);
