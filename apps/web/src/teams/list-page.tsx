import type { TeamSummary } from '@umschlag/contract';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { Link } from '../routing/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { NewTeamForm } from './new-team-form.tsx';
import { useTeamText } from './texts/team-text.ts';

/** The teams that one is a member of. */
export default function ListPage() {
  const { list: t } = useTeamText();
  const { common } = useText();
  const { value, problem, reload } = useLoaded(() => call('GET /api/v1/teams', {}));
  const rows = value?.items;
  return (
    <Page title={t.title}>
      <p>{t.intro}</p>
      <ProblemNotice problem={problem} onRetry={() => void reload()} />
      <div aria-live="polite" aria-busy={!rows && !problem}>
        {!rows && !problem && <p>{common.loading}</p>}
        {rows?.length === 0 && <p>{t.empty}</p>}
        {rows && rows.length > 0 && (
          <ul class="list">
            {rows.map((row) => (
              <TeamRow key={row.id} row={row} />
            ))}
          </ul>
        )}
      </div>
      <NewTeamForm />
    </Page>
  );
}

function TeamRow({ row }: { readonly row: TeamSummary }) {
  const { list: t, roles } = useTeamText();
  return (
    <li>
      <div class="list-main">
        <Link to={`/teams/${row.id}`} class="list-title">
          {row.name}
        </Link>
        <p class="meta">
          <span>{t.members(row.memberCount)}</span> {row.role === 'manager' && <span>{roles.manager}</span>}
        </p>
      </div>
      {row.isKeyWaiting && <span class="badge">{t.keyWaiting}</span>}
      {row.isRotationDue && <span class="badge">{t.rotationDue}</span>}
    </li>
  );
}
