import { useState } from 'preact/hooks';
import { BusyText } from '../keys/busy-text.tsx';
import { EnrolForm } from '../keys/enrol-form.tsx';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import { ask } from '../keys/keyring.ts';
import { loadOwnKeys } from '../keys/own-keys.ts';
import { useKeyAction } from '../keys/use-key-action.ts';
import { useLoaded } from '../ui/use-loaded.ts';
import { replaceManifest } from './manifest-octets.ts';
import type { WithKey } from './sealed-delivery.tsx';
import { useReceivingText } from './texts/receiving-text.ts';
import type { Opened } from './use-opening.ts';

interface KeepProps extends WithKey {
  readonly token: string;
  readonly opened: Opened;
  readonly accessCode: string;
}

/**
 * After opening by code: makes the copy for the own key, so that the code is worth nothing any more. The key has to be
 * open in this browser: the server's word for whose it is would not be enough.
 */
export function KeepForOwnKey({ token, opened, accessCode, account, secretKey }: KeepProps) {
  const { keep: t } = useReceivingText();
  const { value: keys, reload } = useLoaded(loadOwnKeys);
  const [isDone, setDone] = useState(false);
  const { busy, problem, run } = useKeyAction();
  const keep = () =>
    run(t.busy, async () => {
      const { fingerprint } = await secretKey.unlock(keys?.key?.fingerprint);
      const octets = await ask('copyToOwnKey', { ...opened.sealed, accessCode, fingerprint });
      await replaceManifest(token, octets, fingerprint);
      setDone(true);
    });
  if (isDone) {
    return (
      <p role="status" class="notice good">
        {t.done}
      </p>
    );
  }
  if (!keys) return null;
  return (
    <>
      <section class="card" aria-labelledby="keep">
        <h2 id="keep">{t.title}</h2>
        <p>{keys.key ? t.withKey : t.withoutKey}</p>
        <KeyProblemNotice problem={problem} />
        <BusyText text={busy} />
        {keys.key && (
          <button type="button" class="button" aria-disabled={busy !== ''} onClick={() => void keep()}>
            {t.button}
          </button>
        )}
      </section>
      {!keys.key && <EnrolForm account={account} enrolled={() => reload()} />}
    </>
  );
}
