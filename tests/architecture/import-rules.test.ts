import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cruise, type Violation } from './cruise.ts';
import { type Files, writeFixtureTree } from './fixture-tree.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** A forbidden import: the rule that must name it, the file that it stands in, and the line. */
const forbidden: [rule: string, file: string, line: string][] = [
  ['std-imports-nothing', 'packages/std/src/upwards.ts', "import '@umschlag/contract';"],
  ['contract-imports-std', 'packages/contract/src/database.ts', "import type { Db } from '@umschlag/db';"],
  ['config-imports-std', 'packages/config/src/upwards.ts', "import '@umschlag/core';"],
  ['sealed-imports-std', 'packages/sealed/src/sibling.ts', "import '@umschlag/storage';"],
  ['file-kinds-imports-std', 'packages/file-kinds/src/sibling.ts', "import '@umschlag/sealed';"],
  ['file-kinds-imports-std', 'packages/file-kinds/src/ids.ts', "import '@umschlag/std';"],
  ['storage-imports-std', 'packages/storage/src/sibling.ts', "import '@umschlag/db';"],
  ['db-imports-std', 'packages/db/src/sibling.ts', "import '@umschlag/mailer';"],
  ['mailer-imports-std', 'packages/mailer/src/sibling.ts', "import '@umschlag/db';"],
  ['keyring-imports-std', 'packages/keyring/src/server.ts', "import '@umschlag/core';"],
  ['core-imports-downwards', 'packages/core/src/deliveries/contract.ts', "import '@umschlag/contract';"],
  ['packages-import-no-apps', 'packages/core/src/deliveries/app.ts', "import '@umschlag/api';"],
  ['web-imports-clients-parts', 'apps/web/src/server.tsx', "import '@umschlag/core';"],
  ['web-imports-clients-parts', 'apps/web/src/streams.ts', "import '@umschlag/std';"],
  ['sending-half-imports-clients-parts', 'apps/cli/src/send/settings.ts', "import '@umschlag/config';"],
  ['sending-half-stands-alone', 'apps/cli/src/transfer.ts', "import './administer.ts';"],
  ['server-cannot-open', 'apps/api/src/opening.ts', "import '@umschlag/keyring';"],
  ['server-cannot-open', 'apps/api/src/by-type.ts', "import type { Key } from '@umschlag/keyring';"],
  ['server-cannot-open', 'apps/worker/src/opening.ts', "await import('openpgp');"],
  ['server-cannot-open', 'apps/worker/src/detour.ts', "import './opening.ts';"],
  ['server-cannot-open', 'packages/core/src/keys/opening.ts', "export * from '@umschlag/keyring';"],
  ['server-cannot-open', 'apps/worker/src/unlocking.ts', "import { openUnlock } from '@umschlag/keyring';"],
  ['server-cannot-open', 'apps/standalone/src/opening.ts', "await import('@umschlag/keyring');"],
  ['core-imports-downwards', 'packages/core/src/keys/reading.ts', "import { readPublicKey } from '@umschlag/keyring';"],
  ['keyring-runs-in-browsers', 'packages/keyring/src/keys/random.ts', "import { randomBytes } from 'node:crypto';"],
  ['keyring-runs-in-browsers', 'packages/keyring/src/manifest/octets.ts', "import { Buffer } from 'buffer';"],
  ['file-kinds-runs-in-browsers', 'packages/file-kinds/src/ole/octets.ts', "import { Buffer } from 'node:buffer';"],
  ['file-kinds-imports-no-library', 'packages/file-kinds/src/library.ts', "import 'pg';"],
  ['nothing-imports-tests', 'packages/core/src/deliveries/fixture.ts', "import '../../../../tests/person.ts';"],
  ['openpgp-in-keyring', 'packages/sealed/src/openpgp.ts', "import * as openpgp from 'openpgp';"],
  ['openpgp-in-keyring', 'apps/web/src/keys.ts', "import { readKey } from 'openpgp';"],
  ['openpgp-in-keyring', 'apps/cli/src/send/keys.ts', "import type { Key } from 'openpgp';"],
  ['mail-in-mailer', 'packages/core/src/mail/sending.ts', "import 'nodemailer';"],
  ['mail-in-mailer', 'apps/standalone/src/catching.ts', "import 'smtp-server';"],
  ['s3-in-one-file', 'packages/storage/src/file/cloud.ts', "import '@aws-sdk/client-s3';"],
  ['postgres-in-db', 'apps/api/src/rows.ts', "import pg from 'pg';"],
  ['postgres-in-db', 'packages/core/src/mail/queue.ts', "import type { PgBoss } from 'pg-boss';"],
  ['child-processes-by-name', 'packages/core/src/content/scan.ts', "import { spawn } from 'node:child_process';"],
  ['child-processes-by-name', 'apps/api/src/shell.ts', "await import('child_process');"],
  ['child-processes-by-name', 'packages/db/src/dump.ts', "import 'node:child_process';"],
  ['features-by-index', 'packages/core/src/deliveries/inner.ts', "import '../uploads/part.ts';"],
  ['packages-by-exports', 'apps/api/src/inner.ts', "import '../../../packages/core/src/uploads/part.ts';"],
  ['packages-by-name', 'apps/api/src/by-path.ts', "import '../../../packages/core/src/index.ts';"],
  ['no-cycles', 'packages/std/src/egg.ts', "import { hen } from './hen.ts'; export const egg = () => hen;"],
  ['no-dangling-imports', 'apps/worker/src/inner.ts', "import '@umschlag/db/src/pool.ts';"],
  // After a `using`, which the reader of dependency-cruiser does not know by itself.
  ['postgres-in-db', 'apps/worker/src/using.ts', "await using held = open();\nconst pg = await import('pg');"],
];

const allowed: Files = {
  'apps/api/src/routes.ts': "import '@umschlag/core';\nimport '@umschlag/contract';\nimport '@umschlag/db';\n",
  'apps/web/src/page.tsx':
    "import '@umschlag/keyring';\nimport '@umschlag/sealed/web';\nimport '@umschlag/std/errors';\nexport const page = <p />;\n",
  'apps/cli/src/receive.ts': "import '@umschlag/keyring';\nimport '@umschlag/contract';\n",
  'apps/cli/src/administer.ts': "import '@umschlag/core';\n",
  'apps/standalone/src/keeping.ts': "import 'node:child_process';\n",
  'packages/keyring/src/keys.ts': "import 'openpgp';\nimport '@umschlag/sealed';\n",
  'packages/file-kinds/src/errors.ts': "import '@umschlag/std/errors';\n",
  'packages/file-kinds/src/testing/samples.ts': "import 'node:fs/promises';\n",
  'packages/core/src/uploads/inspect.ts': "import '@umschlag/file-kinds';\n",
  'apps/web/src/dropped.ts': "import '@umschlag/file-kinds';\n",
  'apps/cli/src/send.ts': "import '@umschlag/file-kinds';\n",
  'packages/keyring/src/keys.test.ts': "import 'node:crypto';\n",
  'packages/keyring/src/testing/vectors.ts': "import 'node:fs/promises';\n",
  'packages/mailer/src/sending.ts': "import 'nodemailer';\n",
  'packages/storage/src/s3/s3-store.ts': "import '@aws-sdk/client-s3';\n",
  'packages/db/src/embedded/starting.ts': "import 'node:child_process';\n",
  'packages/sealed/src/foreign.test.ts': "import 'openpgp';\n",
  'packages/core/src/deliveries/send.ts':
    "import '../uploads/index.ts';\nimport './draft.ts';\nimport '@umschlag/db';\n",
  'packages/core/src/deliveries/draft.ts': "import type { Send } from './send.ts';\n",
  'tests/journeys/any.test.ts': "import 'openpgp';\nimport '@umschlag/core';\nimport '@umschlag/keyring';\n",
};

const bystanders: Files = {
  'packages/core/src/uploads/index.ts': 'export {};\n',
  'packages/core/src/uploads/part.ts': 'export {};\n',
  'packages/std/src/hen.ts': "import { egg } from './egg.ts'; export const hen = () => egg;\n",
  'packages/db/src/pool.ts': 'export {};\n',
  'tests/person.ts': 'export {};\n',
};

const NPM = ['openpgp', 'nodemailer', 'smtp-server', '@aws-sdk/client-s3', 'pg', 'pg-boss'];

describe('the import rules', () => {
  let tree: string;
  let violations: Violation[];

  beforeAll(async () => {
    const wrong = Object.fromEntries(forbidden.map(([, file, line]) => [file, `${line}\n`]));
    tree = await writeFixtureTree(checkout, NPM, { ...bystanders, ...allowed, ...wrong });
    ({ violations } = await cruise(checkout, tree, ['apps', 'packages', 'tests']));
  });
  afterAll(() => rm(tree, { recursive: true, force: true }));

  test.each(forbidden)('%s: %s may not say %j', (rule, from) => {
    expect(violations).toContainEqual({ rule, from });
  });

  test('what they allow stays allowed', () => {
    expect(violations.filter(({ from }) => from in allowed)).toEqual([]);
  });

  test('hold in this repository', async () => {
    const report = await cruise(checkout, checkout, ['apps', 'packages', 'tests', 'bench', 'infra']);
    expect(report.violations).toEqual([]);
    // A configuration that finds no files would be content with everything.
    expect(report.modules).toBeGreaterThan(300);
  });
});
