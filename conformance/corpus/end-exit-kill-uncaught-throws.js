const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
process.on('uncaughtException', () => { throw new Error('again'); });
process.on('exit', () => { log('in exit'); process.kill(process.pid, 'SIGTERM'); setTimeout(() => log('never'), 2000); });
