// A correction asks for what fits its field: a code, a line or a text. What does not fit is neither shown nor sent.

export function start(part) {
  const field = part.querySelector('[name="field"]');
  const show = () => {
    for (const box of part.querySelectorAll('[data-when]')) {
      const fits = box.dataset.when.split(' ').includes(field.value);
      box.hidden = !fits;
      box.querySelectorAll('input, select, textarea').forEach(control => { control.disabled = !fits; });
    }
  };
  field.addEventListener('change', show);
  show();
}
