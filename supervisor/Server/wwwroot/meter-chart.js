// What a meter counted, as bars: by quarter of an hour, day or month.

import { answerOf } from './answers.js';
import { dateOf, DAY_MS, dayEnd, fullTime, isoInstant, registerUnit, sinceMidnight, thousandths, timeOfDay } from './format.js';
import { h } from './lib/preact.mjs';
import { say, word } from './text.js';

const REFRESH_MS = 60_000;
const HEIGHT = 100;
const STEPS = { quarter_hour: 1, day: 31, month: 366 };

const chosen = new Map();

export function meterChartView(node, meter, view) {
  const key = `${node}/${meter.name}`;
  const step = chosen.get(key) ?? 'quarter_hour';
  const endMs = dayEnd(view.nowMs);
  const query = new URLSearchParams({ step, from: isoInstant(endMs - STEPS[step] * DAY_MS) });
  const { value, failure } = answerOf(`/api/v1/nodes/${encodeURIComponent(node)}/meters/${encodeURIComponent(meter.name)}?${query}`, REFRESH_MS);
  const unit = registerUnit(meter.unit);
  return h('section', { key, class: 'chart', 'aria-label': meter.name },
    h('div', { class: 'chart-head' },
      h('h3', null, word('medium', meter.medium), ' ', h('code', null, meter.name), ' ', h('small', null, word('source', meter.source))),
      h('div', { class: 'choose', role: 'group', 'aria-label': say('step') }, Object.keys(STEPS).map((name) => h('button', {
        key: name, type: 'button', class: 'button', 'aria-pressed': String(name === step), onclick: () => {
          chosen.set(key, name);
          view.redraw();
        },
      }, word('step', name))))),
    failure && !value && h('p', { key: 'failed', class: 'notice', role: 'alert' }, say('failed', { detail: failure.text })),
    value && (value.problem || value.buckets.length === 0
      ? h('p', { key: 'none', class: 'notice' }, say('no_registers'))
      : barsView(value.buckets, step, unit)));
}

function barsView(buckets, step, unit) {
  const most = Math.max(1, ...buckets.map(({ consumption }) => consumption));
  const sum = buckets.reduce((total, { consumption }) => total + consumption, 0);
  return [
    h('p', { key: 'sum', class: 'note' }, say('chart_sum', { sum: `${thousandths(sum)} ${unit}`, most: `${thousandths(most)} ${unit}` })),
    h('svg', { key: 'bars', class: 'chart-bars', viewBox: `0 0 ${buckets.length * 10} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': say('chart_label', { count: buckets.length }) },
      buckets.map((bucket, index) => {
        const height = Math.max(1, (bucket.consumption / most) * HEIGHT);
        return h('rect', { key: bucket.from_ms, class: bucket.estimated > 0 ? 'estimated' : 'read', x: index * 10 + 1, width: 8, y: HEIGHT - height, height },
          h('title', null, bucketText(bucket, step, unit)));
      })),
    h('p', { key: 'axis', class: 'chart-axis', 'aria-hidden': 'true' },
      h('span', null, edgeText(buckets[0].from_ms, step)), h('span', null, edgeText(buckets.at(-1).to_ms, step))),
    h('details', { key: 'table' }, h('summary', null, say('as_table')),
      h('table', null, h('tbody', null, buckets.map((bucket) => h('tr', { key: bucket.from_ms },
        h('th', { scope: 'row' }, edgeText(bucket.from_ms, step)),
        h('td', { class: 'number' }, `${thousandths(bucket.consumption)} ${unit}`)))))),
  ];
}

function bucketText(bucket, step, unit) {
  const estimated = bucket.estimated > 0 ? `, ${say('estimated', { quantity: thousandths(bucket.estimated) })}` : '';
  return `${edgeText(bucket.from_ms, step)}: ${thousandths(bucket.consumption)} ${unit}${estimated}`;
}

function edgeText(timeMs, step) {
  return step === 'quarter_hour' ? timeOfDay(sinceMidnight(timeMs)).slice(0, 5) : step === 'day' ? dateOf(timeMs) : fullTime(timeMs).slice(0, 7);
}
