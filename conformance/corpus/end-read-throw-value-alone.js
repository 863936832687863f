const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));

require('fs').readFile(__filename, () => { throw 'text'; });
