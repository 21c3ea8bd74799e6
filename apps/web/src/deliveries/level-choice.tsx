import { useRef, useState } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { useSealingText } from '../sealing/texts/sealing-text.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { type DraftForm, isSecretLevel } from './draft-form.ts';

type Level = DraftForm['level'];
const LEVELS = [1, 2, 3, 4] as const;

interface LevelChoiceProps {
  readonly form: DraftForm;
  /** Files are sealed for their kind of level: there is no way between the two kinds. */
  readonly hasFiles: boolean;
  onChange(level: Level): void;
}

/** The levels as cards, each with what it means for the recipient. */
export function LevelChoice({ form, hasFiles, onChange }: LevelChoiceProps) {
  const { compose: t } = useText();
  const { level: sealing } = useSealingText();
  const [asking, setAsking] = useState<Level | undefined>();
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const { level } = form;
  const isLocked = (one: Level) => hasFiles && isSecretLevel(one) !== isSecretLevel(level);
  const choose = (one: Level) => {
    // What was written for nobody else's eyes does not leave the device by a slip of the finger.
    const wouldOpen = level === 4 && one !== 4 && `${form.subject}${form.message}`.trim() !== '';
    if (!wouldOpen) return onChange(one);
    setAsking(one);
    // The browser has marked the other one already.
    const present = fieldset.current?.querySelector<HTMLInputElement>(`input[value="${level}"]`);
    if (present) present.checked = true;
  };
  return (
    <fieldset ref={fieldset} aria-describedby={hasFiles ? 'level-fixed' : undefined}>
      <legend>{t.level}</legend>
      <div class="choices">
        {LEVELS.map((one) => (
          <label key={one} class="choice">
            <input
              type="radio"
              name="level"
              value={one}
              checked={level === one}
              disabled={isLocked(one)}
              onChange={() => choose(one)}
            />
            <span>
              <strong>
                {one} · {t.levels[one].name}
              </strong>
              <span>{t.levels[one].text}</span>
            </span>
          </label>
        ))}
      </div>
      {hasFiles && (
        <p class="hint" id="level-fixed">
          {sealing.fixed}
        </p>
      )}
      {level === 4 && <p class="hint">{sealing.textsHere}</p>}
      {level === 3 && <p class="hint">{sealing.filesHere}</p>}
      {asking !== undefined && (
        <ConfirmDialog
          title={sealing.openTitle}
          action={sealing.openNow}
          danger
          busy={false}
          problem={undefined}
          onConfirm={() => {
            setAsking(undefined);
            onChange(asking);
          }}
          onClose={() => setAsking(undefined)}
        >
          <p>{sealing.openText}</p>
        </ConfirmDialog>
      )}
    </fieldset>
  );
}
