'use strict';
// E1, M6
const assert = require('assert');
const { spawnSync } = require('child_process');
const source = `
  class Own extends require('events') {}
  const error = new Error('unheard');
  setTimeout(() => new Own().emit('error', error), 1);
`;
const { status, stderr } = spawnSync(process.execPath, ['-e', source], { encoding: 'utf8' });
assert.strictEqual(status, 1);
assert.match(stderr, /^node:events:\d+\n {6}throw er; \/\/ Unhandled 'error' event\n {6}\^\n\nError: unheard\n {4}at /);
assert.match(stderr, /\nEmitted 'error' event on Own instance at:\n {4}at /);
