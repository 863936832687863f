'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');

const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'bowline-fs-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const file = path.join(folder, 'file');
const content = Buffer.alloc(200000, 'abcdefghij');
fs.writeFileSync(file, content);

async function collect(options) {
  const chunks = [];
  const stream = fs.createReadStream(file, options);
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  assert.strictEqual(stream.bytesRead, Buffer.concat(chunks).length);
  return chunks;
}

(async () => {
  const whole = await collect();
  assert(Buffer.concat(whole).equals(content));
  assert.strictEqual(whole[0].length, 64 * 1024);
  assert.strictEqual(`${await collect({ start: 5, end: 14 })}`, 'fghijabcde');
  assert.strictEqual(`${await collect({ start: 199998 })}`, 'ij');
  assert.deepStrictEqual(await collect({ start: 200000 }), []);
  const small = await collect({ end: 9, highWaterMark: 4 });
  assert.deepStrictEqual(small.map(String), ['abcd', 'efgh', 'ij']);
  assert.throws(() => fs.createReadStream(file, { start: 2, end: 1 }), { code: 'ERR_OUT_OF_RANGE' });
})();
