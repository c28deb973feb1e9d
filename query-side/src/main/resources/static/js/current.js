// Which contact a window is at: known again after a reload, and in a new window after a crash. Ids only, nothing personal. Where
// the browser has locks, no two windows are at the same one.

const CURRENT = 'halfsky.contact';
const LEFT = 'halfsky.contact.left';

/** The contact that this window was at before, or else the browser. */
export function last() {
  return sessionStorage.getItem(CURRENT) ?? localStorage.getItem(CURRENT);
}

export function remember(id) {
  for (const store of [sessionStorage, localStorage]) store.setItem(CURRENT, id);
}

/** This window is done with it; what another window is at stays remembered. */
export function forget(id) {
  for (const store of [sessionStorage, localStorage]) if (store.getItem(CURRENT) === id) store.removeItem(CURRENT);
}

/** Takes a contact for this window; answers how to give it up again, or null if another window has it all that time. */
export function take(id, patience = 0) {
  if (!navigator.locks) return Promise.resolve(() => {});
  const how = patience ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
  return new Promise(taken => {
    navigator.locks.request(`${CURRENT}:${id}`, how, lock => lock && new Promise(free => taken(free)))
      .catch(() => {}).then(() => taken(null));
  });
}

/** The page is left with a save on its way: the next page waits for it. */
export function leave(id, save) {
  sessionStorage.setItem(LEFT, `${id} ${save}`);
}

/** The save that was on its way when the page before was left. */
export function left(id) {
  const [which, save] = (sessionStorage.getItem(LEFT) ?? '').split(' ');
  return which === id ? save : null;
}

/** That save is here, or was waited for long enough. */
export function settled() {
  sessionStorage.removeItem(LEFT);
}
