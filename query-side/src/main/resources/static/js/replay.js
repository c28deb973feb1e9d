// The slider of the replay goes to the event it is left at. Whoever steps from event to event reads on at the heading, which tells
// the time; whoever moves the slider stays on it.

import { goOnIn } from './act.js';

export function start(page) {
  const slider = page.querySelector('input[type="range"]');
  slider.addEventListener('change', () => slider.form.requestSubmit());
  page.addEventListener('submit', event => stay(event.target));
  page.addEventListener('click', event => {
    const link = event.target.closest('a[href*="/replay?"]');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) stay(link);
  });

  function stay(part) {
    goOnIn(part === slider.form || document.activeElement === slider ? '#pos' : 'main');
  }
}
