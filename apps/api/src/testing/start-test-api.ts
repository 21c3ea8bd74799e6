import type { Deps } from '@umschlag/core';
import { createTestDeps, type RecordedJobs } from '@umschlag/core/testing';
import type { TestDatabase } from '@umschlag/db/testing';
import type { Clock, TestClock } from '@umschlag/std';
import type { BlobStore } from '@umschlag/storage';
import type { Api, Feature } from '../api.ts';
import { createApp } from '../app.ts';
import { features as allFeatures } from '../features.ts';
import type { DownloadLimits } from '../links/download-places.ts';
import { links } from '../links/links.routes.ts';
import type { ConnectionLimits } from '../plugins/connection-limits.ts';
import { listen } from '../server.ts';
import { createPeople } from './people.ts';
import { createTestClient, type TestClient } from './test-client.ts';
import { openTestStore } from './test-store.ts';

export interface TestApiOptions {
  /** Default: a file store in a temporary folder. */
  readonly store?: BlobStore;
  /** Default: a clock that stands still, see {@link TestApi.clock}. */
  readonly clock?: Clock;
  readonly webRoot?: string;
  readonly wkdDomains?: readonly string[];
  readonly features?: readonly Feature[];
  /** Number of proxies in front whose X-Forwarded-* is believed. Default: none. */
  readonly trustedProxies?: number;
  /** Default: those of the real server. */
  readonly downloadLimits?: DownloadLimits;
  /** Default: those of the real server. */
  readonly connectionLimits?: ConnectionLimits;
  /** Pretend that people come by https, although the test does not. */
  readonly publicUrl?: string;
  /** Puts something in the way, such as a database that is down. */
  readonly wrap?: (deps: Deps) => Deps;
}

export type TestApi = TestClient &
  ReturnType<typeof createPeople> & {
    readonly url: string;
    readonly app: Api;
    readonly deps: Deps;
    readonly clock: TestClock;
    /** What was enqueued; nothing runs it. */
    readonly jobs: RecordedJobs;
    readonly testDatabase: TestDatabase;
    /** All that was logged so far, one JSON text per line. */
    readonly log: string[];
    close(): Promise<void>;
  };

/** The real server on a free port of 127.0.0.1, with a database and a file store of its own. */
export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const store = options.store ? undefined : await openTestStore();
  const base = await createTestDeps({ store: options.store ?? store!.store });
  // The port is known only when it listens.
  let url = options.publicUrl ?? 'http://127.0.0.1';
  const { wrap = (same) => same } = options;
  const deps: Deps = {
    ...wrap(base),
    clock: options.clock ?? base.clock,
    get publicUrl() {
      return url;
    },
  };
  const log: string[] = [];
  const features = featuresOf(options);
  const app = await createApp(deps, {
    webRoot: options.webRoot,
    wkdDomains: options.wkdDomains ?? [],
    trustedProxies: options.trustedProxies ?? 0,
    logLevel: 'debug',
    logStream: { write: (line) => log.push(line) },
    ...(features ? { features } : {}),
    ...(options.connectionLimits ? { connectionLimits: options.connectionLimits } : {}),
  });
  const running = await listen(app, { host: '127.0.0.1', port: 0 });
  url = options.publicUrl ?? running.url;
  return {
    ...createTestClient(running.url, url),
    ...createPeople(deps),
    url: running.url,
    app,
    deps,
    clock: base.clock,
    jobs: base.jobs,
    testDatabase: base.testDatabase,
    log,
    close: async () => {
      await running.close(0);
      await base.close();
      await store?.close();
    },
  };
}

function featuresOf({ features, downloadLimits }: TestApiOptions): readonly Feature[] | undefined {
  if (!downloadLimits) return features;
  const limited: Feature = (api, deps) => links(api, deps, downloadLimits);
  return (features ?? allFeatures).map((feature) => (feature === links ? limited : feature));
}
