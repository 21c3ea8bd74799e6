import type { Standing } from './document-standing.ts';
import { useEntranceText } from './texts/entrance-text.ts';

const LOOKS: Readonly<Record<Standing, string>> = {
  missing: 'badge draft',
  received: 'badge',
  accepted: 'badge active',
  rejected: 'badge problem',
};

/** @param isOptional nobody misses it */
export function StandingBadge({
  standing,
  isOptional,
}: {
  readonly standing: Standing;
  readonly isOptional?: boolean;
}) {
  const { sent: t } = useEntranceText();
  if (standing === 'missing' && isOptional) return <span class="badge">{t.missingOptional}</span>;
  return <span class={LOOKS[standing]}>{t.states[standing]}</span>;
}
