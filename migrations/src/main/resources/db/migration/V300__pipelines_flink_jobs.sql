create schema if not exists pipelines;

-- What was last submitted under each name: whose checkpoints to restore from.
create table pipelines.flink_job (
    name          text primary key,
    fingerprint   text        not null,
    job_id        text        not null,
    restored_from text,
    savepoint     text,
    problem       text,
    submitted_at  timestamptz not null
);

comment on column pipelines.flink_job.savepoint is 'What the job was stopped with; newer than any checkpoint of job_id.';
