import type { Delivery } from '@umschlag/contract';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useSession } from '../session/session.tsx';
import { findAccessCodes, forgetAccessCodes, type ToldCode } from '../transfer/draft-secrets.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { useSealingText } from './texts/sealing-text.ts';

/** Access codes of a delivery that was sent from this browser, until the sender has noted them. */
export function AccessCodes({ delivery }: { readonly delivery: Delivery }) {
  const { codes: t } = useSealingText();
  const [codes, setCodes] = useState<readonly ToldCode[]>([]);
  const [asking, setAsking] = useState(false);
  const [status, setStatus] = useState('');
  useEffect(() => {
    void findAccessCodes(delivery.id).then((found) => setCodes(found ?? []));
  }, []);
  const byCode = new Set(
    delivery.recipients.filter(({ reader }) => reader === 'code').map(({ email }) => email.toLowerCase()),
  );
  const shown = delivery.state === 'active' ? codes.filter(({ address }) => byCode.has(address)) : [];
  const putAside = async () => {
    await forgetAccessCodes(delivery.id);
    setCodes([]);
    setAsking(false);
    setStatus(t.gone);
  };
  return (
    <>
      <p role="status">{status}</p>
      {shown.length > 0 && <CodeSheet codes={shown} delivery={delivery} putAside={() => setAsking(true)} />}
      {asking && (
        <ConfirmDialog
          title={t.putAsideTitle}
          action={t.putAside}
          danger
          busy={false}
          problem={undefined}
          onConfirm={() => void putAside()}
          onClose={() => setAsking(false)}
        >
          <p>{t.putAsideText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

interface CodeSheetProps {
  readonly codes: readonly ToldCode[];
  readonly delivery: Delivery;
  putAside(): void;
}

function CodeSheet({ codes, delivery, putAside }: CodeSheetProps) {
  const { codes: t } = useSealingText();
  const { language } = useLanguage();
  const { platformName } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <div class="sheet-area">
      <section class="sheet" aria-labelledby="codes-title">
        <h2 id="codes-title" ref={heading} tabIndex={-1} class="sheet-title">
          {t.title}
        </h2>
        <p class="screen-only">{t.text}</p>
        <p>
          <strong>{t.handOver}</strong>
        </p>
        <p>
          {platformName}, {t.delivery} {formatDate(delivery.sentAt ?? delivery.createdAt, language)}
        </p>
        {codes.map(({ address, code }) => (
          <CopyField key={address} id={`code-${address}`} label={t.codeOf(address)} value={code} />
        ))}
        <div class="button-row screen-only">
          <button type="button" class="button" onClick={() => print()}>
            {t.print}
          </button>
          <button type="button" class="button primary" onClick={putAside}>
            {t.putAside}
          </button>
        </div>
      </section>
    </div>
  );
}
