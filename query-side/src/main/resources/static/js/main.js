// Starts what every page has, and what a part of a page asks for: <… data-module="/js/desk.js"> loads that module of our own
// and calls its start(element) once, also for parts that htmx swapped in.

import * as acts from './act.js';
import * as keys from './keys.js';
import { say, toast } from './words.js';

acts.start();
keys.start();

const started = new WeakSet();

function modules(root) {
  const asking = root.matches?.('[data-module]') ? [root] : [];
  for (const part of [...asking, ...root.querySelectorAll('[data-module]')]) {
    if (started.has(part)) continue;
    started.add(part);
    import(part.dataset.module).then(module => {
      module.start(part);
      part.dataset.started = '';
    });
  }
}

modules(document);
acts.prepare(document);
document.documentElement.dataset.ready = '';

document.addEventListener('htmx:load', event => {
  modules(event.detail.elt);
  acts.prepare(event.detail.elt);
});
document.addEventListener('htmx:configRequest', event => {
  const csrf = document.querySelector('meta[name="csrf"]');
  if (csrf) event.detail.headers[csrf.dataset.header] = csrf.content;
  // the same addresses answer programs: a part of a page is asked for as a page
  event.detail.headers.Accept = 'text/html';
});
// A part that someone asked for by hand takes the focus at its heading; one that refreshes itself stays quiet.
const byHand = event => ['click', 'submit', 'change', 'keydown'].includes(event.detail.requestConfig?.triggeringEvent?.type);
document.addEventListener('htmx:afterSettle', event => {
  if (byHand(event) && !event.detail.elt.closest('[data-quiet]')) acts.focusHeading(event.detail.elt);
});
document.addEventListener('htmx:responseError', event => {
  if (!byHand(event)) return;
  // what is typed on this page stays
  if (event.detail.xhr.status === 401) toast(say('expiredHere'), { bad: true, link: acts.signIn() });
  else toast(say('loadingFailed'), { bad: true });
});
document.addEventListener('htmx:sendError', event => {
  if (byHand(event)) toast(say('offline'), { bad: true });
});
