// Remembers the last change of each meter seen by this page, so that it can be pointed out.

const FRESH_MS = 10_000;
const changes = new Map();

export function noteMeters(facilities, nowMs) {
  for (const node of facilities.flatMap((facility) => facility.nodes ?? [])) {
    for (const meter of (node.meters ?? []).filter(({ status }) => status === 'ok')) {
      const key = `${node.id}/${meter.name}`;
      const last = changes.get(key);
      if (last?.register !== meter.register) {
        changes.set(key, {
          register: meter.register,
          before: last?.register ?? null,
          changedMs: last ? nowMs : null,
        });
      }
    }
  }
}

/** `{ before, changedMs, fresh }`; `before` is null while no change has been seen. */
export function lastChange(nodeId, meter, nowMs) {
  const change = changes.get(`${nodeId}/${meter.name}`);
  const seen = Number.isSafeInteger(change?.before);
  return {
    before: seen ? change.before : null,
    changedMs: seen ? change.changedMs : null,
    fresh: seen && nowMs - change.changedMs < FRESH_MS,
  };
}
