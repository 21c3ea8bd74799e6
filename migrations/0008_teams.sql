-- Teams of caseworkers: upload links can belong to one, and every member acts for it.
create table teams (
  id uuid primary key,
  organisation_id uuid not null references organisations (id),
  name text not null check (name <> ''),
  rotation_due_at timestamptz, -- since when somebody who has left knows the key of today; null: nobody does
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table team_members (
  team_id uuid not null references teams (id) on delete cascade,
  account_id uuid not null references accounts (id),
  role text not null check (role in ('manager', 'member')),
  joined_at timestamptz not null,
  primary key (team_id, account_id)
);
create index team_members_account on team_members (account_id);

-- Members' browsers make a team's keys; the server keeps what it cannot open.
create table team_keys (
  team_id uuid not null references teams (id) on delete cascade,
  number integer not null check (number > 0), -- from 1
  fingerprint text not null check (fingerprint ~ '^([0-9A-F]{40}|[0-9A-F]{64})$'),
  public_key bytea not null check (octet_length(public_key) between 1 and 16384),
  -- Once another has taken its place: by which it named that, and its secret key encrypted to it.
  statement bytea check (octet_length(statement) between 1 and 16384),
  former_key bytea check (octet_length(former_key) between 1 and 16384),
  created_at timestamptz not null,
  replaced_at timestamptz,
  primary key (team_id, number),
  unique (team_id, fingerprint),
  check ((replaced_at is null) = (statement is null) and (replaced_at is null) = (former_key is null))
);
create unique index team_keys_active on team_keys (team_id) where replaced_at is null;

-- The secret key of today, sealed to a member's own key. It goes with the membership.
create table team_key_copies (
  team_id uuid not null,
  account_id uuid not null,
  fingerprint text not null, -- of the team's key
  sealed_to text not null check (sealed_to ~ '^([0-9A-F]{40}|[0-9A-F]{64})$'), -- of the member's key
  material bytea not null check (octet_length(material) between 1 and 16384),
  created_at timestamptz not null,
  primary key (team_id, account_id),
  foreign key (team_id, account_id) references team_members (team_id, account_id) on delete cascade,
  foreign key (team_id, fingerprint) references team_keys (team_id, fingerprint) on delete cascade
);

-- null: its owner's alone.
alter table upload_links add column team_id uuid references teams (id);
create index upload_links_team on upload_links (team_id, created_at desc, id) where team_id is not null;
