import { layoutOf, partCountOf } from '@umschlag/sealed/web';
import { call } from '../api/call.ts';
import { ApiProblem, asProblem } from '../api/problem.ts';
import { discardFile } from './draft-files.ts';
import { FileUpload, type Surroundings, type UploadFacts } from './file-upload.ts';
import type { AddedFile, DraftFile, Transfer, UploadTarget } from './messages.ts';
import { forgetSealedFile, keepSealedFile, type SealedFile, sealedFilesOf } from './sealed-files.ts';
import { forgetUpload, type UploadRecord, uploadsOf } from './upload-store.ts';

/** The files of one draft in this tab: those on their way, those stored, those begun elsewhere. */
export class DeliveryUploads {
  readonly #target: UploadTarget;
  readonly #around: Surroundings;
  readonly #uploads = new Map<string, FileUpload>();
  readonly #others = new Map<string, Transfer>();
  #taken: Promise<true> | undefined;
  /** Files are declared side by side; each takes its place in the order in which it was added. */
  #nextPosition = 0;

  constructor(target: UploadTarget, around: Surroundings) {
    this.#target = target;
    this.#around = around;
  }

  describe(): Transfer[] {
    return [...[...this.#uploads.values()].map((upload) => upload.describe()), ...this.#others.values()];
  }

  find(id: string): FileUpload | undefined {
    return this.#uploads.get(id);
  }

  add(
    picked: AddedFile,
    { isSecret, requestedDocumentId, accepted }: Pick<UploadFacts, 'isSecret' | 'requestedDocumentId' | 'accepted'>,
  ): void {
    const { file, path } = picked;
    const position = this.#nextPosition++;
    const sizeBytes = file.size;
    const upload = this.#keep({ path, sizeBytes, position, isSecret, requestedDocumentId, accepted }, { picked });
    // What is added here is sent here, also while another tab works on the draft.
    void this.#takeDraft();
    void upload.start();
  }

  /**
   * Takes over what an earlier page left, and what the server has. Only one tab at a time works on a draft;
   * the others wait until it is closed. Asked again, it takes in what the other tab has done.
   * @returns ids of transfers that are no more, since their file was taken out elsewhere
   */
  async open(files: readonly DraftFile[]): Promise<readonly string[]> {
    const removed = this.#settle(files);
    const { deliveryId } = this.#target;
    this.#nextPosition = Math.max(this.#nextPosition, ...files.map(({ position }) => position + 1));
    const known = new Set(this.describe().map(({ fileId }) => fileId));
    const records = new Map((await uploadsOf(deliveryId)).map((record) => [record.fileId, record]));
    const left: FileUpload[] = [];
    await finishStored(files, records);
    const sealed = new Map((await sealedFilesOf(deliveryId)).map((one) => [one.fileId, one]));
    for (const file of files.filter(({ id }) => !known.has(id))) {
      const record = records.get(file.id);
      if (file.state === 'stored' || !record) {
        this.#others.set(file.id, otherFile(deliveryId, file, sealed.get(file.id)));
      } else {
        const { path, sizeBytes, isSecret } = record;
        const { position, requestedDocumentId } = file;
        const facts = {
          path,
          sizeBytes,
          position,
          isSecret,
          requestedDocumentId: requestedDocumentId ?? undefined,
          // It was looked at when it was added.
          accepted: null,
        };
        left.push(this.#keep(facts, { record }));
      }
      if (file.state !== 'stored') records.delete(file.id);
    }
    for (const record of records.values()) if (!known.has(record.fileId)) await forgetIfEnded(record);
    if (left.length > 0) await this.#goOn(left);
    return removed;
  }

  /** What another tab has finished or taken out since the draft was opened here. */
  #settle(files: readonly DraftFile[]): string[] {
    const states = new Map(files.map(({ id, state }) => [id, state]));
    for (const upload of this.#uploads.values()) {
      const { phase, fileId = '' } = upload.describe();
      if (phase === 'elsewhere' && states.get(fileId) === 'stored') upload.storedElsewhere();
    }
    const isGone = ({ fileId }: Transfer) => fileId !== undefined && !states.has(fileId);
    const ofOtherTabs = [...this.#uploads.values()]
      .map((one) => one.describe())
      .filter(({ phase }) => phase === 'elsewhere');
    const gone = [...ofOtherTabs, ...this.#others.values()].filter(isGone).map(({ id }) => id);
    for (const id of gone) {
      this.#uploads.delete(id);
      this.#others.delete(id);
    }
    // What was unfinished on another device may be whole by now.
    for (const [id, other] of this.#others) if (other.phase === 'foreign') this.#others.delete(id);
    return gone;
  }

  async #goOn(left: readonly FileUpload[]): Promise<void> {
    const taken = this.#takeDraft();
    if (!(await Promise.race([taken, navigator.locks.query().then(() => false)]))) {
      for (const upload of left) upload.hold('elsewhere');
    }
    void taken.then(() => left.forEach((upload) => void goOn(upload)));
  }

  async remove(id: string): Promise<void> {
    const upload = this.#uploads.get(id);
    const fileId = upload?.describe().phase === 'stored' ? upload.record?.fileId : this.#others.get(id)?.fileId;
    if (fileId !== undefined) {
      await discardFile(this.#target, fileId);
      await forgetSealedFile(fileId);
    } else await upload?.remove();
    this.#uploads.delete(id);
    this.#others.delete(id);
  }

  /** Stops everything; the draft was sent or thrown away. */
  close(): void {
    for (const upload of this.#uploads.values()) {
      upload.pause();
      if (upload.record) void forgetUpload(upload.record.uploadId);
    }
  }

  #keep(facts: Omit<UploadFacts, 'target'>, from: { record?: UploadRecord; picked?: AddedFile }) {
    const upload = new FileUpload({ ...facts, target: this.#target }, this.#around, from);
    this.#uploads.set(upload.id, upload);
    this.#around.changed(upload);
    return upload;
  }

  /** Resolves when this tab is the only one at work on the draft; it remains so as long as the tab lives. */
  #takeDraft(): Promise<true> {
    this.#taken ??= new Promise((resolve) => {
      void navigator.locks.request(`umschlag-uploads/${this.#target.deliveryId}`, () => {
        resolve(true);
        return new Promise(() => undefined);
      });
    });
    return this.#taken;
  }
}

/** The page ended between the server's word that a secret file is whole and our noting it: that is made good. */
async function finishStored(files: readonly DraftFile[], records: Map<string, UploadRecord>): Promise<void> {
  for (const { id } of files.filter(({ state }) => state === 'stored')) {
    const record = records.get(id);
    if (!record?.isSecret) continue;
    const partCount = partCountOf(layoutOf(record.sizeBytes), record.chunksPerPart);
    if (await keepSealedFile(record, partCount)) records.delete(id);
  }
}

/** Forgets what the draft's list of files no longer explains; a file that another tab has just declared stays. */
async function forgetIfEnded({ uploadId, uploadToken }: UploadRecord): Promise<void> {
  const state = await call('GET /api/v1/uploads/:id', { params: { id: uploadId }, bearer: uploadToken }).catch(
    asProblem,
  );
  const gone = state instanceof ApiProblem && (state.code === 'not_found' || state.code === 'token_expired');
  const completed = !(state instanceof ApiProblem) && state.upload.state === 'completed';
  if (gone || completed) await forgetUpload(uploadId);
}

/** Goes on with an upload of an earlier page, if its file can still be read; else asks for it. */
async function goOn(upload: FileUpload): Promise<void> {
  const record = upload.record;
  const path = upload.facts.path;
  if (record?.copy) return upload.choose({ path, file: record.copy, handle: undefined });
  const handle = record?.handle;
  if (!handle) return upload.hold('choose');
  const query = (handle as { queryPermission?: (mode: { mode: 'read' }) => Promise<PermissionState> }).queryPermission;
  const permission = (await query?.call(handle, { mode: 'read' }).catch(() => 'denied')) ?? 'granted';
  if (permission !== 'granted') return upload.hold('permission');
  const file = await handle.getFile().catch(() => undefined);
  if (file) upload.choose({ path, file, handle });
  else upload.hold('choose');
}

/** @param sealed what this browser has of it, at levels 3 and 4 */
function otherFile(deliveryId: string, file: DraftFile, sealed: SealedFile | undefined): Transfer {
  const stored = file.state === 'stored';
  const isOpen = file.path !== null;
  return {
    id: file.id,
    deliveryId,
    fileId: file.id,
    path: file.path ?? sealed?.path ?? [],
    position: file.position,
    requestedDocumentId: file.requestedDocumentId ?? undefined,
    sizeBytes: file.sizeBytes,
    sentBytes: stored ? file.sizeBytes : 0,
    phase: stored ? (isOpen || sealed ? 'stored' : 'keyless') : 'foreign',
    problem: undefined,
    changed: false,
    wrongFile: false,
    handle: undefined,
  };
}
