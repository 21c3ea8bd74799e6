import type { Account, ReceivedDelivery } from '@umschlag/contract';
import type { ManifestFile } from '@umschlag/keyring/files';
import { useState } from 'preact/hooks';
import { BusyText } from '../keys/busy-text.tsx';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import { ask } from '../keys/keyring.ts';
import { loadOwnKeys } from '../keys/own-keys.ts';
import { useKeyAction } from '../keys/use-key-action.ts';
import type { UnlockedKeyState } from '../keys/use-unlocked-key.tsx';
import { DownloadControl } from './download-control.tsx';
import { type Order, startDownload } from './downloads.ts';
import type { Form } from './messages.ts';
import { fileOrder } from './orders.ts';
import { useReceivingText } from './texts/receiving-text.ts';

interface OtherFormatsProps {
  readonly token: string;
  readonly delivery: ReceivedDelivery;
  readonly file: ManifestFile;
  readonly account: Account;
  readonly secretKey: UnlockedKeyState;
  /** Downloads that are left of a limited number. */
  readonly left: number | null;
  onEnd(): void;
}

/** By the name that people know. */
const SUFFIX = { openpgp: '.pgp', gnupg: '.gpg' } as const;
const FORMS = ['openpgp', 'gnupg'] as const;

/** A file encrypted to one's own key, for other programs. */
export function OtherFormats({ token, delivery, file, account, secretKey, left, onEnd }: OtherFormatsProps) {
  const { formats: t, save } = useReceivingText();
  const [isOpen, setIsOpen] = useState(false);
  const { busy, problem, run } = useKeyAction();
  const order = fileOrder(token, delivery, file);
  const named = (name: Form['name']): Order => ({ ...order, name: order.name + SUFFIX[name], sizeBytes: undefined });
  const keyOf = (name: Form['name']) => `${token} ${file.id} ${name}`;
  const start = (name: Form['name']) =>
    run(t.busy, async () => {
      const key = { fingerprint: await ownKey(secretKey), address: account.email };
      const form = await formOf(name, file, key);
      await startDownload(keyOf(name), { ...named(name), job: { ...order.job, form } });
    });
  return (
    <details class="other-formats" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary aria-label={t.titleOf(order.name)}>{t.title}</summary>
      {isOpen && (
        <>
          <p class="hint">{left === null ? t.text : `${t.text} ${t.counts}`}</p>
          <KeyProblemNotice problem={problem} />
          <BusyText text={busy} />
          <ul class="formats">
            {FORMS.map((name) => (
              <li key={name} data-form={name}>
                <span class="list-title">{t.labels[name]}</span>
                <p class="hint">{t.hints[name]}</p>
                <DownloadControl
                  downloadKey={keyOf(name)}
                  order={named(name)}
                  isPossible={left !== 0}
                  isUnopened={name === 'openpgp'}
                  senderAddress={delivery.sender.email}
                  label={save}
                  start={() => void start(name)}
                  onEnd={onEnd}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

/**
 * The present key, open in this browser: the server's word for whose it is would not be enough.
 * @throws ApiProblem, Cancelled
 */
async function ownKey(secretKey: UnlockedKeyState): Promise<string> {
  const present = (await loadOwnKeys()).key?.fingerprint;
  const open = await secretKey.unlock(present);
  return present ?? open.fingerprint;
}

interface OwnKey {
  readonly fingerprint: string;
  readonly address: string;
}

/** What the worker needs for a form; nothing secret but what it has anyway. @throws KeyProblem */
async function formOf(name: Form['name'], file: ManifestFile, { fingerprint, address }: OwnKey): Promise<Form> {
  if (name === 'gnupg') return { name, publicKey: await ask('publicKeyOf', { fingerprint }), address };
  return { name, sessionKeyPackets: await ask('sessionKeyPackets', { fingerprint, file }) };
}
