/** A file's name, its folders before it in a softer colour. */
export function FileName({ path }: { readonly path: readonly string[] }) {
  const folders = path.slice(0, -1);
  return (
    <span class="list-title">
      {folders.length > 0 && <span class="folder">{folders.join(' / ')} / </span>}
      <bdi>{nameOf(path)}</bdi>
    </span>
  );
}

/** At levels 3 and 4 the server does not know what a file is called. */
export const shownPath = ({ id, path }: { readonly id: string; readonly path: readonly string[] | null }) =>
  path ?? [id];

export const nameOf = (path: readonly string[]): string => path.at(-1) ?? '';
