// Started by embedded.test.ts as a process of its own: `start-server.fixture.ts <dataDir>`.
// Prints one line of JSON and then lives until it is killed.
import { startEmbeddedPostgres } from './start.ts';

try {
  const { url, pid } = await startEmbeddedPostgres({ dataDir: process.argv[2]! });
  console.log(JSON.stringify({ url, pid }));
  setInterval(() => {}, 60_000);
} catch (error) {
  console.log(JSON.stringify({ error: (error as Error).name }));
}
