const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
process.on('exit', () => { process.exitCode = 9; });
require('stream').Readable.from(['x']).on('data', () => { Promise.reject(7); });
