import type { Language, RequestedDocument, SubmittedFile } from '@umschlag/contract';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { PickButton } from '../deliveries/pick-button.tsx';
import { type Rejected, RejectedList } from '../deliveries/rejected-list.tsx';
import { TransferProgress } from '../deliveries/transfer-progress.tsx';
import { TransferRow } from '../deliveries/transfer-row.tsx';
import { admitFiles, type Candidate, type FileLimits } from '../transfer/admit-files.ts';
import type { PickedFile, Transfer } from '../transfer/messages.ts';
import { acceptOf, filesFor, photographsAs } from './checklist.ts';
import { standingOf } from './document-standing.ts';
import { PhotographButton } from './photograph-button.tsx';
import { ReviewedFiles } from './reviewed-files.tsx';
import { useEntranceText } from './texts/entrance-text.ts';

interface DocumentFieldsetProps {
  /** Undefined: what belongs to no requested document. */
  readonly document: RequestedDocument | undefined;
  /** Whether nothing in particular is asked for. */
  readonly isOnly?: boolean;
  /** Of whoever asks, whatever the page speaks. */
  readonly language: Language;
  /** Of the whole draft. */
  readonly transfers: readonly Transfer[];
  /** The same, with those that are about to be added. */
  readonly present: readonly Candidate[];
  /** What was sent before. */
  readonly earlier: readonly SubmittedFile[];
  readonly limits: FileLimits;
  readonly error: string | undefined;
  add(picked: readonly PickedFile[], requestedDocumentId: string | undefined): void;
}

export const fieldsetId = (documentId = 'other'): string => `document-${documentId}`;

/** One line of the checklist: what it is, what it may be, its files and their progress. */
export function DocumentFieldset(props: DocumentFieldsetProps) {
  const { document: requested, isOnly, language, transfers, present, earlier, limits, error, add } = props;
  const t = useEntranceText();
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const [rejected, setRejected] = useState<Rejected>([]);
  const documentId = requested?.id;
  const id = fieldsetId(documentId);
  const name = requested?.name ?? (isOnly ? t.freely : t.otherFiles);
  const own = filesFor(documentId, transfers);
  const sent = filesFor(documentId, earlier);
  const kinds = requested?.acceptedKinds ?? ['any'];
  const as = photographsAs(kinds);
  useRefocusAfterRemoval(fieldset, own.length);

  const take = (picked: readonly PickedFile[]) => {
    const candidates = picked.map((one) => ({ ...one, sizeBytes: one.file.size, requestedDocumentId: documentId }));
    const admission = admitFiles(candidates, present, limits);
    setRejected(admission.rejected);
    const accepted = admission.accepted.map(({ path, file, handle }) => ({ path, file, handle }));
    if (accepted.length > 0) add(accepted, documentId);
  };
  const isToReplace = requested && sent.length > 0 && standingOf(sent) === 'rejected' && own.length === 0;

  return (
    <fieldset
      class={error || isToReplace ? 'document card wanting' : 'document card'}
      id={id}
      ref={fieldset}
      tabIndex={-1}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend>
        <span class="document-name" lang={requested && language}>
          {name}
        </span>{' '}
        {requested && (
          <span class={requested.isRequired ? 'badge required' : 'badge'}>
            {requested.isRequired ? t.required : t.optional}
          </span>
        )}
      </legend>
      {requested?.explanation && (
        <p class="plain-text" lang={language}>
          {requested.explanation}
        </p>
      )}
      {!requested && !isOnly && <p class="hint">{t.otherFilesHint}</p>}
      {requested && !kinds.includes('any') && (
        <p class="hint">{t.accepted(kinds.map((kind) => t.kinds[kind]).join(', '))}</p>
      )}
      {isToReplace && <p class="field-error">{t.supplement.replace}</p>}
      {sent.length > 0 && (
        <>
          <p>{t.supplement.earlier}</p>
          <ReviewedFiles files={sent} />
        </>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {own.length > 0 && (
        <ul class="list">
          {own.map((transfer) => (
            <TransferRow key={transfer.id} transfer={transfer} withoutBar={own.length === 1} />
          ))}
        </ul>
      )}
      {own.some(({ phase }) => phase !== 'stored') && <TransferProgress transfers={own} label={t.progressOf(name)} />}
      <div class="button-row">
        <PickButton
          id={`files-${documentId ?? 'other'}`}
          label={t.choose}
          fullLabel={t.chooseFor(name)}
          accept={acceptOf(kinds)}
          take={take}
        />
        {as && <PhotographButton documentName={name} as={as} take={take} />}
      </div>
      <RejectedList rejected={rejected} limits={limits} />
    </fieldset>
  );
}

/** A file's row goes with the button that was pressed: the focus stays where the file was. */
function useRefocusAfterRemoval(fieldset: { readonly current: HTMLElement | null }, count: number): void {
  const before = useRef(count);
  useLayoutEffect(() => {
    if (count < before.current && document.activeElement === document.body) fieldset.current?.focus();
    before.current = count;
  }, [count]);
}
