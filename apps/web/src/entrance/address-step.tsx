import type { Answer, Entrance } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { useLanguage } from '../i18n/language.tsx';
import { Page } from '../ui/page.tsx';
import { AddressForm } from './address-form.tsx';
import { ConfirmationForm } from './confirmation-form.tsx';
import { EntranceFacts, Instructions } from './entrance-facts.tsx';
import { useEntranceText } from './texts/entrance-text.ts';

export type Challenge = Answer<'POST /api/v1/entrances/:token/codes'>;
export type Confirmation = Readonly<Record<'challengeId' | 'code', string>>;

interface AddressStepProps {
  readonly entrance: Entrance;
  /** @throws ApiProblem */
  ask(email: string): Promise<Challenge>;
  /** @throws ApiProblem */
  confirm(confirmation: Confirmation): Promise<void>;
}

/** Level 2: what is asked for is shown, and before anything can be chosen the address is confirmed. */
export function AddressStep({ entrance, ask, confirm }: AddressStepProps) {
  const t = useEntranceText();
  const { language } = useLanguage();
  const [email, setEmail] = useState('');
  const [challenge, setChallenge] = useState<Challenge | undefined>();
  const askFor = async () => setChallenge(await ask(email.trim()));
  const { details } = entrance;
  return (
    <Page title={details?.title ?? t.title}>
      <EntranceFacts entrance={entrance} />
      <Instructions text={details?.instructions} language={entrance.language} />
      <section aria-labelledby="address">
        <h2 id="address">{t.address.title}</h2>
        {challenge ? (
          <ConfirmationForm
            email={email.trim()}
            challenge={challenge}
            resend={askFor}
            confirm={confirm}
            back={() => setChallenge(undefined)}
          />
        ) : (
          <AddressForm email={email} setEmail={setEmail} ask={askFor} />
        )}
      </section>
      {details && details.documents.length > 0 && (
        <section aria-labelledby="wanted">
          <h2 id="wanted">{t.wanted}</h2>
          <ul lang={entrance.language}>
            {details.documents.map(({ id, name, isRequired }) => (
              <li key={id}>
                {name} <span lang={language}>({isRequired ? t.required : t.optional})</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}
