import type { Account, AccountKey } from '@umschlag/contract';
import { formatFingerprint } from '@umschlag/keyring/light';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useSession } from '../session/session.tsx';
import { TextField } from '../ui/field.tsx';
import { BusyText } from './busy-text.tsx';
import { KeyProblemNotice } from './key-problem-notice.tsx';
import { useKeyText } from './texts/key-text.ts';
import { useKeyAction } from './use-key-action.ts';

interface RecoverySheetProps {
  readonly code: string;
  readonly account: Account;
  readonly stored: AccountKey;
  /** The sheet is where it belongs: the unlock may be saved. */
  finish(): Promise<void>;
  cancel(): void;
}

/** Shown once and printed; the unlock counts only when the person has read a part of the code off their sheet. */
export function RecoverySheet({ code, account, stored, finish, cancel }: RecoverySheetProps) {
  const texts = useKeyText();
  const t = texts.sheet;
  const { t: common, language } = useLanguage();
  const { platformName } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  const [check, setCheck] = useState('');
  const [wrong, setWrong] = useState('');
  const { busy, problem, run } = useKeyAction();
  useLayoutEffect(() => heading.current?.focus(), []);
  const groups = code.split('-');
  const submit = (event: Event) => {
    event.preventDefault();
    const typed = check.trim().toUpperCase().replaceAll(/[IL]/g, '1').replaceAll('O', '0');
    const isRight = typed === groups.at(-1);
    setWrong(isRight ? '' : t.checkWrong);
    if (isRight) void run(texts.busy, finish);
  };
  return (
    <div class="sheet-area">
      <div class="sheet">
        <h3 ref={heading} tabIndex={-1} class="sheet-title">
          {t.title}
        </h3>
        <p class="screen-only">{t.text}</p>
        <dl class="facts">
          <dt>{t.owner}</dt>
          <dd>
            {account.email}, {platformName}
          </dd>
          <dt>{texts.facts.fingerprint}</dt>
          <dd class="fingerprint">{formatFingerprint(stored.fingerprint)}</dd>
          <dt>{t.made}</dt>
          <dd>{formatDate(new Date().toISOString(), language)}</dd>
          <dt>{t.code}</dt>
          <dd>
            <ol class="code-groups">
              {groups.map((group) => (
                <li key={group}>{group}</li>
              ))}
            </ol>
          </dd>
        </dl>
        <p>{t.use(platformName)}</p>
        <p>{t.keep}</p>
      </div>
      <form onSubmit={submit} noValidate class="narrow screen-only">
        <KeyProblemNotice problem={problem} />
        <div class="button-row sheet-buttons">
          <button type="button" class="button" onClick={() => print()}>
            {t.print}
          </button>
        </div>
        <TextField
          id="sheet-check"
          label={t.check}
          hint={t.checkHint}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={10}
          value={check}
          onValue={setCheck}
          error={wrong || undefined}
        />
        <BusyText text={busy} />
        <div class="button-row">
          <button type="submit" class="button primary" aria-disabled={busy !== ''}>
            {t.submit}
          </button>
          <button type="button" class="button quiet" onClick={cancel}>
            {common.common.cancel}
          </button>
        </div>
      </form>
    </div>
  );
}
