/** Edits that cannot be used. */

import { el, empty, foreign, notice, table } from './elements.js';
import { get } from './service.js';
import { moment } from './words.js';

const COLUMNS = [
  { title: 'File', cell: edit => foreign(edit.file) },
  { title: 'Line', cell: edit => (edit.line ? String(edit.line) : '–'), number: true },
  { title: 'What is wrong', cell: edit => foreign(edit.sentence) },
  { title: 'Since', cell: edit => moment(edit.since) },
  { title: 'Process', cell: edit => foreign(edit.node) },
];

export async function rules({ signal }) {
  const edits = (await get('/api/edits', signal)).refused_edits;
  return edits.length
    ? [
      notice('warning', 'A saved edit cannot be used. The version before goes on until the file is corrected.'),
      table('Edits that are not in force', COLUMNS, edits),
    ]
    : [
      empty('What was saved last in ', el('code', {}, 'routes/'), ' and ', el('code', {}, 'config/'), ' is in force.'),
    ];
}
