import type { PasskeyReference } from '@umschlag/keyring/light';
import { fromBase64, toBase64Url } from '../transfer/base64.ts';

export type PasskeyProblemCode = 'passkey_cancelled' | 'passkey_without_prf' | 'passkey_exists' | 'passkey_failed';

/** Why a passkey gave no secret. */
export class PasskeyProblem extends Error {
  override readonly name = 'PasskeyProblem';
  readonly code: PasskeyProblemCode;
  constructor(code: PasskeyProblemCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

export interface PasskeySecret {
  readonly credentialId: string;
  /** 32 octets. */
  readonly prfOutput: Uint8Array<ArrayBuffer>;
}

const OCTETS = 32;
const TIMEOUT_MS = 120_000;
/** COSE algorithms: Ed25519, ECDSA with P-256, RSA (authenticators of Windows). */
const ALGORITHMS = [-8, -7, -257];

/** Whether passkeys can be tried at all: they are bound to a domain, and an IP address is none. */
export const passkeysPossible = (): boolean =>
  'PublicKeyCredential' in globalThis && isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname);

/**
 * Makes a passkey and asks it for a secret (WebAuthn Level 3 §10.1.4, PRF). The server takes no part: the passkey opens
 * a key and proves nothing to anybody, so nobody checks the challenge.
 * @param existing ids of the passkeys that the key has: none of their devices needs a second one
 * @throws PasskeyProblem
 */
export async function makePasskey(
  user: { readonly name: string; readonly displayName: string; readonly platform: string },
  existing: readonly string[],
): Promise<PasskeySecret & { readonly reference: PasskeyReference }> {
  const salt = random();
  const made = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: user.platform },
        // Not the account's id: a second passkey of the same one would overwrite the first, and with it its secret.
        user: { id: random(), name: user.name, displayName: user.displayName },
        challenge: random(),
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        excludeCredentials: existing.map(descriptorOf),
        extensions: { prf: { eval: { first: salt } } },
        timeout: TIMEOUT_MS,
      },
    }),
  );
  const { prf } = made.getClientExtensionResults();
  if (!prf?.enabled) throw new PasskeyProblem('passkey_without_prf');
  const reference = { credentialId: toBase64Url(new Uint8Array(made.rawId)), prfSalt: toBase64Url(salt) };
  // Many devices give the secret only when the passkey is used, not yet when it is made.
  const secret = prf.results?.first === undefined ? await askPasskey([reference]) : secretOf(made);
  return { ...secret, reference };
}

/**
 * Asks one of these passkeys for its secret; the person chooses which.
 * @throws PasskeyProblem
 */
export async function askPasskey(references: readonly PasskeyReference[]): Promise<PasskeySecret> {
  const evalByCredential = Object.fromEntries(
    references.map(({ credentialId, prfSalt }) => [credentialId, { first: fromBase64(prfSalt) }]),
  );
  const used = await asked(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(),
        allowCredentials: references.map(({ credentialId }) => descriptorOf(credentialId)),
        userVerification: 'required',
        extensions: { prf: { evalByCredential } },
        timeout: TIMEOUT_MS,
      },
    }),
  );
  return secretOf(used);
}

const random = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(OCTETS));

const descriptorOf = (credentialId: string): PublicKeyCredentialDescriptor => ({
  type: 'public-key',
  id: fromBase64(credentialId),
});

function secretOf(credential: PublicKeyCredential): PasskeySecret {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (first === undefined) throw new PasskeyProblem('passkey_without_prf');
  const octets = first instanceof ArrayBuffer ? new Uint8Array(first) : new Uint8Array(first.buffer.slice(0));
  if (octets.length !== OCTETS) throw new PasskeyProblem('passkey_without_prf');
  return { credentialId: toBase64Url(new Uint8Array(credential.rawId)), prfOutput: octets as Uint8Array<ArrayBuffer> };
}

async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    return (await ask()) as PublicKeyCredential;
  } catch (cause) {
    const { name } = cause as DOMException;
    if (name === 'InvalidStateError') throw new PasskeyProblem('passkey_exists', { cause });
    // Browsers tell "cancelled", "timed out" and "not found here" by one name, so that sites learn nothing.
    if (name === 'NotAllowedError' || name === 'AbortError') throw new PasskeyProblem('passkey_cancelled', { cause });
    throw new PasskeyProblem('passkey_failed', { cause });
  }
}
