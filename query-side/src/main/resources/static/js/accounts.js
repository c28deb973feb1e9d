// Accounts: the staff id becomes part of the address, and a one-time password is shown once, in a dialog, nowhere else.

import { goOnIn } from './act.js';

export function start(main) {
  const add = main.querySelector('[data-account-add]');
  const staff = add?.querySelector('[data-staff]');
  staff?.addEventListener('input', () => add.setAttribute('action', `/accounts/${encodeURIComponent(staff.value.trim())}`));
  main.addEventListener('act:done', event => {
    const password = event.detail.told?.oneTimePassword;
    // added before, by a request whose answer did not come
    if (!password && event.target === add) add.dataset.done = add.dataset.missed;
    if (!password) return;
    event.preventDefault();
    document.getElementById('add')?.close();
    const told = document.getElementById('told');
    const shown = told.querySelector('[data-password]');
    shown.textContent = password;
    told.querySelector('[data-copy]').onclick = () => navigator.clipboard?.writeText(password);
    told.querySelector('[data-told-close]').onclick = () => told.close();
    told.addEventListener('close', () => {
      shown.textContent = '';
      goOnIn();
      location.reload();
    }, { once: true });
    told.showModal();
    shown.focus();
  });
}
