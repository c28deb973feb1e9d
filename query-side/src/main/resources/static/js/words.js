// The words our scripts speak come with the page, in its language: <template id="words" data-…>.

const words = document.getElementById('words')?.dataset ?? {};

/** The word under a key, with {name} filled in. */
export function say(key, facts = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}

/** Tells a screen reader, and only it. */
export function announce(text) {
  const live = document.getElementById('live');
  if (live) {
    live.textContent = '';
    requestAnimationFrame(() => { live.textContent = text; });
  }
}

const SVG = 'http://www.w3.org/2000/svg';

/** One of the page's icons. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'i');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

/** An element with a class and children; text is never read as markup. */
export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter(child => child !== null && child !== undefined && child !== ''));
  return made;
}

/** A short notice that floats for a while; a bad one stays until it is clicked away, or its maker removes it. */
export function toast(text, { bad = false, link = null } = {}) {
  const toasts = document.getElementById('toasts');
  if (!toasts) return null;
  const shown = element('div', bad ? 'toast bad' : 'toast', icon(bad ? 'warn' : 'done'), element('span', '', text), link);
  if (bad) shown.setAttribute('role', 'alert');
  shown.addEventListener('click', () => shown.remove());
  toasts.append(shown);
  if (!bad) setTimeout(() => shown.remove(), 6000);
  return shown;
}
