/** What is being done, read out when it begins; a bar moves meanwhile. */
export function BusyText({ text }: { readonly text: string }) {
  return (
    <>
      <p role="status" class="busy-text">
        {text}
      </p>
      {text !== '' && <progress aria-label={text} />}
    </>
  );
}
