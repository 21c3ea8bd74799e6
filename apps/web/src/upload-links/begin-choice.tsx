import { call } from '../api/call.ts';
import { formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useSession } from '../session/session.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { StepHeading } from './step-heading.tsx';
import { TEMPLATES, type TemplateName } from './templates.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

/** Earlier ones than these are used again from their own page. */
const OFFERED = 10;

interface BeginChoiceProps {
  readonly takesFocus: boolean;
  onTemplate(name: TemplateName): void;
  onEarlier(uploadLinkId: string): void;
}

/** Where to begin: with a template, or with an earlier request of one's own. */
export function BeginChoice({ takesFocus, onTemplate, onEarlier }: BeginChoiceProps) {
  const { begin: t, templates } = useUploadLinkText();
  return (
    <>
      <section aria-labelledby="templates">
        <StepHeading id="templates" takesFocus={takesFocus} text={t.templates} />
        <p class="hint">{t.hint}</p>
        <ul class="begin-choices">
          {TEMPLATES.map((name) => (
            <li key={name}>
              <button
                type="button"
                class="button"
                aria-describedby={`template-${name}`}
                onClick={() => onTemplate(name)}
              >
                {templates[name].label}
              </button>
              <p class="hint" id={`template-${name}`}>
                {templates[name].documents.map((one) => one.name || t.emptyHint).join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      </section>
      <Earlier onEarlier={onEarlier} />
    </>
  );
}

/** Nothing while there are none. Without them the templates are there all the same. */
function Earlier({ onEarlier }: Pick<BeginChoiceProps, 'onEarlier'>) {
  const { begin: t } = useUploadLinkText();
  const { language } = useLanguage();
  const zone = useSession().account?.organisation?.timeZone;
  const { value } = useLoaded(() => call('GET /api/v1/upload-links', {}));
  const earlier = value?.uploadLinks.slice(0, OFFERED) ?? [];
  if (earlier.length === 0) return null;
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier">{t.earlier}</h2>
      <p class="hint">{t.earlierHint}</p>
      <ul class="list earlier">
        {earlier.map(({ id, title, reference, createdAt }) => (
          <li key={id}>
            <div class="list-main">
              <span class="list-title">{title}</span>
              <p class="meta">
                {reference && <span>{reference}</span>}{' '}
                <span>{t.createdAt(formatDate(createdAt, language, zone))}</span>
              </p>
            </div>
            <button type="button" class="button" aria-label={t.useAgainOf(title)} onClick={() => onEarlier(id)}>
              {t.useAgain}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
