const log = (text) => require('fs').writeSync(1, text + '\n');
process.on('exit', (code) => log('exit ' + code));
process.on('uncaughtExceptionMonitor', (e, origin) => log('monitor ' + origin));
setTimeout(() => { process.exitCode = 4; process.exit(); }, 1);
