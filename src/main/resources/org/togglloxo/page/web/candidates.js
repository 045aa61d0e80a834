/** The list of candidates: filtered, searched, a page at a time. */

import { badge, el, empty, field, table } from './elements.js';
import { get } from './service.js';
import { many, moment, OUTCOMES } from './words.js';

const COLUMNS = [
  { title: 'Candidate', cell: line => el('a', { href: `#/candidates/${encodeURIComponent(line.candidate)}` }, line.candidate) },
  { title: 'Outcome', cell: line => badge(line.outcome) },
  { title: 'Reason', cell: line => (line.reason ? el('code', {}, line.reason) : '–') },
  { title: 'Lane', cell: line => line.lane || '–' },
  { title: 'Opening', cell: line => line.opening || '–' },
  { title: 'Loxo person', cell: line => line.person || '–' },
  { title: 'Since', cell: line => moment(line.since) },
];

function choice(name, values, chosen) {
  const all = values.includes(chosen) || !chosen ? values : [chosen, ...values];
  const select = el('select', { name, id: `by-${name}` },
    el('option', { value: '' }, 'any'), all.map(value => el('option', { value }, value)));
  select.value = chosen ?? '';
  return select;
}

function text(name, value, hint) {
  return el('input', { name, id: `by-${name}`, type: 'search', value: value ?? '', maxlength: 300, placeholder: hint, autocomplete: 'off', spellcheck: 'false' });
}

function go(values) {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
  location.hash = `#/candidates${query.size ? `?${query}` : ''}`;
}

export async function candidates({ app, here, signal }) {
  const asked = Object.fromEntries(here.query);
  const list = await get(`/api/candidates?${new URLSearchParams(asked)}`, signal);
  const form = el('form', { class: 'filters', role: 'search', 'aria-label': 'Candidates' },
    field('Outcome', choice('outcome', OUTCOMES, asked.outcome)),
    field('Reason', choice('reason', list.reasons, asked.reason)),
    field('Lane', choice('lane', list.lanes, asked.lane)),
    field('Opening', text('opening', asked.opening, 'id')),
    field('Search', text('search', asked.search, app.may('reader') ? 'id, Loxo id or address' : 'id or Loxo id')),
    el('div', { class: 'buttons' },
      el('button', { type: 'submit', class: 'main' }, 'Show'),
      el('button', { type: 'button', on: { click: () => go({}) } }, 'Clear')));
  form.addEventListener('submit', event => {
    event.preventDefault();
    go(Object.fromEntries(new FormData(form)));
  });
  for (const select of form.querySelectorAll('select')) {
    select.addEventListener('change', () => form.requestSubmit());
  }
  app.tell(many(list.total, 'candidate'));
  const shown = list.candidates.length;
  return [
    form,
    el('p', { class: 'count', id: 'count', 'data-of': String(here.query) }, many(list.total, 'candidate'), shown < list.total ? `, ${shown} shown, by id` : ''),
    shown
      ? table('Candidates, in the order of their ids', COLUMNS, list.candidates)
      : empty(Object.keys(asked).length ? 'Nobody fits. Choose other filters, or clear them.' : 'The ledger has nobody yet: make a run.'),
    el('nav', { class: 'buttons', 'aria-label': 'Pages' },
      asked.after ? el('button', { type: 'button', on: { click: () => go({ ...asked, after: '' }) } }, 'Back to the first') : null,
      list.after ? el('button', { type: 'button', id: 'next', on: { click: () => go({ ...asked, after: list.after }) } }, 'Next page') : null),
  ];
}
