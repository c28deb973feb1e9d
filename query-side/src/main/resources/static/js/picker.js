// The category picker: eight heads, a search by code, Chinese, English or pinyin initials, the first choice is the main one.

/** @param changed is told of every change, with the codes in order: the main one first */
export function picker(box, changed) {
  const heads = [...box.querySelectorAll('[data-category]')];
  const chips = [...box.querySelectorAll('[data-chips] .chip')];
  const find = box.querySelector('#cs');
  const none = box.querySelector('[data-no-match]');
  const inputOf = chip => chip.querySelector('input');
  const nameOf = code => {
    const chip = chips.find(each => inputOf(each).value === code);
    return `${code} ${chip.querySelector('[data-name]').textContent}`;
  };
  let codes = [];
  let head = 'F';

  function show() {
    const typed = find.value.trim().toLowerCase();
    for (const chip of chips) {
      const text = chip.querySelector('[data-name]').textContent.toLowerCase();
      const code = inputOf(chip).value.toLowerCase();
      chip.hidden = typed
        ? !(code.startsWith(typed) || text.includes(typed) || chip.dataset.typed.split(' ').some(known => known.startsWith(typed)))
        : chip.dataset.of !== head;
      inputOf(chip).checked = codes.includes(inputOf(chip).value);
    }
    none.hidden = chips.some(chip => !chip.hidden);
    for (const each of heads) {
      const chosen = codes.filter(code => code.startsWith(each.dataset.category)).length;
      each.querySelector('.n').textContent = chosen ? String(chosen) : '';
      if (!typed && each.dataset.category === head) each.setAttribute('aria-current', 'true');
      else each.removeAttribute('aria-current');
    }
    const [main, ...also] = codes;
    box.querySelector('[data-none]').hidden = Boolean(main);
    box.querySelector('[data-some]').hidden = !main;
    if (main) box.querySelector('[data-main]').textContent = nameOf(main);
    box.querySelector('[data-also-box]').hidden = !also.length;
    box.querySelector('[data-also]').textContent = also.map(nameOf).join('、');
  }

  function set(next) {
    codes = next;
    if (codes.length) head = codes[0][0];
    show();
  }

  function toggle(code) {
    codes = codes.includes(code) ? codes.filter(each => each !== code) : [...codes, code];
    show();
    changed(codes);
  }

  heads.forEach(each => each.addEventListener('click', () => {
    head = each.dataset.category;
    find.value = '';
    show();
  }));
  chips.forEach(chip => inputOf(chip).addEventListener('change', () => toggle(inputOf(chip).value)));
  find.addEventListener('input', show);
  find.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.ctrlKey) return;
    event.preventDefault();
    const first = chips.find(chip => !chip.hidden);
    if (!find.value.trim() || !first) return;
    toggle(inputOf(first).value);
    head = inputOf(first).value[0];
    find.value = '';
    show();
  });
  box.querySelector('[data-swap-main]').addEventListener('click', () => {
    codes = [...codes.slice(1), codes[0]];
    show();
    changed(codes);
  });
  show();
  return { set, get codes() { return codes; } };
}
