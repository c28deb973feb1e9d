// Says at once that a file is too large, instead of sending it all first.

export function start(form) {
  const input = form.querySelector('input[type="file"]');
  input.addEventListener('change', () => {
    const large = [...input.files].some(file => file.size > Number(input.dataset.limit));
    input.setCustomValidity(large ? input.dataset.tooLarge : '');
    if (large) input.reportValidity();
  });
}
