'use strict';
const assert = require('assert');
const readline = require('readline');
const { Readable } = require('stream');
(async () => {
  const lines = [];
  for await (const line of readline.createInterface({ input: Readable.from(['a\nb', '\nc']) })) lines.push(line);
  assert.deepStrictEqual(lines, ['a', 'b', 'c']);
})();
