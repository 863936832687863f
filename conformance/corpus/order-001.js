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
setImmediate(() => {
(async () => {
log('before1');
await null;
process.nextTick((a, b) => { log(a + b);
log('args2');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all3');
setTimeout(() => log('never'), 3000).unref();
});
setImmediate(() => {
log('immediate4');
throw new Error('uncaught5');
});
}, 'x', 'y');
})();
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
setImmediate(() => {
log('immediate2');
throw new Error('uncaught3');
const e4 = new EventEmitter();
e4.on('x', (v) => log('heard0' + v));
e4.once('x', (v) => log('heard1' + v));
e4.on('x', (v) => log('heard2' + v));
e4.prependListener('x', () => {
log('first5');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned6');
(async () => {
log('before7');
await null;
log('before8');
await null;
log('before9');
await null;
log('log10');
})();
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned11');
(async () => {
log('before12');
await null;
log('log13');
})();
});
});
e4.emit('x', 1); log('emitted' + e4.emit('x', 2) + e4.listenerCount('x'));
throw new Error('uncaught14');
});
process.nextTick(() => {
log('tick15');
Promise.resolve().then(() => {
log('then16');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted17');
Promise.resolve().then(() => {
log('then18');
log('log19');
});
});
});
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
const e1 = new EventEmitter();
e1.on('x', (v) => log('heard0' + v));
e1.prependListener('x', () => {
log('first2');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all3');
queueMicrotask(() => {
log('micro4');
setTimeout(() => log('never'), 3000).unref();
});
Promise.resolve().then(() => {
log('then5');
const e6 = new EventEmitter();
e6.on('x', (v) => log('heard0' + v));
e6.prependListener('x', () => {
log('first7');
log('log8');
});
e6.emit('x', 1); log('emitted' + e6.emit('x', 2) + e6.listenerCount('x'));
});
});
setImmediate(() => {
log('immediate9');
log('log10');
process.nextTick(() => {
log('tick11');
(async () => {
log('before12');
await null;
log('log13');
})();
});
});
process.nextTick(() => {
log('tick14');
setImmediate(() => {
log('immediate15');
setImmediate(() => {
log('immediate16');
log('log17');
});
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned18');
queueMicrotask(() => {
log('micro19');
log('log20');
});
});
});
});
e1.emit('x', 1); log('emitted' + e1.emit('x', 2) + e1.listenerCount('x'));
Promise.resolve().then(() => {
log('then21');
process.nextTick(() => {
log('tick22');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race23');
process.nextTick(() => {
log('tick24');
log('log25');
});
});
setImmediate(() => {
log('clears27');
Promise.resolve().then(() => {
log('then28');
log('log29');
});
clearImmediate(i26); });
const i26 = setImmediate(() => log('never'));
});
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
queueMicrotask(() => {
log('micro2');
process.nextTick(() => {
log('tick3');
Promise.resolve().then(() => {
log('then4');
log('log5');
});
});
});
});
setTimeout(() => log('never'), 3000).unref();
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
const a1 = new AbortController();
a1.signal.addEventListener('abort', () => { log(a1.signal.reason.name);
log('aborted2');
process.nextTick(() => {
log('tick3');
const p4 = Promise.reject(new Error('rejected4'));
});
});
a1.abort(); a1.abort(); log('still' + a1.signal.aborted);
const p5 = Promise.reject(new Error('rejected5'));
setImmediate(() => p5.catch((e) => log('late ' + e.message)));
const s6 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s6.on('drain', () => log('drain6'));
s6.on('finish', () => log('finish6'));
s6.on('close', () => log('close6'));
for (const c of ['c0', 'c1', 'c2']) log('more' + s6.write(c));
s6.end(() => {
log('ended7');
process.nextTick(() => {
log('tick8');
log('log9');
});
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after10');
setImmediate(() => {
log('immediate11');
queueMicrotask(() => {
log('micro12');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned13');
log('log14');
});
});
});
process.nextTick(() => {
log('tick15');
Promise.resolve().then(() => {
log('then16');
const s17 = new PassThrough();
s17.on('data', (c) => log(String(c)));
s17.on('finish', () => log('finish17'));
s17.on('end', () => log('end17'));
s17.on('close', () => log('close17'));
for (const c of ['c0']) s17.write(c, () => log('written'));
s17.end('last', () => {
log('ended18');
log('log19');
});
});
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
queueMicrotask(() => {
log('micro1');
setImmediate(() => {
log('immediate2');
(async () => {
log('before3');
await null;
log('before4');
await null;
setImmediate(() => {
log('immediate5');
log('log6');
});
})();
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.resolve().then(() => {
log('then1');
Promise.resolve().then(() => {
log('then2');
log('log3');
});
});
log('log4');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('immediate1');
Promise.resolve().then(() => {
log('then2');
log('log3');
});
throw new Error('uncaught4');
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained2');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race3');
const g4 = new EventTarget();
g4.addEventListener('x', (e) => { log(e.type);
log('target5');
log('log6');
}, { once: true });
g4.dispatchEvent(new Event('x')); g4.dispatchEvent(new Event('x'));
});
})();
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained8');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race9');
log('log10');
});
})();
});
});
log('log11');
(async () => {
log('before12');
await null;
process.nextTick(() => {
log('tick13');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after14');
process.nextTick(() => {
log('tick15');
log('log16');
});
});
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught17');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained18');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted19');
log('log20');
});
})();
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all21');
setImmediate(() => {
log('immediate22');
log('log23');
});
});
});
})();
}));
});
programs.push(() => {
setImmediate(() => {
Promise.resolve().then(() => {
log('then1');
process.nextTick(() => {
log('tick2');
setImmediate(() => {
log('immediate3');
(async () => {
log('before4');
await null;
log('log5');
})();
});
setTimeout(() => log('never'), 3000).unref();
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick((a, b) => { log(a + b);
log('args1');
Promise.resolve().then(() => {
log('then2');
setImmediate(() => {
log('immediate3');
log('log4');
});
const p5 = Promise.reject(new Error('rejected5'));
setImmediate(() => p5.catch((e) => log('late ' + e.message)));
});
}, 'x', 'y');
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setTimeout(() => log('never'), 3000).unref();
const g1 = new EventTarget();
g1.addEventListener('x', (e) => { log(e.type);
log('target2');
queueMicrotask(() => {
log('micro3');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained4');
(async () => {
log('before5');
await null;
log('log6');
})();
})();
setImmediate(() => {
log('immediate7');
setImmediate(() => {
log('clears9');
log('log10');
clearImmediate(i8); });
const i8 = setImmediate(() => log('never'));
});
});
log('log11');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned12');
process.nextTick(() => {
log('tick13');
log('log14');
});
});
}, { once: true });
g1.dispatchEvent(new Event('x')); g1.dispatchEvent(new Event('x'));
});
});
programs.push(() => {
setImmediate(() => {
queueMicrotask(() => {
log('micro1');
Promise.resolve().then(() => {
log('then2');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
Promise.resolve().then(() => {
log('then4');
log('log5');
});
})();
queueMicrotask(() => {
log('micro6');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
log('log8');
});
});
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught9');
setImmediate(() => {
log('immediate10');
setImmediate(() => {
log('clears12');
log('log13');
clearImmediate(i11); });
const i11 = setImmediate(() => log('never'));
});
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught14');
const p15 = Promise.reject(new Error('rejected15'));
setImmediate(() => {
log('immediate16');
log('log17');
});
});
});
setTimeout(() => log('never'), 3000).unref();
(async () => {
log('before18');
await null;
Promise.resolve().then(() => {
log('then19');
process.nextTick(() => {
log('tick20');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught21');
log('log22');
});
});
});
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained23');
queueMicrotask(() => {
log('micro24');
const p25 = Promise.reject(new Error('rejected25'));
});
})();
})();
log('log26');
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
(async () => {
log('before1');
await null;
log('before2');
await null;
log('before3');
await null;
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned4');
process.nextTick(() => {
log('tick5');
setImmediate(() => {
log('clears7');
log('log8');
clearImmediate(i6); });
const i6 = setImmediate(() => log('never'));
});
const e9 = new EventEmitter();
e9.on('x', (v) => log('heard0' + v));
e9.once('x', (v) => log('heard1' + v));
e9.prependListener('x', () => {
log('first10');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned11');
log('log12');
});
});
e9.emit('x', 1); log('emitted' + e9.emit('x', 2) + e9.listenerCount('x'));
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race13');
const e14 = new EventEmitter();
e14.on('x', (v) => log('heard0' + v));
e14.once('x', (v) => log('heard1' + v));
e14.on('x', (v) => log('heard2' + v));
e14.prependListener('x', () => {
log('first15');
Promise.resolve().then(() => {
log('then16');
log('log17');
});
});
e14.emit('x', 1); log('emitted' + e14.emit('x', 2) + e14.listenerCount('x'));
});
})();
}));
});
programs.push(() => {
setImmediate(() => {
log('log1');
});
});
programs.push(() => {
setImmediate(() => {
(async () => {
log('before1');
await null;
log('before2');
await null;
const p3 = Promise.reject(new Error('rejected3'));
setImmediate(() => p3.catch((e) => log('late ' + e.message)));
const s4 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s4.on('drain', () => log('drain4'));
s4.on('finish', () => log('finish4'));
s4.on('close', () => log('close4'));
for (const c of ['c0', 'c1']) log('more' + s4.write(c));
s4.end(() => {
log('ended5');
(async () => {
log('before6');
await null;
log('before7');
await null;
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught8');
log('log9');
});
})();
process.nextTick(() => {
log('tick10');
setImmediate(() => {
log('clears12');
log('log13');
clearImmediate(i11); });
const i11 = setImmediate(() => log('never'));
});
});
setImmediate(() => {
log('clears15');
setImmediate(() => {
log('immediate16');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all17');
log('log18');
});
});
clearImmediate(i14); });
const i14 = setImmediate(() => log('never'));
})();
});
});
programs.push(() => {
fs.readFile(__filename, () => {
queueMicrotask(() => {
log('micro1');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all2');
log('log3');
log('log4');
});
const s5 = Readable.from(['c0', 'c1', 'c2']);
s5.on('data', (c) => log(c));
s5.on('close', () => log('close5'));
s5.on('end', () => {
log('end6');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught7');
process.nextTick((a, b) => { log(a + b);
log('args8');
log('log9');
}, 'x', 'y');
});
});
setImmediate(() => {
log('clears11');
Promise.resolve().then(() => {
log('then12');
log('log13');
});
queueMicrotask(() => {
log('micro14');
(async () => {
log('before15');
await null;
log('before16');
await null;
log('log17');
})();
});
clearImmediate(i10); });
const i10 = setImmediate(() => log('never'));
});
(async () => {
log('before18');
await null;
setImmediate(() => {
log('immediate19');
setImmediate(() => {
log('clears21');
log('log22');
clearImmediate(i20); });
const i20 = setImmediate(() => log('never'));
});
})();
queueMicrotask(() => {
log('micro23');
Promise.resolve().then(() => {
log('then24');
process.nextTick(() => {
log('tick25');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race26');
log('log27');
});
});
});
});
process.nextTick((a, b) => { log(a + b);
log('args28');
setImmediate(() => {
log('immediate29');
process.nextTick((a, b) => { log(a + b);
log('args30');
setImmediate(() => {
log('immediate31');
log('log32');
});
}, 'x', 'y');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after33');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after34');
log('log35');
});
});
});
setImmediate(() => {
log('immediate36');
queueMicrotask(() => {
log('micro37');
setTimeout(() => log('never'), 3000).unref();
});
process.nextTick(() => {
log('tick38');
log('log39');
});
});
process.nextTick(() => {
log('tick40');
queueMicrotask(() => {
log('micro41');
(async () => {
log('before42');
await null;
log('before43');
await null;
log('log44');
})();
});
});
}, 'x', 'y');
});
});
programs.push(() => {
setImmediate(() => {
log('log1');
Promise.resolve().then(() => {
log('then2');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught3');
setImmediate(() => {
log('clears5');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained6');
log('log7');
})();
clearImmediate(i4); });
const i4 = setImmediate(() => log('never'));
});
});
setTimeout(() => log('never'), 3000).unref();
process.nextTick(() => {
log('tick8');
setImmediate(() => {
log('immediate9');
Promise.resolve().then(() => {
log('then10');
process.nextTick(() => {
log('tick11');
log('log12');
});
});
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('immediate1');
setImmediate(() => {
log('immediate2');
process.nextTick((a, b) => { log(a + b);
log('args3');
(async () => {
log('before4');
await null;
log('log5');
})();
}, 'x', 'y');
throw new Error('uncaught6');
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted7');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race8');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught9');
log('log10');
});
});
});
});
const p11 = Promise.reject(new Error('rejected11'));
setImmediate(() => p11.catch((e) => log('late ' + e.message)));
setImmediate(() => {
log('immediate12');
Promise.resolve().then(() => {
log('then13');
process.nextTick((a, b) => { log(a + b);
log('args14');
process.nextTick(() => {
log('tick15');
log('log16');
});
}, 'x', 'y');
});
});
log('log17');
});
});
programs.push(() => {
setImmediate(() => {
pipeline(Readable.from(['c0', 'c1']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped2');
setImmediate(() => {
log('immediate3');
process.nextTick(() => {
log('tick4');
log('log5');
});
(async () => {
log('before6');
await null;
log('before7');
await null;
const e8 = new EventEmitter();
e8.on('x', (v) => log('heard0' + v));
e8.once('x', (v) => log('heard1' + v));
e8.prependListener('x', () => {
log('first9');
log('log10');
});
e8.emit('x', 1); log('emitted' + e8.emit('x', 2) + e8.listenerCount('x'));
})();
});
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted1');
log('log2');
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
process.nextTick((a, b) => { log(a + b);
log('args2');
const s3 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s3.on('drain', () => log('drain3'));
s3.on('finish', () => log('finish3'));
s3.on('close', () => log('close3'));
for (const c of ['c0', 'c1', 'c2']) log('more' + s3.write(c));
s3.end(() => {
log('ended4');
log('log5');
});
}, 'x', 'y');
});
});
programs.push(() => {
setImmediate(() => {
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned1');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted2');
process.nextTick(() => {
log('tick3');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught4');
log('log5');
});
});
setImmediate(() => {
log('immediate6');
const s7 = new PassThrough();
s7.on('data', (c) => log(String(c)));
s7.on('finish', () => log('finish7'));
s7.on('end', () => log('end7'));
s7.on('close', () => log('close7'));
for (const c of ['c0', 'c1', 'c2']) s7.write(c, () => log('written'));
s7.end('last', () => {
log('ended8');
log('log9');
});
});
});
Promise.resolve().then(() => {
log('then10');
process.nextTick((a, b) => { log(a + b);
log('args11');
(async () => {
log('before12');
await null;
log('before13');
await null;
log('log14');
})();
}, 'x', 'y');
});
queueMicrotask(() => {
log('micro15');
setTimeout(() => log('never'), 3000).unref();
log('log16');
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick(() => {
log('tick1');
log('log2');
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained1');
Promise.resolve().then(() => {
log('then2');
setImmediate(() => {
log('clears4');
Promise.resolve().then(() => {
log('then5');
log('log6');
});
clearImmediate(i3); });
const i3 = setImmediate(() => log('never'));
setTimeout(() => log('never'), 3000).unref();
});
queueMicrotask(() => {
log('micro7');
log('log8');
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted9');
log('log10');
});
})();
process.nextTick(() => {
log('tick11');
(async () => {
log('before12');
await null;
log('before13');
await null;
setImmediate(() => {
log('immediate14');
process.nextTick(() => {
log('tick15');
log('log16');
});
});
})();
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught17');
process.nextTick((a, b) => { log(a + b);
log('args18');
log('log19');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted20');
queueMicrotask(() => {
log('micro21');
log('log22');
});
});
}, 'x', 'y');
});
process.nextTick(() => {
log('tick23');
setImmediate(() => {
log('immediate24');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught25');
process.nextTick(() => {
log('tick26');
log('log27');
});
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned28');
setImmediate(() => {
log('immediate29');
log('log30');
});
});
});
queueMicrotask(() => {
log('micro31');
setImmediate(() => {
log('immediate32');
pipeline(Readable.from(['c0', 'c1']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped34');
log('log35');
});
});
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
}));
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('immediate1');
Promise.resolve().then(() => {
log('then2');
Promise.resolve().then(() => {
log('then3');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after4');
log('log5');
});
});
});
(async () => {
log('before6');
await null;
log('before7');
await null;
setImmediate(() => {
log('immediate8');
setImmediate(() => {
log('immediate9');
log('log10');
});
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after11');
const p12 = Promise.reject(new Error('rejected12'));
});
})();
});
process.nextTick((a, b) => { log(a + b);
log('args13');
setImmediate(() => {
log('immediate14');
log('log15');
});
setImmediate(() => {
log('immediate16');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after17');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained18');
log('log19');
})();
});
});
process.nextTick((a, b) => { log(a + b);
log('args20');
queueMicrotask(() => {
log('micro21');
process.nextTick((a, b) => { log(a + b);
log('args22');
log('log23');
}, 'x', 'y');
});
}, 'x', 'y');
}, 'x', 'y');
setImmediate(() => {
log('immediate24');
log('log25');
log('log26');
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
}));
});
programs.push(() => {
setImmediate(() => {
setTimeout(() => log('never'), 3000).unref();
setImmediate(() => {
log('clears2');
log('log3');
setImmediate(() => {
log('immediate4');
process.nextTick(() => {
log('tick5');
log('log6');
});
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained7');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted8');
log('log9');
});
})();
});
process.nextTick(() => {
log('tick10');
setTimeout(() => log('never'), 3000).unref();
process.nextTick(() => {
log('tick11');
process.nextTick(() => {
log('tick12');
log('log13');
});
});
});
clearImmediate(i1); });
const i1 = setImmediate(() => log('never'));
log('log14');
log('log15');
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
log('log2');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned3');
const s4 = Readable.from(['c0', 'c1', 'c2']);
s4.on('data', (c) => log(c));
s4.on('close', () => log('close4'));
s4.on('end', () => {
log('end5');
process.nextTick(() => {
log('tick6');
const p7 = Promise.reject(new Error('rejected7'));
});
Promise.resolve().then(() => {
log('then8');
setImmediate(() => {
log('immediate9');
log('log10');
});
});
});
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained11');
process.nextTick(() => {
log('tick12');
log('log13');
});
process.nextTick((a, b) => { log(a + b);
log('args14');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught15');
log('log16');
});
}, 'x', 'y');
})();
setImmediate(() => {
log('immediate17');
log('log18');
log('log19');
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('immediate1');
queueMicrotask(() => {
log('micro2');
throw new Error('uncaught3');
setTimeout(() => log('never'), 3000).unref();
});
setImmediate(() => {
log('immediate4');
log('log5');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted6');
setImmediate(() => {
log('immediate7');
log('log8');
});
});
});
setTimeout(() => log('never'), 3000).unref();
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
process.nextTick(() => {
log('tick1');
queueMicrotask(() => {
log('micro2');
throw new Error('uncaught3');
process.nextTick(() => {
log('tick4');
throw new Error('uncaught5');
});
});
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
pipeline(Readable.from(['c0', 'c1', 'c2']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped2');
setImmediate(() => {
log('immediate3');
setImmediate(() => {
log('clears5');
queueMicrotask(() => {
log('micro6');
log('log7');
});
clearImmediate(i4); });
const i4 = setImmediate(() => log('never'));
});
});
}));
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('immediate1');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned2');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race3');
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
});
});
});
});
programs.push(() => {
setImmediate(() => {
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all1');
const e2 = new EventEmitter();
e2.on('x', (v) => log('heard0' + v));
e2.prependListener('x', () => {
log('first3');
setImmediate(() => {
log('immediate4');
queueMicrotask(() => {
log('micro5');
log('log6');
});
});
});
e2.emit('x', 1); log('emitted' + e2.emit('x', 2) + e2.listenerCount('x'));
queueMicrotask(() => {
log('micro7');
process.nextTick(() => {
log('tick8');
process.nextTick(() => {
log('tick9');
log('log10');
});
});
(async () => {
log('before11');
await null;
log('before12');
await null;
queueMicrotask(() => {
log('micro13');
log('log14');
});
})();
});
});
const p15 = Promise.reject(new Error('rejected15'));
const p16 = Promise.reject(new Error('rejected16'));
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setTimeout(() => log('never'), 3000).unref();
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
log('log2');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted3');
setImmediate(() => {
log('immediate4');
queueMicrotask(() => {
log('micro5');
log('log6');
});
});
});
});
}));
});
