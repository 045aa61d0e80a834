/** How everything stands, in one sentence; the last runs; the one under way. */

import { ask, badge, el, empty, foreign, notice, table } from './elements.js';
import { get, post } from './service.js';
import { ago, duration, many, MEANING, moment, number, OUTCOMES } from './words.js';

const COLUMNS = [
  { title: 'Run', cell: run => String(run.run) },
  { title: 'Started', cell: run => moment(run.started) },
  { title: 'Took', cell: run => (run.ended ? duration(run.seconds) : '–'), number: true },
  { title: 'Read', cell: run => number(run.read), number: true },
  ...OUTCOMES.map(outcome => ({
    title: outcome[0].toUpperCase() + outcome.slice(1), cell: run => number(run[outcome]), number: true,
  })),
  { title: 'Ended', cell: run => ending(run) },
];

function ending(run) {
  if (!run.ended) return badge('open');
  return [
    badge(run.stopped ? 'stopped' : 'finished'),
    run.stopped ? el('span', { class: 'why' }, el('code', {}, run.ended), ' ', foreign(run.reason)) : null,
    run.remarks.length
      ? el('details', {}, el('summary', {}, many(run.remarks.length, 'note')),
        el('ul', {}, run.remarks.map(remark => el('li', {}, foreign(remark)))))
      : null,
  ];
}

/** The state in one sentence, and how much it matters. */
function judged(status) {
  const last = status.runs.find(run => run.ended);
  const { failed, deferred } = status.candidates;
  if (!last) return ['info', 'No run has been made yet.'];
  if (last.stopped) {
    return ['error', `The last run stopped ${ago(last.started)}, before its end: `, last.reason ? foreign(last.reason) : el('code', {}, last.ended)];
  }
  const when = `The last run finished ${ago(last.started)}`;
  if (status.refused_edits.length) return ['warning', `${when}; a saved edit cannot be used, and the version before goes on.`];
  if (failed) return ['warning', `${when}; ${many(failed, 'candidate')} failed and ${failed === 1 ? 'needs' : 'need'} attention.`];
  if (deferred) return ['info', `${when}; ${many(deferred, 'candidate')} will be tried again by itself.`];
  return ['good', `${when}, and nothing needs attention.`];
}

function underWay() {
  const bar = el('progress', { 'aria-label': 'Candidates done' });
  const text = el('p', { class: 'progress-text' });
  const calls = el('p', { class: 'hint', id: 'calls-to-come' });
  const box = el('section', { class: 'card under-way', 'aria-label': 'The run under way', id: 'under-way' }, text, bar, calls);
  let said = 0;
  return {
    box,
    show(app, run) {
      box.hidden = !run;
      if (!run) return;
      const left = run.seconds_left === null ? '' : `, about ${duration(run.seconds_left)} to go`;
      const words = `Run ${run.run} is under way: ${number(run.done)} of ${run.total === null ? '?' : number(run.total)} candidates${left}.`;
      text.textContent = words;
      calls.textContent = run.forecast ?? '';
      if (run.total === null) {
        bar.removeAttribute('value');
      } else {
        bar.max = run.total;
        bar.value = run.done;
      }
      if (Date.now() - said > 10000) {
        said = Date.now();
        app.tell(words);
      }
    },
  };
}

async function runNow(app) {
  const started = await ask({
    title: 'Start a run now?',
    text: ['It carries over what is new in Toggl Hire, as the schedule would, and writes to Loxo.'],
    verb: 'Start the run',
    act: () => post('/api/runs'),
  });
  if (started) app.tell('A run is started.');
}

export async function overview({ app, signal, whenState }) {
  const status = await get('/api/status', signal);
  const progress = underWay();
  progress.show(app, status.under_way);
  const start = el('button', {
    type: 'button', class: 'main', id: 'run-now', disabled: !app.may('admin') || Boolean(status.under_way),
    on: { click: () => runNow(app) },
  }, 'Run now');
  let wasUnderWay = Boolean(status.under_way);
  let last;
  whenState(state => {
    if (!('changes' in state)) return;
    progress.show(app, state.under_way);
    start.disabled = !app.may('admin') || Boolean(state.under_way);
    const now = `${state.changes} ${state.last?.run} ${state.last?.ended}`;
    const ended = wasUnderWay && !state.under_way;
    wasUnderWay = Boolean(state.under_way);
    if (ended || (!state.under_way && last !== undefined && last !== now)) {
      if (ended && state.last?.ended) {
        app.tell(`Run ${state.last.run} ${state.last.stopped ? 'stopped' : 'finished'}: ${many(state.last.read, 'candidate')} read, ${number(state.last.failed)} failed.`);
      }
      app.show();
    }
    last = now;
  });
  const [kind, ...words] = judged(status);
  return [
    notice(kind, ...words),
    progress.box,
    el('div', { class: 'buttons start' },
      start,
      app.may('admin') ? null : el('span', { class: 'hint' }, app.needsAdmin('Starting a run')),
      status.next_start ? el('span', { class: 'hint' }, 'Next by the schedule: ', moment(status.next_start)) : null),
    el('section', {},
      el('h2', {}, 'Candidates'),
      el('ul', { class: 'tiles' }, OUTCOMES.map(outcome => el('li', {},
        el('a', { href: `#/candidates?outcome=${outcome}`, class: `tile ${status.candidates[outcome] ? outcome : ''}` },
          el('span', { class: 'figure' }, number(status.candidates[outcome])),
          el('span', { class: 'label' }, outcome),
          el('span', { class: 'meaning' }, MEANING[outcome]))))),
      Object.entries(status.waiting).map(([reason, count]) =>
        el('p', { class: 'hint' }, `${many(count, 'candidate')} delivered and not yet put forward for a job: `, el('code', {}, reason)))),
    el('section', {},
      el('h2', {}, 'Last runs'),
      status.runs.length
        ? table('The last runs, the newest first', COLUMNS, status.runs)
        : empty('There is no run yet.')),
  ];
}
