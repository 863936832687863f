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
(async () => {
log('before1');
await null;
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained2');
log('log3');
})();
Promise.resolve().then(() => {
log('then4');
setImmediate(() => {
log('clears6');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race7');
log('log8');
});
clearImmediate(i5); });
const i5 = setImmediate(() => log('never'));
});
setTimeout(() => log('never'), 3000).unref();
})();
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setImmediate(() => {
log('immediate1');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught2');
setTimeout(() => log('never'), 3000).unref();
queueMicrotask(() => {
log('micro3');
queueMicrotask(() => {
log('micro4');
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
log('log2');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned3');
log('log4');
const p5 = Promise.reject(new Error('rejected5'));
setImmediate(() => p5.catch((e) => log('late ' + e.message)));
});
log('log6');
})();
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
const p2 = Promise.reject(new Error('rejected2'));
setImmediate(() => p2.catch((e) => log('late ' + e.message)));
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
process.nextTick(() => {
log('tick1');
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
setTimeout(() => log('never'), 3000).unref();
});
const g6 = new EventTarget();
g6.addEventListener('x', (e) => { log(e.type);
log('target7');
const p8 = Promise.reject(new Error('rejected8'));
setImmediate(() => p8.catch((e) => log('late ' + e.message)));
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained9');
log('log10');
})();
}, { once: true });
g6.dispatchEvent(new Event('x')); g6.dispatchEvent(new Event('x'));
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
const e1 = new EventEmitter();
e1.on('x', (v) => log('heard0' + v));
e1.once('x', (v) => log('heard1' + v));
e1.prependListener('x', () => {
log('first2');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
(async () => {
log('before4');
await null;
log('before5');
await null;
(async () => {
log('before6');
await null;
log('before7');
await null;
log('before8');
await null;
log('log9');
})();
})();
})();
});
e1.emit('x', 1); log('emitted' + e1.emit('x', 2) + e1.listenerCount('x'));
log('log10');
});
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted2');
log('log3');
log('log4');
});
});
});
programs.push(() => {
setImmediate(() => {
log('log1');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
queueMicrotask(() => {
log('micro1');
throw new Error('uncaught2');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught3');
const g4 = new EventTarget();
g4.addEventListener('x', (e) => { log(e.type);
log('target5');
setImmediate(() => {
log('immediate6');
log('log7');
});
}, { once: true });
g4.dispatchEvent(new Event('x')); g4.dispatchEvent(new Event('x'));
const e8 = new EventEmitter();
e8.on('x', (v) => log('heard0' + v));
e8.once('x', (v) => log('heard1' + v));
e8.prependListener('x', () => {
log('first9');
(async () => {
log('before10');
await null;
log('before11');
await null;
log('log12');
})();
});
e8.emit('x', 1); log('emitted' + e8.emit('x', 2) + e8.listenerCount('x'));
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
process.nextTick(() => {
log('tick2');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
process.nextTick(() => {
log('tick4');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned5');
log('log6');
});
});
queueMicrotask(() => {
log('micro7');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all8');
log('log9');
});
});
})();
setImmediate(() => {
log('clears11');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race12');
queueMicrotask(() => {
log('micro13');
log('log14');
});
});
clearImmediate(i10); });
const i10 = setImmediate(() => log('never'));
const a15 = new AbortController();
a15.signal.addEventListener('abort', () => { log(a15.signal.reason.name);
log('aborted16');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted17');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all18');
log('log19');
});
});
});
a15.abort(); a15.abort(); log('still' + a15.signal.aborted);
});
process.nextTick(() => {
log('tick20');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained21');
const a22 = new AbortController();
a22.signal.addEventListener('abort', () => { log(a22.signal.reason.name);
log('aborted23');
Promise.resolve().then(() => {
log('then24');
log('log25');
});
});
a22.abort(); a22.abort(); log('still' + a22.signal.aborted);
setImmediate(() => {
log('clears27');
setTimeout(() => log('never'), 3000).unref();
clearImmediate(i26); });
const i26 = setImmediate(() => log('never'));
})();
});
setTimeout(() => log('never'), 3000).unref();
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
const p2 = Promise.reject(new Error('rejected2'));
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
const s1 = new PassThrough();
s1.on('data', (c) => log(String(c)));
s1.on('finish', () => log('finish1'));
s1.on('end', () => log('end1'));
s1.on('close', () => log('close1'));
for (const c of ['c0', 'c1']) s1.write(c, () => log('written'));
s1.end('last', () => {
log('ended2');
log('log3');
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.resolve().then(() => {
log('then1');
setImmediate(() => {
log('immediate2');
process.nextTick(() => {
log('tick3');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned4');
log('log5');
});
});
process.nextTick(() => {
log('tick6');
process.nextTick(() => {
log('tick7');
log('log8');
});
});
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all1');
log('log2');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught3');
setImmediate(() => {
log('immediate4');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted5');
log('log6');
});
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught7');
process.nextTick(() => {
log('tick8');
log('log9');
});
});
});
Promise.resolve().then(() => {
log('then10');
process.nextTick(() => {
log('tick11');
process.nextTick((a, b) => { log(a + b);
log('args12');
log('log13');
}, 'x', 'y');
});
process.nextTick((a, b) => { log(a + b);
log('args14');
Promise.resolve().then(() => {
log('then15');
log('log16');
});
}, 'x', 'y');
});
});
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all17');
const e18 = new EventEmitter();
e18.on('x', (v) => log('heard0' + v));
e18.prependListener('x', () => {
log('first19');
queueMicrotask(() => {
log('micro20');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after21');
log('log22');
});
});
});
e18.emit('x', 1); log('emitted' + e18.emit('x', 2) + e18.listenerCount('x'));
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
const s1 = new Readable({ read() { log('read'); this.push('x'); } });
s1.on('error', (e) => log('error' + e.message));
s1.on('close', () => {
log('closed2');
const a3 = new AbortController();
a3.signal.addEventListener('abort', () => { log(a3.signal.reason.name);
log('aborted4');
(async () => {
log('before5');
await null;
log('before6');
await null;
log('before7');
await null;
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught8');
log('log9');
});
})();
queueMicrotask(() => {
log('micro10');
queueMicrotask(() => {
log('micro11');
log('log12');
});
});
});
a3.abort(); a3.abort(); log('still' + a3.signal.aborted);
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned13');
setTimeout(() => log('never'), 3000).unref();
});
});
s1.once('data', (c) => { log('data' + c); s1.destroy(new Error('gone')); });
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => {
log('immediate2');
const g3 = new EventTarget();
g3.addEventListener('x', (e) => { log(e.type);
log('target4');
setTimeout(() => log('never'), 3000).unref();
}, { once: true });
g3.dispatchEvent(new Event('x')); g3.dispatchEvent(new Event('x'));
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after5');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all6');
pipeline(Readable.from(['c0', 'c1', 'c2']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped8');
log('log9');
});
});
const p10 = Promise.reject(new Error('rejected10'));
setImmediate(() => p10.catch((e) => log('late ' + e.message)));
});
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
queueMicrotask(() => {
log('micro1');
const e2 = new EventEmitter();
e2.on('x', (v) => log('heard0' + v));
e2.prependListener('x', () => {
log('first3');
Promise.resolve().then(() => {
log('then4');
setImmediate(() => {
log('immediate5');
log('log6');
});
});
});
e2.emit('x', 1); log('emitted' + e2.emit('x', 2) + e2.listenerCount('x'));
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted7');
process.nextTick(() => {
log('tick8');
const p9 = Promise.reject(new Error('rejected9'));
setImmediate(() => p9.catch((e) => log('late ' + e.message)));
});
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after10');
process.nextTick(() => {
log('tick11');
setImmediate(() => {
log('immediate12');
log('log13');
});
});
});
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after14');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race15');
queueMicrotask(() => {
log('micro16');
queueMicrotask(() => {
log('micro17');
log('log18');
});
});
log('log19');
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned20');
setTimeout(() => log('never'), 3000).unref();
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.resolve().then(() => {
log('then1');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted2');
(async () => {
log('before3');
await null;
log('before4');
await null;
Promise.resolve().then(() => {
log('then5');
log('log6');
});
})();
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
(async () => {
log('before1');
await null;
log('before2');
await null;
process.nextTick((a, b) => { log(a + b);
log('args3');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race4');
log('log5');
});
}, 'x', 'y');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after6');
const s7 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s7.on('drain', () => log('drain7'));
s7.on('finish', () => log('finish7'));
s7.on('close', () => log('close7'));
for (const c of ['c0']) log('more' + s7.write(c));
s7.end(() => {
log('ended8');
const e9 = new EventEmitter();
e9.on('x', (v) => log('heard0' + v));
e9.once('x', (v) => log('heard1' + v));
e9.on('x', (v) => log('heard2' + v));
e9.prependListener('x', () => {
log('first10');
log('log11');
});
e9.emit('x', 1); log('emitted' + e9.emit('x', 2) + e9.listenerCount('x'));
});
});
})();
log('log12');
queueMicrotask(() => {
log('micro13');
queueMicrotask(() => {
log('micro14');
process.nextTick(() => {
log('tick15');
setImmediate(() => {
log('immediate16');
log('log17');
});
});
const e18 = new EventEmitter();
e18.on('x', (v) => log('heard0' + v));
e18.once('x', (v) => log('heard1' + v));
e18.on('x', (v) => log('heard2' + v));
e18.prependListener('x', () => {
log('first19');
process.nextTick((a, b) => { log(a + b);
log('args20');
log('log21');
}, 'x', 'y');
});
e18.emit('x', 1); log('emitted' + e18.emit('x', 2) + e18.listenerCount('x'));
});
setImmediate(() => {
log('clears23');
setImmediate(() => {
log('immediate24');
const e25 = new EventEmitter();
e25.on('x', (v) => log('heard0' + v));
e25.once('x', (v) => log('heard1' + v));
e25.prependListener('x', () => {
log('first26');
log('log27');
});
e25.emit('x', 1); log('emitted' + e25.emit('x', 2) + e25.listenerCount('x'));
});
clearImmediate(i22); });
const i22 = setImmediate(() => log('never'));
});
});
});
programs.push(() => {
setImmediate(() => {
process.nextTick(() => {
log('tick1');
log('log2');
});
setImmediate(() => {
log('immediate3');
setImmediate(() => {
log('immediate4');
try {
log('try5');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all6');
log('log7');
});
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
setImmediate(() => {
log('immediate8');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race9');
log('log10');
});
});
});
});
pipeline(Readable.from(['c0']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped12');
process.nextTick((a, b) => { log(a + b);
log('args13');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all14');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught15');
log('log16');
});
});
const s17 = new Readable({ read() { log('read'); this.push('x'); } });
s17.on('error', (e) => log('error' + e.message));
s17.on('close', () => {
log('closed18');
setImmediate(() => {
log('immediate19');
log('log20');
});
});
s17.once('data', (c) => { log('data' + c); s17.destroy(new Error('gone')); });
}, 'x', 'y');
});
});
});
programs.push(() => {
setImmediate(() => {
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all1');
const e2 = new EventEmitter();
e2.on('x', (v) => log('heard0' + v));
e2.once('x', (v) => log('heard1' + v));
e2.on('x', (v) => log('heard2' + v));
e2.prependListener('x', () => {
log('first3');
setImmediate(() => {
log('immediate4');
process.nextTick(() => {
log('tick5');
log('log6');
});
});
});
e2.emit('x', 1); log('emitted' + e2.emit('x', 2) + e2.listenerCount('x'));
(async () => {
log('before7');
await null;
log('before8');
await null;
const p9 = Promise.reject(new Error('rejected9'));
setImmediate(() => p9.catch((e) => log('late ' + e.message)));
})();
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
process.nextTick(() => {
log('tick1');
process.nextTick(() => {
log('tick2');
log('log3');
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned1');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all2');
Promise.resolve().then(() => {
log('then3');
log('log4');
});
(async () => {
log('before5');
await null;
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught6');
log('log7');
});
})();
});
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
queueMicrotask(() => {
log('micro1');
setImmediate(() => {
log('immediate2');
setTimeout(() => log('never'), 3000).unref();
log('log3');
});
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race4');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned5');
(async () => {
log('before6');
await null;
log('before7');
await null;
setImmediate(() => {
log('immediate8');
log('log9');
});
})();
});
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all10');
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
queueMicrotask(() => {
log('micro2');
process.nextTick(() => {
log('tick3');
queueMicrotask(() => {
log('micro4');
log('log5');
});
});
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after6');
log('log7');
});
process.nextTick(() => {
log('tick8');
queueMicrotask(() => {
log('micro9');
queueMicrotask(() => {
log('micro10');
log('log11');
});
});
});
});
const p12 = Promise.reject(new Error('rejected12'));
setImmediate(() => p12.catch((e) => log('late ' + e.message)));
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('immediate1');
log('log2');
setTimeout(() => log('never'), 3000).unref();
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
process.nextTick(() => {
log('tick1');
throw new Error('uncaught2');
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('clears2');
process.nextTick(() => {
log('tick3');
Promise.resolve().then(() => {
log('then4');
const g5 = new EventTarget();
g5.addEventListener('x', (e) => { log(e.type);
log('target6');
log('log7');
}, { once: true });
g5.dispatchEvent(new Event('x')); g5.dispatchEvent(new Event('x'));
});
});
clearImmediate(i1); });
const i1 = setImmediate(() => log('never'));
});
});
programs.push(() => {
fs.readFile(__filename, () => {
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught1');
log('log2');
setImmediate(() => {
log('immediate3');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted4');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught5');
log('log6');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => {
queueMicrotask(() => {
log('micro1');
setImmediate(() => {
log('immediate2');
Promise.resolve().then(() => {
log('then3');
setImmediate(() => {
log('clears5');
log('log6');
clearImmediate(i4); });
const i4 = setImmediate(() => log('never'));
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
process.nextTick(() => {
log('tick8');
log('log9');
});
});
});
});
log('log10');
setImmediate(() => {
log('immediate11');
(async () => {
log('before12');
await null;
log('before13');
await null;
log('before14');
await null;
(async () => {
log('before15');
await null;
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all16');
log('log17');
});
})();
})();
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setTimeout(() => log('never'), 3000).unref();
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race2');
process.nextTick(() => {
log('tick3');
setImmediate(() => {
log('clears5');
log('log6');
clearImmediate(i4); });
const i4 = setImmediate(() => log('never'));
});
process.nextTick(() => {
log('tick7');
setImmediate(() => {
log('immediate8');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after9');
log('log10');
});
});
queueMicrotask(() => {
log('micro11');
Promise.resolve().then(() => {
log('then12');
log('log13');
});
});
});
});
log('log14');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setTimeout(() => log('never'), 3000).unref();
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
}));
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('immediate1');
process.nextTick((a, b) => { log(a + b);
log('args2');
(async () => {
log('before3');
await null;
setImmediate(() => {
log('clears5');
log('log6');
clearImmediate(i4); });
const i4 = setImmediate(() => log('never'));
})();
(async () => {
log('before7');
await null;
Promise.resolve().then(() => {
log('then8');
log('log9');
});
})();
}, 'x', 'y');
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught1');
Promise.resolve().then(() => {
log('then2');
setTimeout(() => log('never'), 3000).unref();
(async () => {
log('before3');
await null;
log('before4');
await null;
log('before5');
await null;
const p6 = Promise.reject(new Error('rejected6'));
setImmediate(() => p6.catch((e) => log('late ' + e.message)));
})();
});
const e7 = new EventEmitter();
e7.on('x', (v) => log('heard0' + v));
e7.prependListener('x', () => {
log('first8');
setImmediate(() => {
log('immediate9');
setImmediate(() => {
log('immediate10');
log('log11');
});
});
});
e7.emit('x', 1); log('emitted' + e7.emit('x', 2) + e7.listenerCount('x'));
queueMicrotask(() => {
log('micro12');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race13');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted14');
log('log15');
});
});
});
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setImmediate(() => {
log('immediate1');
setImmediate(() => {
log('immediate2');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
log('log4');
})();
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after5');
setTimeout(() => log('never'), 3000).unref();
});
});
});
process.nextTick(() => {
log('tick6');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after7');
(async () => {
log('before8');
await null;
queueMicrotask(() => {
log('micro9');
log('log10');
});
})();
});
});
log('log11');
const e12 = new EventEmitter();
e12.on('x', (v) => log('heard0' + v));
e12.once('x', (v) => log('heard1' + v));
e12.prependListener('x', () => {
log('first13');
setImmediate(() => {
log('immediate14');
log('log15');
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted16');
log('log17');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught18');
setImmediate(() => {
log('clears20');
log('log21');
clearImmediate(i19); });
const i19 = setImmediate(() => log('never'));
});
});
});
e12.emit('x', 1); log('emitted' + e12.emit('x', 2) + e12.listenerCount('x'));
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
queueMicrotask(() => {
log('micro1');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted2');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned3');
Promise.resolve().then(() => {
log('then4');
log('log5');
});
});
const g6 = new EventTarget();
g6.addEventListener('x', (e) => { log(e.type);
log('target7');
const s8 = Readable.from(['c0', 'c1']);
s8.on('data', (c) => log(c));
s8.on('close', () => log('close8'));
s8.on('end', () => {
log('end9');
log('log10');
});
}, { once: true });
g6.dispatchEvent(new Event('x')); g6.dispatchEvent(new Event('x'));
});
setImmediate(() => {
log('clears12');
setImmediate(() => {
log('immediate13');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained14');
log('log15');
})();
});
clearImmediate(i11); });
const i11 = setImmediate(() => log('never'));
setImmediate(() => {
log('immediate16');
process.nextTick(() => {
log('tick17');
setImmediate(() => {
log('immediate18');
log('log19');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
queueMicrotask(() => {
log('micro1');
const a2 = new AbortController();
a2.signal.addEventListener('abort', () => { log(a2.signal.reason.name);
log('aborted3');
Promise.resolve().then(() => {
log('then4');
process.nextTick((a, b) => { log(a + b);
log('args5');
log('log6');
}, 'x', 'y');
});
setImmediate(() => {
log('immediate7');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race8');
log('log9');
});
});
});
a2.abort(); a2.abort(); log('still' + a2.signal.aborted);
});
queueMicrotask(() => {
log('micro10');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after11');
queueMicrotask(() => {
log('micro12');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught13');
log('log14');
});
});
});
});
}));
});
