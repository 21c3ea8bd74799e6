import type { Transfer } from '../transfer/messages.ts';
import { nameOf } from '../ui/file-name.tsx';
import { fieldsetId } from './document-fieldset.tsx';
import { useEntranceText } from './texts/entrance-text.ts';

/** After a reload the browser may read large files only when they are chosen again: named here, first of all. */
export function ChooseAgainNotice({ transfers }: { readonly transfers: readonly Transfer[] }) {
  const t = useEntranceText();
  const held = transfers.filter(({ phase }) => phase === 'choose' || phase === 'permission');
  if (held.length === 0) return null;
  const lead = (event: Event, id: string) => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  };
  return (
    <div class="notice error" role="status">
      <p>{t.chooseAgain}</p>
      <ul>
        {held.map(({ id, path, requestedDocumentId }) => {
          const fieldset = fieldsetId(requestedDocumentId);
          return (
            <li key={id}>
              <a href={`#${fieldset}`} onClick={(event) => lead(event, fieldset)}>
                {nameOf(path)}
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
