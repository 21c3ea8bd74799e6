import type { ReceivedDelivery } from '@umschlag/contract';
import { useRef, useState } from 'preact/hooks';
import { putOctets } from '../api/call.ts';
import { rememberKeys } from '../contacts/contacts.ts';
import { BusyText } from '../keys/busy-text.tsx';
import { EnrolForm } from '../keys/enrol-form.tsx';
import { ask } from '../keys/keyring.ts';
import { loadOwnKeys } from '../keys/own-keys.ts';
import { useKeyAction } from '../keys/use-key-action.ts';
import { useLoaded } from '../ui/use-loaded.ts';
import { OpeningProblem } from './opening-problem.tsx';
import type { WithKey } from './sealed-delivery.tsx';
import { useReceivingText } from './texts/receiving-text.ts';
import { type Opened, rememberedOf } from './use-opening.ts';

interface KeepProps extends WithKey {
  readonly token: string;
  readonly delivery: ReceivedDelivery;
  readonly opened: Opened;
  readonly accessCode: string;
}

/**
 * After opening by code: makes the copy for the own key, so that the code is worth nothing any more. The key has to be
 * open in this browser: the server's word for whose it is would not be enough.
 */
export function KeepForOwnKey({ token, delivery, opened, accessCode, account, secretKey }: KeepProps) {
  const { keep: t } = useReceivingText();
  const { value: keys, reload } = useLoaded(loadOwnKeys);
  const [isDone, setDone] = useState(false);
  const remembered = useRef<string | undefined>(undefined);
  const { busy, problem, run } = useKeyAction();
  const senderAddress = delivery.sender.email;
  const keep = (acceptedKey?: string) =>
    run(t.busy, async () => {
      const key = await secretKey.unlock(keys?.key?.fingerprint);
      const { fingerprint } = key;
      // Now that the contacts can be read, the sender's key is held against them.
      remembered.current = acceptedKey ?? (await rememberedOf(account, key, senderAddress));
      const sealed = { ...opened.sealed, remembered: remembered.current };
      const octets = await ask('copyToOwnKey', { ...sealed, accessCode, fingerprint });
      await putOctets('PUT /api/v1/links/:token/manifest', { params: { token }, query: { fingerprint }, octets });
      await rememberKeys(account, key, [{ address: senderAddress, ...opened.opened.signer }]);
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
        <OpeningProblem
          {...{ problem, delivery }}
          remembered={remembered.current}
          onAcceptKey={(fingerprint) => void keep(fingerprint)}
        />
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
