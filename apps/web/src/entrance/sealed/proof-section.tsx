import { saveFile } from '../../ui/save-file.ts';
import { useEntranceText } from '../texts/entrance-text.ts';
import { findProof, proofText } from './proof.ts';

/** Right after sending: what proves later what was in the files, which the platform cannot know. */
export function ProofSection({ submissionId }: { readonly submissionId: string }) {
  const { sealed: t } = useEntranceText();
  const files = findProof(submissionId);
  if (!files) return null;
  const save = () =>
    saveFile(t.proofName(submissionId.slice(0, 8)), proofText(submissionId, files), 'application/json');
  return (
    <section aria-labelledby="proof" class="screen-only">
      <h2 id="proof">{t.proof}</h2>
      <p>{t.proofText}</p>
      <button type="button" class="button" onClick={save}>
        {t.saveProof}
      </button>
    </section>
  );
}
