const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
process.on('exit', () => { process.exit(8); });
Promise.reject(new Error('boom'));
