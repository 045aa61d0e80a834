/** Who failed or waits, by cause, with what to do. */

import { ask, el, empty, foreign, withCode } from './elements.js';
import { get, post } from './service.js';
import { many, moment, number } from './words.js';

function retry(app, cause) {
  return ask({
    title: `Retry ${many(cause.count, 'candidate')}?`,
    text: ['The next run sends all who failed for this cause again. Correct the cause first, or they fail again.'],
    verb: 'Retry all',
    act: () => post('/api/failures/retry', { reason: cause.reason, sentence: cause.sentence }),
  }).then(done => done && (app.tell(`${number(done.retried)} are tried again by the next run.`), app.show()));
}

function card(app, outcome, cause) {
  const more = cause.count - cause.candidates.length;
  return el('article', { class: 'card cause' },
    el('h3', {}, el('span', { class: `figure ${outcome}` }, number(cause.count)), ' ', el('code', {}, cause.reason)),
    el('p', { class: 'what' }, cause.sentence ? foreign(cause.sentence) : withCode(cause.meaning)),
    el('p', {}, el('strong', {}, 'What to do: '), cause.next),
    el('p', { class: 'ids' }, cause.candidates.map(id => [el('a', { href: `#/candidates/${encodeURIComponent(id)}` }, id), ' ']),
      more > 0 ? el('a', { href: `#/candidates?outcome=${outcome}&reason=${encodeURIComponent(cause.reason)}` }, `and ${number(more)} more`) : null),
    el('div', { class: 'buttons' },
      outcome === 'failed' ? el('button', {
        type: 'button', disabled: !app.may('admin'), 'aria-label': `Retry all of ${cause.reason}`, on: { click: () => retry(app, cause) },
      }, 'Retry all') : null,
      el('span', { class: 'hint' }, 'The last one: ', moment(cause.last))));
}

export async function failures({ app, signal, whenState }) {
  const found = await get('/api/failures', signal);
  let changes;
  whenState(state => {
    if (changes !== undefined && state.changes !== changes) app.show();
    changes = state.changes;
  });
  const group = (title, outcome, none) => el('section', {},
    el('h2', {}, title),
    found[outcome].length ? found[outcome].map(cause => card(app, outcome, cause)) : empty(none));
  return [
    app.may('admin') ? null : el('p', { class: 'hint' }, app.needsAdmin('Retrying')),
    group('Failed: somebody has to look', 'failed', 'Nobody failed.'),
    group('Deferred: tried again by themselves', 'deferred', 'A temporary error ends by itself.'),
  ];
}
