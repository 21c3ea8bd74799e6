-- Upload links: a caseworker opens an entrance, and whoever holds the link submits documents without an account.
create table upload_links (
  id uuid primary key,
  owner_id uuid not null references accounts (id),
  organisation_id uuid not null references organisations (id),
  level smallint not null check (level between 1 and 4), -- fixed from the beginning: it stands in what was announced
  language text not null default 'de' check (language in ('de', 'en')),
  link_token_hash bytea not null unique check (octet_length(link_token_hash) = 32), -- the token is derived from the id
  sealed_texts bytea, -- title, reference, instructions; under the key of upload_link_keys; null once it is ended
  pin_tag bytea check (octet_length(pin_tag) = 32), -- HMAC of the PIN under a key derived from the master key
  deadline_at timestamptz not null,
  max_submissions integer check (max_submissions between 1 and 100000), -- null: unlimited
  accepted_count integer not null default 0 check (accepted_count >= 0),
  max_submission_bytes bigint not null check (max_submission_bytes > 0),
  invited_email text, -- the citizen to whom it was mailed, if anybody
  mail_state text not null default 'none' check (mail_state in ('none', 'queued', 'waiting', 'mailed', 'bounced', 'letter')),
  mail_reason text,
  mailed_at timestamptz,
  reminded_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz, -- closed by its owner before the deadline
  ended_at timestamptz, -- its key is destroyed; nothing is left to read
  check (accepted_count <= max_submissions),
  check (ended_at is null or sealed_texts is null)
);
create index upload_links_owner on upload_links (owner_id, created_at desc, id);
create index upload_links_deadline on upload_links (deadline_at) where ended_at is null;

-- They stand alone, like content keys, and are destroyed first.
create table upload_link_keys (
  upload_link_id uuid primary key references upload_links (id),
  wrapped_key bytea not null, -- AES-256-GCM under the master key, the upload link's id as associated data
  created_at timestamptz not null
);

-- The checklist.
create table requested_documents (
  id uuid primary key,
  upload_link_id uuid not null references upload_links (id) on delete cascade,
  position integer not null,
  sealed_texts bytea, -- name and explanation; null once the upload link is ended
  is_required boolean not null,
  accepted_kinds text[] not null check (cardinality(accepted_kinds) > 0),
  unique (upload_link_id, position)
);

-- A submission is a delivery without an account behind it: what it holds is in the tables of deliveries.
alter table deliveries alter column sender_id drop not null;

create table submissions (
  delivery_id uuid primary key references deliveries (id) on delete cascade,
  upload_link_id uuid not null references upload_links (id),
  token_hash bytea not null unique check (octet_length(token_hash) = 32), -- the token is derived from the delivery's id
  supplements uuid references submissions (delivery_id) on delete set null, -- what it adds to or replaces parts of
  submitter_email text, -- where the receipt goes
  submitter_email_key text,
  confirmed_at timestamptz, -- when the address was proved by a mailed code
  picked_up_at timestamptz, -- when the owner fetched the first file
  check (confirmed_at is null or submitter_email is not null),
  check ((submitter_email is null) = (submitter_email_key is null))
);
create index submissions_upload_link on submissions (upload_link_id);
create index submissions_supplements on submissions (supplements) where supplements is not null;

alter table delivery_files
  -- Of submissions: which requested document it is; null: something else that the citizen adds.
  add column requested_document_id uuid references requested_documents (id) on delete set null,
  -- SHA-256 of the plaintext, computed by the server; at levels 3 and 4 what the submitter commits to.
  add column plain_digest bytea check (octet_length(plain_digest) = 32),
  add column review_state text check (review_state in ('received', 'accepted', 'rejected')),
  add column sealed_review_reason bytea, -- under the content key
  add column reviewed_at timestamptz;

-- A mailed code that proves an address for submissions; it signs nobody in. The code is derived from the row's id.
create table submission_challenges (
  id uuid primary key,
  upload_link_id uuid not null references upload_links (id) on delete cascade,
  email text not null,
  email_key text not null,
  attempts integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index submission_challenges_expiry on submission_challenges (expires_at);
