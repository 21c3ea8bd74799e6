import type { EntranceState } from '@umschlag/contract';
import { useText } from '../i18n/language.tsx';
import { navigate } from '../routing/navigation.ts';
import type { PageProps } from '../routing/pages.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { AddressStep } from './address-step.tsx';
import { Checklist } from './checklist-form.tsx';
import { ClosedEntrance } from './closed-entrance.tsx';
import { DiscardDraft } from './discard-draft.tsx';
import { Gone } from './gone.tsx';
import { PinForm } from './pin-form.tsx';
import { KeyGate } from './sealed/key-gate.tsx';
import { keyFragment } from './sealed/trusted-key.ts';
import { useEntranceText } from './texts/entrance-text.ts';
import { useEntrance } from './use-entrance.ts';
import { useFocusOnStep } from './use-focus-on-step.ts';

/** The page behind an upload link. Loading it changes nothing. */
export default function EntrancePage({ params }: PageProps) {
  const token = params.token ?? '';
  const t = useEntranceText();
  const { common } = useText();
  const { loaded, problem, fresh, isPinOld, load, begin, askCode, unlock, restart } = useEntrance(token);
  const step = loaded && stepOf(loaded);
  useFocusOnStep(step);

  if (problem?.code === 'not_found' || problem?.code === 'invalid_request') return <Gone what="gone" />;
  if (!loaded) {
    return problem ? (
      <Page title={t.title}>
        <ProblemNotice problem={problem} onRetry={() => void load()} />
      </Page>
    ) : (
      <p class="loading">{common.loading}</p>
    );
  }
  const { entrance, draft, isContinued } = loaded;
  const state = stateOf(loaded);
  if (state !== 'open') {
    return (
      <ClosedEntrance entrance={entrance} state={state}>
        {draft && (
          <>
            <p>{t.notSent}</p>
            <DiscardDraft draft={draft} label={t.discardNow} discarded={() => void restart()} />
          </>
        )}
      </ClosedEntrance>
    );
  }
  if (step === 'pin') return <PinForm token={token} entrance={entrance} again={isPinOld} unlocked={unlock} />;
  if (step === 'address') {
    const confirm = async (confirmation: Parameters<typeof begin>[0]) => void (await begin(confirmation));
    return (
      <KeyGate entrance={entrance}>
        <AddressStep entrance={entrance} ask={askCode} confirm={confirm} />
      </KeyGate>
    );
  }
  return (
    <KeyGate entrance={entrance}>
      <Checklist
        entrance={entrance}
        draft={draft}
        isContinued={isContinued}
        fresh={fresh}
        begin={begin}
        reload={load}
        discarded={() => void restart()}
        sent={(sent) => navigate(`/s/${sent.token}${keyFragment()}`, 'replace')}
      />
    </KeyGate>
  );
}

type Loaded = NonNullable<ReturnType<typeof useEntrance>['loaded']>;

/** What was begun in time may be sent a little longer than something may be begun. */
const stateOf = ({ entrance, draft }: Loaded): EntranceState => draft?.submission.sendable ?? entrance.state;

function stepOf(loaded: Loaded): 'closed' | 'pin' | 'address' | 'fill' {
  const { entrance, draft } = loaded;
  if (stateOf(loaded) !== 'open') return 'closed';
  if (draft) return 'fill';
  if (!entrance.details) return 'pin';
  return entrance.level === 1 ? 'fill' : 'address';
}
