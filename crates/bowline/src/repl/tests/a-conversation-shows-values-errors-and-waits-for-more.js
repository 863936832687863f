'use strict';
// Not a rule: what anybody expects of a conversation.
const assert = require('assert');
const { PassThrough } = require('stream');
const repl = require('repl');

const input = new PassThrough();
const output = new PassThrough();
let text = '';
output.on('data', (chunk) => { text += chunk; });
const server = repl.start({ input, output, prompt: '> ', terminal: false });
server.on('exit', () => {
  assert.match(text, /> 3\n/);
  assert.match(text, /\{ a: 1 \}/);
  assert.match(text, /Uncaught Error: wrong/);
  assert.match(text, /> \.\.\. 7\n|> \| 7\n/);
  assert.match(text, /Invalid REPL keyword/);
});
input.end('1 + 2\n{ a: 1 }\nthrow new Error("wrong")\n(3 +\n4)\n.nosuch\n.exit\n');
