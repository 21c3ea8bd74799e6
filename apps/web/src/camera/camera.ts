/** Why there is no picture of a camera; `in_use`: another program or page has it. */
export type CameraTrouble = 'denied' | 'absent' | 'in_use' | 'failed';

export class CameraProblem extends Error {
  override readonly name = 'CameraProblem';
  readonly trouble: CameraTrouble;
  constructor(trouble: CameraTrouble, options?: ErrorOptions) {
    super(trouble, options);
    this.trouble = trouble;
  }
}

/** Of a camera's picture, in pixels; without a height it has the shape that the camera likes best. */
export type IdealSize = Pick<MediaTrackConstraints, 'width' | 'height'>;

/** By the names that getUserMedia gives its errors (Media Capture and Streams §10.2). */
const TROUBLES: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'absent',
  OverconstrainedError: 'absent',
  NotReadableError: 'in_use',
};

/**
 * Asks for the camera, the one on the back where there are two. Whoever has it stops its tracks in the end.
 * @param ideal size of its picture in pixels; cameras give what comes nearest
 * @throws CameraProblem
 */
export async function openCamera(ideal: IdealSize): Promise<MediaStream> {
  // Without HTTPS browsers have none of it.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new CameraProblem('absent');
  try {
    return await devices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: 'environment' }, ...ideal },
    });
  } catch (cause) {
    throw new CameraProblem(TROUBLES[(cause as { name?: string }).name ?? ''] ?? 'failed', { cause });
  }
}

export function closeCamera(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
