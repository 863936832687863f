'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'query-')));
const file = path.join(folder, 'm.mjs');
fs.writeFileSync(file, 'export let count = 0; export function add() { return ++count; } export const { url, filename, dirname } = import.meta;');
const { href } = pathToFileURL(file);

(async () => {
  const [one, same, other] = [await import(href), await import(href), await import(`${href}?x#y`)];
  assert.strictEqual(one, same);
  assert.notStrictEqual(one, other);
  one.add();
  assert.deepStrictEqual([one.count, other.count], [1, 0]);
  assert.strictEqual(other.url, `${href}?x#y`);
  assert.deepStrictEqual([one.filename, one.dirname], [file, folder]);
})().finally(() => fs.rmSync(folder, { recursive: true }));
