import { isWrong, type LogFinding, type WrongLog } from './check-log.ts';
import type { KeyLogTexts } from './texts/de.ts';
import { useKeyLogText } from './texts/key-log-text.ts';

interface LogNoticeProps {
  readonly finding: LogFinding | undefined;
  /** What to do about it there. */
  readonly next: 'beforeSending' | 'whenOpened' | 'onPage';
}

/** That the key log is not right; nothing while it is. */
export function LogNotice({ finding, next }: LogNoticeProps) {
  const t = useKeyLogText();
  if (!isWrong(finding)) return null;
  return (
    <div class="notice error" role="alert" data-log={finding.state}>
      <p class="notice-title">{t.wrongTitle}</p>
      <p>{sentenceOf(finding, t)}</p>
      <p>{t[next]}</p>
    </div>
  );
}

function sentenceOf(finding: WrongLog, { wrong: t }: KeyLogTexts): string {
  return 'seq' in finding ? t[finding.state](finding.seq) : t[finding.state](finding.address);
}
