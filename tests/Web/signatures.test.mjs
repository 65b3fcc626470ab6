// Anybody can verify what a node said with a stock JOSE library: the records that an end-to-end run of the .NET tests
// received, as received, and the supervisor's documents. RFC 7515 appendix F (detached), RFC 7797 (b64 = false).

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { base64url, flattenedVerify, importJWK } from 'jose';

const folder = new URL('../../artifacts/tests/', import.meta.url);

async function lines(name) {
  const text = await readFile(new URL(name, folder), 'utf8');
  return text.split('\n').filter((line) => line.length > 0);
}

async function json(name) {
  return JSON.parse(await readFile(new URL(name, folder), 'utf8'));
}

/** Takes `sig` out of the bytes as received: what is left are the bytes that were signed. */
function takeApart(line) {
  const { sig } = JSON.parse(line);
  const [header, empty, signature] = sig.split('.');
  assert.equal(empty, '', 'the payload is detached');
  const payload = line.replace(`,"sig":"${sig}"`, '');
  assert.notEqual(payload, line);
  return { header, signature, payload };
}

async function verify(line, key) {
  const { header, signature, payload } = takeApart(line);
  const jws = { protected: header, payload: new TextEncoder().encode(payload), signature };
  return flattenedVerify(jws, key, { crit: { b64: true } });
}

async function nodeKeys() {
  const keys = await json('records-keys.json');
  return new Map(await Promise.all(Object.entries(keys).map(async ([node, { kid, k }]) =>
    [node, { kid, key: await importJWK({ kty: 'oct', k, alg: 'HS256' }) }])));
}

test('jose verifies every record that a node produced', async () => {
  const keys = await nodeKeys();
  const records = await lines('records.jsonl');
  assert.ok(records.length >= 20, `only ${records.length} records`);
  for (const record of records) {
    const { kid, key } = keys.get(JSON.parse(record).node);
    const { protectedHeader } = await verify(record, key);
    assert.deepEqual(protectedHeader, { alg: 'HS256', b64: false, crit: ['b64'], kid });
  }
});

test('each record links to the one before it, from the first on', async () => {
  const heads = new Map();
  for (const line of await lines('records.jsonl')) {
    const record = JSON.parse(line);
    if (record.kind === 'heartbeat') {
      continue;
    }
    const head = heads.get(record.node) ?? { seq: 0, link: base64url.encode(new Uint8Array(16)) };
    assert.equal(record.seq, head.seq + 1);
    assert.equal(record.prev, head.link);
    const signature = base64url.decode(takeApart(line).signature);
    heads.set(record.node, { seq: record.seq, link: base64url.encode(signature.slice(0, 16)) });
  }
  assert.ok(heads.size >= 1);
});

test('records are canonical JSON: members sorted, no white space, plain integers', async () => {
  const canonical = (value) => {
    if (Array.isArray(value)) {
      return `[${value.map(canonical).join(',')}]`;
    }
    if (value !== null && typeof value === 'object') {
      return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
    }
    assert.ok(typeof value !== 'number' || Number.isSafeInteger(value));
    return JSON.stringify(value);
  };
  for (const line of await lines('records.jsonl')) {
    assert.equal(canonical(JSON.parse(line)), line);
  }
});

test('jose refuses a record with one changed digit', async () => {
  const keys = await nodeKeys();
  const [record] = await lines('records.jsonl');
  const { key } = keys.get(JSON.parse(record).node);
  const forged = record.replace(/"up":(\d+)/, (_, up) => `"up":${Number(up) + 1}`);
  await assert.rejects(verify(forged, key), { code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
});

test('jose verifies the supervisor’s documents with its public key', async () => {
  const { keys: [jwk] } = await json('supervised-keys.json');
  assert.equal(jwk.d, undefined, 'the public half only');
  const key = await importJWK(jwk);
  const documents = await lines('supervised.jsonl');
  assert.ok(documents.length >= 2);
  for (const document of documents) {
    const { protectedHeader } = await verify(document, key);
    assert.equal(protectedHeader.alg, 'ES256');
    assert.equal(protectedHeader.kid, jwk.kid);
  }
  const point = Buffer.concat([base64url.decode(jwk.x), base64url.decode(jwk.y)]);
  assert.equal(jwk.kid, createHash('sha256').update(point).digest('hex').slice(0, 16));
});
