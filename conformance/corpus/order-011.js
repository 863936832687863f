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
setImmediate(() => Promise.resolve().then(() => {
Promise.resolve().then(() => {
log('then1');
log('log2');
process.nextTick(() => {
log('tick3');
setImmediate(() => {
log('immediate4');
Promise.resolve().then(() => {
log('then5');
log('log6');
});
});
Promise.resolve().then(() => {
log('then7');
log('log8');
});
});
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
process.nextTick(() => {
log('tick1');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught2');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race3');
Promise.resolve().then(() => {
log('then4');
log('log5');
});
});
});
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
process.nextTick(() => {
log('tick3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
});
})();
process.nextTick(() => {
log('tick6');
Promise.resolve().then(() => {
log('then7');
queueMicrotask(() => {
log('micro8');
log('log9');
});
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after10');
(async () => {
log('before11');
await null;
log('before12');
await null;
process.nextTick((a, b) => { log(a + b);
log('args13');
log('log14');
}, 'x', 'y');
})();
});
});
setImmediate(() => {
log('clears16');
queueMicrotask(() => {
log('micro17');
log('log18');
log('log19');
});
clearImmediate(i15); });
const i15 = setImmediate(() => log('never'));
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
process.nextTick(() => {
log('tick1');
(async () => {
log('before2');
await null;
process.nextTick(() => {
log('tick3');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned4');
log('log5');
});
});
})();
queueMicrotask(() => {
log('micro6');
log('log7');
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after8');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained9');
(async () => {
log('before10');
await null;
log('log11');
})();
})();
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
const p1 = Promise.reject(new Error('rejected1'));
log('log2');
}));
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
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after2');
process.nextTick((a, b) => { log(a + b);
log('args3');
Promise.resolve().then(() => {
log('then4');
log('log5');
});
}, 'x', 'y');
});
setImmediate(() => {
log('immediate6');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted7');
setImmediate(() => {
log('clears9');
log('log10');
clearImmediate(i8); });
const i8 = setImmediate(() => log('never'));
});
const s11 = new PassThrough();
s11.on('data', (c) => log(String(c)));
s11.on('finish', () => log('finish11'));
s11.on('end', () => log('end11'));
s11.on('close', () => log('close11'));
for (const c of ['c0']) s11.write(c, () => log('written'));
s11.end('last', () => {
log('ended12');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught13');
log('log14');
});
});
});
});
process.nextTick(() => {
log('tick15');
const g16 = new EventTarget();
g16.addEventListener('x', (e) => { log(e.type);
log('target17');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted18');
process.nextTick(() => {
log('tick19');
log('log20');
});
});
}, { once: true });
g16.dispatchEvent(new Event('x')); g16.dispatchEvent(new Event('x'));
});
}));
});
programs.push(() => {
setImmediate(() => {
const p1 = Promise.reject(new Error('rejected1'));
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setTimeout(() => log('never'), 3000).unref();
log('log1');
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick((a, b) => { log(a + b);
log('args1');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted2');
log('log3');
});
(async () => {
log('before4');
await null;
const e5 = new EventEmitter();
e5.on('x', (v) => log('heard0' + v));
e5.prependListener('x', () => {
log('first6');
log('log7');
});
e5.emit('x', 1); log('emitted' + e5.emit('x', 2) + e5.listenerCount('x'));
})();
}, 'x', 'y');
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('immediate1');
throw new Error('uncaught2');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
setImmediate(() => {
log('immediate4');
setImmediate(() => {
log('clears6');
log('log7');
clearImmediate(i5); });
const i5 = setImmediate(() => log('never'));
});
setImmediate(() => {
log('immediate8');
Promise.resolve().then(() => {
log('then9');
log('log10');
});
});
})();
queueMicrotask(() => {
log('micro11');
setTimeout(() => log('never'), 3000).unref();
});
});
setImmediate(() => {
log('immediate12');
(async () => {
log('before13');
await null;
log('before14');
await null;
log('before15');
await null;
const a16 = new AbortController();
a16.signal.addEventListener('abort', () => { log(a16.signal.reason.name);
log('aborted17');
Promise.resolve().then(() => {
log('then18');
log('log19');
});
});
a16.abort(); a16.abort(); log('still' + a16.signal.aborted);
})();
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
const a1 = new AbortController();
a1.signal.addEventListener('abort', () => { log(a1.signal.reason.name);
log('aborted2');
process.nextTick(() => {
log('tick3');
setImmediate(() => {
log('clears5');
try {
log('try6');
log('log7');
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
clearImmediate(i4); });
const i4 = setImmediate(() => log('never'));
});
process.nextTick(() => {
log('tick8');
try {
log('try9');
(async () => {
log('before10');
await null;
log('log11');
})();
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
});
a1.abort(); a1.abort(); log('still' + a1.signal.aborted);
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setTimeout(() => log('never'), 3000).unref();
Promise.resolve().then(() => {
log('then1');
Promise.resolve().then(() => {
log('then2');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
queueMicrotask(() => {
log('micro6');
process.nextTick(() => {
log('tick7');
log('log8');
});
});
});
log('log9');
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
const g2 = new EventTarget();
g2.addEventListener('x', (e) => { log(e.type);
log('target3');
log('log4');
setTimeout(() => log('never'), 3000).unref();
}, { once: true });
g2.dispatchEvent(new Event('x')); g2.dispatchEvent(new Event('x'));
setImmediate(() => {
log('immediate5');
const g6 = new EventTarget();
g6.addEventListener('x', (e) => { log(e.type);
log('target7');
setImmediate(() => {
log('clears9');
setImmediate(() => {
log('clears11');
log('log12');
clearImmediate(i10); });
const i10 = setImmediate(() => log('never'));
clearImmediate(i8); });
const i8 = setImmediate(() => log('never'));
}, { once: true });
g6.dispatchEvent(new Event('x')); g6.dispatchEvent(new Event('x'));
(async () => {
log('before13');
await null;
log('before14');
await null;
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned15');
setImmediate(() => {
log('immediate16');
log('log17');
});
});
})();
});
}));
});
programs.push(() => {
setImmediate(() => {
log('log1');
Promise.resolve().then(() => {
log('then2');
process.nextTick(() => {
log('tick3');
const p4 = Promise.reject(new Error('rejected4'));
setImmediate(() => p4.catch((e) => log('late ' + e.message)));
});
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught1');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained2');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all3');
(async () => {
log('before4');
await null;
log('before5');
await null;
log('before6');
await null;
log('log7');
})();
});
})();
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught8');
queueMicrotask(() => {
log('micro9');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned10');
log('log11');
});
});
process.nextTick(() => {
log('tick12');
queueMicrotask(() => {
log('micro13');
log('log14');
});
});
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned2');
Promise.resolve().then(() => {
log('then3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
queueMicrotask(() => {
log('micro6');
setImmediate(() => {
log('immediate7');
setImmediate(() => {
log('immediate8');
log('log9');
});
});
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught10');
queueMicrotask(() => {
log('micro11');
log('log12');
});
});
});
}));
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('immediate1');
Promise.resolve().then(() => {
log('then2');
process.nextTick(() => {
log('tick3');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after4');
log('log5');
});
});
});
});
setImmediate(() => {
log('immediate6');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race7');
log('log8');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught9');
const e10 = new EventEmitter();
e10.on('x', (v) => log('heard0' + v));
e10.once('x', (v) => log('heard1' + v));
e10.prependListener('x', () => {
log('first11');
log('log12');
});
e10.emit('x', 1); log('emitted' + e10.emit('x', 2) + e10.listenerCount('x'));
});
});
process.nextTick(() => {
log('tick13');
setImmediate(() => {
log('immediate14');
(async () => {
log('before15');
await null;
log('before16');
await null;
log('log17');
})();
});
queueMicrotask(() => {
log('micro18');
(async () => {
log('before19');
await null;
log('before20');
await null;
log('log21');
})();
});
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted22');
queueMicrotask(() => {
log('micro23');
const p24 = Promise.reject(new Error('rejected24'));
});
});
});
queueMicrotask(() => {
log('micro25');
Promise.resolve().then(() => {
log('then26');
process.nextTick(() => {
log('tick27');
setImmediate(() => {
log('immediate28');
log('log29');
});
});
});
});
const s30 = Readable.from(['c0']);
s30.on('data', (c) => log(c));
s30.on('close', () => log('close30'));
s30.on('end', () => {
log('end31');
(async () => {
log('before32');
await null;
log('before33');
await null;
log('before34');
await null;
queueMicrotask(() => {
log('micro35');
setImmediate(() => {
log('clears37');
log('log38');
clearImmediate(i36); });
const i36 = setImmediate(() => log('never'));
});
})();
process.nextTick(() => {
log('tick39');
try {
log('try40');
setImmediate(() => {
log('immediate41');
log('log42');
});
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
setTimeout(() => log('never'), 3000).unref();
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned1');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race2');
setImmediate(() => {
log('immediate3');
const e4 = new EventEmitter();
e4.on('x', (v) => log('heard0' + v));
e4.prependListener('x', () => {
log('first5');
log('log6');
});
e4.emit('x', 1); log('emitted' + e4.emit('x', 2) + e4.listenerCount('x'));
});
process.nextTick(() => {
log('tick7');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught8');
log('log9');
});
});
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all2');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after3');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race4');
setTimeout(() => log('never'), 3000).unref();
});
(async () => {
log('before5');
await null;
log('before6');
await null;
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted7');
log('log8');
});
})();
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick(() => {
log('tick1');
setImmediate(() => {
log('immediate2');
pipeline(Readable.from(['c0', 'c1']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped4');
log('log5');
});
});
(async () => {
log('before6');
await null;
log('before7');
await null;
const e8 = new EventEmitter();
e8.on('x', (v) => log('heard0' + v));
e8.prependListener('x', () => {
log('first9');
setImmediate(() => {
log('immediate10');
log('log11');
});
});
e8.emit('x', 1); log('emitted' + e8.emit('x', 2) + e8.listenerCount('x'));
setImmediate(() => {
log('immediate12');
process.nextTick(() => {
log('tick13');
log('log14');
});
});
})();
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setTimeout(() => log('never'), 3000).unref();
});
});
programs.push(() => {
fs.readFile(__filename, () => {
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained1');
log('log2');
setImmediate(() => {
log('immediate3');
setImmediate(() => {
log('immediate4');
(async () => {
log('before5');
await null;
log('log6');
})();
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
setImmediate(() => {
log('clears9');
log('log10');
clearImmediate(i8); });
const i8 = setImmediate(() => log('never'));
});
});
})();
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('clears2');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught3');
try {
log('try4');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race5');
log('log6');
});
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
clearImmediate(i1); });
const i1 = setImmediate(() => log('never'));
const e7 = new EventEmitter();
e7.on('x', (v) => log('heard0' + v));
e7.once('x', (v) => log('heard1' + v));
e7.on('x', (v) => log('heard2' + v));
e7.prependListener('x', () => {
log('first8');
log('log9');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race10');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained11');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after12');
log('log13');
});
})();
setImmediate(() => {
log('immediate14');
process.nextTick(() => {
log('tick15');
log('log16');
});
});
});
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all17');
log('log18');
});
});
e7.emit('x', 1); log('emitted' + e7.emit('x', 2) + e7.listenerCount('x'));
});
});
programs.push(() => {
setImmediate(() => {
setTimeout(() => log('never'), 3000).unref();
process.nextTick((a, b) => { log(a + b);
log('args1');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned2');
setImmediate(() => {
log('immediate3');
(async () => {
log('before4');
await null;
log('before5');
await null;
log('log6');
})();
});
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained7');
log('log8');
})();
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught9');
setTimeout(() => log('never'), 3000).unref();
});
setImmediate(() => {
log('clears11');
setImmediate(() => {
log('immediate12');
log('log13');
});
clearImmediate(i10); });
const i10 = setImmediate(() => log('never'));
}, 'x', 'y');
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setTimeout(() => log('never'), 3000).unref();
log('log1');
const e2 = new EventEmitter();
e2.on('x', (v) => log('heard0' + v));
e2.once('x', (v) => log('heard1' + v));
e2.on('x', (v) => log('heard2' + v));
e2.prependListener('x', () => {
log('first3');
try {
log('try4');
log('log5');
Promise.resolve().then(() => {
log('then6');
Promise.resolve().then(() => {
log('then7');
log('log8');
});
});
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
e2.emit('x', 1); log('emitted' + e2.emit('x', 2) + e2.listenerCount('x'));
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
process.nextTick((a, b) => { log(a + b);
log('args1');
setImmediate(() => {
log('immediate2');
const s3 = new PassThrough();
s3.on('data', (c) => log(String(c)));
s3.on('finish', () => log('finish3'));
s3.on('end', () => log('end3'));
s3.on('close', () => log('close3'));
for (const c of ['c0', 'c1', 'c2']) s3.write(c, () => log('written'));
s3.end('last', () => {
log('ended4');
setImmediate(() => {
log('immediate5');
log('log6');
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
log('log12');
})();
})();
});
(async () => {
log('before13');
await null;
log('log14');
})();
process.nextTick((a, b) => { log(a + b);
log('args15');
const p16 = Promise.reject(new Error('rejected16'));
}, 'x', 'y');
}, 'x', 'y');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned17');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted18');
(async () => {
log('before19');
await null;
setImmediate(() => {
log('clears21');
log('log22');
clearImmediate(i20); });
const i20 = setImmediate(() => log('never'));
})();
setImmediate(() => {
log('immediate23');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race24');
log('log25');
});
});
});
const e26 = new EventEmitter();
e26.on('x', (v) => log('heard0' + v));
e26.prependListener('x', () => {
log('first27');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all28');
(async () => {
log('before29');
await null;
log('before30');
await null;
log('log31');
})();
});
});
e26.emit('x', 1); log('emitted' + e26.emit('x', 2) + e26.listenerCount('x'));
(async () => {
log('before32');
await null;
log('before33');
await null;
process.nextTick(() => {
log('tick34');
setImmediate(() => {
log('clears36');
log('log37');
clearImmediate(i35); });
const i35 = setImmediate(() => log('never'));
});
process.nextTick(() => {
log('tick38');
setImmediate(() => {
log('immediate39');
log('log40');
});
});
})();
});
}));
});
programs.push(() => {
setImmediate(() => {
log('log1');
process.nextTick(() => {
log('tick2');
throw new Error('uncaught3');
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('immediate1');
const e2 = new EventEmitter();
e2.on('x', (v) => log('heard0' + v));
e2.once('x', (v) => log('heard1' + v));
e2.on('x', (v) => log('heard2' + v));
e2.prependListener('x', () => {
log('first3');
setImmediate(() => {
log('clears5');
log('log6');
clearImmediate(i4); });
const i4 = setImmediate(() => log('never'));
});
e2.emit('x', 1); log('emitted' + e2.emit('x', 2) + e2.listenerCount('x'));
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught7');
const g8 = new EventTarget();
g8.addEventListener('x', (e) => { log(e.type);
log('target9');
queueMicrotask(() => {
log('micro10');
log('log11');
});
}, { once: true });
g8.dispatchEvent(new Event('x')); g8.dispatchEvent(new Event('x'));
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
queueMicrotask(() => {
log('micro1');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after2');
setTimeout(() => log('never'), 3000).unref();
process.nextTick((a, b) => { log(a + b);
log('args3');
setTimeout(() => log('never'), 3000).unref();
}, 'x', 'y');
});
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
const a1 = new AbortController();
a1.signal.addEventListener('abort', () => { log(a1.signal.reason.name);
log('aborted2');
const e3 = new EventEmitter();
e3.on('x', (v) => log('heard0' + v));
e3.once('x', (v) => log('heard1' + v));
e3.on('x', (v) => log('heard2' + v));
e3.prependListener('x', () => {
log('first4');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught5');
process.nextTick(() => {
log('tick6');
log('log7');
});
});
log('log8');
});
e3.emit('x', 1); log('emitted' + e3.emit('x', 2) + e3.listenerCount('x'));
});
a1.abort(); a1.abort(); log('still' + a1.signal.aborted);
log('log9');
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
queueMicrotask(() => {
log('micro1');
(async () => {
log('before2');
await null;
log('before3');
await null;
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted4');
const s5 = Readable.from(['c0', 'c1', 'c2']);
s5.on('data', (c) => log(c));
s5.on('close', () => log('close5'));
s5.on('end', () => {
log('end6');
log('log7');
});
});
})();
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained2');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned3');
const e4 = new EventEmitter();
e4.on('x', (v) => log('heard0' + v));
e4.once('x', (v) => log('heard1' + v));
e4.on('x', (v) => log('heard2' + v));
e4.prependListener('x', () => {
log('first5');
setImmediate(() => {
log('immediate6');
log('log7');
});
});
e4.emit('x', 1); log('emitted' + e4.emit('x', 2) + e4.listenerCount('x'));
});
process.nextTick((a, b) => { log(a + b);
log('args8');
setTimeout(() => log('never'), 3000).unref();
}, 'x', 'y');
})();
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned9');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all10');
const g11 = new EventTarget();
g11.addEventListener('x', (e) => { log(e.type);
log('target12');
Promise.resolve().then(() => {
log('then13');
log('log14');
});
}, { once: true });
g11.dispatchEvent(new Event('x')); g11.dispatchEvent(new Event('x'));
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained15');
setImmediate(() => {
log('immediate16');
log('log17');
});
})();
});
});
setImmediate(() => {
log('immediate18');
log('log19');
queueMicrotask(() => {
log('micro20');
process.nextTick(() => {
log('tick21');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned22');
log('log23');
});
});
});
log('log24');
});
}));
});
programs.push(() => {
setImmediate(() => {
log('log1');
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
setImmediate(() => {
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all1');
process.nextTick(() => {
log('tick2');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
setImmediate(() => {
log('immediate4');
log('log5');
});
})();
setImmediate(() => {
log('clears7');
queueMicrotask(() => {
log('micro8');
log('log9');
});
clearImmediate(i6); });
const i6 = setImmediate(() => log('never'));
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted10');
log('log11');
setImmediate(() => {
log('immediate12');
Promise.resolve().then(() => {
log('then13');
log('log14');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setTimeout(() => log('never'), 3000).unref();
Promise.resolve().then(() => {
log('then1');
setImmediate(() => {
log('immediate2');
setTimeout(() => log('never'), 3000).unref();
throw new Error('uncaught3');
});
setImmediate(() => {
log('immediate4');
process.nextTick((a, b) => { log(a + b);
log('args5');
process.nextTick((a, b) => { log(a + b);
log('args6');
log('log7');
}, 'x', 'y');
}, 'x', 'y');
});
setImmediate(() => {
log('clears9');
setImmediate(() => {
log('immediate10');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned11');
log('log12');
});
});
clearImmediate(i8); });
const i8 = setImmediate(() => log('never'));
});
}));
});
programs.push(() => {
setImmediate(() => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
log('log2');
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
}));
});
