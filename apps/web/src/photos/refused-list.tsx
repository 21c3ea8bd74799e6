import { mostPages, type TakenAs } from './page-list.policy.ts';
import { canGoUnchanged } from './problems.ts';
import { usePhotoText } from './texts/photo-text.ts';
import type { Refused } from './use-pages.ts';

interface RefusedListProps {
  readonly refused: readonly Refused[];
  readonly as: TakenAs;
  /** So many pictures found no room. */
  readonly tooMany: number;
  onOriginal(refused: Refused): void;
}

/** Pictures that did not become pages, each with its reason; the file itself can be sent instead, if that is wanted. */
export function RefusedList({ refused, as, tooMany, onOriginal }: RefusedListProps) {
  const t = usePhotoText();
  // A picture is none of what a document takes that has to be a PDF.
  const canGo = ({ isPicked, problem }: Refused) => as !== 'pdf' && isPicked && canGoUnchanged(problem);
  const canSome = refused.some(canGo);
  return (
    <div role="alert">
      {refused.length > 0 && (
        <div class="notice error">
          <p class="notice-title">{t.refusedTitle(refused.length)}</p>
          <ul>
            {refused.map((one) => (
              <li key={one.id} data-problem={one.problem}>
                <strong>{one.file.name}</strong>: {t.problems[one.problem]}{' '}
                {canGo(one) && (
                  <button
                    type="button"
                    class="button"
                    aria-label={t.sendOriginalOf(one.file.name)}
                    onClick={() => onOriginal(one)}
                  >
                    {t.sendOriginal}
                  </button>
                )}
              </li>
            ))}
          </ul>
          {canSome && <p>{t.originalWarning}</p>}
        </div>
      )}
      {tooMany > 0 && (
        <p class="notice error" data-problem="too_many_pages">
          {as === 'picture' ? t.oneEach(tooMany) : t.tooMany(mostPages(as), tooMany)}
        </p>
      )}
    </div>
  );
}
