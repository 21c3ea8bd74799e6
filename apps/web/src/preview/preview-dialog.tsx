import { layoutOf } from '@umschlag/sealed';
import { useEffect, useId, useState } from 'preact/hooks';
import { sentenceOf } from '../i18n/errors.ts';
import { formatBytes, formatLimit } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { RefusalNotice } from '../receiving/refusal-notice.tsx';
import { reportRefusal } from '../receiving/report-refusal.ts';
import { useModal } from '../ui/use-modal.ts';
import { PREVIEW_OCTETS } from './kinds.ts';
import type { PreviewProblem } from './problems.ts';
import type { PreviewRequest } from './request.ts';
import { ShownFile } from './shown-file.tsx';
import { usePreviewText } from './texts/preview-text.ts';
import { type Fetched, useContent } from './use-content.ts';

export interface PreviewDialogProps {
  readonly request: PreviewRequest;
  onClose(): void;
}

/** A file, to be seen without leaving the page. Escape closes it; the focus returns to where it was. */
export default function PreviewDialog({ request, onClose }: PreviewDialogProps) {
  const { name, token } = request;
  const t = usePreviewText();
  const titleId = useId();
  const modal = useModal(onClose);
  const fetched = useContent(request);
  const [shownProblem, setProblem] = useState<PreviewProblem | undefined>();
  const problem = fetched.phase === 'failed' ? fetched.problem : shownProblem;
  useEffect(() => {
    if (problem?.kind === 'refused') reportRefusal(token, problem.reason);
  }, [problem]);
  return (
    <dialog {...modal} class="preview" aria-labelledby={titleId}>
      <h2 id={titleId}>{t.title(name)}</h2>
      {problem && <ProblemText problem={problem} senderAddress={request.senderAddress} />}
      {!problem && fetched.phase === 'fetching' && <Progress request={request} fetched={fetched} />}
      {!problem && fetched.phase === 'ready' && (
        <>
          <WhatIsShown request={request} />
          <ShownFile name={name} shown={fetched.shown} onProblem={setProblem} onEscape={onClose} />
        </>
      )}
      <div class="button-row">
        <button type="button" class="button" onClick={onClose}>
          {t.close}
        </button>
      </div>
    </dialog>
  );
}

interface ProgressProps {
  readonly request: PreviewRequest;
  readonly fetched: Extract<Fetched, { phase: 'fetching' }>;
}

function Progress({ request: { name, kind, sizeBytes, sealed }, fetched: { octets, trouble } }: ProgressProps) {
  const { t: texts } = useLanguage();
  const t = usePreviewText();
  const toCome = sealed ? layoutOf(sizeBytes).sealedSizeBytes : sizeBytes;
  // Of a longer text a part is fetched, and how much that is depends on how it was sealed.
  const how = sizeBytes > PREVIEW_OCTETS[kind] ? {} : { value: octets / toCome, max: 1 };
  return (
    <>
      <progress aria-label={t.progressOf(name)} {...how} />
      <p role="status">
        {!trouble && t.fetching}
        {trouble && (trouble === 'network_unreachable' ? t.waiting : sentenceOf(texts.errors, trouble, {}))}
      </p>
    </>
  );
}

/** How much of the file it is, and what it means to the sender. */
function WhatIsShown({ request: { kind, sizeBytes } }: { readonly request: PreviewRequest }) {
  const { language } = useLanguage();
  const t = usePreviewText();
  const limit = PREVIEW_OCTETS[kind];
  if (sizeBytes <= limit) return <p class="hint">{t.counts}</p>;
  return <p class="hint">{t.onlyBeginning(formatLimit(limit, language), formatBytes(sizeBytes, language))}</p>;
}

interface ProblemTextProps {
  readonly problem: PreviewProblem;
  readonly senderAddress: string;
}

function ProblemText({ problem, senderAddress }: ProblemTextProps) {
  const { t: texts } = useLanguage();
  const t = usePreviewText();
  if (problem.kind === 'refused') {
    return <RefusalNotice title={t.refusedTitle} reason={problem.reason} senderAddress={senderAddress} />;
  }
  const sentence =
    problem.kind === 'api'
      ? sentenceOf(texts.errors, problem.code, problem.details)
      : t.problems[problem.kind === 'showing' ? problem.code : 'frame_failed'];
  const next =
    problem.kind === 'showing' && problem.code === 'not_as_declared' ? t.askSender(senderAddress) : t.instead;
  return (
    <div class="notice error" role="alert" data-problem={problem.code}>
      <p class="notice-title">{t.failedTitle}</p>
      <p>{sentence}</p>
      <p>{next}</p>
    </div>
  );
}
