const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
let n = 0; process.on('beforeExit', (c) => { log('beforeExit ' + c); if (n++ < 2) setImmediate(() => log('more')); });
process.on('exit', () => { log('in exit'); const p = Promise.reject(new Error('boom')); setImmediate(() => p.catch(() => log('late'))); });
