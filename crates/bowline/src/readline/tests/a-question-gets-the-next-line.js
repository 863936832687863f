'use strict';
const assert = require('assert');
const readline = require('readline');
const { PassThrough } = require('stream');
const input = new PassThrough();
const output = new PassThrough();
const rl = readline.promises.createInterface({ input, output });
(async () => {
  const answer = rl.question('name? ');
  assert.strictEqual(output.read().toString(), 'name? ');
  input.write('somebody\n');
  assert.strictEqual(await answer, 'somebody');
  const controller = new AbortController();
  const aborted = rl.question('more? ', { signal: controller.signal });
  controller.abort();
  await assert.rejects(aborted, { name: 'AbortError' });
  rl.close();
  await assert.rejects(async () => rl.question('again? '), { code: 'ERR_USE_AFTER_CLOSE' });
})();
