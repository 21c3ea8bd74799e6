// Runs on the host's Node, whatever it is, before anything is installed: no dependencies, no types.
const OLDEST_MAJOR = 20;
if (Number.parseInt(process.versions.node, 10) < OLDEST_MAJOR) {
  process.stderr.write(
    `Umschlag needs Node ${OLDEST_MAJOR} or newer to start; this is ${process.versions.node}. Please install a newer Node.\n`,
  );
  process.exit(1);
}

const { main } = await import('./launch/main.mjs');
process.exitCode = await main(process.argv.slice(2));
