-- What an organisation takes of submitted files, though it may do harm; programs and scripts are never taken.
alter table organisations
  add column takes_macros boolean not null default false,
  add column takes_active_pdf boolean not null default true, -- forms that calculate have scripts
  add column takes_encrypted boolean not null default false,
  add column takes_unchecked boolean not null default false;

-- Every change of an organisation's policy; nothing changes or deletes a row.
create table policy_changes (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  account_id uuid not null references accounts (id),
  changed_at timestamptz not null,
  policy text not null check (policy in ('submitted-files')),
  before jsonb not null,
  after jsonb not null
);
create index policy_changes_organisation on policy_changes (organisation_id, changed_at desc, id);
