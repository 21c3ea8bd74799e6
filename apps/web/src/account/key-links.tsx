import { useText } from '../i18n/language.tsx';
import { Link } from '../routing/link.tsx';

/** The way to what end-to-end encryption needs. */
export function KeyLinks() {
  const { account: t } = useText();
  return (
    <section class="card" aria-labelledby="key-links">
      <h2 id="key-links">{t.keys}</h2>
      <p class="hint">{t.keysHint}</p>
      <ul>
        <li>
          <Link to="/account/key">{t.ownKey}</Link>
        </li>
        <li>
          <Link to="/account/contacts">{t.contacts}</Link>
        </li>
      </ul>
    </section>
  );
}
