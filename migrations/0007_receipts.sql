-- Receipts of submissions: signed by the platform, and to be checked for as long as anybody may have to prove something.

-- Their keys are not those of tokens, which are forgotten after weeks: what is public of these stays.
create table receipt_keys (
  kid text primary key,
  public_jwk jsonb not null,
  wrapped_private_key bytea not null,
  created_at timestamptz not null,
  signs_until timestamptz not null
);

create table receipts (
  id uuid primary key,
  -- null once the row of the submission is gone; what is below outlives it and says nothing of anybody.
  delivery_id uuid unique references deliveries (id) on delete set null,
  sealed_number bytea, -- under the delivery's content key, as is the text
  sealed_text bytea, -- the signed text (JWS)
  number_hash bytea not null unique check (octet_length(number_hash) = 32),
  text_hash bytea not null check (octet_length(text_hash) = 32),
  digests bytea[] not null, -- of the files, in order
  kid text not null references receipt_keys (kid),
  issued_at timestamptz not null,
  expires_at timestamptz not null -- when it is no longer kept for checking
);
create index receipts_expiry on receipts (expires_at);
