// The steps of an import. Says at once that no file is chosen, or that one is too large, instead of sending it all first; and
// keeps what was said of the columns, so that the words to be explained are those of the columns as they now are.

import { act } from './act.js';

export function start(form) {
  const file = form.querySelector('input[type="file"]');
  if (file) {
    file.addEventListener('change', () => refuseLarge(file));
    form.addEventListener('act:check', ({ detail }) => {
      if (!file.files.length) detail.lacking.push({ field: file.name, detail: file.dataset.none });
    });
  } else form.addEventListener('change', event => {
    if (event.target.matches('select[data-column]')) remap(form, event.target);
  });
}

function refuseLarge(input) {
  const large = [...input.files].some(file => file.size > Number(input.dataset.limit));
  input.setCustomValidity(large ? input.dataset.tooLarge : '');
  if (large) input.reportValidity();
}

/** A column of ours stands in one place of the file: chosen anew, it leaves the old one. */
async function remap(form, chosen) {
  for (const other of form.querySelectorAll('select[data-column]')) {
    if (other !== chosen && chosen.value && other.value === chosen.value) other.value = '';
  }
  // What is chosen while the last choice is on its way is sent after it.
  if (form.dataset.sending) {
    form.dataset.again = 'true';
    return;
  }
  form.dataset.sending = 'true';
  try {
    do {
      delete form.dataset.again;
      await keep(form);
    } while (form.dataset.again);
  } finally {
    delete form.dataset.sending;
  }
}

async function keep(form) {
  const save = form.querySelector('button[value="MAPPED"]');
  // A trial that was made is void now, so that the whole page is another.
  if (form.dataset.stage !== 'MAPPING') {
    await act(form, save);
    return;
  }
  form.addEventListener('act:done', event => event.preventDefault(), { once: true });
  if (await act(form, save)) {
    await window.htmx.ajax('GET', location.pathname + location.search,
      { target: '#strange-words', select: '#strange-words', swap: 'outerHTML' });
  }
}
