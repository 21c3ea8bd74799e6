// Which part may import which (docs/ARCHITECTURE.md tells why). tests/architecture proves that each rule bites.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

// dependency-cruiser reads TypeScript with swc's visitor, which throws at `using` (ES2026): it is read as `const`.
const { Visitor } = createRequire(import.meta.url)('@swc/core/Visitor.js');
const { visitStatement } = Visitor.prototype;
Visitor.prototype.visitStatement = function visit(statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
  return { ...statement, decls: this.visitVariableDeclarators(statement.decls) };
};

const OWN = '^(apps|packages)/';
const TESTS = '[.]test[.]tsx?$';

/** The files that a package's `exports` names: everything else in it is its own affair. */
function publicFiles(folder) {
  const { exports = {} } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return Object.values(exports).map((file) => path.posix.join(folder, file));
}

function workspaceFolders() {
  return ['apps', 'packages']
    .filter((top) => existsSync(top))
    .flatMap((top) => readdirSync(top).map((name) => `${top}/${name}`))
    .filter((folder) => existsSync(path.join(folder, 'package.json')));
}

const exported = workspaceFolders()
  .flatMap(publicFiles)
  .map((file) => `^${file.replaceAll('.', '[.]')}$`);

/** `from` may import, of this repository, only itself and what `allowed` names. */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: TESTS },
  to: { path: OWN, pathNot: [from, ...allowed] },
});

/** Only `owner` may import these npm packages. */
const owned = (name, packages, owner, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: OWN, pathNot: [owner, TESTS].flat() },
  to: { path: `(^|/)node_modules/(@types/)?(${packages})(/|$)` },
});

const STD = '^packages/std/';
const CORE_MAY = ['config', 'db', 'storage', 'mailer', 'sealed', 'file-kinds', 'std'].map(
  (name) => `^packages/${name}/`,
);
/** What of std runs in browsers. */
const STD_FOR_CLIENTS = ['^packages/std/src/(errors|id-pair|safe-name|zip-archive)[.]ts$'];
const SENDER_MAY = ['^packages/(contract|sealed|keyring|file-kinds)/', ...STD_FOR_CLIENTS];
const SENDING_HALF = '^apps/cli/src/(send|receive|transfer)[^/]*(/|[.]ts$)';

export default {
  forbidden: [
    only('std-imports-nothing', STD, [], 'std is the ground that all else stands on.'),
    only('contract-imports-std', '^packages/contract/', [STD], 'Browsers and clients read the contract.'),
    only('config-imports-std', '^packages/config/', [STD], 'The configuration is parsed before anything is opened.'),
    only('sealed-imports-std', '^packages/sealed/', [STD], 'The format runs in browsers too.'),
    only('file-kinds-imports-std', '^packages/file-kinds/', STD_FOR_CLIENTS, 'Files are looked at in browsers too.'),
    only('storage-imports-std', '^packages/storage/', [STD], 'A store knows octets, not deliveries.'),
    only('db-imports-std', '^packages/db/', [STD], 'The database knows rows, not rules.'),
    only('mailer-imports-std', '^packages/mailer/', [STD], 'The mailer sends what it is given.'),
    only('keyring-imports-std', '^packages/keyring/', [STD, '^packages/sealed/'], 'Keys run in browsers too.'),
    only('core-imports-downwards', '^packages/core/', CORE_MAY, 'Use cases know no transport.'),
    only('web-imports-clients-parts', '^apps/web/', SENDER_MAY, 'Nothing of the server may reach a browser.'),
    only(
      'sending-half-imports-clients-parts',
      SENDING_HALF,
      ['^apps/cli/src/', ...SENDER_MAY],
      'Who sends with the command line needs no server code, no database and no configuration of one.',
    ),
    {
      name: 'sending-half-stands-alone',
      severity: 'error',
      comment: 'Not by a detour over the administrating half either.',
      from: { path: SENDING_HALF, pathNot: TESTS },
      to: { path: '^packages/(core|db|storage|mailer|config)/', reachable: true },
    },
    {
      name: 'server-cannot-open',
      severity: 'error',
      comment: 'The server must not be able to open levels 3 and 4: it never loads what could, not by a detour either.',
      from: { path: '^(apps/(api|worker|standalone)|packages/core)/', pathNot: TESTS },
      to: { path: ['^packages/keyring/', '(^|/)node_modules/openpgp(/|$)'], reachable: true },
    },
    {
      name: 'keyring-runs-in-browsers',
      severity: 'error',
      comment: "Keys are made and used in browsers: nothing of Node's own.",
      from: { path: '^packages/keyring/', pathNot: [TESTS, '/testing/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'file-kinds-runs-in-browsers',
      severity: 'error',
      comment: "What is sealed can be looked at by the browser alone: nothing of Node's own.",
      from: { path: '^packages/file-kinds/', pathNot: [TESTS, '/testing/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'file-kinds-imports-no-library',
      severity: 'error',
      comment: 'It reads what strangers send, before anything else does: its own bounds hold for all of it.',
      from: { path: '^packages/file-kinds/', pathNot: [TESTS, '/testing/'] },
      to: { path: '(^|/)node_modules/' },
    },
    {
      name: 'packages-import-no-apps',
      severity: 'error',
      comment: 'Apps are wiring: they import packages, never the other way round.',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      comment: 'Tests, benchmarks and machine set-up are no part of the product.',
      from: { path: OWN, pathNot: TESTS },
      to: { path: '^(tests|bench|infra)/' },
    },
    owned('openpgp-in-keyring', 'openpgp', '^packages/keyring/', 'One place for OpenPGP keys.'),
    owned('mail-in-mailer', 'nodemailer|smtp-server|mailparser', '^packages/mailer/', 'One place for mail libraries.'),
    owned(
      's3-in-one-file',
      '@aws-sdk|@smithy',
      ['^packages/storage/src/s3/s3-store[.]ts$', '^packages/storage/src/testing/'],
      'One file for the S3 client.',
    ),
    owned('postgres-in-db', 'pg|pg-boss', '^packages/db/', 'One place for PostgreSQL and its jobs.'),
    {
      name: 'child-processes-by-name',
      severity: 'error',
      comment: 'Starting programs is for the embedded services and for tests.',
      from: {
        path: OWN,
        pathNot: ['^packages/db/src/embedded/', '^packages/storage/src/testing/', '^apps/standalone/', TESTS],
      },
      to: { path: '^(node:)?child_process$' },
    },
    {
      name: 'features-by-index',
      severity: 'error',
      comment: 'A feature reaches another only through its use cases.',
      from: { path: '^packages/core/src/([^/]+)/' },
      to: {
        path: '^packages/core/src/[^/]+/',
        pathNot: ['^packages/core/src/$1/', '^packages/core/src/[^/]+/index[.]ts$'],
      },
    },
    {
      name: 'packages-by-exports',
      severity: 'error',
      comment: "Import a package by its name: a path leads past its package.json's exports.",
      from: { path: '^(apps|packages)/([^/]+)/' },
      to: { path: OWN, pathNot: ['^$1/$2/', ...exported] },
    },
    {
      name: 'packages-by-name',
      severity: 'error',
      comment: 'A relative path into another package works without the dependency in package.json.',
      from: { path: '^(apps|packages)/([^/]+)/' },
      to: { path: OWN, pathNot: '^$1/$2/', dependencyTypes: ['local'], dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A circle of imports has no layer. Types alone may refer to each other.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-dangling-imports',
      severity: 'error',
      comment: 'Also what a package does not export: Node would not find it either.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^((apps|packages)/[^/]+/(dist|[.]turbo)|data)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
