import { useEffect, useState } from 'preact/hooks';
import { tryDelayMs } from './try-delay.ts';

/** Of this tab: closing the dialog does not take them back. */
let wrongInARow = 0;
let nextTryAt = 0;

const secondsLeft = (): number => Math.max(0, Math.ceil((nextTryAt - Date.now()) / 1000));

/** Counts wrong secrets, and tells how many seconds the next try has to wait. */
export function useWrongTries() {
  const [seconds, setSeconds] = useState(secondsLeft);
  const isWaiting = seconds > 0;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => setSeconds(secondsLeft()), 250);
    return () => clearInterval(timer);
  }, [isWaiting]);
  return {
    seconds,
    wrong() {
      wrongInARow += 1;
      nextTryAt = Date.now() + tryDelayMs(wrongInARow);
      setSeconds(secondsLeft());
    },
    right() {
      wrongInARow = 0;
    },
  };
}
