const { test } = require('uvu');
const assert = require('uvu/assert');
test('a', () => assert.is(1, 1));
test('b', async () => {
  await new Promise((r) => setTimeout(r, 5));
  assert.equal({ a: 1 }, { a: 1 });
});
test.run();
