'use strict';
const assert = require('assert');
const { Console } = require('console');
const { Writable } = require('stream');

let text = '';
const console = new Console(new Writable({ write(chunk, encoding, done) { text += chunk; done(); } }));
console.table([{ a: 1, b: 'x' }, { a: 22 }]);
assert.strictEqual(text, [
  '┌─────────┬────┬─────┐',
  "│ (index) │ a  │ b   │",
  '├─────────┼────┼─────┤',
  "│ 0       │ 1  │ 'x' │",
  '│ 1       │ 22 │     │',
  '└─────────┴────┴─────┘',
  ''].join('\n'));
