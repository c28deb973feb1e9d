// A field that is typed into and chosen from: the list opens below, arrows move in it, Enter takes, Escape leaves it. Who leaves
// the field with the whole name of one choice has chosen it; data-found tells how many choices there were for what stands there.

import { element, say } from './words.js';

let options = 0;

/**
 * @param box    holds the text field (role combobox), a hidden field for the value and the list (role listbox)
 * @param find   asks for [{ value, text, note }] by what was typed
 * @param chosen is told of a choice
 */
export function combo(box, { find, chosen = () => {}, nothing }) {
  const input = box.querySelector('[role="combobox"]');
  const value = box.querySelector('input[type="hidden"]');
  const list = box.querySelector('[role="listbox"]');
  let found = [];
  let at = -1;
  let asked = 0;
  let waiting;

  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    at = -1;
  };
  const move = to => {
    list.children[at]?.setAttribute('aria-selected', 'false');
    at = to;
    const option = list.children[at];
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option.id);
  };
  const take = which => {
    value.value = which.value;
    input.value = which.text;
    input.removeAttribute('aria-invalid');
    close();
    chosen(which);
    value.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const show = none => {
    list.replaceChildren(...found.map((one, n) => {
      const option = element('li', '', element('span', '', one.text), one.note ? element('small', '', one.note) : null);
      option.id = `option-${++options}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.addEventListener('pointerdown', event => { event.preventDefault(); take(found[n]); });
      return option;
    }));
    if (!found.length) {
      const empty = element('li', 'dim', none);
      empty.setAttribute('role', 'option');
      empty.setAttribute('aria-disabled', 'true');
      empty.setAttribute('aria-selected', 'false');
      list.append(empty);
    }
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    at = -1;
    if (found.length) move(0);
  };

  const settle = () => {
    const [only, ...others] = found.filter(one => one.text === input.value.trim());
    if (value.value === '' && only && !others.length) take(only);
  };

  input.addEventListener('input', () => {
    value.value = '';
    found = [];
    asked++;
    delete input.dataset.found;
    clearTimeout(waiting);
    const typed = input.value.trim();
    if (!typed) {
      close();
      return;
    }
    const mine = ++asked;
    waiting = setTimeout(async () => {
      const answer = await find(typed).catch(() => null);
      if (mine !== asked) return;
      found = answer ?? [];
      if (answer) input.dataset.found = found.length;
      if (document.activeElement === input) show(answer ? nothing : say('loadingFailed'));
      else settle();
    }, 150);
  });
  input.addEventListener('keydown', event => {
    if (list.hidden) return;
    if (event.key === 'ArrowDown' && found.length) move((at + 1) % found.length);
    else if (event.key === 'ArrowUp' && found.length) move((at - 1 + found.length) % found.length);
    else if (event.key === 'Enter' && !event.ctrlKey && found[at]) take(found[at]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  });
  input.addEventListener('blur', () => {
    close();
    settle();
    if (value.value === '' && input.value.trim() !== '') input.setAttribute('aria-invalid', 'true');
  });
  return { take };
}
