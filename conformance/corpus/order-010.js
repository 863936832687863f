'use strict';
const fs = require('fs');
const { EventEmitter } = require('events');
const { Readable, Writable, Transform, PassThrough, pipeline } = require('stream');
const lines = [];
let program = 0;
const log = (text) => lines.push(`${program} ${text}`);
process.on('uncaughtException', (e, origin) => log(`${origin}: ${e.message}`));
process.on('unhandledRejection', (e) => log(`unhandled: ${e.message}`));
process.on('rejectionHandled', () => log('handled late'));
process.on('exit', (code) => { lines.push(`exit ${code}`); fs.writeSync(1, lines.join('\n') + '\n'); });
const programs = [];
process.on('beforeExit', () => {
  if (program === programs.length) return;
  programs[program++]();
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
});
});
programs.push(() => {
setImmediate(() => {
log('log1');
log('log2');
log('log3');
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.resolve().then(() => {
log('then1');
const g2 = new EventTarget();
g2.addEventListener('x', (e) => { log(e.type);
log('target3');
try {
log('try4');
setTimeout(() => log('never'), 3000).unref();
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
}, { once: true });
g2.dispatchEvent(new Event('x')); g2.dispatchEvent(new Event('x'));
log('log5');
});
}));
});
programs.push(() => {
setImmediate(() => {
const s1 = new PassThrough();
s1.on('data', (c) => log(String(c)));
s1.on('finish', () => log('finish1'));
s1.on('end', () => log('end1'));
s1.on('close', () => log('close1'));
for (const c of ['c0', 'c1', 'c2']) s1.write(c, () => log('written'));
s1.end('last', () => {
log('ended2');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
(async () => {
log('before4');
await null;
(async () => {
log('before5');
await null;
log('before6');
await null;
log('log7');
})();
})();
setImmediate(() => {
log('immediate8');
setImmediate(() => {
log('immediate9');
log('log10');
});
});
})();
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race11');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all12');
queueMicrotask(() => {
log('micro13');
log('log14');
});
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race15');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned16');
log('log17');
});
});
});
setImmediate(() => {
log('clears19');
log('log20');
const e21 = new EventEmitter();
e21.on('x', (v) => log('heard0' + v));
e21.once('x', (v) => log('heard1' + v));
e21.on('x', (v) => log('heard2' + v));
e21.prependListener('x', () => {
log('first22');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all23');
log('log24');
});
});
e21.emit('x', 1); log('emitted' + e21.emit('x', 2) + e21.listenerCount('x'));
clearImmediate(i18); });
const i18 = setImmediate(() => log('never'));
});
log('log25');
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('immediate1');
setImmediate(() => {
log('clears3');
log('log4');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all5');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted6');
log('log7');
});
});
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
});
queueMicrotask(() => {
log('micro8');
process.nextTick(() => {
log('tick9');
process.nextTick(() => {
log('tick10');
(async () => {
log('before11');
await null;
log('before12');
await null;
log('before13');
await null;
log('log14');
})();
});
});
setTimeout(() => log('never'), 3000).unref();
process.nextTick((a, b) => { log(a + b);
log('args15');
log('log16');
const g17 = new EventTarget();
g17.addEventListener('x', (e) => { log(e.type);
log('target18');
setTimeout(() => log('never'), 3000).unref();
}, { once: true });
g17.dispatchEvent(new Event('x')); g17.dispatchEvent(new Event('x'));
}, 'x', 'y');
});
log('log19');
setImmediate(() => {
log('immediate20');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after21');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned22');
log('log23');
});
queueMicrotask(() => {
log('micro24');
setImmediate(() => {
log('immediate25');
log('log26');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => {
log('log1');
pipeline(Readable.from(['c0']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped3');
setImmediate(() => {
log('immediate4');
(async () => {
log('before5');
await null;
log('before6');
await null;
log('before7');
await null;
log('log8');
})();
});
process.nextTick(() => {
log('tick9');
process.nextTick(() => {
log('tick10');
const g11 = new EventTarget();
g11.addEventListener('x', (e) => { log(e.type);
log('target12');
log('log13');
}, { once: true });
g11.dispatchEvent(new Event('x')); g11.dispatchEvent(new Event('x'));
});
});
const e14 = new EventEmitter();
e14.on('x', (v) => log('heard0' + v));
e14.once('x', (v) => log('heard1' + v));
e14.prependListener('x', () => {
log('first15');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught16');
pipeline(Readable.from(['c0']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped18');
log('log19');
});
});
setImmediate(() => {
log('immediate20');
log('log21');
});
});
e14.emit('x', 1); log('emitted' + e14.emit('x', 2) + e14.listenerCount('x'));
});
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained22');
log('log23');
log('log24');
})();
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
(async () => {
log('before1');
await null;
log('before2');
await null;
const g3 = new EventTarget();
g3.addEventListener('x', (e) => { log(e.type);
log('target4');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught5');
process.nextTick(() => {
log('tick6');
log('log7');
});
});
const a8 = new AbortController();
a8.signal.addEventListener('abort', () => { log(a8.signal.reason.name);
log('aborted9');
setTimeout(() => log('never'), 3000).unref();
});
a8.abort(); a8.abort(); log('still' + a8.signal.aborted);
}, { once: true });
g3.dispatchEvent(new Event('x')); g3.dispatchEvent(new Event('x'));
})();
setImmediate(() => {
log('immediate10');
const a11 = new AbortController();
a11.signal.addEventListener('abort', () => { log(a11.signal.reason.name);
log('aborted12');
setImmediate(() => {
log('immediate13');
setTimeout(() => log('never'), 3000).unref();
});
});
a11.abort(); a11.abort(); log('still' + a11.signal.aborted);
Promise.resolve().then(() => {
log('then14');
process.nextTick(() => {
log('tick15');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted16');
log('log17');
});
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught18');
queueMicrotask(() => {
log('micro19');
log('log20');
});
});
});
log('log21');
});
setTimeout(() => log('never'), 3000).unref();
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
queueMicrotask(() => {
log('micro2');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
const p4 = Promise.reject(new Error('rejected4'));
setImmediate(() => p4.catch((e) => log('late ' + e.message)));
})();
queueMicrotask(() => {
log('micro5');
const s6 = new PassThrough();
s6.on('data', (c) => log(String(c)));
s6.on('finish', () => log('finish6'));
s6.on('end', () => log('end6'));
s6.on('close', () => log('close6'));
for (const c of ['c0', 'c1', 'c2']) s6.write(c, () => log('written'));
s6.end('last', () => {
log('ended7');
log('log8');
});
});
});
setTimeout(() => log('never'), 3000).unref();
});
setImmediate(() => {
log('immediate9');
log('log10');
});
}));
});
programs.push(() => {
setImmediate(() => {
(async () => {
log('before1');
await null;
setImmediate(() => {
log('immediate2');
setImmediate(() => {
log('immediate3');
queueMicrotask(() => {
log('micro4');
log('log5');
});
});
});
})();
log('log6');
setTimeout(() => log('never'), 3000).unref();
});
});
programs.push(() => {
setImmediate(() => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
const p2 = Promise.reject(new Error('rejected2'));
setImmediate(() => p2.catch((e) => log('late ' + e.message)));
});
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.resolve().then(() => {
log('then1');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all2');
log('log3');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned4');
process.nextTick(() => {
log('tick5');
log('log6');
});
});
});
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained7');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after8');
setImmediate(() => {
log('immediate9');
log('log10');
});
});
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained11');
Promise.resolve().then(() => {
log('then12');
log('log13');
});
})();
})();
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('immediate1');
Promise.resolve().then(() => {
log('then2');
setImmediate(() => {
log('clears4');
throw new Error('uncaught5');
clearImmediate(i3); });
const i3 = setImmediate(() => log('never'));
});
});
setTimeout(() => log('never'), 3000).unref();
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.resolve().then(() => {
log('then1');
process.nextTick(() => {
log('tick2');
setImmediate(() => {
log('immediate3');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race4');
log('log5');
});
});
const p6 = Promise.reject(new Error('rejected6'));
setImmediate(() => p6.catch((e) => log('late ' + e.message)));
});
setImmediate(() => {
log('immediate7');
Promise.resolve().then(() => {
log('then8');
process.nextTick(() => {
log('tick9');
log('log10');
});
});
});
try {
log('try11');
log('log12');
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
});
});
programs.push(() => {
setImmediate(() => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
setImmediate(() => {
log('clears3');
const e4 = new EventEmitter();
e4.on('x', (v) => log('heard0' + v));
e4.once('x', (v) => log('heard1' + v));
e4.prependListener('x', () => {
log('first5');
const e6 = new EventEmitter();
e6.on('x', (v) => log('heard0' + v));
e6.prependListener('x', () => {
log('first7');
log('log8');
});
e6.emit('x', 1); log('emitted' + e6.emit('x', 2) + e6.listenerCount('x'));
});
e4.emit('x', 1); log('emitted' + e4.emit('x', 2) + e4.listenerCount('x'));
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
log('log9');
log('log10');
});
Promise.resolve().then(() => {
log('then11');
log('log12');
});
});
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('immediate1');
log('log2');
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught2');
Promise.resolve().then(() => {
log('then3');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned4');
log('log5');
});
});
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setTimeout(() => log('never'), 3000).unref();
}));
});
programs.push(() => {
setImmediate(() => {
(async () => {
log('before1');
await null;
const p2 = Promise.reject(new Error('rejected2'));
log('log3');
})();
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught4');
const p5 = Promise.reject(new Error('rejected5'));
setImmediate(() => p5.catch((e) => log('late ' + e.message)));
log('log6');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained7');
setImmediate(() => {
log('immediate8');
log('log9');
});
})();
});
});
});
programs.push(() => {
setImmediate(() => {
log('log1');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained2');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught3');
log('log4');
(async () => {
log('before5');
await null;
log('before6');
await null;
log('before7');
await null;
process.nextTick(() => {
log('tick8');
log('log9');
});
})();
});
process.nextTick((a, b) => { log(a + b);
log('args10');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught11');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted12');
log('log13');
});
});
}, 'x', 'y');
const p14 = Promise.reject(new Error('rejected14'));
setImmediate(() => p14.catch((e) => log('late ' + e.message)));
})();
log('log15');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
queueMicrotask(() => {
log('micro1');
setImmediate(() => {
log('immediate2');
(async () => {
log('before3');
await null;
log('before4');
await null;
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted5');
log('log6');
});
})();
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted7');
log('log8');
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race9');
log('log10');
log('log11');
});
});
process.nextTick(() => {
log('tick12');
Promise.resolve().then(() => {
log('then13');
setImmediate(() => {
log('clears15');
process.nextTick(() => {
log('tick16');
log('log17');
});
clearImmediate(i14); });
const i14 = setImmediate(() => log('never'));
process.nextTick(() => {
log('tick18');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted19');
log('log20');
});
});
});
queueMicrotask(() => {
log('micro21');
log('log22');
(async () => {
log('before23');
await null;
log('before24');
await null;
log('before25');
await null;
log('log26');
})();
});
process.nextTick(() => {
log('tick27');
process.nextTick(() => {
log('tick28');
log('log29');
});
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
(async () => {
log('before1');
await null;
setTimeout(() => log('never'), 3000).unref();
})();
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race2');
const p3 = Promise.reject(new Error('rejected3'));
setImmediate(() => p3.catch((e) => log('late ' + e.message)));
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
process.nextTick(() => {
log('tick2');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted3');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught4');
process.nextTick(() => {
log('tick5');
log('log6');
});
});
});
(async () => {
log('before7');
await null;
log('before8');
await null;
log('before9');
await null;
(async () => {
log('before10');
await null;
log('before11');
await null;
log('before12');
await null;
setImmediate(() => {
log('immediate13');
log('log14');
});
})();
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race15');
(async () => {
log('before16');
await null;
log('before17');
await null;
log('log18');
})();
});
})();
});
const a19 = new AbortController();
a19.signal.addEventListener('abort', () => { log(a19.signal.reason.name);
log('aborted20');
setTimeout(() => log('never'), 3000).unref();
});
a19.abort(); a19.abort(); log('still' + a19.signal.aborted);
setImmediate(() => {
log('immediate21');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned22');
log('log23');
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all2');
try {
log('try3');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained4');
setImmediate(() => {
log('immediate5');
log('log6');
});
})();
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught7');
Promise.resolve().then(() => {
log('then8');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught9');
log('log10');
});
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught11');
process.nextTick((a, b) => { log(a + b);
log('args12');
log('log13');
}, 'x', 'y');
});
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race14');
const p15 = Promise.reject(new Error('rejected15'));
setImmediate(() => p15.catch((e) => log('late ' + e.message)));
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned16');
const p17 = Promise.reject(new Error('rejected17'));
setImmediate(() => p17.catch((e) => log('late ' + e.message)));
});
});
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.resolve().then(() => {
log('then1');
log('log2');
setTimeout(() => log('never'), 3000).unref();
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
setImmediate(() => {
log('immediate2');
process.nextTick((a, b) => { log(a + b);
log('args3');
const e4 = new EventEmitter();
e4.on('x', (v) => log('heard0' + v));
e4.prependListener('x', () => {
log('first5');
log('log6');
});
e4.emit('x', 1); log('emitted' + e4.emit('x', 2) + e4.listenerCount('x'));
}, 'x', 'y');
queueMicrotask(() => {
log('micro7');
setImmediate(() => {
log('immediate8');
log('log9');
});
});
});
});
log('log10');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
process.nextTick(() => {
log('tick1');
setImmediate(() => {
log('clears3');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after4');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted5');
log('log6');
});
});
queueMicrotask(() => {
log('micro7');
(async () => {
log('before8');
await null;
log('before9');
await null;
log('log10');
})();
});
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
setTimeout(() => log('never'), 3000).unref();
});
}));
});
programs.push(() => {
setImmediate(() => {
process.nextTick(() => {
log('tick1');
setImmediate(() => {
log('immediate2');
setTimeout(() => log('never'), 3000).unref();
setTimeout(() => log('never'), 3000).unref();
});
});
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
Promise.resolve().then(() => {
log('then4');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted5');
log('log6');
});
});
const g7 = new EventTarget();
g7.addEventListener('x', (e) => { log(e.type);
log('target8');
const g9 = new EventTarget();
g9.addEventListener('x', (e) => { log(e.type);
log('target10');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race11');
log('log12');
});
}, { once: true });
g9.dispatchEvent(new Event('x')); g9.dispatchEvent(new Event('x'));
}, { once: true });
g7.dispatchEvent(new Event('x')); g7.dispatchEvent(new Event('x'));
})();
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
const a2 = new AbortController();
a2.signal.addEventListener('abort', () => { log(a2.signal.reason.name);
log('aborted3');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught4');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all5');
Promise.resolve().then(() => {
log('then6');
log('log7');
});
});
});
});
a2.abort(); a2.abort(); log('still' + a2.signal.aborted);
}));
});
programs.push(() => {
setImmediate(() => {
Promise.resolve().then(() => {
log('then1');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained2');
process.nextTick(() => {
log('tick3');
setImmediate(() => {
log('immediate4');
log('log5');
});
});
})();
});
const s6 = new Readable({ read() { log('read'); this.push('x'); } });
s6.on('error', (e) => log('error' + e.message));
s6.on('close', () => {
log('closed7');
setImmediate(() => {
log('immediate8');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained9');
process.nextTick((a, b) => { log(a + b);
log('args10');
log('log11');
}, 'x', 'y');
})();
});
setImmediate(() => {
log('clears13');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained14');
Promise.resolve().then(() => {
log('then15');
log('log16');
});
})();
clearImmediate(i12); });
const i12 = setImmediate(() => log('never'));
log('log17');
});
s6.once('data', (c) => { log('data' + c); s6.destroy(new Error('gone')); });
});
});
programs.push(() => {
setImmediate(() => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
const p2 = Promise.reject(new Error('rejected2'));
setImmediate(() => p2.catch((e) => log('late ' + e.message)));
});
queueMicrotask(() => {
log('micro3');
setImmediate(() => {
log('clears5');
process.nextTick(() => {
log('tick6');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
log('log8');
});
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned9');
const e10 = new EventEmitter();
e10.on('x', (v) => log('heard0' + v));
e10.once('x', (v) => log('heard1' + v));
e10.on('x', (v) => log('heard2' + v));
e10.prependListener('x', () => {
log('first11');
log('log12');
});
e10.emit('x', 1); log('emitted' + e10.emit('x', 2) + e10.listenerCount('x'));
});
clearImmediate(i4); });
const i4 = setImmediate(() => log('never'));
});
log('log13');
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted1');
log('log2');
setTimeout(() => log('never'), 3000).unref();
});
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
queueMicrotask(() => {
log('micro4');
const p5 = Promise.reject(new Error('rejected5'));
setImmediate(() => p5.catch((e) => log('late ' + e.message)));
});
log('log6');
})();
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
queueMicrotask(() => {
log('micro2');
Promise.resolve().then(() => {
log('then3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
const s6 = new PassThrough();
s6.on('data', (c) => log(String(c)));
s6.on('finish', () => log('finish6'));
s6.on('end', () => log('end6'));
s6.on('close', () => log('close6'));
for (const c of ['c0']) s6.write(c, () => log('written'));
s6.end('last', () => {
log('ended7');
(async () => {
log('before8');
await null;
log('before9');
await null;
log('log10');
})();
});
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
process.nextTick((a, b) => { log(a + b);
log('args1');
setTimeout(() => log('never'), 3000).unref();
const s2 = new Readable({ read() { log('read'); this.push('x'); } });
s2.on('error', (e) => log('error' + e.message));
s2.on('close', () => {
log('closed3');
(async () => {
log('before4');
await null;
log('before5');
await null;
Promise.resolve().then(() => {
log('then6');
log('log7');
});
})();
log('log8');
});
s2.once('data', (c) => { log('data' + c); s2.destroy(new Error('gone')); });
}, 'x', 'y');
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
(async () => {
log('before1');
await null;
queueMicrotask(() => {
log('micro2');
process.nextTick(() => {
log('tick3');
setImmediate(() => {
log('immediate4');
log('log5');
});
});
});
log('log6');
})();
const e7 = new EventEmitter();
e7.on('x', (v) => log('heard0' + v));
e7.once('x', (v) => log('heard1' + v));
e7.prependListener('x', () => {
log('first8');
process.nextTick(() => {
log('tick9');
const p10 = Promise.reject(new Error('rejected10'));
setImmediate(() => p10.catch((e) => log('late ' + e.message)));
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race11');
process.nextTick(() => {
log('tick12');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught13');
log('log14');
});
});
});
});
e7.emit('x', 1); log('emitted' + e7.emit('x', 2) + e7.listenerCount('x'));
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
}));
});
programs.push(() => {
setImmediate(() => {
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all1');
process.nextTick(() => {
log('tick2');
setImmediate(() => {
log('immediate3');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after4');
log('log5');
});
});
log('log6');
});
setImmediate(() => {
log('immediate7');
log('log8');
Promise.resolve().then(() => {
log('then9');
process.nextTick(() => {
log('tick10');
log('log11');
});
});
});
});
log('log12');
process.nextTick(() => {
log('tick13');
setImmediate(() => {
log('clears15');
queueMicrotask(() => {
log('micro16');
(async () => {
log('before17');
await null;
log('before18');
await null;
log('log19');
})();
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted20');
setTimeout(() => log('never'), 3000).unref();
});
clearImmediate(i14); });
const i14 = setImmediate(() => log('never'));
});
log('log21');
});
});
programs.push(() => {
setImmediate(() => {
(async () => {
log('before1');
await null;
log('before2');
await null;
queueMicrotask(() => {
log('micro3');
log('log4');
});
const s5 = new Readable({ read() { log('read'); this.push('x'); } });
s5.on('error', (e) => log('error' + e.message));
s5.on('close', () => {
log('closed6');
setImmediate(() => {
log('immediate7');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained8');
log('log9');
})();
});
});
s5.once('data', (c) => { log('data' + c); s5.destroy(new Error('gone')); });
})();
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setTimeout(() => log('never'), 3000).unref();
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
}));
});
