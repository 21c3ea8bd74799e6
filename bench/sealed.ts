/**
 * How fast files are sealed and opened in Node and in Chromium, against the bare cipher at the same record size.
 * Run: node bench/sealed.ts [MiB, default 1024; in Chromium at most 256] [rounds, default 3] [--only browser]
 */
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  CHUNK_OCTETS,
  layoutOf,
  newSalt,
  newSessionKey,
  openStream,
  partOf,
  sealPart,
  sealStream,
} from '@umschlag/sealed/node';
import * as web from '@umschlag/sealed/web';
import * as openpgp from 'openpgp';
import { alternate, report } from './measure.ts';
import { measureBrowser } from './sealed/browser.ts';

const MIB = 2 ** 20;
const { positionals, values } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
const sizeMib = Number(positionals[0] ?? 1024);
const rounds = Number(positionals[1] ?? 3);
const browserRun = { sizeMib: Math.min(256, sizeMib), rounds };
if (values.only !== undefined) {
  if (values.only !== 'browser') throw new Error('--only knows "browser" alone.');
  await measureBrowser(browserRun);
  process.exit();
}
const plainSizeBytes = sizeMib * MIB;
const sessionKey = newSessionKey();
const salt = newSalt();
const block = randomBytes(MIB);
const OPENPGP_MIB = Math.min(256, sizeMib);

/** The same block again and again: what is measured is not the source. */
async function* plaintext(octets = plainSizeBytes, step = MIB): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < octets; at += step) yield block.subarray(0, Math.min(step, octets - at));
}

async function drain(source: AsyncIterable<Uint8Array>): Promise<number> {
  let octets = 0;
  for await (const piece of source) octets += piece.length;
  return octets;
}

const bareKey = createSecretKey(sessionKey);
const TAG = { authTagLength: 16 };

/** Records of 256 KiB, each with its own nonce and tag, and nothing else but a pause every 2 MiB. */
async function bareSeal(): Promise<void> {
  const nonce = Buffer.alloc(12);
  for (let n = 0; n < plainSizeBytes / CHUNK_OCTETS; n += 1) {
    nonce.writeUInt32BE(n, 8);
    const cipher = createCipheriv('aes-256-gcm', bareKey, nonce, TAG);
    cipher.update(block.subarray((n % 4) * CHUNK_OCTETS, ((n % 4) + 1) * CHUNK_OCTETS));
    cipher.final();
    cipher.getAuthTag();
    if (n % 8 === 7) await nextTurn();
  }
}

/** 64 MiB of sealed data that the openers read again and again, so that memory stays small. */
const OPEN_BYTES = Math.min(64 * MIB, plainSizeBytes);
const sealedPieces: Uint8Array[] = [];
for await (const piece of sealStream({ sessionKey, salt, plainSizeBytes: OPEN_BYTES }, plaintext(OPEN_BYTES))) {
  sealedPieces.push(piece);
}
const sealedBytes = Buffer.concat(sealedPieces);

async function* sealedSource(): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < sealedBytes.length; at += MIB) yield sealedBytes.subarray(at, at + MIB);
}

async function openRepeatedly(open: typeof openStream): Promise<void> {
  for (let opened = 0; opened < plainSizeBytes; opened += OPEN_BYTES) {
    await drain(open({ sessionKey, expectedPlainSizeBytes: OPEN_BYTES }, sealedSource()));
  }
}

async function sealParts(): Promise<void> {
  const layout = layoutOf(plainSizeBytes);
  const plain = new Uint8Array(64 * CHUNK_OCTETS);
  const into = new Uint8Array(65 * CHUNK_OCTETS);
  for (let number = 1; number <= Math.ceil(layout.chunkCount / 64); number += 1) {
    const part = partOf(layout, 64, number);
    await sealPart({ sessionKey, salt, layout }, part, plain.subarray(0, part.plainEnd - part.plainStart), into);
  }
}

/** As many records as the sealed data has, read from as much memory, so that both sides find it outside the cache. */
const bareRecords = Array.from({ length: OPEN_BYTES / CHUNK_OCTETS }, (_, n) => {
  const cipher = createCipheriv('aes-256-gcm', bareKey, Buffer.alloc(12), TAG);
  const body = cipher.update(block.subarray((n % 4) * CHUNK_OCTETS, ((n % 4) + 1) * CHUNK_OCTETS));
  cipher.final();
  return { body, tag: cipher.getAuthTag() };
});

async function bareOpen(): Promise<void> {
  const nonce = Buffer.alloc(12);
  for (let n = 0; n < plainSizeBytes / CHUNK_OCTETS; n += 1) {
    const record = bareRecords[n % bareRecords.length]!;
    const decipher = createDecipheriv('aes-256-gcm', bareKey, nonce, TAG);
    decipher.setAuthTag(record.tag);
    decipher.update(record.body);
    decipher.final();
    if (n % 8 === 7) await nextTurn();
  }
}

const mibPerSecond = (seconds: number, mib = sizeMib): number => mib / seconds;

const seal = await alternate(rounds, {
  bare: bareSeal,
  stream: () => drain(sealStream({ sessionKey, salt, plainSizeBytes }, plaintext())),
  stream64: () => drain(sealStream({ sessionKey, salt, plainSizeBytes }, plaintext(plainSizeBytes, 65_536))),
  streamed: () => drain(sealStream({ sessionKey, salt, plainSizeBytes: undefined }, plaintext())),
  parts: sealParts,
  web: () => drain(web.sealStream({ sessionKey, salt, plainSizeBytes }, plaintext())),
});
const bareSealSpeed = mibPerSecond(seal.bare);
report('sealed.seal.node.stream', mibPerSecond(seal.stream), 'MiB/s', bareSealSpeed);
report('sealed.seal.node.stream_64k_pieces', mibPerSecond(seal.stream64), 'MiB/s', bareSealSpeed);
report('sealed.seal.node.streamed_framing', mibPerSecond(seal.streamed), 'MiB/s', bareSealSpeed);
report('sealed.seal.node.parts_16mib', mibPerSecond(seal.parts), 'MiB/s', bareSealSpeed);
report('sealed.seal.webcrypto_in_node', mibPerSecond(seal.web), 'MiB/s', bareSealSpeed);

const open = await alternate(rounds, {
  bare: bareOpen,
  stream: () => openRepeatedly(openStream),
  web: () => openRepeatedly(web.openStream),
});
const bareOpenSpeed = mibPerSecond(open.bare);
report('sealed.open.node.stream', mibPerSecond(open.stream), 'MiB/s', bareOpenSpeed);
report('sealed.open.webcrypto_in_node', mibPerSecond(open.web), 'MiB/s', bareOpenSpeed);

/** openpgp.js on a stream of 1 MiB pieces, its fastest mode. */
async function openpgpSeal(): Promise<void> {
  const message = await openpgp.createMessage({ binary: ReadableStream.from(plaintext(OPENPGP_MIB * MIB)) } as never);
  const key = { data: sessionKey, algorithm: 'aes256', aeadAlgorithm: 'gcm' };
  const encrypted = await openpgp.encrypt({ message, sessionKey: key, format: 'binary' } as never);
  await drain(encrypted as unknown as AsyncIterable<Uint8Array>);
}

const other = await alternate(1, { openpgpSeal });
report(
  'sealed.seal.node.stream_vs_openpgpjs',
  mibPerSecond(seal.stream),
  'MiB/s',
  mibPerSecond(other.openpgpSeal, OPENPGP_MIB),
);
report('sealed.memory.max_rss', process.resourceUsage().maxRSS / 1024, 'MiB');
await measureBrowser(browserRun);
