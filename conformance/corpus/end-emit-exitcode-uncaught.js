const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
process.on('uncaughtException', (e, origin) => log(origin + ' ' + e));
const e = new (require('events'))(); e.on('x', () => { process.exitCode = 4; log('set'); }); setImmediate(() => e.emit('x'));
