import { Page } from '../ui/page.tsx';
import { useEntranceText } from './texts/entrance-text.ts';

/** One page for ended, mistyped and never existing: a stranger learns nothing. */
export function Gone({ what }: { readonly what: 'gone' | 'submissionGone' }) {
  const { title, text, next } = useEntranceText()[what];
  return (
    <Page title={title}>
      <p>{text}</p>
      <ul>
        {next.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
    </Page>
  );
}
