// The language of the page: Chinese first, English on request, remembered in this browser.

const STORAGE_KEY = 'language';

let language = chosenLanguage();

function chosenLanguage() {
  const asked = new URLSearchParams(location.search).get('lang') ?? remembered();
  return asked === 'en' ? 'en' : 'zh';
}

function remembered() {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null; // Storage can be forbidden; the page works without it.
  }
}

export function currentLanguage() {
  return language;
}

export function localeTag() {
  return language === 'zh' ? 'zh-CN' : 'en-GB';
}

export function useLanguage(next) {
  language = next;
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // See remembered().
  }
  const address = new URL(location.href);
  if (address.searchParams.has('lang')) {
    address.searchParams.set('lang', language); // Else a reload would undo the choice.
    history.replaceState(null, '', address);
  }
}

/** Picks from `{"zh":…,"en":…}` as the documents carry it. */
export function pick(names, fallback = '') {
  return names?.[language] || names?.zh || names?.en || fallback;
}

/**
 * Two functions over one table of words: `say(key, values)` fills `{name}` places;
 * `word(group, value)` translates a machine word and returns it as it is when unknown.
 */
export function translator(table) {
  function find(key) {
    return Object.hasOwn(table[language], key) ? table[language][key] : undefined;
  }

  return {
    say: (key, values = {}) =>
      (find(key) ?? key).replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place)),
    word: (group, value) => find(`${group}.${value}`) ?? String(value ?? '—'),
  };
}
