import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FieldError } from '../ui/error-summary.tsx';
import { DocumentLine } from './document-line.tsx';
import { type DocumentDraft, MAX_DOCUMENTS, newDocument } from './request-form.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface DocumentEditorProps {
  readonly documents: readonly DocumentDraft[];
  readonly errors: readonly FieldError[];
  onChange(documents: readonly DocumentDraft[]): void;
}

/** The checklist: lines to add, to remove and to put in order. The focus stays with the line that was worked on. */
export function DocumentEditor({ documents, errors, onChange }: DocumentEditorProps) {
  const { form: t } = useUploadLinkText();
  const [status, setStatus] = useState('');
  /** Ids of what gets the focus once the lines are drawn anew: the first that is there. */
  const toFocus = useRef<readonly string[]>([]);
  useLayoutEffect(() => {
    const found = toFocus.current.map((id) => document.getElementById(id)).find((element) => element !== null);
    toFocus.current = [];
    found?.focus();
  }, [documents]);
  const labelOf = (at: number) => documents[at]?.name.trim() || t.document(at + 1);

  const change = (key: number, fields: Partial<DocumentDraft>) =>
    onChange(documents.map((one) => (one.key === key ? { ...one, ...fields } : one)));
  const move = (at: number, by: -1 | 1) => {
    const moved = [...documents];
    moved.splice(at + by, 0, ...moved.splice(at, 1));
    const { key } = documents[at] as DocumentDraft;
    const [same, other] = by < 0 ? ['up', 'down'] : ['down', 'up'];
    toFocus.current = [`${same}-${key}`, `${other}-${key}`];
    setStatus(t.moved(labelOf(at), at + by + 1, documents.length));
    onChange(moved);
  };
  const add = () => {
    const line = newDocument();
    toFocus.current = [`document-${line.key}`];
    setStatus('');
    onChange([...documents, line]);
  };
  const remove = (at: number) => {
    const next = documents[at + 1] ?? documents[at - 1];
    toFocus.current = [...(next ? [`document-${next.key}`] : []), 'add-document'];
    setStatus(t.removed(labelOf(at)));
    onChange(documents.filter((_, other) => other !== at));
  };

  return (
    <section aria-labelledby="documents">
      <h2 id="documents">{t.documents}</h2>
      {documents.length === 0 && <p class="hint">{t.noDocuments}</p>}
      <ol class="documents">
        {documents.map((one, at) => (
          <DocumentLine
            key={one.key}
            document={one}
            number={at + 1}
            isLast={at === documents.length - 1}
            errors={errors}
            onChange={(fields) => change(one.key, fields)}
            onMove={(by) => move(at, by)}
            onRemove={() => remove(at)}
          />
        ))}
      </ol>
      <p role="status" class="visually-hidden">
        {status}
      </p>
      {documents.length < MAX_DOCUMENTS ? (
        <p>
          <button id="add-document" type="button" class="button" onClick={add}>
            {t.addDocument}
          </button>
        </p>
      ) : (
        <p class="hint">{t.tooManyDocuments(MAX_DOCUMENTS)}</p>
      )}
    </section>
  );
}
