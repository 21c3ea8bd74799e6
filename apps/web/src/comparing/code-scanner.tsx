import { useEffect, useRef } from 'preact/hooks';
import type { CameraTrouble } from '../camera/camera.ts';
import { LiveVideo } from '../camera/live-video.tsx';
import { pixelsOfFrame } from './pixels.ts';
import { type Reading, readCode } from './read-code.ts';
import { useComparingText } from './texts/comparing-text.ts';

/** Between two tries: a hand is not faster, and the page stays quick. */
const PAUSE_MS = 120;
/** Frames are scaled down to less before they are read. */
const IDEAL = { width: { ideal: 1280 } };

interface CodeScannerProps {
  onReading(reading: Exclude<Reading, undefined>): void;
  onTrouble(trouble: CameraTrouble): void;
}

/** What the camera sees, and what it reads there. */
export function CodeScanner({ onReading, onTrouble }: CodeScannerProps) {
  const t = useComparingText();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const isOver = useRef(false);
  // The frame that is being read outlives this drawing of the page, and tells whoever listens by then.
  const told = useRef({ onReading, onTrouble });
  told.current = { onReading, onTrouble };
  useEffect(
    () => () => {
      isOver.current = true;
      clearTimeout(timer.current);
    },
    [],
  );
  const fail = (error: unknown) => {
    if (isOver.current) return;
    console.warn(error);
    told.current.onTrouble('failed');
  };
  const look = async (video: HTMLVideoElement) => {
    const pixels = pixelsOfFrame(video);
    const reading = pixels && (await readCode(pixels));
    if (isOver.current) return;
    if (reading) told.current.onReading(reading);
    timer.current = setTimeout(() => void look(video).catch(fail), PAUSE_MS);
  };
  return (
    <>
      <p class="hint">{t.hold}</p>
      <LiveVideo
        label={t.cameraLabel}
        ideal={IDEAL}
        onPlaying={(video) => void look(video).catch(fail)}
        onTrouble={onTrouble}
      />
    </>
  );
}
