/** The cookies of one session with one server, in memory only: they end with the command. */
export class CookieJar {
  readonly #values = new Map<string, string>();

  /** Keeps what an answer sets (RFC 6265 §5.2); an empty value takes a cookie away. */
  keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (name === undefined) continue;
      if (value) this.#values.set(name.trim(), value);
      else this.#values.delete(name.trim());
    }
  }

  /** What `Cookie` says; undefined when there is none. */
  header(): string | undefined {
    return this.#values.size === 0 ? undefined : Array.from(this.#values, (pair) => pair.join('=')).join('; ');
  }
}
