const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
process.on('uncaughtException', (e, origin) => log(origin + ' ' + e));
process.once('beforeExit', () => { log('before'); Promise.reject(new Error('boom')); });
