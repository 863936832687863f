// M2: the body of an ES module is run by a microtask.
import assert from 'node:assert';

const log = [];
process.nextTick(() => log.push('tick'));
Promise.resolve().then(() => log.push('micro'));
log.push('body');
process.on('exit', () => assert.deepStrictEqual(log, ['body', 'micro', 'tick']));
