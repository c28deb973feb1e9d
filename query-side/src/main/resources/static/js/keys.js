// The keys of the house. Any element says which key is its own: data-key="Alt+S", data-key="n", data-key="g w".
// A field takes the focus, anything else is clicked. Single letters and arrows sleep while one types and while a form is on its
// way; letters can be switched off. data-key-not-in="contact": nor while the focus is on any control of that form.

const SINGLE = 'halfsky.single-keys';
let before = '';
let beforeAt = 0;
let acted = ''; // the key that is held down since it acted

export function start(root = document) {
  if (root !== document) return;
  document.addEventListener('keydown', pressed);
  const choice = document.getElementById('single-keys');
  if (choice) {
    choice.checked = localStorage.getItem(SINGLE) !== 'off';
    choice.addEventListener('change', () => localStorage.setItem(SINGLE, choice.checked ? 'on' : 'off'));
  }
  // The address of a page can ask for one of its dialogs: a line of the work list opens the act it names.
  const asked = location.hash && document.getElementById(location.hash.slice(1));
  if (asked instanceof HTMLDialogElement) {
    history.replaceState(null, '', location.pathname + location.search);
    asked.showModal();
  }
  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-dialog]');
    if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
    for (const menu of document.querySelectorAll('details.menu[open]:not([data-stays]), details.more[open]')) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}

function pressed(event) {
  if (event.isComposing || event.defaultPrevented || event.metaKey) return;
  if (event.repeat && !walks(event)) {
    if (event.code === acted || event.key === 'Enter' && !event.target.closest?.('textarea')) event.preventDefault();
    return;
  }
  acted = '';
  const typing = event.target.closest?.('input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, select, [contenteditable]');
  if (event.key === 'Escape') {
    escape(event, typing);
    return;
  }
  const key = nameOf(event);
  const single = !event.ctrlKey && !event.altKey && [...event.key].length === 1;
  if (single && localStorage.getItem(SINGLE) === 'off') return;
  // what writes or moves in a field is the field's own, and an open dialog has the page's keys to itself
  if ((single || key.startsWith('Arrow')) && (typing || document.querySelector('dialog[open], form[data-busy]'))) return;
  const sequence = performance.now() - beforeAt < 1200 ? `${before} ${key}` : '';
  before = key;
  beforeAt = performance.now();
  const own = (sequence && owner(sequence)) || owner(key);
  if (own) {
    event.preventDefault();
    before = '';
    acted = event.code;
    if (own.matches('input:not([type="checkbox"], [type="radio"], [type="submit"]), textarea, select')) {
      own.focus();
      own.select?.();
    } else if (own.matches('details')) {
      own.open = !own.open;
      own.querySelector('summary')?.focus();
    } else {
      own.click();
    }
    return;
  }
  if (!typing && (key === 'j' || key === 'k')) row(event, key === 'j' ? 1 : -1);
  else if (!typing && key === 'Enter' && document.activeElement === document.body) follow('a[href]');
  else if (!typing && key === 'n') visit(event);
  else if (!typing && key === 'e') follow('td:last-child .btn');
}

/** A held key repeats what walks. Any other act takes a press of its own, Enter on a button too, nor does its key go on to write. */
function walks(event) {
  return /^(j|k|Arrow\w+)$/i.test(event.key);
}

function nameOf(event) {
  const base = event.altKey && /^Key[A-Z]$/.test(event.code) ? event.code.slice(3)
    : [...event.key].length === 1 && !event.ctrlKey && !event.altKey ? event.key.toLowerCase()
    : [...event.key].length === 1 ? event.key.toUpperCase() : event.key;
  return `${event.ctrlKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${base}`;
}

/** The element that a key belongs to, if one can be used now; the last one wins, so that an open dialog does. */
function owner(key) {
  return [...document.querySelectorAll('[data-key]')]
    .filter(own => own.dataset.key === key && !own.disabled && !own.closest('[inert]') && own.getClientRects().length > 0
      && !(own.dataset.keyNotIn && document.activeElement?.form?.id === own.dataset.keyNotIn)).at(-1);
}

function escape(event, typing) {
  if (document.querySelector('dialog[open]')) return;
  const open = document.querySelector('details.menu[open]:not([data-stays]), details.more[open]');
  if (open) {
    open.open = false;
    open.querySelector('summary')?.focus();
    event.preventDefault();
  } else if (typing) {
    event.preventDefault(); // a search field would empty itself
    typing.blur();
  }
}

const ROWS = '[data-rows] tbody tr:not(.grp), table.work tbody tr:not(.grp)';

function row(event, step) {
  const rows = [...document.querySelectorAll(ROWS)].filter(each => each.querySelector('a[href], button'));
  if (!rows.length) return;
  event.preventDefault();
  const at = rows.findIndex(each => each.getAttribute('aria-selected') === 'true');
  const next = rows[Math.min(rows.length - 1, Math.max(0, at === -1 ? (step > 0 ? 0 : rows.length - 1) : at + step))];
  rows.forEach(each => each.removeAttribute('aria-selected'));
  next.setAttribute('aria-selected', 'true');
  next.querySelector('a[href], button').focus();
  next.scrollIntoView({ block: 'nearest' });
}

/** A new visit, from anywhere that the desk can be reached from. */
function visit(event) {
  const desk = document.querySelector('.rail a[href="/desk"], .tabbar a[href="/desk"]');
  if (!desk) return;
  event.preventDefault();
  location.assign('/desk?channel=VISIT');
}

function follow(selector) {
  document.querySelector('[aria-selected="true"]')?.querySelector(selector)?.click();
}
