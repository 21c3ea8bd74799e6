import type { Account } from '@umschlag/contract';
import { useEffect } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { useReplyText } from '../replies/texts/reply-text.ts';
import { navigate } from '../routing/navigation.ts';
import NotFoundPage from '../routing/not-found-page.tsx';
import type { PageProps } from '../routing/pages.ts';
import { useSession } from '../session/session.tsx';
import { findDraftSecrets } from '../transfer/draft-secrets.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { ComposeForm } from './compose-form.tsx';
import { isSecretLevel } from './draft-form.ts';
import type { LoadedDraft } from './use-draft.ts';

/** Write a delivery: a new one, or a draft that was left. */
export default function ComposePage({ params }: PageProps) {
  const { compose: t } = useText();
  const { id } = params;
  const { account } = useSession();
  if (!account) return null;
  if (id !== undefined) return <DraftAgain id={id} account={account} />;
  if (!account.organisation) return null;
  return (
    <Page title={t.titleNew}>
      <ComposeForm draft={undefined} account={account} limits={account.organisation.limits} />
    </Page>
  );
}

async function loadDraft(id: string): Promise<LoadedDraft> {
  const { delivery } = await call('GET /api/v1/deliveries/:id', { params: { id } });
  return { delivery, secrets: isSecretLevel(delivery.level) ? await findDraftSecrets(id) : undefined };
}

function DraftAgain({ id, account }: { readonly id: string; readonly account: Account }) {
  const { compose: t, common } = useText();
  const replies = useReplyText();
  const { value, problem, reload } = useLoaded(() => loadDraft(id));
  const delivery = value?.delivery;
  const answered = delivery?.answered;
  const limits = answered?.limits ?? account.organisation?.limits;
  const sent = delivery !== undefined && delivery.state !== 'draft';
  useEffect(() => {
    if (sent) navigate(`/deliveries/${id}`, 'replace');
  }, [sent]);
  if (problem?.code === 'not_found' && !delivery) return <NotFoundPage />;
  return (
    <Page title={answered ? replies.compose : t.titleEdit}>
      {problem && !delivery ? (
        <ProblemNotice problem={problem} onRetry={() => void reload()} />
      ) : !value || sent || !limits ? (
        <p>{common.loading}</p>
      ) : (
        <ComposeForm draft={value} account={account} limits={limits} />
      )}
    </Page>
  );
}
