/**
 * Every error code the platform can answer with, and its HTTP status.
 * docs/ERRORS.md documents each; a test compares both directions.
 * To a stranger, absent, expired, recalled and foreign look the same: `not_found`.
 */
export const ERROR_STATUS = {
  // general
  invalid_request: 400,
  not_found: 404,
  method_not_allowed: 405,
  unsupported_media_type: 415,
  payload_too_large: 413,
  too_many_requests: 429,
  internal_error: 500,
  service_unavailable: 503,
  // accounts
  sign_in_required: 401,
  sign_in_failed: 401,
  code_wrong_or_expired: 401,
  forbidden_origin: 403,
  not_allowed: 403,
  address_taken: 409,
  password_too_weak: 422,
  invitation_invalid: 404,
  token_expired: 401,
  // keys
  key_exists: 409,
  key_invalid: 422,
  too_many_keys: 409,
  too_many_unlocks: 409,
  last_unlock: 409,
  // deliveries
  delivery_incomplete: 422,
  delivery_not_draft: 409,
  delivery_not_active: 409,
  recipient_invalid: 422,
  too_many_recipients: 422,
  too_many_notices: 429,
  expiry_out_of_policy: 422,
  reply_not_available: 409,
  reply_is_fixed: 409,
  too_many_replies: 409,
  partner_gone: 409,
  wrong_account: 403,
  download_claim_required: 403,
  download_limit_reached: 410,
  range_not_satisfiable: 416,
  // teams
  team_member_unknown: 422,
  team_needs_manager: 409,
  team_key_changed: 409,
  team_owns_links: 409,
  // upload links and submissions
  deadline_out_of_policy: 422,
  upload_link_closed: 410,
  deadline_passed: 410,
  submissions_full: 410,
  pin_required: 403,
  pin_wrong: 403,
  address_not_confirmed: 403,
  documents_missing: 422,
  submission_empty: 422,
  too_many_supplements: 409,
  requested_document_unknown: 422,
  file_kind_refused: 422,
  // levels 3 and 4
  message_must_be_sealed: 422,
  file_name_must_be_sealed: 422,
  level_fixed_by_files: 409,
  manifest_not_wanted: 409,
  manifest_not_sealed: 422,
  manifest_pending: 409,
  manifest_not_replaceable: 409,
  recipient_key_changed: 409,
  own_key_changed: 409,
  contacts_changed: 409,
  archive_not_available: 409,
  // uploads
  file_too_large: 413,
  delivery_too_large: 413,
  too_many_files: 422,
  file_name_invalid: 422,
  upload_size_mismatch: 422,
  part_number_invalid: 422,
  part_size_mismatch: 422,
  part_digest_missing: 422,
  part_digest_mismatch: 422,
  part_conflict: 409,
  upload_incomplete: 409,
  upload_completed: 409,
  upload_not_sealed: 422,
  form_field_order: 422,
  storage_unavailable: 503,
  storage_full: 507,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Facts that help a person to mend the input. Never a secret, a name of a file or an address. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>;

/**
 * An error that may be told to whoever called.
 * `message` is a safe English sentence; the web app has its own sentence per code and language.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  constructor(code: ErrorCode, message: string, options: { cause?: unknown; details?: ErrorDetails } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}

/**
 * What a stranger is told of absent, expired, recalled and foreign things, and of proofs that are none: one sentence,
 * octet for octet the same, so that nothing can be told apart by it.
 */
export function nothingHere(cause?: unknown): AppError {
  return new AppError('not_found', 'There is nothing here.', { cause });
}
