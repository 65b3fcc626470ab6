// What the pages take from others is what npm publishes, byte for byte, in the pinned version.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';

const lib = new URL('../../supervisor/Server/wwwroot/lib/', import.meta.url);
const packages = new URL('node_modules/', import.meta.url);

const vendored = {
  'preact.mjs': 'preact/dist/preact.mjs',
  'preact.LICENSE.txt': 'preact/LICENSE',
};

test('each vendored file is that of the pinned package', async () => {
  for (const [file, source] of Object.entries(vendored)) {
    assert.ok((await readFile(new URL(file, lib))).equals(await readFile(new URL(source, packages))), file);
  }
});

test('nothing else is vendored', async () => {
  assert.deepEqual((await readdir(lib)).sort(), Object.keys(vendored).sort());
});
