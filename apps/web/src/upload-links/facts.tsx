import type { UploadLink } from '@umschlag/contract';
import { formatDateTime, formatLimit } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useSession } from '../session/session.tsx';
import { useUploadLinkText } from './texts/upload-link-text.ts';

/** What an upload link asks for, until when and how it is protected. */
export function Facts({ uploadLink }: { readonly uploadLink: UploadLink }) {
  const { list, form, detail: t } = useUploadLinkText();
  const { language } = useLanguage();
  const zone = useSession().account?.organisation?.timeZone;
  return (
    <section aria-labelledby="requested" class="asked">
      <h2 id="requested">{t.documents}</h2>
      <dl class="facts card">
        {uploadLink.reference && (
          <>
            <dt>{t.reference}</dt>
            <dd>{uploadLink.reference}</dd>
          </>
        )}
        {uploadLink.team && (
          <>
            <dt>{t.team}</dt>
            <dd>{uploadLink.team.name}</dd>
          </>
        )}
        <dt>{t.deadline}</dt>
        <dd>{formatDateTime(uploadLink.deadlineAt, language, zone)}</dd>
        <dt>{t.submissions}</dt>
        <dd>{list.accepted(uploadLink.acceptedCount, uploadLink.maxSubmissions)}</dd>
        <dt>{t.level}</dt>
        <dd>
          {uploadLink.level} · {form.levels[uploadLink.level].name}
        </dd>
        <dt>{t.size}</dt>
        <dd>{formatLimit(uploadLink.maxSubmissionBytes, language)}</dd>
        <dt>{t.language}</dt>
        <dd>{form.languages[uploadLink.language]}</dd>
        {uploadLink.hasPin && (
          <>
            <dt>{t.pin}</dt>
            <dd>{t.pinSet}</dd>
          </>
        )}
      </dl>
      {uploadLink.instructions && <p class="plain-text card">{uploadLink.instructions}</p>}
      <RequestedDocuments documents={uploadLink.documents} />
    </section>
  );
}

function RequestedDocuments({ documents }: Pick<UploadLink, 'documents'>) {
  const { form, detail: t } = useUploadLinkText();
  if (documents.length === 0) return <p>{t.noDocuments}</p>;
  return (
    <ol class="requested-documents">
      {documents.map(({ id, name, explanation, isRequired, acceptedKinds }) => (
        <li key={id}>
          <strong>{name}</strong> <span class="optional">({isRequired ? t.required : t.optional})</span>
          {explanation && <p class="plain-text">{explanation}</p>}
          <p class="meta">{t.kinds(acceptedKinds.map((kind) => form.kindNames[kind]).join(', '))}</p>
        </li>
      ))}
    </ol>
  );
}
