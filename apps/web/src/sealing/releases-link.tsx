import { call } from '../api/call.ts';
import { Link } from '../routing/link.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { useSealingText } from './texts/sealing-text.ts';

/** How many wait for the sender's release, and the way to them; nothing where nobody waits. */
export function ReleasesLink() {
  const { releases: t } = useSealingText();
  const { value } = useLoaded(() => call('GET /api/v1/deliveries/pending-releases', {}));
  const waiting = value?.releases ?? [];
  if (waiting.length === 0) return null;
  const ready = waiting.filter(({ fingerprint }) => fingerprint !== null).length;
  return (
    <p class="notice">
      <Link to="/deliveries/releases">{t.link(waiting.length, ready)}</Link>
    </p>
  );
}
