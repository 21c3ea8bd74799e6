import { useRef, useState } from 'preact/hooks';
import type { CameraTrouble } from '../camera/camera.ts';
import { CameraPanel } from './camera-panel.tsx';
import { usePhotoText } from './texts/photo-text.ts';

interface PickingProps {
  onPicked(files: readonly File[]): void;
  onPhoto(file: File): void;
}

/** A telephone or tablet: its own camera program takes better pictures than a page can. */
const hasCameraProgram = (): boolean => matchMedia('(pointer: coarse)').matches;

/** The ways by which pictures come. */
export function Picking({ onPicked, onPhoto }: PickingProps) {
  const t = usePhotoText();
  const [camera, setCamera] = useState<'on' | CameraTrouble | undefined>();
  return (
    <section>
      <div class="button-row">
        {hasCameraProgram() && <PickButton label={t.takePhoto} isPrimary capture onPicked={onPicked} />}
        <PickButton label={t.pickPhotos} onPicked={onPicked} />
        {camera !== 'on' && (
          <button type="button" class="button" onClick={() => setCamera('on')}>
            {t.openCamera}
          </button>
        )}
      </div>
      {camera === 'on' && <CameraPanel onPhoto={onPhoto} onTrouble={setCamera} onClose={() => setCamera(undefined)} />}
      <div role="alert">
        {camera && camera !== 'on' && (
          <p class="notice error" data-problem={`camera_${camera}`}>
            {t.cameraTrouble[camera]}
          </p>
        )}
      </div>
    </section>
  );
}

interface PickButtonProps {
  readonly label: string;
  readonly isPrimary?: boolean;
  readonly capture?: boolean;
  onPicked(files: readonly File[]): void;
}

/** A button that opens the browser's own dialog, or the camera program; the input itself is out of the tab order. */
function PickButton({ label, isPrimary = false, capture = false, onPicked }: PickButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const onChange = (event: { currentTarget: HTMLInputElement }) => {
    onPicked([...(event.currentTarget.files ?? [])]);
    // So that the same file can be chosen again after it was removed.
    event.currentTarget.value = '';
  };
  // Preact's types allow `capture` for one kind of input only.
  const source = { type: 'file', accept: 'image/*', ...(capture ? { capture: 'environment' } : { multiple: true }) };
  return (
    <>
      <button type="button" class={isPrimary ? 'button primary' : 'button'} onClick={() => input.current?.click()}>
        {label}
      </button>
      <input {...(source as object)} ref={input} hidden aria-label={label} onChange={onChange} />
    </>
  );
}
