import type { ReceivedDelivery } from '@umschlag/contract';
import { useEffect } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { reportRefusal } from '../receiving/report-refusal.ts';
import { Page } from '../ui/page.tsx';

interface WrongLevelProps {
  readonly token: string;
  readonly delivery: ReceivedDelivery;
}

/**
 * The server shows something at another level than it was sent at: nothing of it is shown, not even its texts, and the
 * sender is told.
 */
export function LinkWrongLevel({ token, delivery }: WrongLevelProps) {
  const { link: t } = useText();
  useEffect(() => reportRefusal(token, 'wrong_level'), [token]);
  return (
    <Page title={t.title}>
      <div class="notice error" role="alert" data-reason="wrong_level">
        <p class="notice-title">{t.wrongLevelTitle}</p>
        <p>{t.wrongLevelText}</p>
        <p>{t.wrongLevelNext(delivery.sender.email)}</p>
      </div>
    </Page>
  );
}
