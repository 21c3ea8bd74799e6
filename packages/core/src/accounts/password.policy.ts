/** NIST SP 800-63B §5.1.1.2: length and a list of what everybody takes, no rules about characters. */
export const MIN_PASSWORD_CHARACTERS = 10;
const MIN_NAME_CHARACTERS = 4;

/** The most common ones that are long enough, without trailing digits and signs. */
const COMMON = new Set(
  (
    'password passwort passwort1 kennwort qwertyuiop qwertzuiop asdfghjkl asdfghjklö yxcvbnm zxcvbnm letmein welcome ' +
    'willkommen iloveyou ichliebedich princess sunshine football baseball superman administrator admin ' +
    'hallohallo hallowelt geheim geheimnis changeme passwordpassword passwortpasswort qwerty qwertz abc ' +
    'sommer winter fruehling frühling herbst schalke bayern borussia umschlag umschlagumschlag 1q2w3e4r5t 1q2w3e4r5t6y ' +
    'q1w2e3r4t5 1qaz2wsx3edc qazwsxedc password! trustno1 starwars computer internet schatz schatzi sternchen'
  ).split(' '),
);

export type PasswordWeakness = 'too_short' | 'common' | 'contains_address' | 'repeats';

/** Runs such as 1234567890, abcdefghij and their reverse. */
function isSequence(text: string): boolean {
  const steps = [...text].slice(1).map((character, at) => character.codePointAt(0)! - text.codePointAt(at)!);
  const rolled = steps.map((step) => (step === -9 ? 1 : step === 9 ? -1 : step));
  return rolled.length > 0 && Math.abs(rolled[0]!) <= 1 && rolled.every((step) => step === rolled[0]);
}

/** Whether a text is one short piece several times over. */
function isRepetition(text: string): boolean {
  return /^(.{1,5})\1+.{0,4}$/u.test(text);
}

/** What is wrong with a new password, or `undefined`. */
export function passwordWeakness(password: string, email: string): PasswordWeakness | undefined {
  const plain = password.normalize('NFKC').toLowerCase();
  if ([...plain].length < MIN_PASSWORD_CHARACTERS) return 'too_short';
  const names = [email, email.split('@')[0]!].map((name) => name.toLowerCase());
  if (names.some((name) => name.length >= MIN_NAME_CHARACTERS && plain.includes(name))) return 'contains_address';
  if (isSequence(plain) || isRepetition(plain)) return 'repeats';
  const core = plain.replace(/[\d\W_]+$/u, '');
  if (COMMON.has(plain) || COMMON.has(core) || core === '')
    return core === '' && !COMMON.has(plain) ? undefined : 'common';
  return undefined;
}
