const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
process.on('exit', () => { throw new Error('in exit'); });
require('stream').Readable.from(['x']).on('data', () => { const p = Promise.reject(new Error('boom')); process.nextTick(() => p.catch(() => log('in time'))); });
