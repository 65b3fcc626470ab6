// Every word of the dashboard, in Chinese and English. Machine words are keyed `group.word`.

import { translator } from './language.js';
import { words as alerts } from './words/alerts.js';
import { words as facility } from './words/facility.js';
import { words as hours } from './words/hours.js';
import { words as machine } from './words/machine.js';
import { words as people } from './words/people.js';
import { words as record } from './words/record.js';
import { words as report } from './words/report.js';
import { words as shell } from './words/shell.js';

const PARTS = [shell, machine, alerts, facility, record, report, people, hours];

export const words = {
  zh: Object.assign({}, ...PARTS.map((part) => part.zh)),
  en: Object.assign({}, ...PARTS.map((part) => part.en)),
};

export const { say, word } = translator(words);
