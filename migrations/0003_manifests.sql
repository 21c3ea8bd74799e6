-- Levels 3 and 4: what opens the files, sealed by the sender's client. The server cannot read it.
-- Manifests stand alone, like content keys: they are destroyed first, and kept out of accumulating backups.
create table manifests (
  delivery_id uuid not null references deliveries (id),
  recipient_id uuid references delivery_recipients (id) on delete cascade, -- null: the sender's own copy
  message bytea not null check (octet_length(message) between 1 and 4194304),
  revision integer not null default 1, -- counts replacements; the entity tag
  reader text not null check (reader in ('key', 'code')), -- whether it opens with a key or an access code
  reader_fingerprint text check (reader_fingerprint ~ '^([0-9A-F]{40}|[0-9A-F]{64})$'),
  created_at timestamptz not null,
  check ((reader = 'key') = (reader_fingerprint is not null)),
  check (recipient_id is not null or reader = 'key'),
  unique nulls not distinct (delivery_id, recipient_id)
);
create index manifests_recipient on manifests (recipient_id);

alter table delivery_recipients
  -- What the recipient reads the manifest with; outlives it. pending: there is no key yet, and the sender releases.
  add column reader_state text not null default 'none' check (reader_state in ('none', 'key', 'code', 'pending')),
  add column release_asked_at timestamptz, -- when the sender was mailed that a release is wanted
  -- Why the recipient's client refused to open what the server gave it.
  add column refusal_reason text,
  add column refused_at timestamptz,
  add check ((refusal_reason is null) = (refused_at is null));
create index delivery_recipients_pending on delivery_recipients (email_key) where reader_state = 'pending';

-- At levels 3 and 4 names and types are in the manifest only.
alter table delivery_files alter column sealed_path drop not null;
-- At level 4 subject and message as well.
alter table deliveries add check (level < 4 or sealed_details is null);
