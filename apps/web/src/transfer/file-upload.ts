import type { Answer } from '@umschlag/contract';
import { call } from '../api/call.ts';
import { ApiProblem, asProblem } from '../api/problem.ts';
import { beginUpload, dropUpload } from './begin-upload.ts';
import type { AcceptedKinds, PickedFile, Transfer, TransferPhase, UploadTarget } from './messages.ts';
import { FileChanged, FileUnreadable, PartSealer } from './part-sealer.ts';
import { refuseKind } from './refuse-kind.ts';
import { untilDone } from './retry.ts';
import { keepSealedFile } from './sealed-files.ts';
import { sendParts } from './send-parts.ts';
import type { Slots } from './slots.ts';
import { forgetUpload, type UploadRecord } from './upload-store.ts';

const MAX_NEW_STARTS = 3;

/** Refusals after which only a new upload helps. */
const LOST = new Set(['not_found', 'token_expired', 'part_conflict', 'upload_size_mismatch', 'upload_not_sealed']);

/** Refusals that say no more than that the server's state is another one than we thought. */
const LOOK_AGAIN = new Set(['upload_completed', 'upload_incomplete']);

export interface UploadFacts {
  readonly target: UploadTarget;
  readonly path: readonly string[];
  /** Place among the draft's files; kept when the upload starts anew. */
  readonly position: number;
  readonly sizeBytes: number;
  /** In a submission: which requested document it is. */
  readonly requestedDocumentId: string | undefined;
  /** Levels 3 and 4. */
  readonly isSecret: boolean;
  readonly accepted: AcceptedKinds;
}

export interface Surroundings {
  readonly files: Slots;
  readonly parts: Slots;
  changed(upload: FileUpload): void;
}

type State = Answer<'GET /api/v1/uploads/:id'>['upload'];

/** One file on its way: declared, sent part by part, completed; again from the start if it changed. */
export class FileUpload {
  readonly id: string;
  readonly facts: UploadFacts;
  readonly #around: Surroundings;
  #phase: TransferPhase = 'waiting';
  #record: UploadRecord | undefined;
  #picked: PickedFile | undefined;
  /** Whether the file may be another one than the recorded parts came from. */
  #doubtful = false;
  #sentBytes = 0;
  #problem: Transfer['problem'];
  #changed = false;
  #wrongFile = false;
  #abort: AbortController | undefined;
  #run: Promise<void> = Promise.resolve();

  constructor(
    facts: UploadFacts,
    around: Surroundings,
    from: { record?: UploadRecord; picked?: PickedFile & { id?: string } },
  ) {
    this.id = from.picked?.id ?? crypto.randomUUID();
    this.facts = facts;
    this.#around = around;
    this.#record = from.record;
    this.#picked = from.picked;
    this.#doubtful = from.record !== undefined;
  }

  get record(): UploadRecord | undefined {
    return this.#record;
  }

  describe(): Transfer {
    return {
      id: this.id,
      deliveryId: this.facts.target.deliveryId,
      fileId: this.#record?.fileId,
      path: this.facts.path,
      position: this.facts.position,
      requestedDocumentId: this.facts.requestedDocumentId,
      sizeBytes: this.facts.sizeBytes,
      sentBytes: this.#sentBytes,
      phase: this.#phase,
      problem: this.#problem,
      changed: this.#changed,
      wrongFile: this.#wrongFile,
      handle: this.#phase === 'permission' ? this.#record?.handle : undefined,
    };
  }

  /** Shows a state in which nothing is sent. */
  hold(phase: 'choose' | 'permission' | 'elsewhere'): void {
    this.#show(phase);
  }

  /** Another tab has sent it. */
  storedElsewhere(): void {
    this.#sentBytes = this.facts.sizeBytes;
    this.#show('stored');
  }

  /** A file was chosen, or opened again by its handle: the upload goes on if it is the same one. */
  choose(picked: PickedFile): void {
    const { sizeBytes, path } = this.facts;
    this.#wrongFile = picked.file.size !== sizeBytes || picked.file.name !== path.at(-1);
    if (this.#wrongFile) {
      this.#show('choose');
      return;
    }
    this.#picked = picked;
    this.#doubtful = true;
    void this.start();
  }

  pause(): void {
    this.#abort?.abort(new Paused());
    this.#show('paused');
  }

  async remove(): Promise<void> {
    this.#abort?.abort(new Paused());
    // A declaration under way cannot be called back: wait for it, so that nothing is left behind.
    await this.#run;
    if (this.#record) await dropUpload(this.facts.target, this.#record);
  }

  /** Runs until the file is stored, paused or needs a person. One run at a time. */
  start(): Promise<void> {
    this.#abort?.abort(new Paused());
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#problem = undefined;
    this.#show('waiting');
    const before = this.#run;
    this.#run = before.then(() => this.#runOnce(signal));
    return this.#run;
  }

  async #runOnce(signal: AbortSignal): Promise<void> {
    let release: (() => void) | undefined;
    try {
      release = await this.#around.files.acquire(signal);
      await this.#sendUntilStored(signal);
    } catch (error) {
      if (!signal.aborted) this.#stopAt(error);
    } finally {
      release?.();
    }
  }

  async #sendUntilStored(signal: AbortSignal): Promise<void> {
    for (let starts = 0; ; starts += 1) {
      try {
        return await this.#send(signal);
      } catch (error) {
        signal.throwIfAborted();
        const lookAgain = error instanceof ApiProblem && LOOK_AGAIN.has(error.code) && this.#record !== undefined;
        if (lookAgain && starts < MAX_NEW_STARTS) continue;
        const lost = error instanceof ApiProblem && LOST.has(error.code) && this.#record !== undefined;
        if (!(lost || error instanceof FileChanged) || starts >= MAX_NEW_STARTS) throw error;
        this.#changed ||= error instanceof FileChanged;
        await this.#forget();
      }
    }
  }

  async #send(signal: AbortSignal): Promise<void> {
    const picked = this.#picked;
    if (!picked) throw new FileUnreadable();
    const trouble = (problem: ApiProblem | undefined) => this.#show(phaseOf(problem));
    this.#show('sending');
    const resumed = this.#record !== undefined;
    const { accepted } = this.facts;
    if (!resumed && accepted !== null) await refuseKind(picked.file, accepted);
    this.#record ??= await untilDone(() => beginUpload(this.facts, picked), signal, trouble);
    const record = this.#record;
    const state = resumed ? await untilDone(() => readState(record), signal, trouble) : undefined;
    if (state?.state !== 'completed') await this.#sendMissing(record, picked.file, state, signal, trouble);
    await this.#finish(record, picked.file);
    this.#sentBytes = this.facts.sizeBytes;
    this.#show('stored');
  }

  /** What is kept of a file that the server has: nothing, or what the manifest needs. @throws FileChanged */
  async #finish(record: UploadRecord, file: File): Promise<void> {
    if (!record.isSecret) return forgetUpload(record.uploadId);
    const { parts } = new PartSealer(record, file);
    // A digest is missing: the file was stored by somebody who is not us, and is sent anew.
    if (!(await keepSealedFile(record, parts.length))) throw new FileChanged();
  }

  async #sendMissing(
    record: UploadRecord,
    file: File,
    state: State | undefined,
    signal: AbortSignal,
    trouble: (problem: ApiProblem | undefined) => void,
  ): Promise<void> {
    const sealer = new PartSealer(record, file);
    const stored = new Set(state?.parts.map(({ number }) => number));
    if (this.#doubtful) {
      this.#show('checking');
      if (!(await sealer.stillMatches(stored, signal))) throw new FileChanged();
      this.#doubtful = false;
      this.#show('sending');
    }
    const onSent = (bytes: number) => this.#sent(bytes);
    await sendParts({ record, sealer, stored, slots: this.#around.parts, signal, trouble, onSent });
    const input = { params: { id: record.uploadId }, bearer: record.uploadToken, signal };
    await untilDone(() => call('POST /api/v1/uploads/:id/complete', input), signal, trouble);
  }

  async #forget(): Promise<void> {
    if (this.#record) await dropUpload(this.facts.target, this.#record);
    this.#record = undefined;
    this.#doubtful = false;
    this.#sentBytes = 0;
    // Chosen anew or changed on disk: the handle gives the file as it is now.
    const handle = this.#picked?.handle;
    const fresh = await handle?.getFile().catch(() => undefined);
    if (fresh && this.#picked) this.#picked = { ...this.#picked, file: fresh };
  }

  #stopAt(error: unknown): void {
    const needsFile = error instanceof FileUnreadable || error instanceof FileChanged;
    if (!needsFile) {
      const { code, details } = asProblem(error);
      this.#problem = { code, details };
    }
    this.#show(needsFile ? 'choose' : 'failed');
  }

  #sent(bytes: number): void {
    this.#sentBytes = Math.min(bytes, this.facts.sizeBytes);
    this.#around.changed(this);
  }

  #show(phase: TransferPhase): void {
    if (this.#abort?.signal.aborted && phase !== 'paused' && phase !== 'waiting') return;
    this.#phase = phase;
    this.#around.changed(this);
  }
}

class Paused extends Error {}

async function readState(record: UploadRecord): Promise<State> {
  const input = { params: { id: record.uploadId }, bearer: record.uploadToken };
  return (await call('GET /api/v1/uploads/:id', input)).upload;
}

function phaseOf(problem: ApiProblem | undefined): TransferPhase {
  if (!problem) return 'sending';
  if (problem.code === 'storage_unavailable') return 'storage';
  return navigator.onLine ? 'retrying' : 'offline';
}
