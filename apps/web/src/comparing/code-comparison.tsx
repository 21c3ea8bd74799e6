import { useId, useState } from 'preact/hooks';
import type { CameraTrouble } from '../camera/camera.ts';
import { CodeScanner } from './code-scanner.tsx';
import { pixelsOfPicture, UnreadablePicture } from './pixels.ts';
import { type Outcome, outcomeOf, PATIENT_MS, type Reading, readCode } from './read-code.ts';
import { useComparingText } from './texts/comparing-text.ts';

interface CodeComparisonProps {
  /** Whose key it is said to be. */
  readonly address: string;
  readonly fingerprint: string;
  /** The code shows this very key. */
  onSame?(): void;
}

/** What is said after a look at a code; `reading` while a picture is read. */
type Said = Outcome | CameraTrouble | 'nothing' | 'unreadable' | 'reading';

/** Holds a key against the QR code that its owner shows: by camera, or in a picture for whoever has or gives none. */
export function CodeComparison({ address, fingerprint, onSame }: CodeComparisonProps) {
  const t = useComparingText();
  const pictureId = useId();
  const [isScanning, setIsScanning] = useState(false);
  const [said, setSaid] = useState<Said | undefined>();
  const judge = (reading: Exclude<Reading, undefined>) => {
    const outcome = outcomeOf(reading, fingerprint);
    setSaid(outcome);
    // Another code may be in the picture as well: the camera looks on. A key decides.
    if (outcome !== 'foreign') setIsScanning(false);
    if (outcome === 'same') onSame?.();
  };
  const scan = () => {
    setSaid(undefined);
    setIsScanning(!isScanning);
  };
  const stopWith = (trouble: CameraTrouble) => {
    setIsScanning(false);
    setSaid(trouble);
  };
  const readPicture = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (!file) return;
    setIsScanning(false);
    setSaid('reading');
    try {
      const reading = await readCode(await pixelsOfPicture(file), PATIENT_MS);
      if (reading) judge(reading);
      else setSaid('nothing');
    } catch (error) {
      if (!(error instanceof UnreadablePicture)) console.warn(error);
      setSaid('unreadable');
    }
    // The same file may be chosen once more.
    input.value = '';
  };
  return (
    <div class="code-comparison" data-said={said}>
      <p>{t.how(address)}</p>
      <button type="button" class="button" onClick={scan}>
        {isScanning ? t.stop : t.scan}
      </button>
      {isScanning && <CodeScanner onReading={judge} onTrouble={stopWith} />}
      <div class="field">
        <label for={pictureId}>{t.picture}</label>
        <p class="hint" id={`${pictureId}-hint`}>
          {t.pictureHint}
        </p>
        <input
          id={pictureId}
          type="file"
          accept="image/*"
          aria-describedby={`${pictureId}-hint`}
          onChange={(event) => void readPicture(event.currentTarget)}
        />
      </div>
      <Verdict said={said} address={address} />
    </div>
  );
}

/** The good and the bad answer look different, and say so in words. */
function Verdict({ said, address }: { readonly said: Said | undefined; readonly address: string }) {
  const t = useComparingText();
  const tone = said === 'same' ? 'notice good' : said === 'other' ? 'notice error' : undefined;
  const title = said === 'same' || said === 'other' ? t.titles[said] : undefined;
  return (
    <div role="status" class={tone}>
      {title && <p class="notice-title">{title}</p>}
      {said && <p>{t.said[said](address)}</p>}
    </div>
  );
}
