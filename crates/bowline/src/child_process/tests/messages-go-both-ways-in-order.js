'use strict';
const assert = require('assert');
const { fork } = require('child_process');
if (process.argv[2] === 'child') {
  process.on('message', (message) => {
    process.send(message);
    if (message === 'last') process.disconnect();
  });
} else {
  const child = fork(__filename, ['child']);
  const sent = [{ a: [1, null, 'x'] }, 'text', 5, true, 'last'];
  const received = [];
  const events = [];
  child.on('message', (message) => received.push(message));
  child.on('disconnect', () => events.push('disconnect'));
  child.on('exit', (code) => events.push(['exit', code]));
  for (const message of sent) assert.strictEqual(child.send(message), true);
  assert.throws(() => child.send(undefined), { code: 'ERR_MISSING_ARGS' });
  assert.throws(() => child.send(Symbol('x')), { code: 'ERR_INVALID_ARG_TYPE' });
  process.on('exit', () => {
    assert.deepStrictEqual(received, sent);
    assert.deepStrictEqual(events, ['disconnect', ['exit', 0]]);
    assert.strictEqual(child.connected, false);
  });
}
