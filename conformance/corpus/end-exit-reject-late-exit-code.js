const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
process.on('exit', () => { process.exitCode = 9; });
process.on('exit', () => { log('in exit'); const p = Promise.reject(new Error('boom')); setImmediate(() => p.catch(() => log('late'))); });
