import type { UploadLink } from '@umschlag/contract';
import { formatDateTime } from '../i18n/format.ts';
import { useSession } from '../session/session.tsx';
import { LinkCode } from './link-code.tsx';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';

/** What goes to a citizen on paper, in the language of their page. The PIN is written in by hand: nobody keeps it. */
export function Letter({ uploadLink }: { readonly uploadLink: UploadLink }) {
  const organisation = useSession().account?.organisation;
  const { title, reference, language, level, documents, link, hasPin, deadlineAt } = uploadLink;
  const { letter: t, detail } = language === 'de' ? de : en;
  return (
    <article class="letter" lang={language}>
      <p class="letter-sender">{organisation?.name}</p>
      <h2>{title}</h2>
      {reference && (
        <p>
          {t.reference}: {reference}
        </p>
      )}
      <p>{t.dear}</p>
      <p>{t.text}</p>
      {documents.length > 0 && (
        <>
          <p>{t.list}</p>
          <ul>
            {documents.map(({ id, name, isRequired }) => (
              <li key={id}>
                {name} ({isRequired ? detail.required : detail.optional})
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{t.until(formatDateTime(deadlineAt, language, organisation?.timeZone))}</p>
      <div class="letter-way">
        <p>{t.scan}</p>
        <p class="letter-address">{link}</p>
        <LinkCode link={link} label={detail.qr} />
        {hasPin && (
          <p class="letter-pin">
            {t.pin} <span class="letter-line" />
          </p>
        )}
        {level >= 2 && <p>{t.level2}</p>}
      </div>
    </article>
  );
}
