// Both versions side by side: what was typed here, and what has changed since this page was filled.

import { element, say } from './words.js';

/**
 * @param form  what was typed into
 * @param now   the same form on the page as it is now, or null where the act is no longer offered
 * @param fresh the page as it is now
 */
export function differences(form, now, fresh) {
  const versions = element('div', 'versions',
    column(say('yours'), typed(form)),
    column(say('meanwhile'), [...stored(form, now), ...facts(fresh), ...events(fresh)]));
  return versions;
}

function column(title, rows) {
  const list = element('dl', '', ...rows.flatMap(([name, ...said]) => [element('dt', '', name), element('dd', '', ...said)]));
  return element('div', '', element('b', '', title), rows.length ? list : element('p', 'mut', say('nothing')));
}

/** What stands in the fields that a person fills. */
function typed(form) {
  return [...form.elements].filter(filled).map(control => [labelOf(control), valueOf(control)]);
}

function filled(control) {
  if (!control.name || control.name.startsWith('_') || control.disabled || ['hidden', 'submit', 'button'].includes(control.type)) return false;
  return ['radio', 'checkbox'].includes(control.type) ? control.checked : control.value.trim() !== '';
}

/** Fields that were filled from something which meanwhile is something else. */
function stored(form, now) {
  if (!now) return [];
  const own = [...form.elements];
  return [...now.elements].flatMap((control, n) => {
    const before = own[n];
    if (!control.name || control.name.startsWith('_') || control.type === 'hidden' || before?.name !== control.name) return [];
    const [was, is] = [storedIn(before), storedIn(control)];
    return was === is ? [] : [[labelOf(before), ...replaced(was, is)]];
  });
}

function storedIn(control) {
  if (control.options) return [...control.options].find(option => option.defaultSelected)?.text ?? '';
  return ['radio', 'checkbox'].includes(control.type) ? (control.defaultChecked ? valueOf(control) : '') : control.defaultValue;
}

/** What the head of the page tells. */
function facts(fresh) {
  const told = page => new Map([...page.querySelectorAll('main dl.facts > div')]
    .map(each => [textOf(each.querySelector('dt')), textOf(each.querySelector('dd'))]));
  const before = told(document);
  return [...told(fresh)].filter(([name, value]) => before.get(name) !== value)
    .map(([name, value]) => [name, ...replaced(before.get(name) ?? '', value)]);
}

/** Events in the course that this page does not know. */
function events(fresh) {
  const known = new Set([...document.querySelectorAll('#course .pos')].map(textOf));
  return [...fresh.querySelectorAll('#course li.ev')].filter(event => !known.has(textOf(event.querySelector('.pos'))))
    .map(event => [textOf(event.querySelector('time')), [...event.querySelectorAll('p, blockquote')].map(textOf).join('　')]);
}

function replaced(was, is) {
  return [was ? element('del', '', was) : '', was && is ? ' ' : '', is ? element('ins', '', is) : ''];
}

function valueOf(control) {
  if (control.options) return control.selectedOptions[0]?.text ?? '';
  return ['radio', 'checkbox'].includes(control.type) ? textOf(control.closest('label')) : control.value;
}

function labelOf(control) {
  const field = control.closest('.field, [data-field]');
  const label = field?.querySelector('legend, label[for], .lab') ?? control.labels?.[0];
  return field?.dataset.label ?? textOf(label?.firstElementChild ?? label);
}

function textOf(part) {
  return part?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}
