/** The routes as they run, with how many candidates went where. */

import { el, empty } from './elements.js';
import { picture } from './service.js';

export async function flow({ app, signal, whenState }) {
  // the page's own style sheet has its colours, for a dark screen too
  const text = (await picture('/api/flow', signal)).replace(/<style>[^]*?<\/style>/, '');
  const drawn = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (drawn.nodeName !== 'svg') {
    return [empty('The picture cannot be shown.')];
  }
  drawn.setAttribute('class', 'drawing');
  drawn.setAttribute('role', 'img');
  drawn.setAttribute('aria-label', 'The routes of the flow, from top to bottom, with what leads where');
  const counted = drawn.querySelector('.count') !== null;
  let changes;
  whenState(state => {
    if (changes !== undefined && state.changes !== changes) app.show();
    changes = state.changes;
  });
  return [
    el('p', { class: 'hint' }, counted
      ? 'The numbers on the arrows: how often each box was reached in the last run that this process made.'
      : 'This process has made no run yet: there are no numbers on the arrows.'),
    el('div', { class: 'picture', tabindex: '0', role: 'region', 'aria-label': 'Picture of the flow; scroll it with the arrow keys' },
      document.importNode(drawn, true)),
  ];
}
