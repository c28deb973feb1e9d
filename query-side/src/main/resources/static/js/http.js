// How our scripts speak to the server: the CSRF token of the page, answers as JSON, nothing in URLs.

/** Adds the CSRF header to a request's headers. */
export function guarded(headers = {}) {
  const csrf = document.querySelector('meta[name="csrf"]');
  return {
    Accept: 'application/json, application/problem+json',
    'X-Requested-With': 'halfsky',
    ...(csrf ? { [csrf.dataset.header]: csrf.content } : {}),
    ...headers,
  };
}

/** Reads this page anew and takes its CSRF token over: a session that ended gave out another. Whether there is one. */
export async function renewCsrf() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
  if (answer.redirected && new URL(answer.url).pathname === '/sign-in') return false;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector('meta[name="csrf"]');
  const old = document.querySelector('meta[name="csrf"]');
  if (!fresh || !old || fresh.content === old.content) return false;
  old.content = fresh.content;
  return true;
}

/** The JSON of an answer, or null where it has none. */
export async function json(answer) {
  const type = answer.headers.get('Content-Type') ?? '';
  return /[/+]json/.test(type) ? answer.json().catch(() => null) : null;
}

/** Sends JSON, or asks for it; answers like fetch does. Tries once more with a fresh token if ours was too old. */
export async function send(method, url, body) {
  const request = () => fetch(url, {
    method,
    credentials: 'same-origin',
    headers: guarded(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await request();
  if (answer.status === 403 && (await json(answer.clone()))?.rule === 'HOUSE-CSRF' && await renewCsrf()) return request();
  return answer;
}
