-- Whose key was which, as an account remembers it: signed by its owner and encrypted to them. The server cannot read it.
create table contact_lists (
  account_id uuid primary key references accounts (id) on delete cascade,
  message bytea not null check (octet_length(message) between 1 and 4194304),
  revision bigint not null check (revision > 0),
  fingerprint text not null check (fingerprint ~ '^([0-9A-F]{40}|[0-9A-F]{64})$'), -- the key that opens it
  changed_at timestamptz not null
);
