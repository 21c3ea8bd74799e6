import { useId, useState } from 'preact/hooks';
import { type FileFailure, type FileForm, formsOf } from './make-file.ts';
import type { TakenAs } from './page-list.policy.ts';
import type { PhotoPage } from './photo-page.ts';
import { usePhotoText } from './texts/photo-text.ts';
import type { Making } from './use-making.ts';

interface FinishingProps {
  readonly pages: readonly PhotoPage[];
  readonly as: TakenAs;
  readonly busy: boolean;
  onFinish(form: FileForm): void;
}

/** As what the pages are sent. With more than one page there is nothing to choose. */
export function Finishing({ pages, as, busy, onFinish }: FinishingProps) {
  const t = usePhotoText();
  const name = useId();
  const [wished, setWished] = useState<FileForm>('pdf');
  const forms = formsOf(pages, as);
  const form = forms.includes(wished) ? wished : (forms[0] ?? 'pdf');
  return (
    <section>
      {forms.length > 1 && (
        <fieldset>
          <legend>{t.formTitle}</legend>
          {forms.map((one) => (
            <label class="check" key={one}>
              <input type="radio" name={name} value={one} checked={one === form} onChange={() => setWished(one)} />
              {t.forms[one]}
            </label>
          ))}
        </fieldset>
      )}
      <div role="status">
        {form === 'original' && (
          <div class="notice">
            <p>{t.originalWarning}</p>
            <p>{t.originalHint}</p>
          </div>
        )}
      </div>
      <button type="button" class="button primary" aria-disabled={busy} onClick={() => onFinish(form)}>
        {t.finish[form]}
      </button>
    </section>
  );
}

interface MakingProgressProps {
  readonly making: Making;
  onStop(): void;
}

export function MakingProgress({ making: { done, pages, isLong }, onStop }: MakingProgressProps) {
  const t = usePhotoText();
  if (!isLong) return null;
  return (
    <div class="photo-progress">
      {/* Writing the file is the last step of one more than there are pages. */}
      <progress aria-label={t.progress} value={done} max={pages + 1} />
      <p role="status">{done < pages ? t.making(done + 1, pages) : t.writing}</p>
      <button type="button" class="button" onClick={onStop}>
        {t.stop}
      </button>
    </div>
  );
}

export function MakingFailure({ failure }: { readonly failure: FileFailure | undefined }) {
  const t = usePhotoText();
  return (
    <div role="alert">
      {failure && (
        <div class="notice error" data-problem={failure.problem}>
          <p class="notice-title">{t.failedTitle}</p>
          <p>
            {failure.page !== undefined && <strong>{t.failedPage(failure.page)} </strong>}
            {t.problems[failure.problem]}
          </p>
        </div>
      )}
    </div>
  );
}
