import { useEffect, useRef } from 'preact/hooks';
import { CameraProblem, type CameraTrouble, closeCamera, openCamera } from './camera.ts';
import { pixelsOfFrame } from './pixels.ts';
import { type Reading, readCode } from './read-code.ts';
import { useComparingText } from './texts/comparing-text.ts';

/** Between two tries: a hand is not faster, and the page stays quick. */
const PAUSE_MS = 120;

interface CameraViewProps {
  onReading(reading: Exclude<Reading, undefined>): void;
  onTrouble(trouble: CameraTrouble): void;
}

/** What the camera sees, and what it reads. The camera is off as soon as this is gone. */
export function CameraView({ onReading, onTrouble }: CameraViewProps) {
  const t = useComparingText();
  const video = useRef<HTMLVideoElement>(null);
  // The effect runs once, and tells whoever listens by then.
  const told = useRef({ onReading, onTrouble });
  told.current = { onReading, onTrouble };
  useEffect(() => {
    let isOver = false;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const pixels = video.current && pixelsOfFrame(video.current);
      const reading = pixels && (await readCode(pixels));
      if (isOver) return;
      if (reading) told.current.onReading(reading);
      timer = setTimeout(() => void look().catch(fail), PAUSE_MS);
    };
    const fail = (error: unknown) => {
      if (isOver) return;
      if (!(error instanceof CameraProblem)) console.warn(error);
      told.current.onTrouble(error instanceof CameraProblem ? error.trouble : 'failed');
    };
    const begin = async () => {
      stream = await openCamera();
      if (isOver || !video.current) return closeCamera(stream);
      video.current.srcObject = stream;
      await video.current.play();
      await look();
    };
    void begin().catch(fail);
    return () => {
      isOver = true;
      clearTimeout(timer);
      closeCamera(stream);
    };
  }, []);
  return (
    <>
      <p class="hint">{t.hold}</p>
      <video class="camera" ref={video} aria-label={t.cameraLabel} playsInline muted />
    </>
  );
}
