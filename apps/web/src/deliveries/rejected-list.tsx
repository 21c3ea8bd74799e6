import { formatLimit } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Admission, FileLimits } from '../transfer/admit-files.ts';
import type { PickedFile } from '../transfer/messages.ts';
import { nameOf } from '../ui/file-name.tsx';

export type Rejected = Admission<PickedFile>['rejected'];

const MAX_NAMED = 20;

interface RejectedListProps {
  readonly rejected: Rejected;
  readonly limits: FileLimits;
}

/** What was not taken in, and why. Read out when it appears. */
export function RejectedList({ rejected, limits }: RejectedListProps) {
  return <div role="alert">{rejected.length > 0 && <Reasons rejected={rejected} limits={limits} />}</div>;
}

function Reasons({ rejected, limits }: RejectedListProps) {
  const { t: texts, language } = useLanguage();
  const { rejected: title, reasons } = texts.compose;
  const sentences = {
    name: reasons.name,
    duplicate: reasons.duplicate,
    size: reasons.size(formatLimit(limits.maxFileBytes, language)),
    total: reasons.total(formatLimit(limits.maxDeliveryBytes, language)),
    count: reasons.count(limits.maxFiles),
  };
  return (
    <div class="notice error">
      <p>{title}</p>
      <ul>
        {rejected.slice(0, MAX_NAMED).map(({ path, reason }) => (
          <li key={path.join('/')}>
            <strong>{nameOf(path)}</strong>: {sentences[reason]}
          </li>
        ))}
        {rejected.length > MAX_NAMED && <li>… +{rejected.length - MAX_NAMED}</li>}
      </ul>
    </div>
  );
}
