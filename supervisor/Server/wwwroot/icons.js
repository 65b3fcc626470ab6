// Each state has its own outline, so that no meaning rests on colour alone.

import { h } from './lib/preact.mjs';

const DRAWINGS = {
  // Shield with a tick.
  protected: ['M12 2 3.5 5v6.5c0 5 3.5 8.8 8.5 10.5 5-1.7 8.5-5.5 8.5-10.5V5z', 'm8 11.8 3 3 5.2-6'],
  // Octagon with a cross.
  not_protected: ['M8.2 2.5h7.6l5.7 5.7v7.6l-5.7 5.7H8.2l-5.7-5.7V8.2z', 'm8.8 8.8 6.4 6.4m0-6.4-6.4 6.4'],
  // Diamond with a question mark.
  unknown: ['M12 1.5 22.5 12 12 22.5 1.5 12z', 'M9.7 9.6c.2-1.3 1.1-2 2.4-2 1.4 0 2.3.8 2.3 2 0 1.7-2.3 1.8-2.3 3.6m0 2.9v.2'],
  // Triangle with an exclamation mark.
  alarm: ['M12 2.5 22.5 21h-21z', 'M12 9.5v5m0 3.1v.2'],
};

/** The words beside the icon carry the meaning; screen readers skip the drawing. */
export function icon(name, size = 'normal') {
  const [outline, mark] = DRAWINGS[name] ?? DRAWINGS.unknown;
  return h('svg', { class: `icon icon-${size}`, viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    h('path', { key: 'outline', class: 'icon-outline', d: outline }),
    h('path', { key: 'mark', class: 'icon-mark', d: mark }));
}
