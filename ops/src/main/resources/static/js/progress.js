// A part that asks every second how far its work is. In the same stage only what changed is changed: the focus stays where it is,
// and nothing is read out again. In a new stage the part, or the page, is new: that is said once, and who was in it stays in it.
// A sign-in that ended is told, and how to sign in again; it goes on by itself once that is done.

import { focusHeading, goOnIn, signIn } from './act.js';
import { announce, element, icon } from './words.js';

const ENDED = 'halfsky.ended';

export function start(part) {
  const heading = () => document.getElementById(part.id).querySelector('h1');
  const tell = held => held && document.activeElement === document.body
    ? focusHeading(document.getElementById(part.id))
    : announce(heading().textContent);

  if (sessionStorage.getItem(ENDED) === location.pathname) announce(heading().textContent);
  sessionStorage.removeItem(ENDED);
  part.addEventListener('htmx:responseError', event => event.detail.xhr.status === 401 && tellExpired(part));
  part.addEventListener('htmx:beforeOnLoad', event => {
    if (event.detail.xhr.status !== 401) part.querySelector('.expired')?.remove();
    if (event.detail.xhr.getResponseHeader('HX-Refresh') !== 'true') return;
    if (part.contains(document.activeElement)) goOnIn();
    else sessionStorage.setItem(ENDED, location.pathname);
  });
  part.addEventListener('htmx:beforeSwap', event => {
    if (event.target !== part || event.detail.isError) return;
    const held = part.contains(document.activeElement);
    const now = new DOMParser().parseFromString(event.detail.serverResponse, 'text/html');
    if (now.getElementById(part.id)?.dataset.stage !== part.dataset.stage) {
      document.addEventListener('htmx:afterSettle', () => tell(held), { once: true });
      return;
    }
    event.detail.shouldSwap = false;
    for (const fresh of [...now.body.children]) become(document.getElementById(fresh.id), fresh);
    if (held && document.activeElement === document.body) focusHeading(part);
  });
}

function tellExpired(part) {
  if (part.querySelector('.expired')) return;
  const note = element('p', 'note warn expired', icon('warn'), element('span', '', part.dataset.expired, ' ', signIn()));
  note.setAttribute('role', 'alert');
  part.querySelector('.steps').before(note);
}

/** Makes an element what it is now, and touches nothing that stayed the same. */
function become(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  if (before.length !== after.length || before.some((each, at) => each.nodeName !== after[at].nodeName)) {
    old.replaceChildren(...after);
    return;
  }
  before.forEach((each, at) => {
    if (each.nodeType === Node.TEXT_NODE) {
      if (each.data !== after[at].data) each.data = after[at].data;
      return;
    }
    // what is here and not there was put here by us, such as the tabindex of a heading
    for (const { name, value } of after[at].attributes) {
      if (each.getAttribute(name) !== value) each.setAttribute(name, value);
    }
    become(each, after[at]);
  });
}
