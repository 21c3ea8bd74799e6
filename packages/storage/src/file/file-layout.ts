import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { checkKey } from '../blob-key.ts';
import { StorageError } from '../storage-error.ts';

const MULTIPART_ID = /^[0-9a-f]{32}$/;

/** Where everything lies below the root folder. */
export interface FileLayout {
  readonly objects: string;
  readonly temporary: string;
  readonly multiparts: string;
  /** The file of an object; in one of 256 folders by its hash, so that no folder grows too large. */
  object(key: string): string;
  /** The folder of an unfinished multipart upload. */
  multipart(multipartId: string): string;
}

export function fileLayout(root: string): FileLayout {
  const objects = join(root, 'objects');
  const multiparts = join(root, 'multiparts');
  return {
    objects,
    multiparts,
    temporary: join(root, 'temporary'),
    object: (key) => {
      const shard = createHash('sha256').update(checkKey(key)).digest('hex').slice(0, 2);
      return join(objects, shard, key.replaceAll('/', '+'));
    },
    multipart: (multipartId) => {
      if (!MULTIPART_ID.test(multipartId)) throw new StorageError('no_such_multipart', 'There is no such upload.');
      return join(multiparts, multipartId);
    },
  };
}

/** The key that a file's name stands for. */
export function keyOfFileName(name: string): string {
  return name.replaceAll('+', '/');
}
