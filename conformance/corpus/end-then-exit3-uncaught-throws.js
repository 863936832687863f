const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
process.on('uncaughtException', () => { throw new Error('again'); });
Promise.resolve().then(() => { process.exit(3); });
