import type { EntranceState } from '@umschlag/contract';
import { useUploadLinkText } from './texts/upload-link-text.ts';

/** Says that nothing is accepted any more, and leads to what can be done about it. Nothing while it is open. */
export function EndedNotice({ state }: { readonly state: EntranceState }) {
  const { detail: t } = useUploadLinkText();
  if (state === 'open') return null;
  const lead = (fieldId: string) => () => document.getElementById(fieldId)?.focus();
  return (
    <div class="notice">
      <p>{t.ends[state]}</p>
      {state === 'deadline_passed' && (
        <button type="button" class="button" onClick={lead('new-deadline')}>
          {t.extend}
        </button>
      )}
      {state === 'full' && (
        <button type="button" class="button" onClick={lead('new-count')}>
          {t.raise}
        </button>
      )}
    </div>
  );
}
