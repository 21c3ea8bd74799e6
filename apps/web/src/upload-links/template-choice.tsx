import type { UploadLinkSummary } from '@umschlag/contract';
import { call } from '../api/call.ts';
import { Field } from '../ui/field.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { fromEarlier, fromTemplate, type RequestForm, TEMPLATES } from './request-form.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

const OFFERED = 10;

interface TemplateChoiceProps {
  readonly form: RequestForm;
  /** Id of the upload link that is used again, or name of the template. */
  readonly chosen: string;
  onChosen(name: string, form: RequestForm): void;
}

/** Where to begin: with a template, or with an earlier request of one's own. */
export function TemplateChoice({ form, chosen, onChosen }: TemplateChoiceProps) {
  const { form: t, templates } = useUploadLinkText();
  // Without the earlier ones the templates are there all the same.
  const { value } = useLoaded(() => call('GET /api/v1/upload-links', {}));
  const earlier: readonly UploadLinkSummary[] = value?.uploadLinks.slice(0, OFFERED) ?? [];
  const choose = async (name: string) => {
    const template = TEMPLATES.find((one) => one === name);
    if (template) return onChosen(name, fromTemplate(form, templates[template]));
    if (name === '') return onChosen(name, form);
    const { uploadLink } = await call('GET /api/v1/upload-links/:id', { params: { id: name } });
    onChosen(name, fromEarlier(form, uploadLink));
  };
  return (
    <Field id="template" label={t.template} hint={t.templateHint}>
      {(attributes) => (
        <select
          {...attributes}
          value={chosen}
          onChange={(e) => void choose(e.currentTarget.value).catch(() => undefined)}
        >
          <option value="">{templates.empty}</option>
          {TEMPLATES.map((name) => (
            <option key={name} value={name}>
              {templates[name].label}
            </option>
          ))}
          {earlier.map(({ id, title }) => (
            <option key={id} value={id}>
              {t.again(title)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
