// A unit is chosen by its name; a code of twelve digits will do for one that lies outside one's own scope.

import { combo } from './combo.js';
import { json, send } from './http.js';

const MOST = 12;
const CODE = /^\d{12}$/;

/**
 * Units to choose from, by what was typed.
 *
 * @param named units that the page names itself, such as the superiors: [{ value, text }]
 */
export async function units(typed, named = []) {
  const known = named.filter(each => each.text.includes(typed) || each.value.startsWith(typed));
  const answer = await send('GET', `/network/search?q=${encodeURIComponent(typed)}`);
  const unheardOf = answer.status === 422; // no unit can be called that
  if (!answer.ok && !unheardOf) throw new Error(`units: ${answer.status}`);
  const found = (unheardOf ? [] : await json(answer) ?? []).map(each => ({ value: each.unit, text: each.name }))
    .filter(each => !known.some(one => one.value === each.value));
  const all = [...known, ...found];
  if (!all.length && CODE.test(typed)) all.push({ value: typed, text: typed });
  return all.slice(0, MOST).map(each => ({ ...each, note: each.value }));
}

export function start(box) {
  const named = [...box.querySelectorAll('[data-unit]')].map(each => ({ value: each.dataset.unit, text: each.textContent }));
  combo(box, { nothing: box.dataset.nothing, find: typed => units(typed, named) });
  // a code that stands there whole needs no list
  const value = box.querySelector('input[type="hidden"]');
  box.querySelector('[role="combobox"]').addEventListener('input', ({ target }) => {
    if (CODE.test(target.value.trim())) value.value = target.value.trim();
  });
}
