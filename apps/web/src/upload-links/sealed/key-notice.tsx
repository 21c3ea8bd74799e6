import { loadOwnKeys } from '../../keys/own-keys.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { useUploadLinkText } from '../texts/upload-link-text.ts';

/** At levels 3 and 4: that one needs a key of one's own, and what to know before. */
export function KeyNotice() {
  const { sealed: t } = useUploadLinkText();
  const { value, problem, reload } = useLoaded(loadOwnKeys);
  if (!value) return <ProblemNotice problem={problem} onRetry={() => void reload()} />;
  if (value.key) return <p class="hint">{t.hint}</p>;
  return (
    <div class="notice error" role="alert">
      <p>{t.noKey}</p>
      <p>
        <a href="/account/key" target="_blank" rel="noopener">
          {t.makeKey}
        </a>
      </p>
    </div>
  );
}
