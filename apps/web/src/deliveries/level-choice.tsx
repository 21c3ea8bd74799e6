import { useText } from '../i18n/language.tsx';

const LEVELS = [1, 2] as const;
export type Level = (typeof LEVELS)[number];

interface LevelChoiceProps {
  readonly level: Level;
  onChange(level: Level): void;
}

/** The levels as cards, each with what it means for the recipient. */
export function LevelChoice({ level, onChange }: LevelChoiceProps) {
  const { compose: t } = useText();
  return (
    <fieldset>
      <legend>{t.level}</legend>
      <div class="choices">
        {LEVELS.map((one) => (
          <label key={one} class="choice">
            <input type="radio" name="level" value={one} checked={level === one} onChange={() => onChange(one)} />
            <span>
              <strong>{t.levels[one].name}</strong>
              <span>{t.levels[one].text}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
