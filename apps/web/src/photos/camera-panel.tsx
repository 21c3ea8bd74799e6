import { useRef, useState } from 'preact/hooks';
import type { CameraTrouble } from '../camera/camera.ts';
import { LiveVideo } from '../camera/live-video.tsx';
import { usePhotoText } from './texts/photo-text.ts';

/** A4 at 300 dpi on its longer side, and the shape of a sensor: films are narrower than sheets. */
const IDEAL = { width: { ideal: 3508 }, height: { ideal: 2631 } };
/** Higher than that of a page: it is encoded once more then. */
const FRAME_QUALITY = 0.95;

interface CameraPanelProps {
  onPhoto(file: File): void;
  onTrouble(trouble: CameraTrouble): void;
  onClose(): void;
}

/** What the camera sees, and a button that takes it. */
export function CameraPanel({ onPhoto, onTrouble, onClose }: CameraPanelProps) {
  const t = usePhotoText();
  const playing = useRef<HTMLVideoElement | undefined>(undefined);
  const [isReady, setIsReady] = useState(false);
  const take = () => {
    if (!playing.current) return;
    frameOf(playing.current).then(onPhoto, (error) => {
      console.warn(error);
      onTrouble('failed');
    });
  };
  const begin = (video: HTMLVideoElement) => {
    playing.current = video;
    setIsReady(true);
  };
  return (
    <div class="camera-panel">
      <p class="hint" role="status">
        {isReady ? t.cameraHint : t.cameraStarting}
      </p>
      <LiveVideo label={t.cameraLabel} ideal={IDEAL} onPlaying={begin} onTrouble={onTrouble} />
      <div class="button-row">
        <button type="button" class="button primary" aria-disabled={!isReady} onClick={take}>
          {t.shutter}
        </button>
        <button type="button" class="button quiet" onClick={onClose}>
          {t.closeCamera}
        </button>
      </div>
    </div>
  );
}

/** What the camera shows now, at its own size. */
async function frameOf(video: HTMLVideoElement): Promise<File> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const frame = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', FRAME_QUALITY));
  if (!frame) throw new RangeError('The canvas gives no picture.');
  return new File([frame], 'camera.jpg', { type: frame.type });
}
