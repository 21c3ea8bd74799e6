import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import {
  createDraft,
  type Deps,
  deliveryLink,
  describeDelivery,
  discardDraft,
  receiveFile,
  requireNoticesFor,
  type Sender,
  sendDelivery,
} from '@umschlag/core';
import { AppError, PLATFORM_LIMITS } from '@umschlag/std';
import type { FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { deliveryAnswer } from '../deliveries/delivery-answers.ts';
import { route } from '../plugins/route.ts';
import { FormFields } from './form-fields.ts';

/** Four octets for each character of the longest message; files are limited while they come. */
const LIMITS = {
  fieldSize: 4 * PLATFORM_LIMITS.maxMessageCharacters,
  fields: PLATFORM_LIMITS.maxRecipients + 20,
  files: PLATFORM_LIMITS.maxFiles + 1,
  parts: PLATFORM_LIMITS.maxFiles + PLATFORM_LIMITS.maxRecipients + 21,
  fileSize: Number.MAX_SAFE_INTEGER,
};

/** A whole delivery in one call: `curl -F`, or a page without scripts. */
export function deliveryForm(api: Api, deps: Deps): void {
  route(api, 'POST /api/v1/deliveries/form', async ({ account, request }) => {
    const sender = { accountId: account.id, organisationId: account.organisation.id };
    const view = await describeDelivery(deps, account.id, await sendForm(deps, sender, request));
    const links = view.recipients.map(({ row }) => ({ email: row.email, link: deliveryLink(deps, row.id) }));
    return { delivery: deliveryAnswer(view), links };
  });
}

/**
 * Fields first, then files, then it is sent. Whatever fails, the connection too, leaves nothing behind.
 * @returns the delivery's id
 * @throws AppError `form_field_order` for a field behind a file, and those of drafts, files and sending
 */
async function sendForm(deps: Deps, sender: Sender, request: FastifyRequest): Promise<string> {
  const fields = new FormFields();
  let draftId: string | undefined;
  try {
    for await (const part of request.parts({ limits: LIMITS })) {
      if (part.type === 'field') {
        if (draftId !== undefined) throw new AppError('form_field_order', 'The fields come before the files.');
        addField(fields, part);
      } else {
        if (draftId === undefined) {
          draftId = await createDraft(deps, sender, fields.toDraft());
          await requireNoticesFor(deps, sender.accountId, draftId);
        }
        await addFile(deps, sender, draftId, part);
      }
    }
    draftId ??= await createDraft(deps, sender, fields.toDraft());
    await sendDelivery(deps, sender.accountId, draftId);
    return draftId;
  } catch (error) {
    if (draftId !== undefined) await discard(deps, sender, draftId, request);
    throw error;
  }
}

function addField(fields: FormFields, part: MultipartValue): void {
  if (part.valueTruncated || part.fieldnameTruncated) throw new AppError('payload_too_large', 'A field is too long.');
  fields.add(part.fieldname, String(part.value));
}

async function addFile(deps: Deps, sender: Sender, deliveryId: string, part: MultipartFile): Promise<void> {
  // A page sends a file input that nobody filled as a file without a name (HTML §4.10.22.7).
  if (!part.filename) return void part.file.resume();
  await receiveFile(deps, sender, {
    deliveryId,
    // Browsers and curl write a quote as %22 (HTML §4.10.22.8).
    path: [part.filename.replaceAll('%22', '"')],
    mediaType: part.mimetype,
    source: part.file,
  });
}

/** The error that led here is the one to tell. */
async function discard(deps: Deps, sender: Sender, deliveryId: string, request: FastifyRequest): Promise<void> {
  try {
    await discardDraft(deps, sender, deliveryId);
  } catch (error) {
    request.log.error({ err: error }, 'the draft of a failed form could not be discarded');
  }
}
