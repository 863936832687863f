const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
process.on('exit', () => { throw new Error('in exit'); });
process.nextTick(() => { process.exitCode = 4; log('set'); });
