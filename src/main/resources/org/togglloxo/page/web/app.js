/** Which view is shown, who looks, and what happens meanwhile. */

import { ask, el, field, foreign, loading, notice } from './elements.js';
import { get, listen, token } from './service.js';
import { overview } from './overview.js';
import { candidates } from './candidates.js';
import { candidate } from './candidate.js';
import { failures } from './failures.js';
import { flow } from './flow.js';
import { rules } from './rules.js';

const VIEWS = {
  overview: { title: 'Overview', show: overview },
  candidates: { title: 'Candidates', show: candidates },
  failures: { title: 'Failures', show: failures },
  flow: { title: 'Flow', show: flow },
  rules: { title: 'Rules', show: rules },
};

const main = document.getElementById('main');
const told = document.getElementById('told');

/** What views are given. */
const app = {
  role: 'anybody',
  tokens: {},
  workspace: '',
  state: {},
  may: role => ['anybody', 'reader', 'admin'].indexOf(app.role) >= ['anybody', 'reader', 'admin'].indexOf(role),
  needsAdmin: what => (app.tokens.admin ? `${what} needs the admin token.` : `${what} needs an admin token, and none is set (page.admin-token).`),
  tell: text => {
    if (told.textContent !== text) told.textContent = text;
  },
  show: () => show(false),
  signIn,
};

let leave = () => {};
let running;
let onState = () => {};
let stopListening = () => {};

function place() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...rest] = path.split('/');
  return { name: name || 'overview', id: decodeURIComponent(rest.join('/')), query: new URLSearchParams(query) };
}

async function show(moved = true) {
  const here = place();
  const one = here.name === 'candidates' && here.id;
  const view = one ? { title: `Candidate ${here.id}`, show: candidate } : VIEWS[here.name] ?? VIEWS.overview;
  leave();
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  onState = () => {};
  const inside = new AbortController();
  leave = () => inside.abort();
  document.title = [view.title, app.workspace, 'toggl-loxo'].filter(Boolean).join(' · ');
  for (const link of document.querySelectorAll('#views a')) {
    const current = link.dataset.view === here.name;
    if (current) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const title = el('h1', { tabindex: '-1' }, view.title);
  const content = el('div', { class: 'view' }, loading());
  if (moved || !main.querySelector('h1')) {
    main.replaceChildren(title, content);
    if (moved) title.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  try {
    const shown = await view.show({ app, here, signal, whenState: listener => { onState = listener; } });
    if (signal.aborted) return;
    const focused = moved ? null : focusKey();
    main.replaceChildren(title, el('div', { class: 'view' }, shown));
    if (moved) title.focus({ preventScroll: true });
    else refocus(focused);
    onState(app.state);
  } catch (error) {
    if (signal.aborted) return;
    main.replaceChildren(title, failed(error));
  }
}

/** What has the focus, so that a list that is read anew does not take it away. */
function focusKey() {
  const active = document.activeElement;
  return main.contains(active) ? { id: active.id, href: active.getAttribute('href') } : null;
}

function refocus(key) {
  if (!key) return;
  const again = (key.id && document.getElementById(key.id))
    || (key.href && [...main.querySelectorAll('a')].find(link => link.getAttribute('href') === key.href))
    || main.querySelector('h1');
  again.focus({ preventScroll: true });
}

function failed(error) {
  if (error.status === 401 || error.status === 403) {
    return el('div', { class: 'notice info' },
      el('p', {}, el('strong', {}, error.status === 401 ? 'You need a token to see this.' : 'This needs a token with more rights.')),
      el('p', {}, foreign(error.message)),
      el('button', { type: 'button', class: 'main', on: { click: signIn } }, 'Enter a token'));
  }
  return el('div', {},
    notice('error', foreign(error.message)),
    el('button', { type: 'button', on: { click: () => show(false) } }, 'Try again'));
}

async function signIn() {
  const input = el('input', { type: 'password', autocomplete: 'off', spellcheck: 'false', required: true, maxlength: 512 });
  const entered = await ask({
    title: 'Enter a token',
    text: [
      'The reader token (page.reader-token) shows names and addresses; the admin token (page.admin-token) also lets you retry, link, forget and start runs. One of them may be all that is set.',
      'It stays in this tab until you close it or sign out.',
    ],
    fields: [field('Token', input)],
    verb: 'Use it',
    act: async () => {
      const before = token.get();
      token.set(input.value.trim());
      try {
        return (await get('/api/status')).role;
      } catch (error) {
        token.set(before);
        throw error;
      }
    },
  });
  if (entered) begin();
}

function showRole() {
  const words = { anybody: 'Without a token: counts and ids', reader: 'You may look', admin: 'You may act' };
  document.getElementById('role').textContent = words[app.role] ?? '';
  const button = document.getElementById('token');
  button.textContent = token.get() ? 'Sign out' : 'Enter a token';
  button.onclick = token.get()
    ? () => {
      token.set('');
      begin();
    }
    : signIn;
}

async function begin() {
  stopListening();
  app.state = {};
  app.role = 'anybody';
  app.workspace = '';
  try {
    ({ role: app.role, tokens: app.tokens, workspace: app.workspace = '' } = await get('/api/status'));
    stopListening = listen(state => {
      const before = app.state;
      app.state = state;
      onState(state, before);
    });
  } catch {
    // the view says why
    stopListening = () => {};
  }
  showRole();
  document.getElementById('workspace').textContent = app.workspace;
  show(false);
}

document.getElementById('views').append(...Object.entries(VIEWS).map(([name, view]) =>
  el('li', {}, el('a', { href: `#/${name}`, 'data-view': name }, view.title))));
addEventListener('hashchange', event => {
  if (!location.hash.startsWith('#/')) return main.focus();
  show(true);
});
begin();
