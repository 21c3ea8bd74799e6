export { askForCluster, openClusterDesk } from './cluster-desk.ts';
export { makeReachableFolder } from './reachable-folder.ts';
export { databaseUrl } from './template.ts';
export { startTestCluster, type TestCluster } from './test-cluster.ts';
export {
  createEmptyDatabase,
  createTestDatabase,
  MIGRATIONS_FOLDER,
  runStatement,
  type TestDatabase,
} from './test-database.ts';
