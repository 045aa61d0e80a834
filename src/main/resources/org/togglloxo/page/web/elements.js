/** Elements of the page. Text is only ever set as text, so that nothing in it acts. */

export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === 'value' || name === 'disabled' || name === 'open') {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(2).filter(child => child !== null && child !== undefined && child !== ''));
  return element;
}

/** What somebody else wrote: its direction is its own business. */
export function foreign(text) {
  return el('bdi', { class: 'foreign' }, String(text));
}

/** Text with `code` in it. */
export function withCode(text) {
  const whole = String(text);
  return (whole[0] ?? '').toUpperCase().concat(whole.slice(1)).split('`').map((part, i) => (i % 2 ? el('code', {}, part) : part));
}

/**
 * A table whose rows are cards on a narrow screen; the roles are said, since the cards would take them away.
 * @param columns {title, cell: row => node, number?: boolean}
 */
export function table(caption, columns, rows) {
  const head = el('tr', { role: 'row' }, columns.map(column =>
    el('th', { scope: 'col', role: 'columnheader', class: column.number ? 'number' : null }, column.title)));
  const body = rows.map(row => el('tr', { role: 'row' }, columns.map((column, i) =>
    el(i === 0 ? 'th' : 'td', {
      scope: i === 0 ? 'row' : null,
      role: i === 0 ? 'rowheader' : 'cell',
      'data-title': column.title,
      class: column.number ? 'number' : null,
    }, el('span', { class: 'value' }, column.cell(row))))));
  return el('table', { role: 'table' },
    el('caption', { class: 'unseen' }, caption),
    el('thead', { role: 'rowgroup' }, head),
    el('tbody', { role: 'rowgroup' }, body));
}

export function badge(word) {
  return el('span', { class: `badge ${word}` }, word);
}

export function notice(kind, ...children) {
  return el('div', { class: `notice ${kind}`, role: kind === 'error' ? 'alert' : null }, el('p', {}, ...children));
}

export function loading() {
  return el('p', { class: 'loading', role: 'status' }, 'Loading…');
}

export function empty(...children) {
  return el('p', { class: 'empty' }, ...children);
}

/**
 * Asks before something is done, and does it.
 * @param fields elements that the question is about
 * @param act resolves when it is done; what it throws is shown, and may be corrected
 */
export function ask({ title, text, fields = [], verb, danger, act }) {
  return new Promise(resolve => {
    const before = document.activeElement;
    const problem = el('div', { 'aria-live': 'assertive' });
    const yes = el('button', { type: 'submit', class: danger ? 'danger' : 'main' }, verb);
    const no = el('button', { type: 'button' }, 'Cancel');
    const form = el('form', {},
      el('h2', { id: 'asked' }, title), text.map(part => el('p', {}, part)), fields, problem,
      el('div', { class: 'buttons' }, no, yes));
    const dialog = el('dialog', { 'aria-labelledby': 'asked' }, form);
    let result;
    no.addEventListener('click', () => dialog.close());
    form.addEventListener('submit', async event => {
      event.preventDefault();
      yes.disabled = true;
      try {
        result = await act(problem);
        if (result !== undefined) dialog.close();
      } catch (error) {
        problem.replaceChildren(notice('error', foreign(error.message)));
      }
      yes.disabled = false;
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before && before.isConnected) before.focus();
      resolve(result);
    });
    document.body.append(dialog);
    dialog.showModal();
    (fields.map(field => field.querySelector('input')).find(Boolean) ?? no).focus();
  });
}

export function field(title, input) {
  return el('label', { class: 'field' }, el('span', {}, title), input);
}
