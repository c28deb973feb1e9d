// The slider of the replay goes to the event it is left at. Whoever steps from event to event reads on at the heading, which tells
// the time; whoever moves the slider stays on it.

import { goOnIn } from './act.js';

const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

export function start(page) {
  const slider = page.querySelector('input[type="range"]');
  slider.addEventListener('change', () => slider.form.requestSubmit());
  let at = Number(slider.value);
  window.addEventListener('pageshow', event => {
    if (event.persisted) at = Number(slider.value = slider.defaultValue);
  });
  page.addEventListener('submit', event => stay(event.target));
  page.addEventListener('click', event => {
    const link = event.target.closest('a[href*="/replay?"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    stay(link);
    const step = STEPS[link.dataset.key];
    if (!step) return;
    // whoever presses again before the next page is there means one step more
    event.preventDefault();
    at = Math.min(Math.max(at + step, slider.min), slider.max);
    const next = new URL(link.href);
    next.searchParams.set('step', at);
    location.assign(next);
  });

  function stay(part) {
    goOnIn(part === slider.form || document.activeElement === slider ? '#pos' : 'main');
  }
}
