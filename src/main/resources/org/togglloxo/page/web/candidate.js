/** One candidate: where they are, how they came there, and what can be done. */

import { ask, badge, el, empty, field, foreign, withCode, table } from './elements.js';
import { get, post } from './service.js';
import { moment } from './words.js';

const HISTORY = [
  { title: 'When', cell: event => moment(event.at) },
  { title: 'By', cell: event => (event.runId ? `run\u00a0${event.runId}` : event.reason === 'linked-by-hand' ? 'by\u00a0hand' : 'webhook') },
  { title: 'Lane', cell: event => event.lane || '–' },
  { title: 'Outcome', cell: event => badge(event.outcome) },
  {
    title: 'Why',
    cell: event => [
      event.reason ? el('code', {}, event.reason) : '–', ' ', event.sentence ? foreign(event.sentence) : null,
      event.call ? el('details', {}, el('summary', {}, 'The call and its answer'),
        el('p', {}, el('code', {}, event.call)), event.answer ? el('p', {}, foreign(event.answer)) : null) : null,
    ],
  },
];

function outside(address, words) {
  return address ? el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, words, el('span', { class: 'unseen' }, ' (opens a new tab)')) : null;
}

function fact(title, ...value) {
  return el('div', {}, el('dt', {}, title), el('dd', {}, ...value));
}

/** Read from Toggl Hire now, and kept nowhere. */
function who(app, path, signal) {
  const box = el('p', { class: 'person', id: 'person', 'aria-live': 'polite' });
  if (!app.may('reader')) {
    box.append('The name and the addresses need a token.');
    return box;
  }
  const read = async () => {
    box.replaceChildren('Asking Toggl Hire for the name…');
    try {
      const found = await get(`${path}/who`, signal);
      box.replaceChildren(el('strong', {}, foreign(found.name)),
        ...found.addresses.map(address => el('span', { class: 'address' }, foreign(address))));
    } catch (error) {
      if (signal.aborted) return;
      box.replaceChildren(foreign(error.message), ' ',
        el('button', { type: 'button', class: 'quiet', on: { click: read } }, 'Ask again'));
    }
  };
  read();
  return box;
}

function acts(app, id, path) {
  const retry = () => ask({
    title: `Retry candidate ${id}?`,
    text: ['The next run sends the candidate again, whatever became of it before.'],
    verb: 'Retry',
    act: () => post(`${path}/retry`),
  }).then(done => done && (app.tell('The next run tries again.'), app.show()));

  const link = () => {
    const person = el('input', { name: 'person', inputmode: 'numeric', pattern: '[1-9][0-9]{0,17}', required: true, autocomplete: 'off' });
    let confirmed = false;
    person.addEventListener('input', () => { confirmed = false; });
    return ask({
      title: `Link candidate ${id} to a person in Loxo`,
      text: ['The id stands in the person’s address in Loxo. From then on the candidate is delivered to that person.'],
      fields: [field('Person', person)],
      verb: 'Link',
      act: async problem => {
        try {
          return await post(`${path}/link`, { person: person.value.trim(), confirmed });
        } catch (error) {
          if (!error.body?.person_name) throw error;
          confirmed = true;
          problem.replaceChildren(el('div', { class: 'notice warning' },
            el('p', {}, 'In Toggl Hire: ', foreign(error.body.candidate_name), '. In Loxo: ', foreign(error.body.person_name), '.'),
            el('p', {}, 'They have no address in common. Press Link once more if they are one person all the same.')));
          return undefined;
        }
      },
    }).then(done => done && (app.tell('Linked; the next run delivers there.'), app.show()));
  };

  const forget = () => ask({
    title: `Forget candidate ${id}?`,
    text: [
      'All that the ledger knows of the candidate is erased. It cannot be taken back.',
      'Toggl Hire and Loxo are not touched. While Toggl Hire still lists the candidate, the next run reads it anew.',
    ],
    verb: 'Forget',
    danger: true,
    act: () => post(`${path}/forget`),
  }).then(done => {
    if (done) {
      app.tell('Forgotten.');
      location.hash = '#/candidates';
    }
  });

  const button = (words, act, kind) => el('button', { type: 'button', id: `act-${words.toLowerCase()}`, class: kind, disabled: !app.may('admin'), on: { click: act } }, words);
  return el('div', { class: 'buttons' }, button('Retry', retry, 'main'), button('Link', link), button('Forget', forget, 'danger'),
    app.may('admin') ? null : el('span', { class: 'hint' }, app.needsAdmin('Acting')));
}

export async function candidate({ app, here, signal, whenState }) {
  const path = `/api/candidates/${encodeURIComponent(here.id)}`;
  const story = await get(path, signal);
  let changes;
  whenState(state => {
    if (changes !== undefined && state.changes !== changes) app.show();
    changes = state.changes;
  });
  return [
    who(app, path, signal),
    el('dl', { class: 'card facts' },
      fact('Outcome', badge(story.outcome), story.reason ? [' ', el('code', {}, story.reason)] : null),
      story.sentence || story.meaning ? fact('Why', story.sentence ? foreign(story.sentence) : withCode(story.meaning)) : null,
      fact('Next', foreign(story.next[0].toUpperCase() + story.next.slice(1))),
      fact('Lane', story.lane || '–'),
      fact('Opening', story.opening || '–'),
      fact('Person in Loxo', story.person ? [story.person, story.created_here ? ' (created from here) ' : ' ', outside(story.person_link, 'Open in Loxo')] : 'not known'),
      story.waits ? fact('Waits for', el('code', {}, story.waits)) : null,
      story.posted.length ? fact('Posted', el('ul', {}, story.posted.map(post => el('li', {},
        `${post.what} for `, foreign(post.for), post.answered ? '' : ': sent, and its answer is not known')))) : null,
      fact('Toggl Hire', outside(story.toggl_link, 'Open Toggl Hire') ?? '–')),
    acts(app, here.id, path),
    el('section', {},
      el('h2', {}, 'History'),
      story.history.length ? table('What happened, the oldest first', HISTORY, story.history) : empty('Nothing is written down yet.')),
  ];
}
