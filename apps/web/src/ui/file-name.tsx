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

export const nameOf = (path: readonly string[]): string => path.at(-1) ?? '';
