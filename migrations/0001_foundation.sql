-- Accounts, sessions and everything that proves who somebody is.
create table organisations (
  id uuid primary key,
  name text not null,
  language text not null default 'de' check (language in ('de', 'en')),
  time_zone text not null default 'Europe/Berlin',
  -- Limits within the platform's own; null means the platform's.
  max_expiry_days integer check (max_expiry_days between 1 and 60),
  max_file_bytes bigint check (max_file_bytes > 0),
  max_delivery_bytes bigint check (max_delivery_bytes > 0),
  max_files integer check (max_files > 0),
  created_at timestamptz not null
);

create table accounts (
  id uuid primary key,
  email text not null,
  email_key text not null unique, -- lower case, for comparison
  kind text not null check (kind in ('caseworker', 'citizen')),
  role text not null default 'member' check (role in ('member', 'administrator')),
  organisation_id uuid references organisations (id),
  display_name text,
  language text not null default 'de' check (language in ('de', 'en')),
  password_hash text, -- Argon2id in PHC form; null: signs in by mailed code only
  confirmed_at timestamptz,
  created_at timestamptz not null,
  last_active_at timestamptz not null,
  disabled_at timestamptz,
  check ((kind = 'caseworker') = (organisation_id is not null))
);

create table sessions (
  id uuid primary key,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  account_id uuid not null references accounts (id) on delete cascade,
  method text not null check (method in ('password', 'code', 'link', 'invitation')),
  device text not null, -- a coarse label such as "Firefox, Windows"; never the whole user agent
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_account on sessions (account_id);
create index sessions_expiry on sessions (expires_at);

-- A mailed code or link. Neither is stored: both are derived from the platform's key and the row's id.
create table sign_in_challenges (
  id uuid primary key,
  email text not null,
  email_key text not null,
  browser_hash bytea not null check (octet_length(browser_hash) = 32), -- of the cookie of the browser that asked
  language text not null,
  return_to text, -- a path of ours
  attempts integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_challenges_expiry on sign_in_challenges (expires_at);

create table invitations (
  id uuid primary key,
  token_hash bytea not null unique check (octet_length(token_hash) = 32), -- the token is derived from the id
  organisation_id uuid not null references organisations (id),
  email text not null,
  email_key text not null,
  role text not null check (role in ('member', 'administrator')),
  invited_by uuid references accounts (id) on delete set null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz
);

create table api_tokens (
  id uuid primary key,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  account_id uuid not null references accounts (id) on delete cascade,
  name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz
);
create index api_tokens_account on api_tokens (account_id);

-- Counters against guessing. The key is a keyed hash of what is counted, so that no client address is stored.
create table throttles (
  key bytea primary key check (octet_length(key) = 32),
  count integer not null,
  window_ends_at timestamptz not null
);
create index throttles_window on throttles (window_ends_at);

-- Keys that sign purpose-bound tokens (JWS). The private part is wrapped under the master key.
create table signing_keys (
  kid text primary key,
  public_jwk jsonb not null,
  wrapped_private_key bytea not null,
  created_at timestamptz not null,
  signs_until timestamptz not null,
  verifies_until timestamptz not null
);

-- One row, written at the first start: tells the right master key from any other.
create table master_key_check (
  only_row boolean primary key default true check (only_row),
  tag bytea not null check (octet_length(tag) = 32), -- HMAC of a constant under a key derived from the master key
  created_at timestamptz not null
);

create table cron_run (
  key text primary key,
  claimed_at timestamptz not null default now()
);

-- Deliveries: what a caseworker sends.
create table deliveries (
  id uuid primary key,
  sender_id uuid not null references accounts (id),
  organisation_id uuid not null references organisations (id),
  level smallint not null check (level between 1 and 4),
  state text not null check (state in ('draft', 'active', 'recalled', 'purging', 'purged')),
  sealed_details bytea, -- subject and message, under the content key
  language text not null default 'de' check (language in ('de', 'en')),
  download_limit integer check (download_limit between 1 and 1000),
  receipt_wanted boolean not null default true,
  expiry_days integer not null check (expiry_days between 1 and 60),
  expires_at timestamptz, -- set when sent
  created_at timestamptz not null,
  updated_at timestamptz not null,
  sent_at timestamptz,
  ended_at timestamptz,
  objects_noted_at timestamptz, -- when its objects were noted for deletion; null: the job has yet to come
  check (state = 'draft' or (sent_at is not null and expires_at is not null))
);
create index deliveries_sender on deliveries (sender_id, created_at desc, id);
create index deliveries_expiry on deliveries (expires_at) where state = 'active';
create index deliveries_unpurged on deliveries (ended_at) where ended_at is not null and objects_noted_at is null;

-- Content keys stand alone, so that they can be destroyed first and kept out of accumulating backups.
create table content_keys (
  delivery_id uuid primary key references deliveries (id),
  wrapped_key bytea not null, -- AES-256-GCM under the master key, the delivery id as associated data
  created_at timestamptz not null
);

create table delivery_recipients (
  id uuid primary key,
  delivery_id uuid not null references deliveries (id) on delete cascade,
  position integer not null,
  email text not null,
  email_key text not null,
  link_token_hash bytea unique check (octet_length(link_token_hash) = 32), -- set when sent; the token is derived
  mail_state text not null default 'none' check (mail_state in ('none', 'queued', 'waiting', 'mailed', 'bounced', 'letter')),
  mail_reason text,
  mailed_at timestamptz,
  opened_at timestamptz,
  reminded_at timestamptz,
  unique (delivery_id, email_key)
);
create index delivery_recipients_email on delivery_recipients (email_key);

create table delivery_files (
  id uuid primary key,
  delivery_id uuid not null references deliveries (id) on delete cascade,
  position integer not null,
  sealed_path bytea not null, -- folders, name and media type, under the content key
  plain_size_bytes bigint not null check (plain_size_bytes >= 0),
  sealed_size_bytes bigint not null check (sealed_size_bytes > 0),
  object_key text not null unique,
  state text not null check (state in ('uploading', 'stored')),
  created_at timestamptz not null,
  stored_at timestamptz,
  unique (delivery_id, position)
);

create table uploads (
  id uuid primary key,
  file_id uuid not null unique references delivery_files (id) on delete cascade,
  multipart_id text not null,
  chunks_per_part integer not null check (chunks_per_part > 0),
  part_count integer not null check (part_count between 1 and 10000),
  state text not null check (state in ('open', 'completing', 'completed')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table upload_parts (
  upload_id uuid not null references uploads (id) on delete cascade,
  number integer not null check (number >= 1),
  size_bytes bigint not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  etag text not null,
  stored_at timestamptz not null,
  primary key (upload_id, number)
);

-- Objects to be deleted, written in the transaction that forgets them, so that a crash leaves no orphan.
create table object_deletions (
  object_key text primary key,
  multipart_id text,
  requested_at timestamptz not null
);

-- How often each recipient has fetched each file whole; the limit is one conditional update of this row.
create table fetch_counts (
  recipient_id uuid not null references delivery_recipients (id) on delete cascade,
  file_id uuid not null references delivery_files (id) on delete cascade,
  count integer not null default 0,
  primary key (recipient_id, file_id)
);

create table fetches (
  id uuid primary key,
  recipient_id uuid not null references delivery_recipients (id) on delete cascade,
  file_id uuid not null references delivery_files (id) on delete cascade,
  -- claimed: the last octets are on their way; partial: they have arrived, and others of the file never were asked for
  state text not null check (state in ('claimed', 'partial', 'delivered')),
  claimed_at timestamptz not null,
  delivered_at timestamptz
);
create index fetches_recipient on fetches (recipient_id, file_id);
create index fetches_claimed on fetches (claimed_at) where state = 'claimed';

-- Which octets of a file have been delivered to a recipient in ranges, until together they are the whole file.
-- Downloads in one go leave no row.
create table fetch_progress (
  recipient_id uuid not null references delivery_recipients (id) on delete cascade,
  file_id uuid not null references delivery_files (id) on delete cascade,
  octets int8multirange not null,
  primary key (recipient_id, file_id)
);

-- What became of each mail. Kept for 7 days.
create table mails (
  id uuid primary key,
  kind text not null,
  to_email text not null,
  subject_id uuid not null, -- the recipient, challenge, invitation or account that the mail is about
  state text not null check (state in ('queued', 'waiting', 'sent', 'rejected', 'failed')),
  reason text,
  attempts integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index mails_created on mails (created_at);
