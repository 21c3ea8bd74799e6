import type { ColumnType, Generated } from 'kysely';

/** Written once, never updated. */
type Fixed<T> = ColumnType<T, T, never>;
/** May be left out on insert, where the column has a default or is nullable. */
type Optional<T> = ColumnType<T, T | undefined, T>;

export type Language = 'de' | 'en';
export type AccountKind = 'caseworker' | 'citizen';
export type AccountRole = 'member' | 'administrator';
export type UnlockKind = 'passphrase' | 'recovery-code' | 'passkey';
export type Level = 1 | 2 | 3 | 4;
export type DeliveryState = 'draft' | 'active' | 'recalled' | 'purging' | 'purged';
export type ReaderState = 'none' | 'key' | 'code' | 'pending';
export type ReviewState = 'received' | 'accepted' | 'rejected';
export type RecipientMailState = 'none' | 'queued' | 'waiting' | 'mailed' | 'bounced' | 'letter';

interface Organisations {
  id: Fixed<string>;
  name: string;
  language: Optional<Language>;
  time_zone: Optional<string>;
  max_expiry_days: Optional<number | null>;
  max_file_bytes: Optional<number | null>;
  max_delivery_bytes: Optional<number | null>;
  max_files: Optional<number | null>;
  created_at: Fixed<Date>;
  takes_macros: Generated<boolean>;
  takes_active_pdf: Generated<boolean>;
  takes_encrypted: Generated<boolean>;
  takes_unchecked: Generated<boolean>;
}

interface PolicyChanges {
  id: Fixed<string>;
  organisation_id: Fixed<string>;
  account_id: Fixed<string>;
  changed_at: Fixed<Date>;
  policy: Fixed<'submitted-files'>;
  before: Fixed<unknown>;
  after: Fixed<unknown>;
}

interface Accounts {
  id: Fixed<string>;
  email: string;
  email_key: string;
  kind: AccountKind;
  role: Optional<AccountRole>;
  organisation_id: Optional<string | null>;
  display_name: Optional<string | null>;
  language: Optional<Language>;
  password_hash: Optional<string | null>;
  confirmed_at: Optional<Date | null>;
  created_at: Fixed<Date>;
  last_active_at: Date;
  disabled_at: Optional<Date | null>;
}

interface Sessions {
  id: Fixed<string>;
  token_hash: Fixed<Buffer>;
  account_id: Fixed<string>;
  method: Fixed<'password' | 'code' | 'link' | 'invitation'>;
  device: Fixed<string>;
  created_at: Fixed<Date>;
  last_seen_at: Date;
  expires_at: Date;
}

interface SignInChallenges {
  id: Fixed<string>;
  email: Fixed<string>;
  email_key: Fixed<string>;
  browser_hash: Fixed<Buffer>;
  language: Fixed<Language>;
  return_to: Optional<string | null>;
  attempts: Generated<number>;
  created_at: Fixed<Date>;
  expires_at: Fixed<Date>;
  used_at: Optional<Date | null>;
}

interface Invitations {
  id: Fixed<string>;
  token_hash: Fixed<Buffer>;
  organisation_id: Fixed<string>;
  email: Fixed<string>;
  email_key: Fixed<string>;
  role: Fixed<AccountRole>;
  invited_by: Optional<string | null>;
  created_at: Fixed<Date>;
  expires_at: Date;
  accepted_at: Optional<Date | null>;
}

interface ApiTokens {
  id: Fixed<string>;
  token_hash: Fixed<Buffer>;
  account_id: Fixed<string>;
  name: string;
  created_at: Fixed<Date>;
  expires_at: Fixed<Date>;
  last_used_at: Optional<Date | null>;
}

interface Throttles {
  key: Fixed<Buffer>;
  count: number;
  window_ends_at: Date;
}

interface SigningKeys {
  kid: Fixed<string>;
  public_jwk: Fixed<unknown>;
  wrapped_private_key: Fixed<Buffer>;
  created_at: Fixed<Date>;
  signs_until: Date;
  verifies_until: Date;
}

interface AccountKeys {
  account_id: Fixed<string>;
  fingerprint: Fixed<string>;
  version: Fixed<4 | 6>;
  public_key: Fixed<Buffer>;
  state: 'active' | 'replaced' | 'revoked';
  replaced_by: Optional<string | null>;
  statement: Optional<Buffer | null>;
  former_key: Optional<Buffer | null>;
  address_salt: Fixed<Buffer>;
  wkd_hash: Optional<string | null>;
  log_seq: Fixed<number>;
  created_at: Fixed<Date>;
  ended_at: Optional<Date | null>;
}

interface KeyUnlocks {
  id: Fixed<string>;
  account_id: Fixed<string>;
  fingerprint: Fixed<string>;
  kind: Fixed<UnlockKind>;
  label: Fixed<string>;
  material: Fixed<Buffer>;
  created_at: Fixed<Date>;
}

interface KeyLog {
  seq: Fixed<number>;
  entry: Fixed<string>;
  hash: Fixed<Buffer>;
}

interface ContactLists {
  account_id: Fixed<string>;
  message: Buffer;
  revision: number;
  fingerprint: string;
  changed_at: Date;
}

interface MasterKeyCheck {
  only_row: Generated<boolean>;
  tag: Fixed<Buffer>;
  created_at: Fixed<Date>;
}

interface CronRun {
  key: Fixed<string>;
  claimed_at: Generated<Date>;
}

interface Deliveries {
  id: Fixed<string>;
  /** null: a submission, which comes from somebody without an account. */
  sender_id: Fixed<string | null>;
  organisation_id: Fixed<string>;
  level: Level;
  state: DeliveryState;
  sealed_details: Optional<Buffer | null>;
  language: Optional<Language>;
  download_limit: Optional<number | null>;
  receipt_wanted: Optional<boolean>;
  expiry_days: number;
  expires_at: Optional<Date | null>;
  created_at: Fixed<Date>;
  updated_at: Date;
  sent_at: Optional<Date | null>;
  ended_at: Optional<Date | null>;
  objects_noted_at: Optional<Date | null>;
  is_reply: Generated<boolean>;
  reply_to: Optional<string | null>;
}

interface ContentKeys {
  delivery_id: Fixed<string>;
  wrapped_key: Fixed<Buffer>;
  created_at: Fixed<Date>;
}

/** One for each recipient, and one of the sender's own, of deliveries at levels 3 and 4. */
interface Manifests {
  delivery_id: Fixed<string>;
  /** null: the sender's own copy. */
  recipient_id: string | null;
  message: Buffer;
  revision: Generated<number>;
  reader: 'key' | 'code';
  reader_fingerprint: Optional<string | null>;
  created_at: Date;
}

interface DeliveryRecipients {
  id: Fixed<string>;
  delivery_id: Fixed<string>;
  position: number;
  email: string;
  email_key: string;
  link_token_hash: Optional<Buffer | null>;
  mail_state: Optional<RecipientMailState>;
  mail_reason: Optional<string | null>;
  mailed_at: Optional<Date | null>;
  opened_at: Optional<Date | null>;
  reminded_at: Optional<Date | null>;
  reader_state: Optional<ReaderState>;
  release_asked_at: Optional<Date | null>;
  refusal_reason: Optional<string | null>;
  refused_at: Optional<Date | null>;
}

interface DeliveryFiles {
  id: Fixed<string>;
  delivery_id: Fixed<string>;
  position: number;
  /** null at levels 3 and 4. */
  sealed_path: Buffer | null;
  plain_size_bytes: number;
  sealed_size_bytes: number;
  object_key: Fixed<string>;
  state: 'uploading' | 'stored';
  created_at: Fixed<Date>;
  stored_at: Optional<Date | null>;
  requested_document_id: Optional<string | null>;
  plain_digest: Optional<Buffer | null>;
  review_state: Optional<ReviewState | null>;
  /** Of submissions of levels 3 and 4. */
  sealed_digest: Optional<Buffer | null>;
  sealed_review_reason: Optional<Buffer | null>;
  reviewed_at: Optional<Date | null>;
}

interface Teams {
  id: Fixed<string>;
  organisation_id: Fixed<string>;
  name: string;
  rotation_due_at: Optional<Date | null>;
  created_at: Fixed<Date>;
  updated_at: Date;
}

export type TeamRole = 'manager' | 'member';

interface TeamMembers {
  team_id: Fixed<string>;
  account_id: Fixed<string>;
  role: TeamRole;
  joined_at: Fixed<Date>;
}

interface TeamKeys {
  team_id: Fixed<string>;
  number: Fixed<number>;
  fingerprint: Fixed<string>;
  public_key: Fixed<Buffer>;
  statement: Optional<Buffer | null>;
  former_key: Optional<Buffer | null>;
  created_at: Fixed<Date>;
  replaced_at: Optional<Date | null>;
}

interface TeamKeyCopies {
  team_id: Fixed<string>;
  account_id: Fixed<string>;
  fingerprint: string;
  sealed_to: string;
  material: Buffer;
  created_at: Date;
}

interface UploadLinks {
  id: Fixed<string>;
  owner_id: Fixed<string>;
  /** null: its owner's alone. */
  team_id: Optional<string | null>;
  organisation_id: Fixed<string>;
  level: Fixed<Level>;
  language: Optional<Language>;
  link_token_hash: Fixed<Buffer>;
  sealed_texts: Buffer | null;
  pin_tag: Optional<Buffer | null>;
  /** Of the owner's key; null at levels 1 and 2. */
  owner_fingerprint: Optional<string | null>;
  deadline_at: Date;
  max_submissions: Optional<number | null>;
  accepted_count: Generated<number>;
  max_submission_bytes: number;
  invited_email: Optional<string | null>;
  mail_state: Optional<RecipientMailState>;
  mail_reason: Optional<string | null>;
  mailed_at: Optional<Date | null>;
  reminded_at: Optional<Date | null>;
  created_at: Fixed<Date>;
  updated_at: Date;
  closed_at: Optional<Date | null>;
  ended_at: Optional<Date | null>;
}

interface UploadLinkKeys {
  upload_link_id: Fixed<string>;
  wrapped_key: Fixed<Buffer>;
  created_at: Fixed<Date>;
}

interface RequestedDocuments {
  id: Fixed<string>;
  upload_link_id: Fixed<string>;
  position: Fixed<number>;
  sealed_texts: Buffer | null;
  is_required: Fixed<boolean>;
  accepted_kinds: Fixed<string[]>;
}

interface ReceiptKeys {
  kid: Fixed<string>;
  public_jwk: Fixed<unknown>;
  wrapped_private_key: Fixed<Buffer>;
  created_at: Fixed<Date>;
  signs_until: Fixed<Date>;
}

interface Receipts {
  id: Fixed<string>;
  delivery_id: Optional<string | null>;
  sealed_number: Optional<Buffer | null>;
  sealed_text: Optional<Buffer | null>;
  number_hash: Fixed<Buffer>;
  text_hash: Fixed<Buffer>;
  digests: Fixed<Buffer[]>;
  kid: Fixed<string>;
  issued_at: Fixed<Date>;
  expires_at: Fixed<Date>;
}

/** What a submission has besides its delivery's row. */
interface Submissions {
  delivery_id: Fixed<string>;
  upload_link_id: Fixed<string>;
  token_hash: Fixed<Buffer>;
  supplements: Optional<string | null>;
  submitter_email: Optional<string | null>;
  submitter_email_key: Optional<string | null>;
  confirmed_at: Optional<Date | null>;
  picked_up_at: Optional<Date | null>;
  /** Levels 3 and 4: what the submitter's browser signed with. */
  submitter_key: Optional<Buffer | null>;
  submitter_fingerprint: Optional<string | null>;
}

interface SubmissionChallenges {
  id: Fixed<string>;
  upload_link_id: Fixed<string>;
  email: Fixed<string>;
  email_key: Fixed<string>;
  attempts: Generated<number>;
  created_at: Fixed<Date>;
  expires_at: Fixed<Date>;
  used_at: Optional<Date | null>;
}

interface Uploads {
  id: Fixed<string>;
  file_id: Fixed<string>;
  multipart_id: Fixed<string>;
  chunks_per_part: Fixed<number>;
  part_count: Fixed<number>;
  state: 'open' | 'completing' | 'completed';
  created_at: Fixed<Date>;
  updated_at: Date;
}

interface UploadParts {
  upload_id: Fixed<string>;
  number: Fixed<number>;
  size_bytes: Fixed<number>;
  sha256: Fixed<Buffer>;
  etag: Fixed<string>;
  stored_at: Fixed<Date>;
}

interface ObjectDeletions {
  object_key: Fixed<string>;
  multipart_id: Optional<string | null>;
  requested_at: Date;
}

interface FetchCounts {
  recipient_id: Fixed<string>;
  file_id: Fixed<string>;
  count: Generated<number>;
}

interface Fetches {
  id: Fixed<string>;
  recipient_id: Fixed<string>;
  file_id: Fixed<string>;
  state: 'claimed' | 'partial' | 'delivered';
  claimed_at: Fixed<Date>;
  delivered_at: Optional<Date | null>;
}

interface FetchProgress {
  recipient_id: Fixed<string>;
  file_id: Fixed<string>;
  /** PostgreSQL's own text of an int8multirange. */
  octets: string;
}

interface Mails {
  id: Fixed<string>;
  kind: Fixed<string>;
  to_email: Fixed<string>;
  subject_id: Fixed<string>;
  state: 'queued' | 'waiting' | 'sent' | 'rejected' | 'failed';
  reason: Optional<string | null>;
  attempts: Generated<number>;
  created_at: Fixed<Date>;
  updated_at: Date;
}

/** Every table of the platform. pg-boss keeps its own schema beside it. */
export interface Schema {
  organisations: Organisations;
  policy_changes: PolicyChanges;
  accounts: Accounts;
  sessions: Sessions;
  sign_in_challenges: SignInChallenges;
  invitations: Invitations;
  api_tokens: ApiTokens;
  throttles: Throttles;
  signing_keys: SigningKeys;
  account_keys: AccountKeys;
  key_unlocks: KeyUnlocks;
  key_log: KeyLog;
  contact_lists: ContactLists;
  master_key_check: MasterKeyCheck;
  cron_run: CronRun;
  deliveries: Deliveries;
  content_keys: ContentKeys;
  manifests: Manifests;
  delivery_recipients: DeliveryRecipients;
  delivery_files: DeliveryFiles;
  uploads: Uploads;
  upload_parts: UploadParts;
  object_deletions: ObjectDeletions;
  fetch_counts: FetchCounts;
  fetches: Fetches;
  fetch_progress: FetchProgress;
  mails: Mails;
  teams: Teams;
  team_members: TeamMembers;
  team_keys: TeamKeys;
  team_key_copies: TeamKeyCopies;
  upload_links: UploadLinks;
  upload_link_keys: UploadLinkKeys;
  requested_documents: RequestedDocuments;
  submissions: Submissions;
  receipt_keys: ReceiptKeys;
  receipts: Receipts;
  submission_challenges: SubmissionChallenges;
}
