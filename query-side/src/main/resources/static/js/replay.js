// The slider of the replay goes to the event it is left at.

export function start(part) {
  const slider = part.querySelector('input[type="range"]');
  slider.addEventListener('change', () => slider.form.requestSubmit());
}
