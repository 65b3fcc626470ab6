// Runs the one-command demonstration as a child process on free ports and in a folder of its own.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** The program with all its commands. */
export const program = join(root, 'artifacts/bin/App/debug/Wugang.Sim.App.dll');
const startLimitMs = 60_000;

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function startDemonstration(...options) {
  const data = await mkdtemp(join(tmpdir(), 'safetynode-web-'));
  const [mqttPort, httpPort] = [await freePort(), await freePort()];
  const child = spawn('dotnet', [program, '--mqtt-port', mqttPort, '--http-port', httpPort, '--data', data, ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const base = `http://127.0.0.1:${httpPort}`;
  await waitUntilItAnswers(base, child);
  return {
    base,
    mqttPort,
    data,
    type: (command) => child.stdin.write(`${command}\n`),
    accounts: async () => JSON.parse(await readFile(join(data, 'accounts.json'), 'utf8')),
    stop: async () => {
      child.stdin.write('quit\n');
      const code = await exited;
      await rm(data, { recursive: true, force: true });
      return code;
    },
  };
}

async function waitUntilItAnswers(base, child) {
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline && child.exitCode === null) {
    try {
      const health = await (await fetch(`${base}/healthz`)).json();
      if (health.status === 'ok') {
        return;
      }
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error('The demonstration did not start.');
}
