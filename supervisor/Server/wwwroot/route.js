// Where the reader is: the part of the address behind `#`, one way for each place, so that the back button and bookmarks work.

const part = encodeURIComponent;

/** An address with what is set of a query. */
export function withQuery(path, query = {}) {
  const set = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return set.length > 0 ? `${path}?${new URLSearchParams(set)}` : path;
}

/** The address of each place. */
export const to = {
  overview: (query) => withQuery('#/', query),
  township: (code, query) => withQuery(`#/township/${part(code)}`, query),
  facility: (id, query) => withQuery(`#/facility/${part(id)}`, query),
  node: (id, query) => withQuery(`#/node/${part(id)}`, query),
  record: (node, seq) => `#/record/${part(node)}/${part(seq)}`,
  heartbeat: (node, boot, number) => `#/heartbeat/${part(node)}/${part(boot)}/${part(number)}`,
  alerts: (query) => withQuery('#/alerts', query),
  people: () => '#/people',
  reports: (query) => withQuery('#/reports', query),
  hours: (id) => `#/hours/${part(id)}`,
  billing: (id, query) => withQuery(`#/billing/${part(id)}`, query),
};

/** The address of a record as the evidence names it: a heartbeat is known by its boot and its own number. */
export function toRecord(node, record) {
  return record.kind === 'heartbeat' ? to.heartbeat(node, record.boot, record.heartbeat) : to.record(node, record.seq);
}

/** `{ page, ids, query }`; the page is `overview` for the start. */
export function currentRoute() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [page, ...ids] = path.split('/').map(decoded);
  return { page: page || 'overview', ids, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** Stays on the page and changes what is behind `?`, without a step in the history. */
export function refine(query) {
  const path = location.hash.split('?')[0] || '#/';
  history.replaceState(null, '', withQuery(path, { ...currentRoute().query, ...query }));
}

/** Goes to an address of `to`. */
export function go(address) {
  location.hash = address.slice(1);
}

/** The facility that a node belongs to, by its name. */
export function facilityOf(node) {
  return String(node).split('-').slice(0, 2).join('-');
}

/** A whole number as an address carries it, or null where somebody typed something else. */
export function wholeNumber(text) {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) : null;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // Somebody typed it; it will not be found, and the page says so.
  }
}
