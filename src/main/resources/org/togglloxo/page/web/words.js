/** How numbers, times and outcomes are said. */

import { el } from './elements.js';

export const OUTCOMES = ['created', 'updated', 'unchanged', 'skipped', 'deferred', 'failed'];

export const MEANING = {
  created: 'new people in Loxo',
  updated: 'people Loxo had',
  unchanged: 'as delivered before',
  skipped: 'left out by the rules',
  deferred: 'tried again by itself',
  failed: 'need attention',
};

const NUMBER = new Intl.NumberFormat('en');
const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

export function number(value) {
  return NUMBER.format(value ?? 0);
}

export function many(count, one, several = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : several}`;
}

/** @param value milliseconds, or a time as the commands show it, in UTC */
export function date(value) {
  return typeof value === 'number' ? new Date(value) : new Date(value.replace(' UTC', 'Z').replace(' ', 'T'));
}

export function moment(value) {
  const time = date(value);
  return el('time', { datetime: time.toISOString(), title: time.toISOString() }, MOMENT.format(time));
}

export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (seconds < 10) return `${Math.round(seconds * 10) / 10} s`;
  if (whole < 120) return `${whole} s`;
  if (whole < 7200) return `${Math.round(whole / 60)} min`;
  return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`;
}

export function ago(value) {
  const seconds = (Date.now() - date(value).getTime()) / 1000;
  return seconds < 5 ? 'just now' : seconds < 172800 ? `${duration(seconds)} ago` : `on ${MOMENT.format(date(value))}`;
}
