/** One wrong or missing setting: stops the start with a sentence that names it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly setting: string;
  constructor(setting: string, sentence: string) {
    super(`${setting}: ${sentence}`);
    this.setting = setting;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** An empty value counts as not set, as compose files and unit files write it. */
export function optional(env: Environment, setting: string): string | undefined {
  const value = env[setting]?.trim();
  return value === undefined || value === '' ? undefined : value;
}

export function required(env: Environment, setting: string, because: string): string {
  const value = optional(env, setting);
  if (value === undefined) throw new ConfigError(setting, `is missing; ${because}.`);
  return value;
}

/** A whole number within bounds. */
export function integer(env: Environment, setting: string, fallback: number, min: number, max: number): number {
  const value = optional(env, setting);
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < min || number > max) {
    throw new ConfigError(setting, `must be a whole number from ${min} to ${max}, not "${value}".`);
  }
  return number;
}

export function oneOf<T extends string>(env: Environment, setting: string, fallback: T, allowed: readonly T[]): T {
  const value = optional(env, setting);
  if (value === undefined) return fallback;
  if (!allowed.includes(value as T)) {
    throw new ConfigError(setting, `must be one of ${allowed.join(', ')}, not "${value}".`);
  }
  return value as T;
}

export function boolean(env: Environment, setting: string, fallback: boolean): boolean {
  return oneOf(env, setting, fallback ? 'true' : 'false', ['true', 'false']) === 'true';
}

/** A list of domains with commas between, as they stand behind the @ of mail addresses; in lower case, no Unicode. */
export function domains(env: Environment, setting: string): readonly string[] {
  const list = (optional(env, setting) ?? '')
    .split(',')
    .map((domain) => domain.trim().toLowerCase())
    .filter((domain) => domain !== '');
  const wrong = list.find((domain) => !/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(domain));
  if (wrong !== undefined) throw new ConfigError(setting, `must be domains with commas between, not "${wrong}".`);
  return list;
}

/** An absolute URL of one of the given protocols. The value is never repeated in the error: it may hold a password. */
export function url(env: Environment, setting: string, protocols: readonly string[]): URL | undefined {
  const value = optional(env, setting);
  if (value === undefined) return undefined;
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  if (parsed === undefined || !protocols.includes(parsed.protocol)) {
    throw new ConfigError(setting, `must be a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`);
  }
  return parsed;
}
