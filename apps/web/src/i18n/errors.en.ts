import { type ErrorSentences, numberIn } from './errors.ts';
import { formatLimit, formatShortWait, formatWait } from './format.ts';
import { type RefusedKind, refusedKind } from './refused-kinds.ts';

const bytes = (n: number | undefined): string => (n === undefined ? '' : ` (at most ${formatLimit(n, 'en')})`);
const count = (n: number | undefined): string => (n === undefined ? '' : ` (at most ${n})`);
const wait = (seconds: number | undefined): string =>
  seconds === undefined ? 'Wait until tomorrow' : `Wait for ${formatWait(seconds, 'en')}`;

const refused: Readonly<Record<RefusedKind, string>> = {
  program:
    'Programs and scripts are not accepted, whatever the file is called. Save the document as a PDF or as a picture and add it again.',
  macro:
    'The document has macros or embedded objects and is therefore not accepted. Save it as a PDF and add that one.',
  protected: 'The file is protected by a password. Nobody could check it. Save it without a password and add it again.',
  misnamed:
    'The content of the file does not match the end of its name. Save the document anew, best as a PDF, and add it again.',
  unasked:
    'This kind of file is not asked for here. Save the document as one of the kinds that are possible and add it again.',
  other:
    'This file is not accepted here: it is damaged or cannot be checked. Save the document as a PDF or as a picture and add it again.',
};

export const errors: ErrorSentences = {
  network_unreachable: 'The service cannot be reached. Check your internet connection and try again.',
  answer_unreadable: 'The answer could not be read. Load the page again and retry.',
  invalid_request: 'Something is missing or not valid. Check what you entered.',
  not_found: 'This does not exist, or no longer. Check the address.',
  method_not_allowed: 'This is not possible here. Load the page again.',
  unsupported_media_type: 'This format is not accepted. Load the page again.',
  payload_too_large: 'This is too large. Make it smaller and try again.',
  too_many_requests: (d) => {
    const seconds = numberIn(d, 'retryAfterSeconds');
    const time = seconds === undefined ? 'a few minutes' : formatShortWait(seconds, 'en');
    return `Too many attempts in a short time. Wait ${time}, then try again.`;
  },
  internal_error: 'Something went wrong on our side. Try again in a few minutes.',
  service_unavailable: 'The service is not available at the moment. Try again in a few minutes.',
  sign_in_required: 'You are not signed in, or no longer. Please sign in.',
  sign_in_failed: 'Mail address or password is wrong. Check both, or have a code mailed to you.',
  code_wrong_or_expired: 'The code is wrong or has expired. Check the digits or ask for a new code.',
  forbidden_origin: 'The request did not come from this site. Load the page again and retry.',
  not_allowed: 'Your account is not allowed to do this. Ask your administrator.',
  address_taken: 'There is already an account for this mail address. Sign in with it.',
  password_too_weak: 'The password is too easy to guess. Take a longer one, for example several random words.',
  invitation_invalid: 'The invitation is no longer valid or has been used. Ask for a new one.',
  token_expired: 'The permission has expired. Load the page again and retry.',
  key_exists: 'Your account has a key already. Reload the page.',
  key_invalid: 'The key arrived damaged. Reload the page and try again.',
  too_many_keys: 'Your account has had too many keys. Contact the operator.',
  too_many_unlocks: 'A key cannot have more ways to unlock it. Delete one first that you do not need any more.',
  last_unlock: 'This is the last way to unlock your key. Set up another one first.',
  delivery_incomplete: 'The delivery is not complete. Add recipients, a subject, and a file or a message.',
  delivery_not_draft: 'The delivery has already been sent and can no longer be changed.',
  delivery_not_active: 'The delivery is no longer active. Load the page again to see its state.',
  recipient_invalid: 'One of the mail addresses is not valid. Correct or remove it.',
  too_many_recipients: (d) => `These are too many recipients${count(numberIn(d, 'max'))}. Remove some.`,
  too_many_notices: (d) =>
    `Your account sends at most ${numberIn(d, 'max')} notices a day; ${numberIn(d, 'left')} are left. Nothing was sent, and your delivery is unchanged. ${wait(numberIn(d, 'retryAfterSeconds'))}, or choose fewer recipients.`,
  expiry_out_of_policy: (d) => {
    const max = numberIn(d, 'max');
    return `This time limit is not allowed${max === undefined ? '' : ` (at most ${max} days from sending)`}. Choose another.`;
  },
  reply_not_available: 'This delivery cannot be answered. Ask the sender how to reach them.',
  reply_is_fixed:
    'A reply has the protection level of the delivery that it answers, and goes to its sender only. Reload the page.',
  too_many_replies: (d) =>
    `There are too many replies and drafts to this delivery${count(numberIn(d, 'max'))}. Go on with a draft, or discard one.`,
  partner_gone: 'The account of the person you want to answer is closed or locked. Please reach them in another way.',
  wrong_account: 'The delivery went to another mail address. Sign in with that one.',
  download_claim_required: 'Downloads of this file are limited. Press “Download” on the page of the delivery.',
  download_limit_reached: 'The file has been downloaded as often as allowed. Ask the sender to send it again.',
  range_not_satisfiable: 'The download cannot be continued there. Start it from the beginning.',
  team_member_unknown: 'Nobody in your organisation has this address. Check it, or invite the person first.',
  team_needs_manager: 'A team needs at least one manager. Make somebody else one first, or delete the team.',
  team_key_changed: 'The team has another key by now. Load the page again.',
  team_owns_links:
    'Upload links still belong to this team. Close them; once what came through them is gone, you can delete the team.',
  deadline_out_of_policy: (d) =>
    `This deadline is not possible. Choose a day in the future, at most ${numberIn(d, 'max') ?? 180} days ahead.`,
  upload_link_closed: 'This upload link has been closed. Ask the office that gave it to you.',
  deadline_passed: 'The deadline has passed. Ask the office whether it can be extended.',
  submissions_full: 'This link takes nothing more: the highest number is reached. Ask the office.',
  pin_required: 'Enter the PIN first.',
  pin_wrong: 'This PIN is wrong. Compare it with the letter or ask for it. After several tries you have to wait.',
  address_not_confirmed: 'Confirm your mail address first.',
  documents_missing: 'Documents are still missing. Add them, or send without them.',
  submission_empty: 'There is no file yet. Add at least one.',
  too_many_supplements: 'You can add nothing more here. Ask the office for a new link.',
  requested_document_unknown: 'This document is not on the list. Reload the page.',
  file_kind_refused: (d) => refused[refusedKind(d)],
  message_must_be_sealed: 'At this level of protection subject and message are only taken encrypted. Reload the page.',
  file_name_must_be_sealed: 'At this level of protection file names are only taken encrypted. Reload the page.',
  level_fixed_by_files:
    'This level of protection can be chosen only while there are no files in the delivery. Remove them, and add them again afterwards.',
  manifest_not_wanted: 'This delivery is not encrypted end to end. Reload the page.',
  manifest_not_sealed: 'The list of contents arrived unencrypted or damaged. Reload the page.',
  manifest_pending: 'The sender has yet to release the delivery to you. Set up your key; the sender will be told.',
  manifest_not_replaceable: 'The delivery is encrypted to a key already. Reload the page.',
  recipient_key_changed: 'The key of a recipient has changed. Check the new fingerprint, then send again.',
  own_key_changed: 'Your own key has changed. Reload the page and unlock the new one.',
  contacts_changed: 'Your contacts were changed elsewhere at the same time. Try again.',
  archive_not_available: 'There is no archive at this level of protection. Download the files one by one.',
  file_too_large: (d) => `The file is too large${bytes(numberIn(d, 'max'))}. Split it or make it smaller.`,
  delivery_too_large: (d) => `All files together are too large${bytes(numberIn(d, 'max'))}. Use several deliveries.`,
  too_many_files: (d) => `These are too many files${count(numberIn(d, 'max'))}. Put them into a ZIP archive.`,
  file_name_invalid: 'The file name cannot be used. Rename the file.',
  upload_size_mismatch: 'The file did not arrive completely. Remove it and add it again.',
  part_number_invalid: 'The upload got out of step. Remove the file and add it again.',
  part_size_mismatch: 'The upload got out of step. Remove the file and add it again.',
  part_digest_missing: 'The upload got out of step. Remove the file and add it again.',
  part_digest_mismatch: 'The data was altered on its way. Continue the upload.',
  part_conflict: 'The file has changed. Remove it and add it again.',
  upload_incomplete: 'Not all files are uploaded yet. Wait until they are, or remove them.',
  upload_completed: 'The file is already uploaded. Load the page again.',
  upload_not_sealed: 'The file arrived damaged. Remove it and add it again.',
  form_field_order: 'The form is incomplete. Load the page again.',
  storage_unavailable: 'The storage cannot be reached at the moment. Try again in a few minutes.',
  storage_full: 'The storage is full. Tell your administrator.',
};
