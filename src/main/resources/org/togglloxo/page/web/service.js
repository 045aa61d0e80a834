/** What the page asks of the program: the token, the calls, and the events. */

const KEPT = 'toggl-loxo-token';

export class Refused extends Error {
  constructor(status, body) {
    super(body.error ?? `The program answered ${status}`);
    this.status = status;
    this.body = body;
  }
}

export const token = {
  get: () => sessionStorage.getItem(KEPT) ?? '',
  set: value => (value ? sessionStorage.setItem(KEPT, value) : sessionStorage.removeItem(KEPT)),
};

function headers(more = {}) {
  return token.get() ? { ...more, Authorization: `Bearer ${token.get()}` } : more;
}

async function call(path, options) {
  let answer;
  try {
    answer = await fetch(path, { ...options, cache: 'no-store', credentials: 'omit' });
  } catch {
    throw new Refused(0, { error: 'The program does not answer. It may have ended, or be starting again.' });
  }
  if (!answer.ok) {
    throw new Refused(answer.status, await answer.json().catch(() => ({})));
  }
  return answer;
}

export async function get(path, signal) {
  return (await call(path, { headers: headers(), signal })).json();
}

export async function picture(path, signal) {
  return (await call(path, { headers: headers(), signal })).text();
}

export async function post(path, body = {}) {
  return (await call(path, {
    method: 'POST',
    headers: headers({ 'Content-Type': 'application/json' }),
    body: JSON.stringify(body),
  })).json();
}

/** Tells of the state until the end of days: not an EventSource, which can only be given a token in its address. */
export function listen(tell) {
  let stopped = false;
  const controller = new AbortController();
  (async () => {
    let pause = 1000;
    while (!stopped) {
      try {
        const answer = await call('/api/events', { headers: headers(), signal: controller.signal });
        pause = 1000;
        await read(answer.body.getReader(), tell);
      } catch {
        pause = Math.min(pause * 2, 30000);
      }
      await new Promise(resolve => setTimeout(resolve, pause));
    }
  })();
  return () => {
    stopped = true;
    controller.abort();
  };
}

async function read(reader, tell) {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const events = text.split('\n\n');
    text = events.pop();
    for (const event of events) {
      const data = event.split('\n').find(line => line.startsWith('data: '));
      if (data) tell(JSON.parse(data.slice(6)));
    }
  }
}
