import { TextField } from '../ui/field.tsx';
import { useTeamText } from './texts/team-text.ts';

interface NameFieldProps {
  readonly value: string;
  readonly isMissing: boolean;
  onValue(value: string): void;
}

/** What a team is called. */
export function NameField({ value, isMissing, onValue }: NameFieldProps) {
  const t = useTeamText();
  return (
    <TextField
      id="team-name"
      label={t.name}
      hint={t.nameHint}
      required
      maxLength={200}
      autocomplete="off"
      value={value}
      onValue={onValue}
      error={isMissing ? t.nameEnter : undefined}
    />
  );
}
