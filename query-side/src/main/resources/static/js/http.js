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

const TIME_LIMIT = 20_000;
const TIME_LIMIT_OF_FILES = 600_000;

/** Fetches as the page's user; rejects with a TimeoutError where no answer comes in time. */
export function ask(url, { body, ...options } = {}) {
  const limit = body instanceof FormData ? TIME_LIMIT_OF_FILES : TIME_LIMIT;
  return fetch(url, { credentials: 'same-origin', signal: AbortSignal.timeout(limit), body, ...options });
}

/**
 * Reads this page anew and takes its CSRF token over: a session that ended gave out another. Answers null, or why there is none:
 * the sign-in has "expired", or somebody "other" than the page's user is signed in, in whose name nothing may be sent.
 */
export async function renewCsrf() {
  const answer = await ask(location.href, { headers: { Accept: 'text/html' } });
  if (answer.redirected && new URL(answer.url).pathname === '/sign-in') return 'expired';
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector('meta[name="csrf"]');
  const old = document.querySelector('meta[name="csrf"]');
  if (!fresh || !old || fresh.content === old.content) return 'expired';
  if (fresh.dataset.staff !== old.dataset.staff) return 'other';
  old.content = fresh.content;
  return null;
}

/** The JSON of an answer, or null where it has none. */
export async function json(answer) {
  const type = answer.headers.get('Content-Type') ?? '';
  return /[/+]json/.test(type) ? answer.json().catch(() => null) : null;
}

/** Sends JSON, or asks for it; answers like fetch does. Tries once more with a fresh token if ours was too old. */
export async function send(method, url, body) {
  const request = () => ask(url, {
    method,
    headers: guarded(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await request();
  if (answer.status === 403 && (await json(answer.clone()))?.rule === 'HOUSE-CSRF' && !await renewCsrf()) return request();
  return answer;
}
