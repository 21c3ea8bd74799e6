import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The account that PostgreSQL runs as. `undefined` fields mean: the same one as Node. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  /** Set when Node must give up its rights for the server, as PostgreSQL refuses to run as root. */
  readonly spawn: { uid: number; gid: number } | undefined;
}

/** "nobody" on Linux. initdb wants an account with a name, and root should not have to make one. */
const UNPRIVILEGED_UID = 65534;

/**
 * Other programs may run as "nobody" too, and the server trusts whoever reaches its socket. So it has a group that no
 * account and no other program has (systemd's table of ids leaves 60578 to 61183 unused), and its folders are open to
 * that group alone. A differing group also keeps others of the same account from its memory and its open files
 * (ptrace(2), "Ptrace access mode checking").
 */
const PRIVATE_GID = 60_777;

/**
 * Whom the server runs as: Node's own account, or, where Node is root, the owner of an existing
 * cluster (PostgreSQL insists on owning its folder) and else uid 65534 with a group of its own.
 */
export async function chooseIdentity(clusterDir: string): Promise<Identity> {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid !== 0) return { uid, gid, spawn: undefined };
  const owner = await stat(clusterDir).catch(() => undefined);
  const isOrdinary = owner && owner.uid !== 0 && owner.uid !== UNPRIVILEGED_UID;
  const drop = isOrdinary ? { uid: owner.uid, gid: owner.gid } : { uid: UNPRIVILEGED_UID, gid: PRIVATE_GID };
  return { ...drop, spawn: drop };
}

/** Whether the server's account is shared with others, so that its group has to keep them out. */
export function hasPrivateGroup({ spawn }: Identity): boolean {
  return spawn?.gid === PRIVATE_GID;
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
