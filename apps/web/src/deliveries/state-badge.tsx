import type { Delivery } from '@umschlag/contract';
import { useText } from '../i18n/language.tsx';

export function StateBadge({ state }: { readonly state: Delivery['state'] }) {
  return <span class={`badge ${state}`}>{useText().detail.states[state]}</span>;
}
