import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The account that PostgreSQL runs as. `undefined` fields mean: the same one as Node. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  /** Set when Node must give up its rights for the server, as PostgreSQL refuses to run as root. */
  readonly spawn: { uid: number; gid: number } | undefined;
}

/** "nobody" on Linux; any account that owns nothing else would do. */
const UNPRIVILEGED = 65534;

/**
 * Whom the server runs as: Node's own account, or, where Node is root, the owner of an existing
 * cluster (PostgreSQL insists on owning its folder) and else uid 65534.
 */
export async function chooseIdentity(clusterDir: string): Promise<Identity> {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid !== 0) return { uid, gid, spawn: undefined };
  const owner = await stat(clusterDir).catch(() => undefined);
  const drop = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : { uid: UNPRIVILEGED, gid: UNPRIVILEGED };
  return { ...drop, spawn: drop };
}

/** Whether the account may enter a folder, by its mode and the modes of all folders above it. */
export async function canEnter(folder: string, { uid, gid }: Identity): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid: owner, gid: group } = await stat(at);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (dirname(at) === at) return true;
  }
}
