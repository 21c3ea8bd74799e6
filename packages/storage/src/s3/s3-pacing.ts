/**
 * How many connections a store keeps to its server, and how long it waits for what. Each kind has connections of its
 * own, so that people who read or send slowly never keep others from storing, deleting or asking for health.
 */
export interface S3Pacing {
  readonly readConnections: number;
  readonly writeConnections: number;
  /** For what has no body of ours: sizes, lists, deletions, the ends of multipart uploads. */
  readonly controlConnections: number;
  /** How long a request waits for a connection of its kind. */
  readonly waitMs: number;
  /** Silence of the server while it is its turn: to take octets, to answer, or to give the next ones. */
  readonly silenceMs: number;
  /** After so long without being read, an object's connection is given back, and opened again where it stopped. */
  readonly restMs: number;
}

/** Together below the 1,024 requests that a Ceph gateway takes at once by default (`rgw_max_concurrent_requests`). */
export const S3_PACING: S3Pacing = {
  readConnections: 384,
  writeConnections: 256,
  controlConnections: 32,
  waitMs: 5_000,
  silenceMs: 60_000,
  // Ceph's gateway ends a connection that nobody reads after 65 s (`request_timeout_ms` of Beast).
  restMs: 30_000,
};
