// Writes src/gen from the contracts, with the system's protoc and the plugin of node_modules. Only the
// files a browser needs: what PCs and relay say to each other has no place here.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const contracts = fileURLToPath(new URL('../../../proto', import.meta.url));
const out = `${here}src/gen`;

const files = [
  'maintendue/v1/options.proto',
  'maintendue/v1/session.proto',
  'maintendue/v1/session_log.proto',
  'maintendue/v1/mark.proto',
  'maintendue/v1/farewell.proto',
  'maintendue/v1/hours.proto',
  'maintendue/v1/slip.proto',
  'maintendue/v1/machine_record.proto',
  'maintendue/v1/fleet.proto',
  'maintendue/v1/help.proto',
  'maintendue/v1/calls.proto',
  'maintendue/v1/duties.proto',
  'maintendue/v1/sessions.proto',
  'maintendue/v1/events.proto',
  'maintendue/local/v1/console.proto',
  'maintendue/local/v1/session_socket.proto',
];

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const run = spawnSync(
  'protoc',
  [
    `--plugin=protoc-gen-es=${here}node_modules/.bin/protoc-gen-es`,
    `--es_out=${out}`,
    '--es_opt=target=ts',
    `-I${contracts}`,
    ...files,
  ],
  { stdio: 'inherit' },
);
if (run.error) {
  console.error(`protoc could not be started (${run.error.message}); Debian: protobuf-compiler`);
}
process.exit(run.status ?? 1);
