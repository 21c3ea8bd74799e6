/** Of what the uploads are: drafts of an account end with its session, submissions have none that could end. */
export type UploadPlace = 'deliveries' | 'submissions';

/** Where this browser keeps keys, salts and file copies of unfinished uploads. */
export const UPLOAD_DATABASES: Readonly<Record<UploadPlace, string>> = {
  deliveries: 'umschlag-uploads',
  submissions: 'umschlag-submissions',
};

const OWNER_KEY = 'uploads-of';
const SECRET_KEY = 'secret-drafts';
const observers = new Set<() => boolean>();

/** Lets `uploadsUnderWay` know of uploads without loading their code. */
export function observeUploads(underWay: () => boolean): void {
  observers.add(underWay);
}

/** Whether this tab is uploading something that signing out would break off. Submissions go on. */
export const uploadsUnderWay = (): boolean => [...observers].some((underWay) => underWay());

/**
 * Deletes what unfinished uploads of all an account's drafts have left in this browser. The uploads of all tabs end with it: each
 * holds the database open, and is told of the deletion by it.
 */
export async function forgetAllUploads(): Promise<void> {
  writeOwner(undefined);
  await deleteDatabase();
}

/** To be called for whoever is signed in, before any upload begins: what another account has left is deleted. */
export function keepUploadsOf(accountId: string): void {
  if (readOwner() === accountId) return;
  // Not awaited: the browser opens the database for a later upload only after this deletion.
  void deleteDatabase();
  writeOwner(accountId);
}

/** Whether what is kept in this browser is this account's: not any more after a sign-out in any tab. */
export const isKeptFor = (accountId: string): boolean => readOwner() === accountId;

function deleteDatabase(): Promise<void> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(UPLOAD_DATABASES.deliveries);
      // Blocked: a tab that does not answer delays it; it happens when that tab is closed.
      request.onsuccess = request.onerror = request.onblocked = () => resolve();
    } catch {
      // Where storage is forbidden nothing has been stored.
      resolve();
    }
  });
}

/** Whether drafts or access codes are here that are nowhere else, and end with the sign-out. */
export const keepsSecrets = (): boolean => read(SECRET_KEY) !== null;

export const noteSecrets = (areKept: boolean): void => write(SECRET_KEY, areKept ? '1' : undefined);

const readOwner = (): string | null => read(OWNER_KEY);

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function writeOwner(accountId: string | undefined): void {
  write(OWNER_KEY, accountId);
  noteSecrets(false);
}

function write(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Where storage is forbidden there are no uploads to keep either.
  }
}
