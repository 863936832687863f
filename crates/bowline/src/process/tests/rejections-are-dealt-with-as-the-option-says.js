'use strict';
// E10
const assert = require('assert');
const { spawnSync } = require('child_process');

function run(source, ...options) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...options, '-e', source], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}


const source = `
  process.on('exit', (code) => console.log('exit', code));
  process.on('uncaughtExceptionMonitor', (e, origin) => console.log('uncaught', origin));
  Promise.reject(new Error('x'));
`;
const listening = `process.on('unhandledRejection', () => console.log('event'));${source}`;
const expected = {
  'none': ['exit 0\n', 'event\nexit 0\n', false],
  'warn': ['exit 0\n', 'event\nexit 0\n', true],
  'warn-with-error-code': ['exit 1\n', 'event\nexit 0\n', true],
  'throw': ['uncaught unhandledRejection\nexit 1\n', 'event\nexit 0\n', false],
  'strict': ['uncaught unhandledRejection\nexit 1\n', 'uncaught unhandledRejection\nexit 1\n', false],
};
for (const [mode, [alone, listened, warns]] of Object.entries(expected)) {
  const option = `--unhandled-rejections=${mode}`;
  const first = run(source, option);
  assert.strictEqual(first.stdout, alone, mode);
  assert.strictEqual(/UnhandledPromiseRejectionWarning/.test(first.stderr), warns, mode);
  assert.strictEqual(run(listening, option).stdout, listened, mode);
}
assert.strictEqual(run('', '--unhandled-rejections=nonsense').status, 9);
