import type { Account, ReceivedDelivery } from '@umschlag/contract';
import { type UnlockedKeyState, useUnlockedKey } from '../keys/use-unlocked-key.tsx';
import { DeliveryFacts, DeliveryMessage } from '../links/delivery-facts.tsx';
import { LinkWantsAccount } from '../links/link-wants-account.tsx';
import { useReportOpened } from '../links/report-opened.ts';
import { ReplySection } from '../replies/reply-section.tsx';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { OpenByCode } from './open-by-code.tsx';
import { OpenByKey } from './open-by-key.tsx';
import { OpenedView } from './opened-view.tsx';
import { PendingRelease } from './pending-release.tsx';
import { useReceivingText } from './texts/receiving-text.ts';
import { useOpening } from './use-opening.ts';

export interface SealedDeliveryProps {
  readonly token: string;
  readonly delivery: ReceivedDelivery;
  /** Reads the delivery again. */
  refresh(): void;
}

/** A delivery of level 3 or 4, for its recipient, who is signed in. */
export default function SealedDeliveryView(props: SealedDeliveryProps) {
  const { account } = useSession();
  // The server shows it to nobody else; the session may have ended in another tab.
  return account ? <ForAccount key={account.id} {...props} account={account} /> : <LinkWantsAccount wrong={false} />;
}

function ForAccount({ token, delivery, refresh, account }: SealedDeliveryProps & { readonly account: Account }) {
  const t = useReceivingText();
  const secretKey = useUnlockedKey(account);
  const opening = useOpening(token, delivery, account);
  useReportOpened(token);
  const { opened } = opening;
  const level = delivery.level as 3 | 4;
  const closed = { delivery, opening };
  // At level 3 subject and message are the server's word, at level 4 they are signed.
  const subject = level === 3 ? delivery.subject : opened?.opened.manifest.subject;
  const untitled = opened ? t.noSubject : t.closedTitle;
  return (
    <Page title={subject || untitled}>
      <DeliveryFacts delivery={delivery}>
        <dt>{t.level}</dt>
        <dd>
          {t.levels[level]}
          <div class="hint">{t.levelHint}</div>
        </dd>
      </DeliveryFacts>
      {level === 3 && <DeliveryMessage message={delivery.message} />}
      {opened && <OpenedView {...{ token, delivery, refresh, account, secretKey, opened }} />}
      {!opened && delivery.reader === 'key' && <OpenByKey {...closed} secretKey={secretKey} />}
      {!opened && delivery.reader === 'code' && <OpenByCode {...closed} unlocked={secretKey.open} />}
      {!opened && delivery.reader === 'pending' && <PendingRelease account={account} refresh={refresh} />}
      <ReplySection token={token} delivery={delivery} />
      {secretKey.dialog}
    </Page>
  );
}

/** What the parts of the page share that need a key. */
export interface WithKey {
  readonly account: Account;
  readonly secretKey: UnlockedKeyState;
}
