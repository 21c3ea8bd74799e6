import { useText } from '../i18n/language.tsx';
import { Page } from '../ui/page.tsx';
export default function ComposePage() {
  return <Page title={useText().compose.titleNew}>…</Page>;
}
