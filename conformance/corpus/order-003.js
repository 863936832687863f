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
(async () => {
log('before1');
await null;
log('before2');
await null;
log('before3');
await null;
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted4');
setImmediate(() => {
log('immediate5');
process.nextTick(() => {
log('tick6');
log('log7');
});
});
});
})();
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned1');
log('log2');
const s3 = Readable.from(['c0', 'c1', 'c2']);
s3.on('data', (c) => log(c));
s3.on('close', () => log('close3'));
s3.on('end', () => {
log('end4');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned5');
queueMicrotask(() => {
log('micro6');
log('log7');
});
});
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setTimeout(() => log('never'), 3000).unref();
setImmediate(() => {
log('immediate1');
const s2 = Readable.from(['c0', 'c1', 'c2']);
s2.on('data', (c) => log(c));
s2.on('close', () => log('close2'));
s2.on('end', () => {
log('end3');
setImmediate(() => {
log('immediate4');
process.nextTick(() => {
log('tick5');
log('log6');
});
});
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
(async () => {
log('before2');
await null;
log('before3');
await null;
const p4 = Promise.reject(new Error('rejected4'));
})();
});
process.nextTick(() => {
log('tick5');
setImmediate(() => {
log('immediate6');
process.nextTick((a, b) => { log(a + b);
log('args7');
process.nextTick(() => {
log('tick8');
log('log9');
});
}, 'x', 'y');
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setTimeout(() => log('never'), 3000).unref();
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
setImmediate(() => {
log('immediate2');
const e3 = new EventEmitter();
e3.on('x', (v) => log('heard0' + v));
e3.once('x', (v) => log('heard1' + v));
e3.prependListener('x', () => {
log('first4');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race5');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned6');
log('log7');
});
});
queueMicrotask(() => {
log('micro8');
setImmediate(() => {
log('clears10');
log('log11');
clearImmediate(i9); });
const i9 = setImmediate(() => log('never'));
});
});
e3.emit('x', 1); log('emitted' + e3.emit('x', 2) + e3.listenerCount('x'));
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
process.nextTick(() => {
log('tick1');
setImmediate(() => {
log('immediate2');
process.nextTick(() => {
log('tick3');
throw new Error('uncaught4');
});
});
process.nextTick(() => {
log('tick5');
setImmediate(() => {
log('immediate6');
queueMicrotask(() => {
log('micro7');
log('log8');
});
});
});
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained9');
Promise.resolve().then(() => {
log('then10');
(async () => {
log('before11');
await null;
log('before12');
await null;
log('log13');
})();
});
})();
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.resolve().then(() => {
log('then1');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all2');
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
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
log('log2');
});
}));
});
programs.push(() => {
setImmediate(() => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
Promise.resolve().then(() => {
log('then2');
setImmediate(() => {
log('immediate3');
setTimeout(() => log('never'), 3000).unref();
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after4');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race5');
log('log6');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.resolve().then(() => {
log('then1');
setImmediate(() => {
log('immediate2');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after3');
const s4 = new PassThrough();
s4.on('data', (c) => log(String(c)));
s4.on('finish', () => log('finish4'));
s4.on('end', () => log('end4'));
s4.on('close', () => log('close4'));
for (const c of ['c0']) s4.write(c, () => log('written'));
s4.end('last', () => {
log('ended5');
log('log6');
});
});
setImmediate(() => {
log('clears8');
setImmediate(() => {
log('immediate9');
log('log10');
});
clearImmediate(i7); });
const i7 = setImmediate(() => log('never'));
});
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted2');
Promise.resolve().then(() => {
log('then3');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained4');
queueMicrotask(() => {
log('micro5');
log('log6');
});
})();
});
});
}));
});
programs.push(() => {
setImmediate(() => {
const e1 = new EventEmitter();
e1.on('x', (v) => log('heard0' + v));
e1.once('x', (v) => log('heard1' + v));
e1.prependListener('x', () => {
log('first2');
const p3 = Promise.reject(new Error('rejected3'));
log('log4');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race5');
(async () => {
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
});
e1.emit('x', 1); log('emitted' + e1.emit('x', 2) + e1.listenerCount('x'));
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('immediate1');
setImmediate(() => {
log('immediate2');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught3');
const e4 = new EventEmitter();
e4.on('x', (v) => log('heard0' + v));
e4.once('x', (v) => log('heard1' + v));
e4.prependListener('x', () => {
log('first5');
log('log6');
});
e4.emit('x', 1); log('emitted' + e4.emit('x', 2) + e4.listenerCount('x'));
});
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
const e1 = new EventEmitter();
e1.on('x', (v) => log('heard0' + v));
e1.once('x', (v) => log('heard1' + v));
e1.on('x', (v) => log('heard2' + v));
e1.prependListener('x', () => {
log('first2');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned3');
setTimeout(() => log('never'), 3000).unref();
process.nextTick(() => {
log('tick4');
Promise.resolve().then(() => {
log('then5');
log('log6');
});
});
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught7');
log('log8');
});
});
e1.emit('x', 1); log('emitted' + e1.emit('x', 2) + e1.listenerCount('x'));
queueMicrotask(() => {
log('micro9');
setImmediate(() => {
log('immediate10');
Promise.resolve().then(() => {
log('then11');
log('log12');
});
throw new Error('uncaught13');
});
});
});
});
programs.push(() => {
setImmediate(() => {
Promise.resolve().then(() => {
log('then1');
process.nextTick(() => {
log('tick2');
log('log3');
setImmediate(() => {
log('immediate4');
setImmediate(() => {
log('immediate5');
log('log6');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught1');
log('log2');
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
process.nextTick(() => {
log('tick1');
(async () => {
log('before2');
await null;
log('before3');
await null;
log('before4');
await null;
setTimeout(() => log('never'), 3000).unref();
pipeline(Readable.from(['c0']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped6');
queueMicrotask(() => {
log('micro7');
log('log8');
});
});
})();
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('clears2');
Promise.resolve().then(() => {
log('then3');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned4');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught5');
log('log6');
});
});
});
clearImmediate(i1); });
const i1 = setImmediate(() => log('never'));
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick((a, b) => { log(a + b);
log('args1');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught2');
const e3 = new EventEmitter();
e3.on('x', (v) => log('heard0' + v));
e3.once('x', (v) => log('heard1' + v));
e3.prependListener('x', () => {
log('first4');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all5');
log('log6');
});
});
e3.emit('x', 1); log('emitted' + e3.emit('x', 2) + e3.listenerCount('x'));
const p7 = Promise.reject(new Error('rejected7'));
});
setImmediate(() => {
log('clears9');
Promise.resolve().then(() => {
log('then10');
setImmediate(() => {
log('immediate11');
log('log12');
});
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned13');
setImmediate(() => {
log('immediate14');
log('log15');
});
});
clearImmediate(i8); });
const i8 = setImmediate(() => log('never'));
queueMicrotask(() => {
log('micro16');
(async () => {
log('before17');
await null;
log('before18');
await null;
Promise.resolve().then(() => {
log('then19');
log('log20');
});
})();
setImmediate(() => {
log('immediate21');
(async () => {
log('before22');
await null;
log('log23');
})();
});
});
}, 'x', 'y');
Promise.resolve().then(() => {
log('then24');
Promise.resolve().then(() => {
log('then25');
Promise.resolve().then(() => {
log('then26');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained27');
log('log28');
})();
});
});
(async () => {
log('before29');
await null;
log('before30');
await null;
log('before31');
await null;
const e32 = new EventEmitter();
e32.on('x', (v) => log('heard0' + v));
e32.once('x', (v) => log('heard1' + v));
e32.prependListener('x', () => {
log('first33');
process.nextTick((a, b) => { log(a + b);
log('args34');
log('log35');
}, 'x', 'y');
});
e32.emit('x', 1); log('emitted' + e32.emit('x', 2) + e32.listenerCount('x'));
})();
});
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all36');
const g37 = new EventTarget();
g37.addEventListener('x', (e) => { log(e.type);
log('target38');
(async () => {
log('before39');
await null;
log('before40');
await null;
log('before41');
await null;
queueMicrotask(() => {
log('micro42');
log('log43');
});
})();
}, { once: true });
g37.dispatchEvent(new Event('x')); g37.dispatchEvent(new Event('x'));
});
});
});
programs.push(() => {
setImmediate(() => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after2');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race3');
log('log4');
});
});
setImmediate(() => {
log('immediate5');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted6');
log('log7');
});
});
log('log8');
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
(async () => {
log('before2');
await null;
setTimeout(() => log('never'), 3000).unref();
})();
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
try {
log('try1');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught2');
setTimeout(() => log('never'), 3000).unref();
Promise.resolve().then(() => {
log('then3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
});
process.nextTick(() => {
log('tick6');
const e7 = new EventEmitter();
e7.on('x', (v) => log('heard0' + v));
e7.once('x', (v) => log('heard1' + v));
e7.prependListener('x', () => {
log('first8');
setImmediate(() => {
log('clears10');
log('log11');
clearImmediate(i9); });
const i9 = setImmediate(() => log('never'));
});
e7.emit('x', 1); log('emitted' + e7.emit('x', 2) + e7.listenerCount('x'));
});
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
const p12 = Promise.reject(new Error('rejected12'));
setImmediate(() => p12.catch((e) => log('late ' + e.message)));
log('log13');
}));
});
programs.push(() => {
setImmediate(() => {
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted1');
log('log2');
});
log('log3');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race4');
try {
log('try5');
const e6 = new EventEmitter();
e6.on('x', (v) => log('heard0' + v));
e6.once('x', (v) => log('heard1' + v));
e6.on('x', (v) => log('heard2' + v));
e6.prependListener('x', () => {
log('first7');
process.nextTick(() => {
log('tick8');
log('log9');
});
});
e6.emit('x', 1); log('emitted' + e6.emit('x', 2) + e6.listenerCount('x'));
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught1');
log('log2');
process.nextTick(() => {
log('tick3');
setTimeout(() => log('never'), 3000).unref();
Promise.resolve().then(() => {
log('then4');
setImmediate(() => {
log('immediate5');
log('log6');
});
});
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted7');
Promise.resolve().then(() => {
log('then8');
log('log9');
});
});
});
log('log10');
}));
});
programs.push(() => {
setImmediate(() => {
log('log1');
log('log2');
});
});
programs.push(() => {
setImmediate(() => {
log('log1');
log('log2');
setTimeout(() => log('never'), 3000).unref();
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
process.nextTick(() => {
log('tick2');
throw new Error('uncaught3');
process.nextTick(() => {
log('tick4');
const g5 = new EventTarget();
g5.addEventListener('x', (e) => { log(e.type);
log('target6');
(async () => {
log('before7');
await null;
log('before8');
await null;
log('log9');
})();
}, { once: true });
g5.dispatchEvent(new Event('x')); g5.dispatchEvent(new Event('x'));
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted10');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained11');
log('log12');
})();
});
});
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after13');
process.nextTick(() => {
log('tick14');
const a15 = new AbortController();
a15.signal.addEventListener('abort', () => { log(a15.signal.reason.name);
log('aborted16');
setImmediate(() => {
log('clears18');
log('log19');
clearImmediate(i17); });
const i17 = setImmediate(() => log('never'));
});
a15.abort(); a15.abort(); log('still' + a15.signal.aborted);
});
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race20');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned21');
process.nextTick(() => {
log('tick22');
Promise.resolve().then(() => {
log('then23');
log('log24');
});
});
});
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
const p2 = Promise.reject(new Error('rejected2'));
}));
});
programs.push(() => {
setImmediate(() => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
setImmediate(() => {
log('immediate2');
throw new Error('uncaught3');
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race4');
setImmediate(() => {
log('immediate5');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race6');
log('log7');
});
});
log('log8');
});
const a9 = new AbortController();
a9.signal.addEventListener('abort', () => { log(a9.signal.reason.name);
log('aborted10');
setImmediate(() => {
log('immediate11');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after12');
log('log13');
});
});
});
a9.abort(); a9.abort(); log('still' + a9.signal.aborted);
});
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained14');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race15');
const e16 = new EventEmitter();
e16.on('x', (v) => log('heard0' + v));
e16.prependListener('x', () => {
log('first17');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted18');
log('log19');
});
});
e16.emit('x', 1); log('emitted' + e16.emit('x', 2) + e16.listenerCount('x'));
process.nextTick(() => {
log('tick20');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race21');
log('log22');
});
});
});
})();
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
queueMicrotask(() => {
log('micro1');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted2');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
log('log4');
})();
setTimeout(() => log('never'), 3000).unref();
});
});
Promise.resolve().then(() => {
log('then5');
process.nextTick((a, b) => { log(a + b);
log('args6');
Promise.resolve().then(() => {
log('then7');
setTimeout(() => log('never'), 3000).unref();
});
}, 'x', 'y');
});
try {
log('try8');
Promise.resolve().then(() => {
log('then9');
queueMicrotask(() => {
log('micro10');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted11');
log('log12');
});
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned13');
process.nextTick(() => {
log('tick14');
log('log15');
});
});
});
(async () => {
log('before16');
await null;
log('before17');
await null;
log('before18');
await null;
setImmediate(() => {
log('immediate19');
log('log20');
});
const e21 = new EventEmitter();
e21.on('x', (v) => log('heard0' + v));
e21.prependListener('x', () => {
log('first22');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after23');
log('log24');
});
});
e21.emit('x', 1); log('emitted' + e21.emit('x', 2) + e21.listenerCount('x'));
})();
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all25');
Promise.resolve().then(() => {
log('then26');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned27');
setImmediate(() => {
log('immediate28');
log('log29');
});
});
const e30 = new EventEmitter();
e30.on('x', (v) => log('heard0' + v));
e30.once('x', (v) => log('heard1' + v));
e30.prependListener('x', () => {
log('first31');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all32');
log('log33');
});
});
e30.emit('x', 1); log('emitted' + e30.emit('x', 2) + e30.listenerCount('x'));
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('immediate1');
setImmediate(() => {
log('immediate2');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted3');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after4');
log('log5');
});
});
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned2');
log('log3');
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
process.nextTick((a, b) => { log(a + b);
log('args1');
log('log2');
}, 'x', 'y');
}));
});
programs.push(() => {
setImmediate(() => {
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted1');
setImmediate(() => {
log('clears3');
try {
log('try4');
queueMicrotask(() => {
log('micro5');
log('log6');
});
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
(async () => {
log('before7');
await null;
log('before8');
await null;
const s9 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s9.on('drain', () => log('drain9'));
s9.on('finish', () => log('finish9'));
s9.on('close', () => log('close9'));
for (const c of ['c0', 'c1']) log('more' + s9.write(c));
s9.end(() => {
log('ended10');
log('log11');
});
})();
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
process.nextTick(() => {
log('tick12');
process.nextTick(() => {
log('tick13');
setImmediate(() => {
log('immediate14');
log('log15');
});
});
});
});
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all16');
Promise.resolve().then(() => {
log('then17');
setImmediate(() => {
log('immediate18');
setImmediate(() => {
log('immediate19');
log('log20');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
(async () => {
log('before2');
await null;
log('log3');
setImmediate(() => {
log('immediate4');
Promise.resolve().then(() => {
log('then5');
log('log6');
});
});
})();
log('log7');
setTimeout(() => log('never'), 3000).unref();
});
process.nextTick(() => {
log('tick8');
setTimeout(() => log('never'), 3000).unref();
});
}));
});
programs.push(() => {
setImmediate(() => {
log('log1');
});
});
