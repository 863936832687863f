'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');

// A cycle whose other half cannot be found, then modules of it on their own: the engine keeps half-made modules.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'broken-'));
const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
write('a.mjs', "import './b.mjs'; import './leaf.mjs'; import './absent.mjs';");
write('b.mjs', "import './a.mjs'; export default 1;");
write('leaf.mjs', 'export default 2;');
write('syntax.mjs', "import './leaf.mjs'; let let = 1;");
write('top.mjs', "import './syntax.mjs';");
const load = (name) => import(pathToFileURL(path.join(folder, name)).href);

(async () => {
  await assert.rejects(load('a.mjs'), { code: 'ERR_MODULE_NOT_FOUND' });
  await assert.rejects(load('b.mjs'), { code: 'ERR_MODULE_NOT_FOUND' });
  await assert.rejects(load('top.mjs'), SyntaxError);
  assert.strictEqual((await load('leaf.mjs')).default, 2);
  const first = await load('syntax.mjs').catch((error) => error);
  assert.strictEqual(await load('syntax.mjs').catch((error) => error), first);
})().finally(() => fs.rmSync(folder, { recursive: true }));
