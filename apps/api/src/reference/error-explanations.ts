import type { ErrorCode } from '@umschlag/std';

export interface ErrorExplanation {
  readonly meaning: string;
  /** What whoever called can do. */
  readonly remedy: string;
}

/** Explains each code, for the reference and docs/ERRORS.md; a test keeps the two equal. */
export const ERROR_EXPLANATIONS: Readonly<Record<ErrorCode, ErrorExplanation>> = {
  invalid_request: {
    meaning: 'The request does not fit the description of the route; `details.field` names the field.',
    remedy: 'Correct the field. The value is never repeated in the answer.',
  },
  not_found: {
    meaning: 'There is nothing for this caller: it never existed, has expired, was recalled, or belongs to others.',
    remedy: 'Check the address or the link; ask the sender for a new one.',
  },
  method_not_allowed: {
    meaning: 'The address exists, but not with this method.',
    remedy: 'Use one of the methods in the `Allow` header.',
  },
  unsupported_media_type: {
    meaning: 'The body has a media type that the route does not take.',
    remedy: 'Send the `Content-Type` that the message names.',
  },
  payload_too_large: {
    meaning: 'The body is larger than the route takes (256 KiB for JSON).',
    remedy: 'Send less; files go through uploads.',
  },
  too_many_requests: {
    meaning: 'Too many tries in a short time, or too much work is waiting.',
    remedy: 'Wait for `details.retryAfterSeconds` (also in `Retry-After`), then try again.',
  },
  internal_error: {
    meaning: 'Something went wrong on the server.',
    remedy: 'Try again; if it stays, give `requestId` to the operator, who finds it in the log.',
  },
  service_unavailable: {
    meaning: 'The database cannot be reached, or the server is stopping.',
    remedy: 'Try again in a moment. A change whose answer was lost may have happened.',
  },
  sign_in_required: {
    meaning: 'Nobody is signed in, the session has ended, or the API token is not valid.',
    remedy: 'Sign in, or make a new API token.',
  },
  sign_in_failed: {
    meaning:
      'The address or the password is wrong, or the sign-in is too old to do without the current password what needs it.',
    remedy: 'Try again, or sign in by mailed code.',
  },
  code_wrong_or_expired: {
    meaning: 'The mailed code or link is wrong, used, expired, or the link was opened in another browser.',
    remedy: 'Type the code in the browser that asked for it, or ask for a new one.',
  },
  forbidden_origin: {
    meaning: 'A change was asked for from a page of another site.',
    remedy: 'Use the web app, or send an API token instead of a cookie.',
  },
  not_allowed: {
    meaning: 'The account is not of the kind that may do this.',
    remedy: 'Ask an administrator of the organisation.',
  },
  address_taken: {
    meaning: 'The mail address belongs to a caseworker already.',
    remedy: 'Use another address.',
  },
  password_too_weak: {
    meaning: 'The new password is easy to guess; `details.reason` says why.',
    remedy: 'Choose a longer one that is neither common nor contains the address.',
  },
  invitation_invalid: {
    meaning: 'The invitation is not known, was used or has expired.',
    remedy: 'Ask the administrator for a new one.',
  },
  token_expired: {
    meaning: 'The token of an upload or a download is no longer good.',
    remedy: 'Claim the download again, or declare the file again.',
  },
  key_exists: {
    meaning: 'The account has an active key, or had this one already.',
    remedy: 'Read your keys again; to change the key, rotate it.',
  },
  key_invalid: {
    meaning:
      'What was sent as a public key is none, or its fingerprint does not fit its version; `details.field` says which.',
    remedy: 'Send the binary public key with its own fingerprint, never a secret key.',
  },
  too_many_keys: {
    meaning: 'The account has had as many keys as it can have.',
    remedy: 'Ask the operator.',
  },
  too_many_unlocks: {
    meaning: 'The key has as many unlocks as it can have.',
    remedy: 'Delete one that is not needed any more.',
  },
  last_unlock: {
    meaning: 'Without this unlock nobody could open the key any more.',
    remedy: 'Add another unlock first, or revoke the key.',
  },
  delivery_incomplete: {
    meaning: 'The delivery lacks something that it needs to be sent; `details` says what.',
    remedy: 'Add a recipient, and a file or a message; at levels 3 and 4 the manifests of sender and recipients.',
  },
  delivery_not_draft: {
    meaning: 'The delivery was sent already and cannot be changed any more.',
    remedy: 'Recall it and write a new one.',
  },
  delivery_not_active: {
    meaning: 'The delivery was not sent yet, or was recalled, or has expired.',
    remedy: 'Read the delivery again for its state.',
  },
  recipient_invalid: {
    meaning: 'A recipient is not one plain mail address.',
    remedy: 'Correct the address at the position that `details` names.',
  },
  too_many_recipients: {
    meaning: 'More recipients than the organisation allows.',
    remedy: 'Send several deliveries.',
  },
  too_many_notices: {
    meaning:
      'The account has mailed as many recipients in a day as it may, or would with these; `details` says how many are left.',
    remedy: 'Wait for `details.retryAfterSeconds`, or send to fewer; the draft stays as it is.',
  },
  expiry_out_of_policy: {
    meaning: 'The expiry is later than the organisation allows, counted from sending, or in the past.',
    remedy: 'Choose a time within the limit in `details`.',
  },
  reply_not_available: {
    meaning: 'Deliveries of level 1 are not answered: nobody in particular has received them.',
    remedy: 'Ask the sender how to answer.',
  },
  reply_is_fixed: {
    meaning: 'A reply keeps the level of what it answers and goes to its sender only.',
    remedy: 'Leave `level` and `recipients` away; for anybody else, write a delivery of its own.',
  },
  too_many_replies: {
    meaning: 'The delivery has as many replies, drafts included, as it can have; `details.max` says how many.',
    remedy: 'Go on with a draft that is there, or discard or recall one.',
  },
  partner_gone: {
    meaning: 'The account of the person whom the reply is for is closed or locked.',
    remedy: 'Reach the person in another way; the draft stays, and can be discarded.',
  },
  wrong_account: {
    meaning: 'The link was addressed to somebody else than who is signed in.',
    remedy: 'Sign in with the address that the mail came to.',
  },
  download_claim_required: {
    meaning: 'The number of downloads is limited, so that each needs a claim first.',
    remedy: 'Claim the download, and fetch with the grant.',
  },
  download_limit_reached: {
    meaning: 'The file was downloaded as often as the sender allows.',
    remedy: 'Ask the sender to send it again.',
  },
  range_not_satisfiable: {
    meaning: 'The requested range lies outside the file.',
    remedy: 'Ask for a range within the size in `Content-Range`.',
  },
  team_member_unknown: {
    meaning: 'Nobody of the organisation has that address.',
    remedy: 'Check the address, or invite the person first.',
  },
  team_needs_manager: {
    meaning: 'The team would have no manager left.',
    remedy: 'Make somebody else a manager first, or delete the team.',
  },
  team_key_changed: {
    meaning: 'The team has another key than the caller has in mind, or has one already.',
    remedy: 'Read the team again, and begin anew.',
  },
  team_owns_links: {
    meaning: 'Upload links of the team are still there, and could not be opened any more.',
    remedy: 'Close them, and delete the team when what came through them is gone.',
  },
  deadline_out_of_policy: {
    meaning: 'The deadline lies in the past or too far ahead; `details.max` is the number of days.',
    remedy: 'Choose another day.',
  },
  upload_link_closed: {
    meaning: 'The upload link was closed by its owner.',
    remedy: 'Ask whoever gave it to you for a new one.',
  },
  deadline_passed: {
    meaning: 'The deadline of the upload link has passed. What was begun before can be sent for an hour.',
    remedy: 'Ask the owner to extend it.',
  },
  submissions_full: {
    meaning: 'The upload link has taken as many submissions as it may.',
    remedy: 'Ask the owner to raise the number.',
  },
  pin_required: {
    meaning: 'The upload link has a PIN, and the grant for it is missing or too old.',
    remedy: 'Unlock the upload link with the PIN.',
  },
  pin_wrong: {
    meaning: 'The PIN is wrong.',
    remedy: 'Compare it with the letter or ask the owner. After several tries one has to wait.',
  },
  address_not_confirmed: {
    meaning: 'At level 2 a submission begins with a confirmed mail address.',
    remedy: 'Ask for a code, and begin with it.',
  },
  documents_missing: {
    meaning: 'Required documents are missing; `details.documentIds` says which.',
    remedy: 'Add them, or send with `isPartial` once the person has seen it.',
  },
  submission_empty: {
    meaning: 'The submission holds no file.',
    remedy: 'Add a file.',
  },
  too_many_supplements: {
    meaning: 'A submission has as many supplements as it can have; `details.max` is the number.',
    remedy: 'Ask the owner for a new upload link.',
  },
  requested_document_unknown: {
    meaning: 'The document is not on the checklist of this upload link.',
    remedy: 'Read the upload link again.',
  },
  file_kind_refused: {
    meaning: 'The content of the file is of a kind that is not accepted here; `details.reason` says why.',
    remedy: 'Send the document in one of the accepted kinds, for instance as PDF.',
  },
  message_must_be_sealed: {
    meaning: 'At level 4 the server takes neither subject nor message.',
    remedy: 'Put both into the manifest and leave the fields away.',
  },
  file_name_must_be_sealed: {
    meaning: 'At levels 3 and 4 the server takes neither name nor media type of a file, and no file in a form.',
    remedy: 'Declare the file by its size alone; its name belongs in the manifest.',
  },
  level_fixed_by_files: {
    meaning: 'The draft has files, and they are sealed otherwise at the level that is wanted.',
    remedy: 'Take the files out of the draft, change the level, add them again.',
  },
  manifest_not_wanted: {
    meaning: 'Only deliveries of levels 3 and 4 have a manifest.',
    remedy: 'Nothing is to be done at levels 1 and 2.',
  },
  manifest_not_sealed: {
    meaning: 'What arrived does not begin as an encrypted OpenPGP message does.',
    remedy: 'Send the sealed manifest, binary and not armored.',
  },
  manifest_pending: {
    meaning: 'The sender has not released the delivery to this recipient yet.',
    remedy: 'Set up a key and wait for the sender, who is told.',
  },
  manifest_not_replaceable: {
    meaning: 'Only a manifest for an access code is replaced by its recipient.',
    remedy: 'Read the delivery again: it is encrypted to a key already.',
  },
  recipient_key_changed: {
    meaning:
      'A manifest is encrypted to a key that is not, or no longer, the active key of its recipient; `details.recipientIds` says whose.',
    remedy: 'Show the new fingerprint, and encrypt the manifest anew if the person agrees.',
  },
  own_key_changed: {
    meaning: 'The fingerprint is not that of the caller’s own active key.',
    remedy: 'Read your keys again, and encrypt the manifest to the active one.',
  },
  contacts_changed: {
    meaning: 'The stored contacts are not those that the new ones were made from.',
    remedy: 'Read the contacts again, make the change there, and store them.',
  },
  archive_not_available: {
    meaning: 'At levels 3 and 4 the server cannot make an archive.',
    remedy: 'Fetch the files one by one; the browser makes the archive.',
  },
  file_too_large: {
    meaning: 'The file is larger than the organisation allows.',
    remedy: 'Send a smaller file, or split it.',
  },
  delivery_too_large: {
    meaning: 'The files together are larger than the organisation allows.',
    remedy: 'Send several deliveries.',
  },
  too_many_files: {
    meaning: 'More files than the organisation allows.',
    remedy: 'Send several deliveries, or an archive.',
  },
  file_name_invalid: {
    meaning:
      'A folder or file name cannot be kept: empty, too long, too deep, with forbidden characters, or one name for a file and a folder.',
    remedy: 'Rename the file or folder.',
  },
  upload_size_mismatch: {
    meaning: 'The parts do not add up to the declared size.',
    remedy: 'Abort the upload and declare the file again.',
  },
  part_number_invalid: {
    meaning: 'The upload has no part of this number.',
    remedy: 'Use the numbers from 1 to `partCount`.',
  },
  part_size_mismatch: {
    meaning: 'The part is not as long as its number asks for.',
    remedy: 'Cut the sealed file as `chunksPerPart` says.',
  },
  part_digest_missing: {
    meaning: 'The `Content-Digest` header with sha-256 (RFC 9530) is missing or malformed.',
    remedy: 'Send the header.',
  },
  part_digest_mismatch: {
    meaning: 'The octets that arrived are not those of the digest.',
    remedy: 'Send the part again.',
  },
  part_conflict: {
    meaning: 'The part was stored before with other content.',
    remedy: 'The file has changed: abort the upload and begin again with a new key.',
  },
  upload_incomplete: {
    meaning: 'Parts are missing, or an upload of the delivery is not complete yet.',
    remedy: 'Read the upload for the parts that are there, send the rest, complete it.',
  },
  upload_completed: {
    meaning: 'The upload is complete and takes no more parts.',
    remedy: 'Nothing is to be done.',
  },
  upload_not_sealed: {
    meaning:
      'What was uploaded does not open with the key of the delivery or, at levels 3 and 4, is not sealed at all.',
    remedy:
      'Seal the file with the content key of the answer that declared it, or a new one of its own, and upload it again.',
  },
  form_field_order: {
    meaning: 'The fields of the form come in an order that cannot be streamed.',
    remedy: 'Send all text fields before the files.',
  },
  storage_unavailable: {
    meaning: 'The storage of the files cannot be reached.',
    remedy: 'Try again in a moment; parts that were acknowledged are kept.',
  },
  storage_full: {
    meaning: 'The storage of the files is full.',
    remedy: 'Tell the operator.',
  },
};
