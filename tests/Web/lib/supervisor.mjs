// A supervisor of its own, without nodes that speak and without a broker: for what needs neither.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../artifacts/bin/Server/debug/Wugang.Supervisor.Server.dll', import.meta.url));
const name = (zh, en) => ({ zh, en });

/** One node for each of the facilities, which are named by their ids. */
function settingsOf(facilities) {
  return {
    broker: { host: '127.0.0.1', port: 1, user: 'supervisor', password: '-' },
    data_folder: 'data',
    keys: 'keys.json',
    facilities: facilities.map((id) => ({
      id, name: name(`机构 ${id}`, `Facility ${id}`), township: { code: id.slice(0, 9), name: name(`乡镇 ${id.slice(6, 9)}`, `Township ${id.slice(6, 9)}`) },
      nodes: [{ id: `${id}-01`, name: name('大门', 'Gate') }],
    })),
  };
}

/** `people` are `[name, role, area, password]`. */
export async function startSupervisor(facilities, people) {
  const folder = await mkdtemp(join(tmpdir(), 'safetynode-web-'));
  const settings = join(folder, 'settings.json');
  await writeFile(settings, JSON.stringify(settingsOf(facilities)));
  await writeFile(join(folder, 'keys.json'), JSON.stringify(Object.fromEntries(
    facilities.map((id) => [`${id}-01`, { kid: '1', k: Buffer.alloc(32, 1).toString('base64url') }]))));
  for (const [who, role, area, password] of people) {
    const adding = spawn('dotnet', [program, settings, 'person', 'add', who, role, ...(area ? [area] : [])], { stdio: ['pipe', 'ignore', 'ignore'] });
    adding.stdin.end(`${password}\n`);
    const [code] = await once(adding, 'exit');
    if (code !== 0) {
      throw new Error(`${who} could not be added.`);
    }
  }
  const child = spawn('dotnet', [program, settings], { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  const base = await addressIn(child.stdout);
  return {
    base,
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = await exited;
      await rm(folder, { recursive: true, force: true });
      return code;
    },
  };
}

async function addressIn(output) {
  for await (const line of createInterface(output)) {
    const found = line.match(/http:\/\/[\d.]+:\d+/);
    if (found) {
      output.resume();
      return found[0];
    }
  }
  throw new Error('The supervisor did not start.');
}
