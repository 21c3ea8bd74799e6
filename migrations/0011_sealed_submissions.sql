-- Upload links of levels 3 and 4: whoever submits seals to the owner's key, with a key made for this one submission.
alter table upload_links
  -- Of the owner's key when the link was made; it stands in the link, and the page takes no other but its successors.
  add column owner_fingerprint text check (owner_fingerprint ~ '^([0-9A-F]{40}|[0-9A-F]{64})$'),
  add check ((level >= 3) = (owner_fingerprint is not null));

alter table submissions
  -- Levels 3 and 4: the public key that the submitter's browser made and signed with; nobody vouches for it.
  add column submitter_key bytea check (octet_length(submitter_key) between 1 and 16384),
  add column submitter_fingerprint text check (submitter_fingerprint ~ '^([0-9A-F]{40}|[0-9A-F]{64})$'),
  add check ((submitter_key is null) = (submitter_fingerprint is null));

alter table delivery_files
  -- Of submissions of levels 3 and 4: SHA-256 of the sealed object, computed by the server for the receipt.
  add column sealed_digest bytea check (octet_length(sealed_digest) = 32);
