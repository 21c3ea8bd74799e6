import type { RequestedDocument, SubmittedFile } from '@umschlag/contract';
import { filesFor } from './checklist.ts';
import { standingOf } from './document-standing.ts';
import { ReviewedFiles } from './reviewed-files.tsx';
import { StandingBadge } from './standing-badge.tsx';
import { useEntranceText } from './texts/entrance-text.ts';

interface StandingListProps {
  readonly documents: readonly RequestedDocument[];
  /** All that was sent, oldest first. */
  readonly files: readonly SubmittedFile[];
}

/** The checklist again: what of it has arrived, was accepted or rejected, or is missing. */
export function StandingList({ documents, files }: StandingListProps) {
  const t = useEntranceText();
  const others = filesFor(undefined, files);
  return (
    <section aria-labelledby="standing" class="standing">
      <h2 id="standing">{t.sent.standing}</h2>
      {documents.map(({ id, name, isRequired }) => {
        const own = filesFor(id, files);
        return (
          <div key={id}>
            <h3>
              {name} <StandingBadge standing={standingOf(own)} isOptional={!isRequired} />
            </h3>
            {own.length > 0 && <ReviewedFiles files={own} />}
          </div>
        );
      })}
      {others.length > 0 && (
        <div>
          <h3>{documents.length > 0 ? t.otherFiles : t.freely}</h3>
          <ReviewedFiles files={others} />
        </div>
      )}
    </section>
  );
}
