const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
let n = 0; process.on('beforeExit', (c) => { log('beforeExit ' + c); if (n++ < 2) setImmediate(() => log('more')); });
throw 'text';
