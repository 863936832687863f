'use strict';
const assert = require('assert');
const fs = require('fs');

(async () => {
  const handle = await fs.promises.open(__filename);
  const reading = handle.readFile('utf8');
  const closing = handle.close();
  assert((await reading).startsWith("'use strict'"));
  await closing;
  assert.strictEqual(handle.fd, -1);
  await assert.rejects(handle.stat(), { message: 'file closed', code: 'EBADF', syscall: 'fstat' });
  await handle.close();

  const other = await fs.promises.open(__filename);
  let isClosed = false;
  other.on('close', () => { isClosed = true; });
  const lines = [];
  for await (const line of other.readLines()) lines.push(line);
  assert.strictEqual(lines[0], "'use strict';");
  assert.strictEqual(isClosed, true);
})();
