const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));

process.on('SIGTERM', (s) => { log(s); process.exit(6); }); process.kill(process.pid, 'SIGTERM'); setTimeout(() => log('never'), 2000);
