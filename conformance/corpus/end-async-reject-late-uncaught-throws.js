const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
process.on('uncaughtException', () => { throw new Error('again'); });
(async () => { await null; const p = Promise.reject(new Error('boom')); setImmediate(() => p.catch(() => log('late'))); })();
