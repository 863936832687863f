const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
process.on('unhandledRejection', (e) => log('unhandled ' + e));
process.nextTick(() => { throw new Error('boom'); });
