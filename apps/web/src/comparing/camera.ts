/** Why there is no picture of a camera. */
export type CameraTrouble = 'denied' | 'absent' | 'failed';

export class CameraProblem extends Error {
  override readonly name = 'CameraProblem';
  readonly trouble: CameraTrouble;
  constructor(trouble: CameraTrouble, options?: ErrorOptions) {
    super(trouble, options);
    this.trouble = trouble;
  }
}

/** By the names that getUserMedia gives its errors (Media Capture and Streams §10.2). */
const TROUBLES: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'absent',
  OverconstrainedError: 'absent',
};

/**
 * Asks for the camera, the one on the back where there are two. Whoever has it stops its tracks in the end.
 * @throws CameraProblem
 */
export async function openCamera(): Promise<MediaStream> {
  // Without HTTPS browsers have none of it.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new CameraProblem('absent');
  try {
    return await devices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } },
    });
  } catch (cause) {
    throw new CameraProblem(TROUBLES[(cause as { name?: string }).name ?? ''] ?? 'failed', { cause });
  }
}

export function closeCamera(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
