import type { ManifestFile } from '@umschlag/keyring';
import { publicOf, requireOwnKey } from '../keys/own-key.ts';
import { type Progress, showProgress } from '../terminal/index.ts';
import { chosen } from './chosen.ts';
import { exportProof } from './export-proof.ts';
import { exportSealedFile } from './export-sealed-file.ts';
import { introduce } from './introduce.ts';
import { oneByOne } from './one-by-one.ts';
import { type OpenedDelivery, openSealedDelivery, type SealedPorts } from './open-sealed-delivery.ts';
import { receiveSealedFile } from './receive-sealed-file.ts';
import { refusing } from './refusal.ts';
import { openRoot } from './target-folder.ts';

export interface SealedWish extends SealedPorts {
  readonly isListOnly: boolean;
  readonly isExport: boolean;
  /** Files by path, name or number. */
  readonly wishes: readonly string[] | undefined;
  readonly folder: string;
  onProgress(progress: Progress): void;
}

/**
 * Receives a delivery of level 3 or 4: first the manifest, with all checks, then the files, each by its digest. Names,
 * sizes, and at level 4 subject and message, come from the manifest alone.
 * @throws CommandError `untrusted` when something is not as it was signed; the sender is told
 */
export async function receiveSealed(wish: SealedWish): Promise<void> {
  const { client, token } = wish;
  await refusing(client, token, async () => {
    await fetchFiles(wish, await openSealedDelivery(wish));
  });
}

async function fetchFiles(wish: SealedWish, opened: OpenedDelivery): Promise<void> {
  const { manifest } = opened;
  const { terminal, client, token, delivery } = wish;
  const left = new Map(delivery.files.map((file) => [file.id, file.fetchesLeft]));
  const listed = manifest.files.map((file) => ({ ...file, fetchesLeft: left.get(file.id) ?? null }));
  // At level 3 subject and message are the server's word; at level 4 they are signed.
  introduce(terminal, delivery, listed, manifest.level === 4 ? manifest : delivery);
  if (wish.isListOnly) return;
  const files = chosen(manifest.files, wish.wishes);
  const root = await openRoot(wish.folder);
  const ownKey = wish.isExport ? await ownPublicKey(wish) : undefined;
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const progress = showProgress(terminal, { totalBytes, fileCount: files.length, verb: 'Received' });
  wish.onProgress(progress);
  await client.call('POST /api/v1/links/:token/opened', { params: { token } });
  const ports = { client, token, root, progress };
  if (ownKey) {
    const proof = await exportProof(root, `umschlag-${delivery.id.slice(0, 8)}`, opened);
    for (const path of proof) terminal.print(path);
  }
  await oneByOne(terminal, ports, delivery, files, (all, file: ManifestFile) =>
    ownKey ? exportSealedFile(all, file, ownKey) : receiveSealedFile(all, file),
  );
}

async function ownPublicKey({ terminal, client, account }: SealedWish) {
  return publicOf(await requireOwnKey(terminal, client.server, account.email));
}
