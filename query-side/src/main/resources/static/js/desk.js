// The operator's desk. One form, one contact; the ids are made here, every change is kept as a draft under the caller's key,
// and nothing personal stays in the browser: only ids do. A save has a name and tells which ones it may replace, so that two
// windows, or a page and the one before it, never write over each other without a word.

import { clear } from './act.js';
import { announce, element, say as sayOfAll, toast } from './words.js';
import { json, send } from './http.js';
import * as current from './current.js';
import { combo } from './combo.js';
import { newId } from './ids.js';
import { picker } from './picker.js';
import { units } from './unit.js';

const SAVE_AFTER = 2000;
const RETRY_AFTER = 5000;
const NONE = '0'; // the save of a draft that there is not yet
const PATIENCE = 3000; // with a save that the page before sent as it was left
const BY_THE_WAY = 60_000; // bytes: a browser sends no more of a page that is left
const OF_LOCKS = 500; // with the page before itself
const UNANSWERED = 40; // so many saves are remembered whose answer did not come
const NOBODY = { same: [], apart: [], unsure: false };

export function start(main) {
  const form = main.querySelector('#contact');
  const dismissal = main.querySelector('#dismiss');
  const words = main.querySelector('#desk-words').dataset;
  const say = (key, facts = {}) => words[key].replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
  const field = name => form.elements[name];
  const zeroAt = performance.now();
  const repeat = main.querySelector('#repeat-box');
  const place = repeat.parentElement;
  let contact;
  let free = null; // gives the contact up to other windows
  let seen = [NONE]; // the draft's saves that this form may replace: the one that it holds, and its own ones without an answer
  let touched = false;
  let written = 0; // counts what is typed
  let keptUpTo = 0; // how much of it the server has
  let saving = null;
  let trouble = ''; // why the draft is not kept: offline, expired, refused; overtaken by another window, or registered elsewhere
  let held = false; // an act is on its way
  let toldDanger = false; // whether that act tells of danger
  let late = false; // danger was marked after an act without it had been sent
  let givingWay = false; // the form waits for its draft, then goes to another contact
  let timer = null;
  let lookedUp = '';
  let known = NOBODY;

  const categories = picker(form.querySelector('.picker'), codes => {
    writeCodes(codes);
    if (codes.includes('F05')) field('dvMarker').checked = true;
    if (codes.includes('C01') || codes.includes('C02')) field('minorMarker').checked = true;
    follow();
    changed();
  });
  combo(form.querySelector('.combo'), {
    nothing: say('noPlace'),
    find: typed => units(typed),
    chosen: () => changed(),
  });
  const own = form.querySelector('#place').dataset;
  let sure = null; // the dismissal that was pressed once over a form with something in it

  function forget() {
    clearTimeout(sure?.ends);
    sure?.shown?.remove();
    sure = null;
  }

  // ── one contact after another ──────────────────────────────────────────────

  function begin(id = newId(), channel = null, release = null) {
    notSoon();
    free?.();
    free = release;
    contact = id;
    seen = [NONE];
    touched = false;
    late = false;
    keptUpTo = written;
    forget();
    if (!channel) plainAddress();
    delete field('arrivedAt').dataset.set;
    lookedUp = '';
    known = NOBODY;
    form.reset();
    clear(form);
    clear(dismissal);
    ask('');
    field('personId').value = newId();
    field('caseId').value = '';
    field('unit').value = own.ownCode;
    form.querySelector('#place').value = own.own;
    if (channel) radio('channel', channel);
    categories.set([]);
    writeCodes([]);
    still(() => {
      repeat.replaceChildren();
      place.style.minHeight = '';
    });
    rest('rest');
    offerLink(null);
    address();
    saved(null);
    field('arrivedAt').value = clockMinute();
    follow();
  }

  /** This contact is registered or put aside. */
  function next() {
    current.forget(contact);
    begin();
  }

  /** From here on a reload comes back to this contact, and no other window opens it. */
  async function stay() {
    const id = contact;
    current.remember(id);
    if (free) return;
    const release = await current.take(id);
    if (id === contact && !free) free = release;
    else release?.();
  }

  /** The way in asked for a channel, and for a new contact; from here on a reload is to bring back what was written. */
  function plainAddress() {
    if (location.search) history.replaceState(history.state, '', location.pathname);
  }

  function address() {
    form.setAttribute('action', `/contacts/${contact}?draft=${seen}`);
    dismissal.setAttribute('action', `/contacts/${contact}/dismissal?draft=${seen}`);
  }

  function clockMinute() {
    const passed = Math.floor((Number(main.dataset.now) % 60000 + performance.now() - zeroAt) / 60000);
    const [day, minute] = field('arrivedAt').defaultValue.split('T');
    const at = new Date(`${day}T${minute}:00Z`);
    at.setUTCMinutes(at.getUTCMinutes() + passed);
    const text = at.toISOString().slice(0, 16);
    field('arrivedAt').max = text;
    return text;
  }

  // The server refuses a time to come, but only once all else is right; told here with the rest. Its clock decides the last minute.
  form.addEventListener('act:check', event => {
    const arrived = Date.parse(`${field('arrivedAt').value}Z`);
    if (arrived > Date.parse(`${clockMinute()}Z`) + 60000) event.detail.lacking.unshift({ field: 'arrivedAt', detail: say('future') });
  });

  // ── what depends on what ───────────────────────────────────────────────────

  function writeCodes([mainCode = '', ...also]) {
    field('subCategory').value = mainCode;
    form.querySelectorAll('input[type="hidden"][name="also"]').forEach(each => each.remove());
    for (const code of also) {
      const hidden = element('input');
      hidden.type = 'hidden';
      hidden.name = 'also';
      hidden.value = code;
      form.append(hidden);
    }
  }

  function follow() {
    const dv = field('dvMarker').checked;
    const minor = field('minorMarker').checked;
    const danger = field('urgency').value === 'U1';
    form.querySelector('[data-dv]').hidden = !dv;
    form.querySelector('[data-minor]').hidden = !minor;
    form.querySelector('[data-u1]').hidden = !danger;
    still(() => { main.querySelector('[data-sos]').hidden = !danger; });
    shut('ANSWERED', dv || minor);
    shut('NONE', minor);
    form.querySelector('#w-answer').hidden = !dv;
    form.querySelector('[data-why-minor]').hidden = dv || !minor;
    if (!dv) form.querySelectorAll('[name="dvForms"]').forEach(each => { each.checked = false; });
    const chosen = form.querySelector('[name="disposition"]:checked');
    if (chosen?.disabled && chosen.value === 'LINK') {
      chosen.checked = false;
      ask(say('askPhone'));
    } else if (chosen?.disabled) {
      radio('disposition', dv || minor ? 'CASE' : 'NONE');
    }
    const to = field('disposition').value;
    if (to) ask('');
    for (const part of form.querySelectorAll('[data-when]')) part.hidden = part.dataset.when !== to;
    form.querySelectorAll('[data-when] :is(input, textarea)').forEach(each => { each.disabled = each.closest('[hidden]') !== null; });
    if (to === 'CASE' && (!field('caseId').value || field('caseId').value === linkedCase())) field('caseId').value = newId();
    if (to === 'LINK') field('caseId').value = linkedCase();
    if (to !== 'CASE' && to !== 'LINK') field('caseId').value = '';
  }

  function shut(to, barred) {
    const row = form.querySelector(`[data-to="${to}"]`);
    row.classList.toggle('shut', barred);
    row.querySelector('input').disabled = barred;
    const why = row.querySelector('[data-why]');
    if (why && to !== 'ANSWERED') why.hidden = !barred;
  }

  /** Where it goes was chosen and does not hold any more: nobody chooses in the operator's place, the page asks. */
  function ask(why) {
    const note = form.querySelector('[data-ask]');
    note.hidden = !why;
    note.querySelector('[data-ask-text]').textContent = why;
  }

  function radio(name, value) {
    const each = [...document.querySelectorAll(`input[type="radio"][name="${name}"]`)].find(one => one.value === value);
    if (each) each.checked = true;
  }

  // ── the same person? ───────────────────────────────────────────────────────

  field('callerPhone').addEventListener('change', () => {
    if (field('callerPhone').value.trim() === lookedUp) return;
    known = NOBODY;
    offerLink(null);
    lookUp();
  });

  /** Asks who called from this number; what a draft already answers stays answered, as long as the look-up bears it out. */
  async function lookUp() {
    const phone = field('callerPhone').value.trim();
    lookedUp = phone;
    const id = contact;
    place.style.minHeight = `${place.offsetHeight}px`;
    repeat.replaceChildren();
    rest(known.same.length ? 'restSame' : known.apart.length ? 'restApart' : 'rest');
    if (phone.replace(/\D/g, '').length < 7) return;
    const answer = await send('POST', '/lookups', { kind: 'PHONE', value: phone, purpose: 'contact.repeat' }).catch(() => null);
    const found = answer?.ok ? await json(answer) : null;
    if (id !== contact || phone !== lookedUp) return;
    if (!found?.token) {
      lookedUp = '';
      if (!known.same.length && !known.apart.length) rest('restFailed');
      return;
    }
    const strip = `/lookups/${encodeURIComponent(found.token)}?person=${field('personId').value}`;
    await window.htmx.ajax('GET', strip, { target: repeat, swap: 'innerHTML' });
    if (id !== contact || phone !== lookedUp || !repeat.querySelector('#repeat')) return;
    pressed();
    const kept = linkedCase();
    if (!kept && !known.apart.length) offerLink(openCase());
    if (kept && !repeat.querySelector(`a[href$="/cases/${CSS.escape(kept)}"]`)) {
      const gone = form.querySelector('[data-case-number]').textContent;
      const wasChosen = field('disposition').value === 'LINK';
      offerLink(known.apart.length ? null : openCase());
      if (wasChosen) {
        form.querySelector('#t-link').checked = false;
        ask(say('askGone', { number: gone }));
        changed();
      }
      follow();
    }
    const seen = repeat.querySelector('[data-seen]')?.dataset.seen ?? '0';
    if (seen !== '0') announce(say('found', { n: seen }));
  }

  /** What the strip's place says as long as there is no strip. */
  function rest(key) {
    main.querySelector('[data-rest-text]').textContent = say(key);
  }

  // The strip has its place, and within a contact the place does not shrink. Where it needs more, the page scrolls by as much: the form stays under the hand.
  let topBefore = 0;
  repeat.addEventListener('htmx:beforeSwap', () => { topBefore = form.getBoundingClientRect().top; });
  repeat.addEventListener('htmx:afterSwap', () => keepTop(topBefore));

  function still(change) {
    const before = form.getBoundingClientRect().top;
    change();
    keepTop(before);
  }

  function keepTop(before) {
    const moved = form.getBoundingClientRect().top - before;
    if (moved) window.scrollBy({ top: moved, behavior: 'instant' });
  }

  function openCase() {
    return repeat.querySelector('[data-case]')?.dataset ?? null;
  }

  const ids = text => (text ?? '').split(/[\s,]+/).filter(Boolean);
  const answers = () => [...repeat.querySelectorAll('[data-same-as], [data-not-same-as], [data-unsure]')];

  /** Shows which answer holds. */
  function pressed() {
    const holds = each => each.dataset.sameAs !== undefined ? ids(each.dataset.sameAs).some(one => known.same.includes(one))
      : each.dataset.notSameAs !== undefined ? ids(each.dataset.notSameAs).some(one => known.apart.includes(one)) : known.unsure;
    for (const each of answers()) each.setAttribute('aria-pressed', String(holds(each)));
  }

  // A match only suggests: a human says whether it is she. Told to the register once this contact is in it.
  repeat.addEventListener('click', event => {
    const button = event.target.closest('[data-same-as], [data-not-same-as], [data-unsure]');
    if (!button) return;
    known = { same: ids(button.dataset.sameAs), apart: ids(button.dataset.notSameAs), unsure: button.dataset.unsure !== undefined };
    pressed();
    const open = known.apart.length ? null : openCase();
    offerLink(open);
    if (open && known.same.length) radio('disposition', 'LINK');
    follow();
    changed();
  });

  async function tellWhoSheIs(person, { same, apart }) {
    const told = [...same.map(sameAs => ['recognitions', { sameAs }]), ...apart.map(notSameAs => ['tellings-apart', { notSameAs }])];
    for (const [how, whom] of told) {
      const answer = await send('POST', `/persons/${person}/${how}`, whom).catch(() => null);
      if (answer?.ok) continue;
      const problem = answer && await json(answer);
      toast([say('notTold'), problem?.detail, problem?.rule].filter(Boolean).join('　'), { bad: true });
    }
  }

  function linkedCase() {
    return form.querySelector('[data-to="LINK"]').dataset.case ?? '';
  }

  /** An open case of the same person can be linked to; without one the row stays shut and says why. */
  function offerLink(open) {
    const row = form.querySelector('[data-to="LINK"]');
    const input = row.querySelector('input');
    row.classList.toggle('shut', !open);
    input.disabled = !open;
    row.querySelector('[data-why]').textContent = say(open ? 'linkFound' : 'linkWhy');
    row.querySelector('[data-case-number]').textContent = open?.caseNumber ?? '';
    if (open) row.dataset.case = open.case;
    else delete row.dataset.case;
  }

  // ── the draft ──────────────────────────────────────────────────────────────

  function content() {
    const data = new FormData(form);
    const kept = {};
    for (const name of new Set(data.keys())) {
      const all = data.getAll(name).filter(value => value !== '');
      if (all.length) kept[name] = ['also', 'dvForms'].includes(name) ? all : all[0];
    }
    if (kept.unit && kept.unit !== own.ownCode) kept.unitName = form.querySelector('#place').value;
    if (known.same.length) kept.sameAs = known.same;
    if (known.apart.length) kept.notSameAs = known.apart;
    if (known.unsure) kept.unsure = 'true';
    if (kept.disposition === 'LINK') kept.caseNumber = form.querySelector('[data-case-number]').textContent;
    return kept;
  }

  function changed() {
    if (!touched && !field('arrivedAt').dataset.set) field('arrivedAt').value = clockMinute();
    if (!touched) stay();
    touched = true;
    written += 1;
    plainAddress();
    saveSoon();
  }

  /** Not put off by what is typed meanwhile: who never pauses is kept up with too. */
  function saveSoon(after = SAVE_AFTER) {
    if (timer || held || apart()) return;
    timer = setTimeout(() => {
      timer = null;
      save();
    }, after);
  }

  function notSoon() {
    clearTimeout(timer);
    timer = null;
  }

  /** Names the next save, and where it is sent to. */
  function nextSave() {
    const name = newId();
    const url = `/drafts/${contact}?_version=${seen}&save=${name}`;
    seen = [seen[0], ...seen.slice(1).slice(-UNANSWERED), name];
    address();
    return { name, url };
  }

  /** Whether something was typed that the server does not have, also while it is on its way there. */
  function dirty() {
    return written !== keptUpTo;
  }

  /** Whether the draft was kept as it stood when asked. */
  async function save() {
    if (!dirty()) return true;
    if (saving) {
      await saving;
      return save();
    }
    if (held || apart()) return false;
    const id = contact;
    const upTo = written;
    const { name, url } = nextSave();
    saving = send('PUT', url, content()).catch(() => null);
    const answer = await saving;
    saving = null;
    if (id !== contact) {
      if (answer?.ok) discard(id, [name]); // registered meanwhile
      return true;
    }
    if (answer?.ok) {
      keptUpTo = upTo;
      seen = seen.slice(seen.indexOf(name));
      address();
      const at = (await json(answer))?.savedAt;
      if (id === contact) saved(at ? new Date(at) : new Date());
      return true;
    }
    if (held) return false;
    notSoon();
    if (answer?.status === 412) elsewhere('overtaken');
    else if (answer && registered(await json(answer))) elsewhere('registered');
    else if (!answer || answer.status >= 500) {
      unsaved('offline');
      saveSoon(RETRY_AFTER);
    } else unsaved([401, 403].includes(answer.status) ? 'expired' : 'refused');
    return false;
  }

  /** Whether all is kept, also what was typed while it was being saved. Only then may the form go to another contact. */
  async function kept(button) {
    if (givingWay) return false;
    givingWay = true;
    button.setAttribute('aria-busy', 'true');
    if (apart()) asNew();
    try {
      while (givingWay && dirty()) {
        if (await save()) continue;
        if (givingWay) toast(say('notKept'), { bad: true });
        return false;
      }
      return givingWay;
    } finally {
      givingWay = false;
      button.removeAttribute('aria-busy');
    }
  }

  async function discard(id, saves) {
    await send('DELETE', `/drafts/${id}?_version=${saves}`).catch(() => null);
  }

  function unsaved(why) {
    trouble = why;
    const shown = main.querySelector('[data-unsaved]');
    shown.querySelector('[data-unsaved-text]').textContent = say(why);
    shown.querySelector('[data-sign-in]').hidden = why !== 'expired';
    shown.hidden = false;
    for (const other of ['[data-saved]', '[data-hint]']) main.querySelector(other).hidden = true;
  }

  // Who signed in again in another window comes back to this one.
  window.addEventListener('focus', () => { if (trouble === 'expired') save(); });
  // Leaving with what could not be kept is asked about; dialling is no leaving, though browsers take it for one.
  let dialledAt = -Infinity;
  main.addEventListener('click', event => {
    if (event.target.closest('a[href^="tel:"]')) dialledAt = performance.now();
  }, { capture: true });
  window.addEventListener('beforeunload', event => {
    if (!dirty() || performance.now() - dialledAt <= 1000) return;
    if (trouble || new Blob([JSON.stringify(content())]).size > BY_THE_WAY) event.preventDefault();
  });
  // Who signs out is heard to the end: after that nothing can be kept any more. Where it cannot be kept, a second press goes.
  let inVainAt = -Infinity;
  document.addEventListener('submit', async event => {
    if (!event.target.matches('form[action="/sign-out"]') || !dirty() || performance.now() - inVainAt < 8000) return;
    event.preventDefault();
    if (await kept(event.submitter)) event.target.submit();
    else if (!givingWay) inVainAt = performance.now();
  });

  function registered(problem) {
    return problem?.ruleId === 'HOUSE-ONCE' && !problem.field && !problem.errors?.length;
  }

  /** Another window registered this contact, or wrote on: what was written here stays, and can go on as a contact of its own. */
  function elsewhere(why) {
    trouble = why;
    notSoon();
    const note = main.querySelector('[data-elsewhere]');
    note.querySelector('[data-elsewhere-text]').textContent = say(why === 'registered' ? 'isRegistered' : why);
    const link = note.querySelector('a');
    link.href = `/contacts/${contact}?atLeast=0`;
    link.hidden = why !== 'registered';
    note.hidden = false;
    for (const other of ['[data-saved]', '[data-hint]', '[data-unsaved]']) main.querySelector(other).hidden = true;
    if (late && why === 'registered') withoutDanger(link.href);
  }

  function apart() {
    return trouble === 'registered' || trouble === 'overtaken';
  }

  function asNew() {
    const [old, saves, moves] = [contact, seen, trouble === 'registered'];
    free?.();
    free = null;
    contact = newId();
    seen = [NONE];
    late = false;
    field('personId').value = newId();
    if (field('disposition').value === 'CASE') field('caseId').value = newId();
    address();
    clear(form);
    saved(null);
    stay();
    changed();
    if (moves) save().then(moved => moved && discard(old, saves)).then(unfinished);
  }

  main.querySelector('[data-as-new]').addEventListener('click', () => {
    asNew();
    if (field('callerPhone').value) lookUp();
    form.querySelector('#story').focus();
  });

  function saved(at) {
    trouble = '';
    main.querySelector('[data-elsewhere]').hidden = true;
    main.querySelector('[data-unsaved]').hidden = true;
    main.querySelector('[data-saved]').hidden = !at;
    main.querySelector('[data-hint]').hidden = Boolean(at);
    if (at) main.querySelector('[data-saved-text]').textContent = say('saved', { time: time(at, true) });
  }

  const time = (at, seconds = false) => at.toLocaleTimeString('zh-CN',
    { timeZone: 'Asia/Shanghai', hour12: false, hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}) });

  const day = at => at.toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' });

  /** The time of today; of another day, its day too. */
  const lately = at => day(at) === day(new Date()) ? time(at) : `${day(at).slice(5)} ${time(at)}`;

  /** Whether the draft came back into the form; not where something was written meanwhile, though that is kept by now. */
  async function restore(draft, release) {
    const before = written;
    const answer = await send('GET', `/drafts/${draft.contactId}`).catch(() => null);
    const kept = answer?.ok ? await json(answer) : null;
    if (!kept || written !== before || held) {
      release();
      return false;
    }
    begin(draft.contactId, null, release);
    seen = [answer.headers.get('ETag').replace(/^W\/|"/g, '')];
    address();
    current.remember(contact);
    known = { same: kept.sameAs ?? [], apart: kept.notSameAs ?? [], unsure: kept.unsure === 'true' };
    const linked = kept.disposition === 'LINK' && kept.caseId && kept.caseNumber;
    if (linked) offerLink({ case: kept.caseId, caseNumber: kept.caseNumber });
    for (const [name, value] of Object.entries(kept)) {
      if (name === 'also' || name === 'subCategory') continue;
      const control = field(name);
      if (!control) continue;
      if (name === 'dvForms') {
        for (const each of form.querySelectorAll('[name="dvForms"]')) each.checked = value.includes(each.value);
      } else if (control instanceof RadioNodeList) {
        radio(name, value);
      } else if (control.type === 'checkbox') {
        control.checked = value === 'true' || value === true;
      } else {
        control.disabled = false;
        control.value = value;
      }
    }
    const codes = [kept.subCategory, ...(kept.also ?? [])].filter(Boolean);
    categories.set(codes);
    writeCodes(codes);
    touched = true;
    field('arrivedAt').dataset.set = 'true';
    if (!kept.disposition || (kept.disposition === 'LINK' && !linked)) {
      form.querySelectorAll('[name="disposition"]').forEach(each => { each.checked = false; });
      ask(say('askDraft'));
    }
    if (kept.unit && kept.unit !== own.ownCode) form.querySelector('#place').value = kept.unitName ?? kept.unit;
    follow();
    if (field('callerPhone').value) lookUp();
    if (draft.registered) elsewhere('registered');
    return true;
  }

  /** The draft that this window was at, with what the page before sent as it was left, if that comes. */
  async function arrived(id) {
    const save = current.left(id);
    const until = performance.now() + PATIENCE;
    let draft = (await drafts()).find(each => each.contactId === id);
    const told = save && draft?.save !== save ? toast(say('returning')) : null;
    while (save && draft?.save !== save && !touched && performance.now() < until) {
      await new Promise(resolve => setTimeout(resolve, 250));
      draft = (await drafts()).find(each => each.contactId === id);
    }
    told?.remove();
    current.settled();
    return draft;
  }

  async function drafts() {
    const answer = await send('GET', '/drafts').catch(() => null);
    return answer?.ok ? await json(answer) ?? [] : [];
  }

  async function unfinished() {
    const others = (await drafts()).filter(each => each.contactId !== contact);
    const box = main.querySelector('#unfinished');
    box.querySelector('[data-none]').hidden = others.length > 0;
    box.querySelector('[data-list]').replaceChildren(...others.map(each => {
      const at = lately(new Date(each.savedAt));
      const button = element('button', 'linkish', at);
      button.type = 'button';
      button.setAttribute('aria-label', say('since', { time: at }));
      button.addEventListener('click', async () => {
        if (!await kept(button)) return;
        const before = written;
        const release = await current.take(each.contactId);
        const back = release && await restore(each, release);
        if (!release) toast(say('taken'), { bad: true });
        else if (!back && written === before) toast(sayOfAll('loadingFailed'), { bad: true });
        unfinished();
        if (written === before) form.querySelector('#story').focus();
      });
      return button;
    }));
  }

  // ── acts ───────────────────────────────────────────────────────────────────

  document.addEventListener('input', event => {
    if (event.target.form !== form || event.target.id === 'cs' || !event.target.name) return;
    if (event.target.name === 'arrivedAt') event.target.dataset.set = 'true';
    changed();
  });
  document.addEventListener('change', event => {
    if (event.target.form === form) follow();
  });

  // What is being sent is not written on: the answer would sweep it away. The keys of these parts sleep with them.
  let wasAt = null;
  function hold(on) {
    held = on;
    if (on) {
      notSoon();
      wasAt = document.activeElement;
    }
    for (const part of [form, place, ...main.querySelectorAll('.call, #unfinished')]) part.inert = on;
    main.querySelector('[data-sending]').hidden = !on;
    if (on) return;
    if (document.activeElement === document.body) wasAt?.focus({ preventScroll: true });
    if (dirty()) saveSoon();
  }
  for (const each of [form, dismissal]) {
    each.addEventListener('act:sent', () => {
      toldDanger = each === form && field('urgency').value === 'U1';
      givingWay = false;
      hold(true);
    });
    each.addEventListener('act:answered', () => hold(false));
    each.addEventListener('act:refused', event => {
      if (!registered(event.detail.problem)) return;
      event.preventDefault();
      elsewhere('registered');
      keptUpTo = -1; // the draft may have gone with the registration
    });
  }

  form.addEventListener('act:done', async event => {
    event.preventDefault();
    const { told } = event.detail;
    const person = field('personId').value;
    const who = known;
    const url = `${told?.location ?? `/contacts/${contact}`}?atLeast=${told?.version ?? 0}`;
    if (late && !toldDanger) withoutDanger(url);
    else toast(say('registered'), { link: opening(url) });
    next();
    announce(say('registered'));
    form.querySelector('#call').focus();
    window.scrollTo({ top: 0 });
    await tellWhoSheIs(person, who);
    refreshLog();
    unfinished();
  });

  function opening(url) {
    const link = element('a', '', say('open'));
    link.href = url;
    return link;
  }

  /** What was on its way is registered, and does not tell of the danger that was marked since. */
  function withoutDanger(url) {
    late = false;
    toast(say('late'), { bad: true, link: opening(url) });
  }

  // What another window went on with stays there: registered here, this is a contact of its own.
  form.addEventListener('submit', () => { if (trouble === 'overtaken') asNew(); }, { capture: true });

  dismissal.addEventListener('submit', event => {
    dismissal.elements.channel.value = document.querySelector('[name="channel"]:checked').value;
    dismissal.elements.unit.value = field('unit').value || own.ownCode;
    const written = touched || form.querySelector('#place').value !== own.own;
    const { submitter } = event;
    if (!written || sure?.submitter === submitter) {
      forget();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    forget();
    sure = { submitter, shown: toast(say('sure'), { bad: true }), ends: setTimeout(forget, 8000) };
  }, { capture: true });
  let dismissedAs = '';
  main.querySelectorAll('button[form="dismiss"]').forEach(button => button.addEventListener('click', () => {
    dismissedAs = button.dataset.done;
  }));
  dismissal.addEventListener('act:done', event => {
    event.preventDefault();
    toast(dismissedAs);
    const danger = late;
    next();
    if (danger) inDanger(); // it was no silent call after all: who calls is written down next
    form.querySelector('#call').focus();
    window.scrollTo({ top: 0 });
    refreshLog();
    unfinished();
  });

  // Danger now comes before the form: one key marks it, shows what to do, and dials where this machine can.
  document.addEventListener('keydown', event => {
    const dial = main.querySelector(`[data-dial="${CSS.escape(event.key)}"]`);
    if (!dial || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    givingWay = false;
    if (held && !toldDanger) late = true;
    inDanger();
    dial.focus();
    dial.click();
  });

  function inDanger() {
    radio('urgency', 'U1');
    follow();
    changed();
  }

  main.querySelector('[data-later]').addEventListener('click', async event => {
    if (!await kept(event.currentTarget)) return;
    next();
    unfinished();
    form.querySelector('#call').focus();
  });

  // Where the focus lies must be seen: the bar at the foot covers the page by as much as it holds just now.
  const dock = form.querySelector('.dock');
  new ResizeObserver(() => {
    document.documentElement.style.setProperty('--dock', `${dock.offsetHeight}px`);
    if (form.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: 'nearest' });
  }).observe(dock);

  // A browser brings only the line of a text that is written on into view.
  form.addEventListener('focusin', event => {
    if (event.target.matches('textarea')) event.target.scrollIntoView({ block: 'nearest' });
  });

  // The log is a view and follows a moment later; asked for again until a slow one has it too.
  function refreshLog() {
    for (const wait of [200, 1500, 6000]) setTimeout(() => window.htmx?.trigger('#log', 'refresh'), wait);
  }

  window.addEventListener('pagehide', () => {
    if (!dirty() || !touched) return;
    if (apart()) asNew();
    const { name, url } = nextSave();
    current.leave(contact, name);
    const csrf = document.querySelector('meta[name="csrf"]');
    fetch(url, {
      method: 'PUT', keepalive: true, credentials: 'same-origin', body: JSON.stringify(content()),
      headers: { 'Content-Type': 'application/json', [csrf.dataset.header]: csrf.content },
    });
  });

  (async () => {
    const asked = new URLSearchParams(location.search).get('channel');
    const last = asked ? null : current.last();
    begin(newId(), asked);
    const release = last && await current.take(last, OF_LOCKS);
    if (release) {
      const draft = await arrived(last);
      if (draft && !touched) await restore(draft, release);
      else release();
    }
    unfinished();
  })();
}
