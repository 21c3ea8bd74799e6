import type { Delivery } from '@umschlag/contract';
import { useText } from '../i18n/language.tsx';

type Level = Delivery['level'];
/** What can be chosen; drafts of other levels come from other clients. */
const LEVELS = [1, 2] as const;

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
