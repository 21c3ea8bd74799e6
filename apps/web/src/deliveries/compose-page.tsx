import type { Delivery } from '@umschlag/contract';
import { useEffect } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { navigate } from '../routing/navigation.ts';
import NotFoundPage from '../routing/not-found-page.tsx';
import type { PageProps } from '../routing/pages.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { ComposeForm } from './compose-form.tsx';

/** Write a delivery: a new one, or a draft that was left. */
export default function ComposePage({ params }: PageProps) {
  const { compose: t } = useText();
  const { id } = params;
  const limits = useSession().account?.organisation?.limits;
  if (!limits) return null;
  if (id !== undefined) return <LoadedDraft id={id} />;
  return (
    <Page title={t.titleNew}>
      <ComposeForm draft={undefined} limits={limits} />
    </Page>
  );
}

function LoadedDraft({ id }: { readonly id: string }) {
  const { compose: t, common } = useText();
  const limits = useSession().account?.organisation?.limits;
  const { value, problem, reload } = useLoaded(() => call('GET /api/v1/deliveries/:id', { params: { id } }));
  const delivery: Delivery | undefined = value?.delivery;
  const sent = delivery !== undefined && delivery.state !== 'draft';
  useEffect(() => {
    if (sent) navigate(`/deliveries/${id}`, 'replace');
  }, [sent]);
  if (problem?.code === 'not_found' && !delivery) return <NotFoundPage />;
  return (
    <Page title={t.titleEdit}>
      {problem && !delivery ? (
        <ProblemNotice problem={problem} onRetry={() => void reload()} />
      ) : !delivery || sent || !limits ? (
        <p>{common.loading}</p>
      ) : (
        <ComposeForm draft={delivery} limits={limits} />
      )}
    </Page>
  );
}
