-- SecuPass keys. The server is only their mailbox: it understands no octet of them, clients check everything.
-- A fingerprint is unique per account only: if it were unique for all, a stranger could take somebody's place with it,
-- or ask whether it is known.
create table account_keys (
  account_id uuid not null references accounts (id) on delete cascade,
  fingerprint text not null check (fingerprint ~ '^([0-9A-F]{40}|[0-9A-F]{64})$'),
  version smallint not null check (version in (4, 6)),
  public_key bytea not null check (octet_length(public_key) between 1 and 16384),
  state text not null check (state in ('active', 'replaced', 'revoked')),
  replaced_by text, -- fingerprint of the account's next key
  statement bytea check (octet_length(statement) between 1 and 16384), -- what the owner signed: rotation or revocation
  former_key bytea check (octet_length(former_key) between 1 and 16384), -- this secret key, encrypted to the next key
  address_salt bytea not null check (octet_length(address_salt) = 16), -- of the account's commitments in key_log
  wkd_hash text check (wkd_hash ~ '^[ybndrfg8ejkmcpqxot1uwisza345h769]{32}$'), -- null: not for the Web Key Directory
  log_seq bigint not null unique, -- its "added" entry in key_log
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (account_id, fingerprint),
  foreign key (account_id, replaced_by) references account_keys (account_id, fingerprint)
    deferrable initially deferred, -- the next key comes after this one has ended
  check ((version = 4) = (length(fingerprint) = 40)),
  check ((state = 'active') = (ended_at is null)),
  check ((state = 'active') = (statement is null)),
  check ((state = 'replaced') = (replaced_by is not null)),
  check ((state = 'replaced') = (former_key is not null))
);
create unique index account_keys_active on account_keys (account_id) where state = 'active';
create index account_keys_wkd on account_keys (wkd_hash) where state = 'active';

-- A secret key locked with one secret, as its owner's browser made it. Opaque to the server.
create table key_unlocks (
  id uuid primary key,
  account_id uuid not null,
  fingerprint text not null,
  kind text not null check (kind in ('passphrase', 'recovery-code', 'passkey')),
  label text not null,
  material bytea not null check (octet_length(material) between 1 and 16384),
  created_at timestamptz not null,
  foreign key (account_id, fingerprint) references account_keys (account_id, fingerprint) on delete cascade
);
create index key_unlocks_key on key_unlocks (account_id, fingerprint);

-- What happened to all keys, for everybody to check: each entry holds the hash of the one before.
-- Stays when an account goes, and then names nobody: the salt of its commitment is gone.
create table key_log (
  seq bigint primary key check (seq > 0),
  entry text not null, -- canonical JSON, exactly as hashed
  hash bytea not null check (hash = sha256(convert_to(entry, 'UTF8')))
);

create function refuse_key_log_change() returns trigger language plpgsql as $$
begin
  raise exception 'key_log is only ever added to' using errcode = 'restrict_violation';
end $$;
create trigger key_log_append_only before update or delete or truncate on key_log
  for each statement execute function refuse_key_log_change();
