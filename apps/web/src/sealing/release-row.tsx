import type { PendingRelease } from '@umschlag/contract';
import { formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Link } from '../routing/link.tsx';
import { useSession } from '../session/session.tsx';
import { KeyWords } from './key-words.tsx';
import { useSealingText } from './texts/sealing-text.ts';

interface ReleaseRowProps {
  readonly release: PendingRelease;
  readonly isChosen: boolean;
  onChoose(isChosen: boolean): void;
  /** A QR code showed this very key. */
  onSame(): void;
}

/** One recipient who waits, and the key to compare, once there is one. */
export function ReleaseRow({ release, isChosen, onChoose, onSame }: ReleaseRowProps) {
  const { releases: t } = useSealingText();
  const { language } = useLanguage();
  const zone = useSession().account?.organisation?.timeZone;
  const { email, fingerprint, enrolledAt, deliveryId } = release;
  return (
    <li>
      <div class="list-main">
        <h2 class="list-title">{email}</h2>
        <p class="meta">
          {fingerprint === null || enrolledAt === null
            ? t.waiting
            : t.enrolled(formatDateTime(enrolledAt, language, zone))}
        </p>
        {fingerprint !== null && <KeyWords {...{ fingerprint, address: email, onSame }} />}
        <p>
          <Link to={`/deliveries/${deliveryId}`}>{t.deliveryOf(email)}</Link>
        </p>
      </div>
      {fingerprint !== null && (
        <label class="check">
          <input
            type="checkbox"
            name="release"
            checked={isChosen}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
          {t.choose(email)}
        </label>
      )}
    </li>
  );
}
