const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
process.on('uncaughtExceptionMonitor', (e, origin) => log('monitor ' + origin));
process.nextTick(() => { const p = Promise.reject(new Error('boom')); setImmediate(() => p.catch(() => log('late'))); });
