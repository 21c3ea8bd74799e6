/**
 * Runs `stop` once when the process is asked to end: by SIGINT, SIGTERM, or the end of the parent that started it with
 * an IPC channel. Exits with 0 after a clean stop, and with 1 when it fails or takes longer than `graceMs`.
 */
export function stopOnSignal(stop: () => Promise<void>, graceMs: number, onError: (error: unknown) => void): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), graceMs).unref();
    stop().then(
      () => process.exit(0),
      (error) => {
        onError(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.on('disconnect', end);
}
