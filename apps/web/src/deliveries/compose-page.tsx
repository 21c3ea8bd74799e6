import type { Delivery } from '@umschlag/contract';
import { useEffect } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { navigate } from '../routing/navigation.ts';
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
  return (
    <Page title={id === undefined ? t.titleNew : t.titleEdit}>
      {id === undefined ? <ComposeForm draft={undefined} limits={limits} /> : <LoadedDraft id={id} />}
    </Page>
  );
}

function LoadedDraft({ id }: { readonly id: string }) {
  const { common } = useText();
  const limits = useSession().account?.organisation?.limits;
  const { value, problem, reload } = useLoaded(() => call('GET /api/v1/deliveries/:id', { params: { id } }));
  const delivery: Delivery | undefined = value?.delivery;
  const sent = delivery !== undefined && delivery.state !== 'draft';
  useEffect(() => {
    if (sent) navigate(`/deliveries/${id}`, 'replace');
  }, [sent]);
  if (problem && !delivery) return <ProblemNotice problem={problem} onRetry={() => void reload()} />;
  if (!delivery || sent || !limits) return <p>{common.loading}</p>;
  return <ComposeForm draft={delivery} limits={limits} />;
}
