import { openClusterDesk } from '../packages/db/src/testing/cluster-desk.ts';

/** The test databases' server starts when the first test file asks for it. */
export default async function setup() {
  globalThis.umschlagCloseClusterDesk = await openClusterDesk();
}
