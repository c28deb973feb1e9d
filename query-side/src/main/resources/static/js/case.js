// A case is chosen by its number, of which the last digits will do.

import { combo } from './combo.js';
import { json, send } from './http.js';

export function start(box) {
  combo(box, {
    nothing: box.dataset.nothing,
    find: async typed => {
      const answer = await send('GET', `/find?q=${encodeURIComponent(typed)}`);
      return ((await json(answer))?.cases ?? []).map(line => ({ value: line.id, text: line.number }));
    },
  });
}
