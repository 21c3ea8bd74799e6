import { useEffect, useRef } from 'preact/hooks';
import { CameraProblem, type CameraTrouble, closeCamera, type IdealSize, openCamera } from './camera.ts';

interface LiveVideoProps {
  readonly label: string;
  readonly ideal: IdealSize;
  /** It shows what the camera sees. */
  onPlaying(video: HTMLVideoElement): void;
  onTrouble(trouble: CameraTrouble): void;
}

/** What the camera sees. The camera is off as soon as this is gone. */
export function LiveVideo({ label, ideal, onPlaying, onTrouble }: LiveVideoProps) {
  const video = useRef<HTMLVideoElement>(null);
  // The effect runs once, and tells whoever listens by then.
  const told = useRef({ onPlaying, onTrouble });
  told.current = { onPlaying, onTrouble };
  useEffect(() => {
    let isOver = false;
    let stream: MediaStream | undefined;
    const fail = (error: unknown) => {
      if (isOver) return;
      if (!(error instanceof CameraProblem)) console.warn(error);
      told.current.onTrouble(error instanceof CameraProblem ? error.trouble : 'failed');
    };
    const begin = async () => {
      stream = await openCamera(ideal);
      if (isOver || !video.current) return closeCamera(stream);
      // Unplugged, or no longer allowed.
      for (const track of stream.getTracks()) track.onended = () => fail(new CameraProblem('failed'));
      video.current.srcObject = stream;
      await video.current.play();
      if (!isOver) told.current.onPlaying(video.current);
    };
    void begin().catch(fail);
    return () => {
      isOver = true;
      closeCamera(stream);
    };
  }, []);
  return <video class="camera" ref={video} aria-label={label} playsInline muted />;
}
