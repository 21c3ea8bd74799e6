import { useRef } from 'preact/hooks';
import type { PickedFile } from '../transfer/messages.ts';
import { pickedFromInput } from '../transfer/pick-files.ts';

interface PickButtonProps {
  readonly id: string;
  readonly label: string;
  /** What a screen reader says; begins with the label. */
  readonly fullLabel?: string;
  readonly folder?: boolean;
  /** As the attribute of an `<input>`. */
  readonly accept?: string | undefined;
  take(picked: readonly PickedFile[]): void;
}

/** A button that opens the browser's own dialog; the input itself is out of sight and out of the tab order. */
export function PickButton({ id, label, fullLabel = label, folder, accept, take }: PickButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const onChange = (event: { currentTarget: HTMLInputElement }) => {
    const picked = pickedFromInput(event.currentTarget.files ?? new DataTransfer().files);
    take(picked);
    // So that the same file can be chosen again after it was removed.
    event.currentTarget.value = '';
  };
  return (
    <>
      <button type="button" class="button" aria-label={fullLabel} onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        id={id}
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={fullLabel}
        {...(accept === undefined ? {} : { accept })}
        {...(folder ? { webkitdirectory: true } : {})}
        onChange={onChange}
      />
    </>
  );
}
