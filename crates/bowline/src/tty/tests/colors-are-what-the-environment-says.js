'use strict';
const assert = require('assert');
const { WriteStream, isatty } = require('tty');
const depth = (env) => WriteStream.prototype.getColorDepth.call({}, env);
const expected = [
  [{ TERM: 'xterm-256color' }, 8], [{ TERM: 'xterm' }, 4], [{ TERM: 'dumb' }, 1], [{ COLORTERM: 'truecolor' }, 24],
  [{ NO_COLOR: '', TERM: 'xterm' }, 1], [{ FORCE_COLOR: '3' }, 24], [{ FORCE_COLOR: '0', TERM: 'xterm' }, 1], [{ TMUX: '1' }, 8],
  [{ CI: '1', TRAVIS: '1' }, 8], [{ CI: '1' }, 1],
];
for (const [env, bits] of expected) assert.strictEqual(depth(env), bits, JSON.stringify(env));
assert.strictEqual(isatty(-1), false);
assert.strictEqual(isatty('1'), false);
assert.throws(() => new WriteStream(-1), { code: 'ERR_INVALID_FD', name: 'RangeError' });
