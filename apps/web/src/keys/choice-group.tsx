interface ChoiceGroupProps<Value extends string> {
  readonly name: string;
  readonly legend: string;
  readonly choices: readonly Value[];
  readonly labels: Readonly<Record<Value, string>>;
  readonly hints?: Readonly<Record<Value, string>>;
  readonly value: Value | undefined;
  onValue(value: NoInfer<Value>): void;
}

/** One of a few, all of them to be seen. */
export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  const { name, legend, choices, labels, hints, value, onValue } = props;
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class="choices">
        {choices.map((choice) => (
          <label key={choice} class="choice">
            <input
              type="radio"
              name={name}
              value={choice}
              checked={choice === value}
              onChange={() => onValue(choice)}
            />
            <span>
              <strong>{labels[choice]}</strong>
              {hints && <span>{hints[choice]}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
