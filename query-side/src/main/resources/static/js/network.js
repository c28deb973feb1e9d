// The network as a tree of rows: what was opened once is hidden and shown again without asking the server. On the page of one
// unit, a committee of three grows to nine.

const FEWEST = 3;

export function start(page) {
  page.addEventListener('click', event => {
    const toggle = event.target.closest('[data-toggle]');
    if (toggle) turn(toggle);
  });
  for (const members of page.querySelectorAll('[data-members]')) committee(members);
}

function committee(members) {
  const rows = [...members.querySelectorAll('fieldset')];
  const more = members.querySelector('[data-more]');
  const fewer = members.querySelector('[data-fewer]');
  const seats = n => {
    rows.forEach((row, i) => { row.hidden = row.disabled = i >= n; });
    more.hidden = n === rows.length;
    fewer.hidden = n === FEWEST;
    return rows[n - 1].querySelector('select');
  };
  const taken = () => rows.filter(row => !row.hidden).length;
  more.addEventListener('click', () => seats(taken() + 1).focus());
  fewer.addEventListener('click', () => seats(taken() - 1).focus());
}

function turn(toggle) {
  const open = toggle.getAttribute('aria-expanded') === 'true';
  const row = toggle.closest('tr');
  toggle.setAttribute('aria-expanded', String(!open));
  toggle.querySelector('use')?.setAttribute('href', open ? '#i-right' : '#i-down');
  for (const below of under(row)) {
    below.hidden = open || !shown(below, row);
  }
}

function under(row) {
  return [...row.parentElement.querySelectorAll(`tr[data-prefix^="${row.dataset.prefix}"]`)].filter(each => each !== row);
}

/** Whether every row between this one and the one that is opened stands open. */
function shown(row, from) {
  return [...from.parentElement.querySelectorAll('tr[data-prefix]')]
    .filter(above => above !== row && above !== from && row.dataset.prefix.startsWith(above.dataset.prefix)
      && above.dataset.prefix.length > from.dataset.prefix.length)
    .every(above => above.querySelector('[data-toggle]')?.getAttribute('aria-expanded') === 'true');
}
