// A small keyed renderer. Describe the children an element should have; only what differs is touched,
// so nothing flickers and the keyboard focus stays. Data enters the page as text or attributes, never as HTML.

const SVG_TAGS = new Set(['svg', 'path', 'circle', 'rect', 'title']);
const LIVE_PROPERTIES = new Set(['value', 'checked', 'disabled', 'hidden']);
const KEY = Symbol('key');
const APPLIED = Symbol('applied');

/** Describes an element. `key` in the properties keeps its identity among its siblings. */
export function h(tag, properties, ...children) {
  return { tag, properties: properties ?? {}, children };
}

/** Makes the children of `parent` equal to the description: elements from `h`, text and nested lists. */
export function render(parent, ...children) {
  const focused = document.activeElement;
  patchChildren(parent, children);
  if (focused !== document.activeElement && focused?.isConnected) {
    focused.focus({ preventScroll: true }); // A moved element loses the focus.
  }
}

function patchChildren(parent, children) {
  const wanted = withKeys(children);
  const reusable = new Map();
  for (const node of [...parent.childNodes]) {
    if (wanted.has(node[KEY])) {
      reusable.set(node[KEY], node);
    } else {
      node.remove();
    }
  }

  let cursor = parent.firstChild;
  for (const [key, child] of wanted) {
    const node = reusable.get(key) ?? create(child, key);
    if (node === cursor) {
      cursor = cursor.nextSibling;
    } else {
      parent.insertBefore(node, cursor);
    }
    update(node, child);
  }
}

/** Flattens the list and gives each child a key that no sibling has, even when the data repeats itself. */
function withKeys(children) {
  const wanted = new Map();
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === '') {
      continue;
    }
    let key = child.tag ? `${child.tag} ${child.properties.key ?? ''}` : 'text';
    while (wanted.has(key)) {
      key += '+';
    }
    wanted.set(key, child.tag ? child : String(child));
  }
  return wanted;
}

function create(child, key) {
  const node = !child.tag ? document.createTextNode('')
    : SVG_TAGS.has(child.tag) ? document.createElementNS('http://www.w3.org/2000/svg', child.tag)
      : document.createElement(child.tag);
  node[KEY] = key;
  return node;
}

function update(node, child) {
  if (!child.tag) {
    if (node.data !== child) {
      node.data = child;
    }
    return;
  }

  const before = node[APPLIED] ?? {};
  node[APPLIED] = child.properties;
  for (const name of Object.keys({ ...before, ...child.properties })) {
    if (before[name] !== child.properties[name]) {
      setProperty(node, name, child.properties[name]);
    }
  }
  patchChildren(node, child.children);
}

function setProperty(node, name, value) {
  if (name === 'key') {
    return;
  }
  if (LIVE_PROPERTIES.has(name) || name.startsWith('on')) {
    node[name] = value ?? (name.startsWith('on') ? null : false);
  } else if (value === null || value === undefined || value === false) {
    node.removeAttribute(name);
  } else {
    node.setAttribute(name, value === true ? '' : value);
  }
}
