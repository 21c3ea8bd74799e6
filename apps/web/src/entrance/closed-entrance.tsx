import type { Entrance, EntranceState } from '@umschlag/contract';
import type { ComponentChildren } from 'preact';
import { Page } from '../ui/page.tsx';
import { EntranceFacts } from './entrance-facts.tsx';
import { useEntranceText } from './texts/entrance-text.ts';

interface ClosedEntranceProps {
  readonly entrance: Entrance;
  readonly state: Exclude<EntranceState, 'open'>;
  /** What there is to say of a draft on this device. */
  readonly children?: ComponentChildren;
}

/** Nothing can be submitted: said first, with what to do next, and without any place for files. */
export function ClosedEntrance({ entrance, state, children }: ClosedEntranceProps) {
  const { title, text, next } = useEntranceText().states[state];
  return (
    <Page title={title}>
      <div class="notice" data-state={state}>
        <p>{text}</p>
        <p>{next(entrance.owner, entrance.organisation)}</p>
      </div>
      {children}
      {entrance.details && <h2>{entrance.details.title}</h2>}
      <EntranceFacts entrance={entrance} />
    </Page>
  );
}
