import type { Account } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { BeginChoice } from './begin-choice.tsx';
import { emptyForm, fromEarlier } from './request-form.ts';
import { type Beginning, RequestFormView } from './request-form-view.tsx';
import { fromTemplate, type TemplateName } from './templates.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

/** A new request for documents: a template or an earlier request first, then the form. */
export default function NewPage() {
  const { account } = useSession();
  return account ? <NewRequest account={account} /> : null;
}

function NewRequest({ account }: { readonly account: Account }) {
  const { form: t, templates } = useUploadLinkText();
  const { common } = useText();
  const [beginning, setBeginning] = useState<Beginning | undefined>();
  /** Somebody has been on one of the steps already, so that changing between them moves the focus. */
  const [hasChosen, setHasChosen] = useState(false);
  const { busy, problem, run } = useAction();
  const begin = (template: TemplateName) => {
    setHasChosen(true);
    setBeginning({ label: templates[template].label, template, form: fromTemplate(emptyForm(account), template) });
  };
  const beginAs = (id: string) =>
    run(async () => {
      const { uploadLink } = await call('GET /api/v1/upload-links/:id', { params: { id } });
      const form = fromEarlier(emptyForm(account), uploadLink, account);
      setBeginning({ label: t.again(uploadLink.title), template: undefined, form });
    });
  useEffect(() => {
    const earlier = new URLSearchParams(location.search).get('from');
    if (earlier) void beginAs(earlier);
  }, []);
  return (
    <Page title={t.title}>
      {beginning ? (
        <RequestFormView
          account={account}
          beginning={beginning}
          takesFocus={hasChosen}
          onOther={() => {
            setHasChosen(true);
            setBeginning(undefined);
          }}
        />
      ) : busy ? (
        <p role="status">{common.loading}</p>
      ) : (
        <>
          <ProblemNotice problem={problem} />
          <BeginChoice
            takesFocus={hasChosen}
            onTemplate={begin}
            onEarlier={(id) => {
              setHasChosen(true);
              void beginAs(id);
            }}
          />
        </>
      )}
    </Page>
  );
}
