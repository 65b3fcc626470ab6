// What somebody would write in an afternoon: verifies each record's signature and stores it. No chain, no order, no acknowledgement to the node;
// the broker is acknowledged at once, and a transaction takes what has come in the meantime.
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { flattenedVerify } from 'jose';
import mqtt from 'mqtt';

const [port, folder] = process.argv.slice(2);
const keys = new Map(Object.entries(JSON.parse(fs.readFileSync(path.join(folder, 'keys.json'), 'utf8')))
  .map(([node, secret]) => [node, Buffer.from(secret, 'base64')]));
const database = new Database(path.join(folder, 'consumer.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE record (node TEXT, seq INTEGER, received_ms INTEGER, bytes BLOB, PRIMARY KEY (node, seq))');
const insert = database.prepare('INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?)');
const store = database.transaction((records) => records.forEach((record) => insert.run(record)));
const counter = fs.openSync(path.join(folder, 'taken'), 'r+');
const count = Buffer.alloc(8);
let taken = 0n;
let waiting = [];

function commit() {
  if (waiting.length > 0) {
    store(waiting);
    taken += BigInt(waiting.length);
    waiting = [];
    count.writeBigInt64LE(taken);
    fs.writeSync(counter, count, 0, 8, 0);
  }
  setTimeout(commit, 5);
}

async function take(payload) {
  const text = payload.toString('latin1');
  const record = JSON.parse(text);
  const [protectedHeader, , signature] = record.sig.split('.');
  const signed = text.replace(`,"sig":"${record.sig}"`, '');
  await flattenedVerify(
    { protected: protectedHeader, payload: Buffer.from(signed, 'latin1'), signature }, keys.get(record.node), { algorithms: ['HS256'], crit: { b64: true } });
  waiting.push([record.node, record.seq, Date.now(), payload]);
}

const client = mqtt.connect({ host: '127.0.0.1', port: Number(port), protocolVersion: 5, clientId: 'consumer', properties: { receiveMaximum: 4096 } });
client.on('message', (topic, payload) => take(payload).catch((error) => console.error(error.message)));
client.on('connect', async () => {
  await client.subscribeAsync('safety/v1/+/+/+/journal', { qos: 1 });
  commit();
  console.log('ready');
});
process.stdin.once('data', () => process.exit(0));
process.stdin.once('end', () => process.exit(0));
