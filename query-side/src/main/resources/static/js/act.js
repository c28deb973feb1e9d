// The one way our forms are sent.
//
//   <form data-act method="post" data-method="PUT" action="/cases/…" data-next="/cases/…" data-done="已立案">
//     <input type="hidden" name="_version" value="7">
//
// data-method  the HTTP method when it is not POST. The form's own method stays "post": without a script nothing typed can
//              end up in a URL.
// _version     the version the form was filled from; travels as If-Match, and with it a name of the act (Idempotency-Key): sent
//              again because no answer came, what was done is not done twice.
// data-next    where to go afterwards (else the answer's Location), with ?atLeast=<version>, so that one sees what one wrote.
// data-swap    a selector: instead of going there, that part of data-next replaces the part of this page.
// data-done    said on the next page, whose heading takes the focus.
// act:done     the event of an accepted act, with what was answered as detail.told; who prevents it decides what comes next.
// act:check    before a form is sent; who finds something wrong adds { field, detail } to detail.lacking.
// act:sent     the form is on its way; act:answered: it is not any more, before anything is said of the answer.
// act:refused  an answer that refuses, with detail.problem; who prevents it says so in another place.
// data-field   on a part of the form: refusals about that field are shown there.
// data-missing on such a part: it has to be filled in, and this is said where it is not, with data-rule and data-basis;
//              where something was typed and not chosen, data-unknown or data-choose is said instead.
// data-shape   on such a part: said where what was typed does not fit the field's own pattern.
//
// A refusal stands beside its field with rule and article, and in a list on top that takes the focus. What was typed stays; a
// dialog that is closed forgets the refusal.
// What is missing or too long is refused the same way: the browser would say it in words of its own, and cut off what was pasted.

import { differences } from './compare.js';
import { announce, element, icon, say, toast } from './words.js';
import { ask, guarded, json, renewCsrf } from './http.js';
import { newId } from './ids.js';

const PAUSES = [1000, 2000, 4000];
const DONE = 'halfsky.done';
const FOCUS = 'halfsky.focus';
let errors = 0;

export function start(root = document) {
  if (root !== document) return;
  document.addEventListener('submit', event => {
    const form = event.target.closest('form[data-act]');
    if (!form) return;
    event.preventDefault();
    act(form, event.submitter);
  });
  // this page again: by Back, or because somebody stopped the next one's load
  const left = () => document.querySelectorAll('form[data-busy="leaving"]');
  window.navigation?.addEventListener('navigateerror', () => left().forEach(release));
  window.addEventListener('pageshow', event => event.persisted && left().forEach(form => {
    form.reset();
    release(form);
  }));
  // typed and not sent is not kept for whoever comes back to the page: before it goes, the browser asks
  window.addEventListener('beforeunload', event => {
    if ([...document.querySelectorAll('dialog form[data-act]')].some(unsent)) event.preventDefault();
  });
  document.addEventListener('close', event => event.target.querySelectorAll('form[data-act]').forEach(clear), true);
  const done = sessionStorage.getItem(DONE);
  if (done) {
    sessionStorage.removeItem(DONE);
    toast(done);
  }
  const part = sessionStorage.getItem(FOCUS);
  if (part) {
    sessionStorage.removeItem(FOCUS);
    if (document.activeElement === document.body && !document.querySelector('[autofocus]')) goOnAt(document.querySelector(part));
  }
}

/** On the page that comes next, reading goes on at this part: at its heading, or at itself where it is a field. */
export function goOnIn(part = 'main') {
  sessionStorage.setItem(FOCUS, part);
}

function goOnAt(part) {
  if (part?.matches('input, select, textarea')) part.focus({ preventScroll: true });
  else focusHeading(part);
}

/** Leaves the checking of a part's forms to the server. */
export function prepare(root) {
  for (const form of root.querySelectorAll('form[data-act]')) {
    form.noValidate = true;
    for (const control of form.elements) control.removeAttribute('maxlength');
  }
}

/** Sends a form; whether it went through. A second call while one is on its way, or the next page is, does nothing. */
export async function act(form, submitter = null) {
  if (form.dataset.busy) return false;
  let leaving = false;
  form.dataset.busy = 'sending';
  submitter?.setAttribute('aria-busy', 'true');
  clear(form);
  try {
    const lacking = missing(form);
    form.dispatchEvent(new CustomEvent('act:check', { detail: { lacking } }));
    if (lacking.length) {
      refuse(form, lacking);
      return false;
    }
    let answer;
    let why;
    let told;
    form.dispatchEvent(new CustomEvent('act:sent'));
    try {
      ({ answer, why } = await deliver(form, submitter));
      if (answer) told = await json(answer.clone());
    } finally {
      form.dispatchEvent(new CustomEvent('act:answered'));
    }
    if (why) {
      refuse(form, [{ detail: say(why), link: why === 'other' ? signIn() : undefined }]);
      return false;
    }
    if (answer.ok) {
      names.delete(form);
      const goesOn = form.dispatchEvent(new CustomEvent('act:done', { bubbles: true, cancelable: true, detail: { told } }));
      leaving = goesOn && await goOn(form, submitter, answer);
      if (leaving) form.dataset.busy = 'leaving';
      return true;
    }
    await explain(form, answer);
    return false;
  } finally {
    if (!leaving) release(form);
  }
}

function unsent(form) {
  return form.dataset.busy !== 'leaving' && [...form.elements].some(control => {
    if (control.disabled || ['hidden', 'submit', 'button'].includes(control.type)) return false;
    if (control.options) return [...control.options].some(each => each.defaultSelected) && !control.selectedOptions[0]?.defaultSelected;
    return ['radio', 'checkbox'].includes(control.type) ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;
  });
}

function release(form) {
  delete form.dataset.busy;
  for (const button of document.querySelectorAll('button[aria-busy="true"]')) {
    if (button.form === form) button.removeAttribute('aria-busy');
  }
}

/** What has to be filled in and is not, or has another shape: all of it at once, where the server names the first. */
function missing(form) {
  const data = new FormData(form);
  return [...form.querySelectorAll('[data-missing], [data-shape]')].filter(box => !box.closest('[hidden]')).map(box => {
    const field = box.dataset.field.split(' ')[0];
    const bare = box.querySelector('[required]:not([name])'); // goes into the address, not into what is sent
    const empty = !(form.elements[field] || !bare ? data.get(field) : bare.value)?.trim();
    const detail = empty ? unchosen(box) ?? box.dataset.missing
      : box.querySelector('[pattern]')?.validity.patternMismatch && box.dataset.shape;
    return { field, detail, ruleId: box.dataset.rule, basis: box.dataset.basis };
  }).filter(({ detail }) => detail);
}

/** What to say of a field that is chosen from a list, where something was typed that is no choice. */
function unchosen(box) {
  const typed = box.querySelector('[role="combobox"]');
  if (!typed?.value.trim()) return null;
  return typed.dataset.found === '0' ? box.dataset.unknown : box.dataset.choose;
}

const names = new WeakMap();

/** What the form calls this act: the same again as long as it says the same and was not answered as done. */
function nameOf(form, said) {
  if (names.get(form)?.said !== said) names.set(form, { said, name: newId() });
  return names.get(form).name;
}

/** The answer, or why there is none: "offline", "noAnswer" in time, or an "other" user. A PUT or DELETE is repeated: its ids make that safe. */
async function deliver(form, submitter) {
  const method = (submitter?.dataset.method ?? form.dataset.method ?? form.getAttribute('method') ?? 'post').toUpperCase();
  const data = new FormData(form, submitter);
  const version = data.get('_version');
  data.delete('_version');
  data.delete('_csrf');
  const url = submitter?.getAttribute('formaction') ?? form.getAttribute('action');
  const body = form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data);
  const named = version === null ? {}
    : { 'If-Match': `"${version}"`, 'Idempotency-Key': `"${nameOf(form, `${method} ${url} ${body}`)}"` };
  const send = () => ask(url, { method, redirect: 'follow', headers: guarded(named), body });
  for (let tried = 0; ; tried++) {
    try {
      const answer = await send();
      if (answer.status === 403 && (await json(answer.clone()))?.rule === 'HOUSE-CSRF') {
        const why = await renewCsrf();
        if (why === 'other') return { why };
        return { answer: why ? new Response(null, { status: 401 }) : await send() };
      }
      return { answer };
    } catch (unreachable) {
      if (unreachable.name === 'TimeoutError') return { why: 'noAnswer' };
      if (!(unreachable instanceof TypeError)) throw unreachable;
      if (method === 'POST' || tried === PAUSES.length) return { why: 'offline' };
      announce(say('retrying'));
      await new Promise(resolve => setTimeout(resolve, PAUSES[tried]));
    }
  }
}

/** Shows what comes of it; whether that is another page. */
async function goOn(form, submitter, answer) {
  const told = await json(answer);
  const version = told?.version ?? answer.headers.get('ETag')?.replace(/^W\//, '').replaceAll('"', '');
  const followed = answer.redirected ? answer.url : null;
  const target = submitter?.dataset.next ?? form.dataset.next ?? told?.location ?? answer.headers.get('Location') ?? followed
    ?? location.href;
  const next = new URL(target, location.href);
  if (version !== undefined && version !== null && version !== '') next.searchParams.set('atLeast', version);
  if (form.dataset.swap) {
    if (form.dataset.done) toast(form.dataset.done);
    await window.htmx.ajax('GET', next.pathname + next.search,
      { target: form.dataset.swap, select: form.dataset.swap, swap: 'outerHTML' });
    focusHeading(document.querySelector(form.dataset.swap));
    return false;
  }
  if (form.dataset.done) sessionStorage.setItem(DONE, form.dataset.done);
  goOnIn();
  const here = new URL(location.href);
  const samePage = next.pathname + next.search === here.pathname + here.search;
  if (next.href === here.href) location.reload();
  else location.assign(next);
  return !samePage || next.href === here.href;
}

async function explain(form, answer) {
  const problem = await json(answer) ?? {};
  if (!form.dispatchEvent(new CustomEvent('act:refused', { cancelable: true, detail: { problem } }))) return;
  const said = problem.detail ?? null;
  switch (answer.status) {
    case 401:
      refuse(form, [{ detail: say('expired'), link: signIn() }]);
      break;
    case 412:
      await changed(form, said);
      break;
    case 429:
      refuse(form, [{ ...problem, detail: said ?? say('tooFast') }]);
      break;
    case 502:
    case 504:
      refuse(form, [{ ...problem, detail: said ?? say('noAnswer') }]);
      break;
    default:
      if (problem.errors?.length) refuse(form, problem.errors.map(error => ({ ...problem, errors: undefined, ...error })));
      else refuse(form, [{ ...problem, detail: said ?? say('failed') }]);
  }
}

/** Where one signs in again, beside this page. */
export function signIn() {
  const link = element('a', '', say('expiredLink'));
  link.href = '/sign-in';
  link.target = '_blank';
  return link;
}

/** Someone changed it meanwhile: both versions side by side, and only then may ours be saved over the newer one. */
async function changed(form, said) {
  const link = element('a', '', say('compare'));
  link.href = form.dataset.next ?? location.href;
  link.target = '_blank';
  const fresh = await freshPage();
  if (!fresh) {
    refuse(form, [{ detail: said ?? say('changed'), link }]);
    return;
  }
  const now = fresh.getElementById(form.id) ?? fresh.querySelector(`form[data-act][action="${CSS.escape(form.getAttribute('action'))}"]`);
  const version = (now ?? fresh).querySelector('[name="_version"]')?.value;
  const again = element('button', 'btn tiny', say('compared'));
  again.type = 'button';
  again.addEventListener('click', () => {
    if (version) form.elements._version.value = version;
    act(form);
  });
  refuse(form, [{ detail: said ?? say('changed'), link, again, versions: differences(form, now, fresh) }]);
}

/** This page as it is now; null where it cannot be had. */
async function freshPage() {
  try {
    const answer = await ask(location.href, { headers: { Accept: 'text/html' } });
    if (!answer.ok || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch {
    return null;
  }
}

/** Puts each refusal beside its field, and all of them on top of the form. */
export function refuse(form, problems) {
  clear(form);
  const list = element('div', '', element('b', '', say('errors', { n: problems.length })));
  for (const problem of problems) {
    const place = placeOf(form, problem.field);
    list.append(element('br'));
    if (place) {
      const link = element('a', '', place.label ? say('at', { field: place.label, detail: problem.detail }) : problem.detail);
      link.href = `#${place.control.id}`;
      link.addEventListener('click', event => {
        event.preventDefault();
        place.control.focus();
      });
      list.append(link, ' ', law(problem));
      beside(place, problem);
    } else {
      list.append(problem.detail, ' ', law(problem), problem.link ? ' ' : '', problem.link ?? '', problem.versions ?? '',
        problem.again ?? '');
    }
  }
  if (problems.length === 1) list.querySelector('b').remove(), list.querySelector('br').remove();
  const top = element('div', 'note danger act-errors', icon('warn'), list);
  top.setAttribute('role', 'alert');
  top.tabIndex = -1;
  form.prepend(top);
  top.focus();
  top.scrollIntoView({ block: 'nearest' });
}

function beside({ box, control }, problem) {
  const err = element('p', 'err', icon('warn'), element('span', '', problem.detail));
  err.id = `err-${++errors}`;
  const basis = law(problem, 'law');
  if (basis) err.append(basis);
  box.classList.add('bad');
  box.append(err);
  control.setAttribute('aria-invalid', 'true');
  control.dataset.describedBefore = control.getAttribute('aria-describedby') ?? '';
  control.setAttribute('aria-describedby', `${control.dataset.describedBefore} ${err.id}`.trim());
}

/** Rule id and article, where a rule was broken. The house's own rules are no citation and are named in the page's language. */
function law(problem, className = 'law-in') {
  if (!problem.ruleId && !problem.basis) return '';
  const basis = (problem.basis ?? '').replace(say('houseCitedOn'), say('houseOn')).replace(say('houseCited'), say('house'));
  return element('span', className, element('span', 'code', problem.ruleId ?? ''), ' ', basis);
}

function placeOf(form, field) {
  if (!field) return null;
  const name = field.replace(/\[\d*\]$/, '');
  const marked = form.querySelector(`[data-field~="${CSS.escape(name)}"]`);
  const named = form.elements[name];
  const own = named instanceof RadioNodeList ? named[0] : named;
  const control = own && own.type !== 'hidden' ? own
    : marked?.querySelector('input:not([type="hidden"], :disabled), select, textarea');
  const box = marked ?? control?.closest('.field') ?? control?.parentElement;
  if (!control || !box) return null;
  if (!control.id) control.id = `in-${++errors}`;
  const label = box.querySelector('label, legend, .lab') ?? form.querySelector(`label[for="${control.id}"]`);
  const said = box.dataset.label ?? control.getAttribute('aria-label');
  return { box, control, label: said ?? label?.firstChild?.textContent?.trim() ?? '' };
}

/** Takes back what a refusal showed, also beside controls that belong to the form and stand outside it. */
export function clear(form) {
  form.querySelectorAll('.act-errors').forEach(shown => shown.remove());
  const own = [...form.elements].map(control => control.closest('.bad')).filter(Boolean);
  for (const box of new Set([...form.querySelectorAll('.bad'), ...own])) {
    box.classList.remove('bad');
    box.querySelectorAll('.err').forEach(err => err.remove());
  }
  for (const control of [...form.elements].filter(each => each.hasAttribute('aria-invalid'))) {
    control.removeAttribute('aria-invalid');
    if (control.dataset.describedBefore) control.setAttribute('aria-describedby', control.dataset.describedBefore);
    else control.removeAttribute('aria-describedby');
    delete control.dataset.describedBefore;
  }
}

/** After a part was replaced, reading goes on at its heading. */
export function focusHeading(part) {
  const heading = part?.querySelector('[data-focus], h1, h2, h3');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
