// Every page there is, with what shows that it has come.

const facility = '410481001-0007';

/** @param {number} nowMs an instant of which the demonstration has evidence, or knows that there is none. */
export function placesOf(nowMs) {
  return [
    { name: 'overview', address: '/#/', ready: '.row .day-bar rect' },
    { name: 'tiles', address: '/#/?view=tiles', ready: '.facility-tile' },
    { name: 'township', address: '/#/township/410481001', ready: '.crumbs' },
    { name: 'facility', address: `/#/facility/${facility}`, ready: '.days .day' },
    { name: 'evidence', address: `/#/facility/${facility}?at=${nowMs}`, ready: '.evidence-node' },
    { name: 'node', address: `/#/node/${facility}-03`, ready: '.chart .chart-bars, .chart .notice' },
    { name: 'record', address: `/#/record/${facility}-01/1`, ready: '.checks' },
    { name: 'reports', address: '/#/reports', ready: '.report tbody tr' },
    { name: 'alerts', address: '/#/alerts', ready: '.choose' },
    { name: 'people', address: '/#/people', ready: '#people-title' },
    { name: 'nowhere', address: '/#/facility/410481001-0099', ready: '[role=alert].notice' },
    { name: 'hours', address: `/#/hours/${facility}`, ready: '.hours-form' },
    { name: 'billing', address: `/#/billing/${facility}`, ready: '.billing-table tbody tr' },
    { name: 'simulator', address: '/sim/', ready: '.board' },
  ];
}

/** The address of a place in a language. */
export function inLanguage(address, language) {
  const [path, hash] = address.split('#');
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}${hash === undefined ? '' : `#${hash}`}`;
}
