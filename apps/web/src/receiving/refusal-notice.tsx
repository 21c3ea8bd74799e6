import type { RefusalReason } from '@umschlag/contract';
import { ComparisonDetails } from '../comparing/comparison-details.tsx';
import { ask } from '../keys/keyring.ts';
import { useLoaded } from '../ui/use-loaded.ts';
import type { ReceivingTexts } from './texts/de.ts';
import { useReceivingText } from './texts/receiving-text.ts';

type Sentence = Exclude<keyof ReceivingTexts['refusals'], 'next' | 'changedKeyNext'>;

const SENTENCES: Readonly<Record<RefusalReason, Sentence>> = {
  damaged: 'altered',
  malformed: 'unreadable',
  not_signed: 'notSigned',
  unknown_signer: 'unknownSigner',
  wrong_signer: 'unknownSigner',
  bad_signature: 'badSignature',
  wrong_sender: 'wrongSender',
  wrong_delivery: 'swapped',
  wrong_level: 'swapped',
  wrong_files: 'swapped',
  wrong_time: 'wrongTime',
  not_addressed: 'notAddressed',
  file_size_mismatch: 'wrongFile',
  file_digest_mismatch: 'wrongFile',
};

interface RefusalNoticeProps {
  readonly reason: RefusalReason;
  readonly senderAddress: string;
  /** What is not given out; default: the delivery. */
  readonly title?: string;
}

/** Why something is not given out, and what to do next. Read out when it appears. */
export function RefusalNotice({ reason, senderAddress, title }: RefusalNoticeProps) {
  const { refusals: t } = useReceivingText();
  return (
    <div class="notice error" role="alert" data-reason={reason}>
      <p class="notice-title">{title ?? t.title}</p>
      <p>{t[SENTENCES[reason]]}</p>
      <p>{t.next(senderAddress)}</p>
    </div>
  );
}

interface ChangedKeyNoticeProps {
  readonly senderAddress: string;
  readonly remembered: string;
  readonly actual: string;
  /** The person has compared the words. */
  onAccept(): void;
}

/** Rightly signed, with another key than the remembered one: the person decides, by telephone. */
export function ChangedKeyNotice({ senderAddress, remembered, actual, onAccept }: ChangedKeyNoticeProps) {
  const { refusals: t } = useReceivingText();
  return (
    <div class="notice error" role="alert" data-reason="wrong_signer">
      <p class="notice-title">{t.title}</p>
      <p>{t.changedKey}</p>
      <dl class="facts">
        <dt>{t.rememberedWords}</dt>
        <dd>
          <KeyWords fingerprint={remembered} />
        </dd>
        <dt>{t.actualWords}</dt>
        <dd>
          <KeyWords fingerprint={actual} />
        </dd>
      </dl>
      <p>{t.changedKeyNext(senderAddress)}</p>
      <ComparisonDetails address={senderAddress} fingerprint={actual} />
      <button type="button" class="button" onClick={onAccept}>
        {t.accept}
      </button>
    </div>
  );
}

/** A fingerprint in nine words. */
export function KeyWords({ fingerprint }: { readonly fingerprint: string }) {
  const { value: words } = useLoaded(() => ask('fingerprintWords', { fingerprint }));
  return (
    <span class="key-words" lang="de">
      {words?.join(' ') ?? '…'}
    </span>
  );
}
