import type { ReceivedDelivery } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { type ApiProblem, asProblem } from '../api/problem.ts';
import { useText } from '../i18n/language.tsx';
import type { PageProps } from '../routing/pages.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { LinkGone } from './link-gone.tsx';
import { LinkWantsAccount } from './link-wants-account.tsx';
import { LinkWrongLevel } from './link-wrong-level.tsx';
import { ReceivedDeliveryView } from './received-delivery.tsx';
import { SealedDelivery } from './sealed-delivery.tsx';

/** The page behind a recipient's link. Loading it changes nothing. */
export default function LinkPage({ params }: PageProps) {
  const token = params.token ?? '';
  const t = useText();
  const [delivery, setDelivery] = useState<ReceivedDelivery | undefined>();
  const [problem, setProblem] = useState<ApiProblem | undefined>();

  const load = () => {
    setProblem(undefined);
    call('GET /api/v1/links/:token', { params: { token } }).then(
      (answer) => setDelivery(answer.delivery),
      (error) => setProblem(asProblem(error)),
    );
  };
  useEffect(load, [token]);

  if (problem?.code === 'not_found' || problem?.code === 'invalid_request') return <LinkGone />;
  if (problem?.code === 'sign_in_required' || problem?.code === 'wrong_account') {
    return <LinkWantsAccount wrong={problem.code === 'wrong_account'} />;
  }
  if (problem) {
    return (
      <Page title={t.link.title}>
        <ProblemNotice problem={problem} onRetry={load} />
      </Page>
    );
  }
  if (!delivery) return <p class="loading">{t.common.loading}</p>;
  const isSealed = delivery.level >= 3;
  // Only levels 3 and 4 have files without names: the server passes one of them off as less than it is.
  if (!isSealed && delivery.files.some(({ path }) => path === null)) {
    return <LinkWrongLevel token={token} delivery={delivery} />;
  }
  const View = isSealed ? SealedDelivery : ReceivedDeliveryView;
  return <View token={token} delivery={delivery} refresh={load} />;
}
