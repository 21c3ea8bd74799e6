import Type from 'typebox';

export { PLATFORM_LIMITS } from '@umschlag/std/limits';

export const Id = Type.String({ format: 'uuid', description: 'Random UUID' });
export const Instant = Type.String({ format: 'date-time', description: 'Instant, RFC 3339, UTC' });
export const Language = Type.Union([Type.Literal('de'), Type.Literal('en')]);
export const Level = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4)], {
  description: '1 public link, 2 account required, 3 files end-to-end encrypted, 4 subject and message as well',
});
/** Of an OpenPGP key, as the clients name it. */
export const Fingerprint = Type.String({
  pattern: '^(?:[0-9A-F]{40}|[0-9A-F]{64})$',
  description: 'Fingerprint of an OpenPGP key: 40 or 64 hexadecimal digits, upper case',
});
export const MailAddress = Type.String({ minLength: 3, maxLength: 254, description: 'Mail address, RFC 5321 §4.1.2' });
export const SecretToken = Type.String({ minLength: 1, maxLength: 200, description: '256-bit token, base64url' });
export const Password = Type.String({ minLength: 1, maxLength: 1024 });
export const SizeBytes = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
export const Text = (maxLength: number) => Type.String({ maxLength });
export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** What every refusal looks like. */
export const Problem = Type.Object(
  {
    error: Type.Object({
      code: Type.String({ description: 'Stable code, see docs/ERRORS.md' }),
      message: Type.String({ description: 'A sentence in English; never a secret' }),
      details: Type.Record(Type.String(), Type.Unknown(), { description: 'Facts that help to mend the input' }),
      requestId: Type.String(),
    }),
  },
  { description: 'Problem' },
);

/** Folders from the outermost to the file's own name. */
export const FilePath = Type.Array(Type.String({ minLength: 1, maxLength: 8192 }), {
  minItems: 1,
  maxItems: 64,
  description: 'Folder names, outermost first, then the file name; at most 16 of at most 255 octets each',
});
