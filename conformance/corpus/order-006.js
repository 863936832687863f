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
process.nextTick((a, b) => { log(a + b);
log('args1');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race2');
setImmediate(() => {
log('immediate3');
const g4 = new EventTarget();
g4.addEventListener('x', (e) => { log(e.type);
log('target5');
log('log6');
}, { once: true });
g4.dispatchEvent(new Event('x')); g4.dispatchEvent(new Event('x'));
});
});
}, 'x', 'y');
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned1');
setImmediate(() => {
log('immediate2');
Promise.resolve().then(() => {
log('then3');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained4');
log('log5');
})();
});
(async () => {
log('before6');
await null;
log('before7');
await null;
const a8 = new AbortController();
a8.signal.addEventListener('abort', () => { log(a8.signal.reason.name);
log('aborted9');
log('log10');
});
a8.abort(); a8.abort(); log('still' + a8.signal.aborted);
})();
});
queueMicrotask(() => {
log('micro11');
const s12 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s12.on('drain', () => log('drain12'));
s12.on('finish', () => log('finish12'));
s12.on('close', () => log('close12'));
for (const c of ['c0', 'c1']) log('more' + s12.write(c));
s12.end(() => {
log('ended13');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught14');
log('log15');
});
});
const e16 = new EventEmitter();
e16.on('x', (v) => log('heard0' + v));
e16.once('x', (v) => log('heard1' + v));
e16.on('x', (v) => log('heard2' + v));
e16.prependListener('x', () => {
log('first17');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned18');
log('log19');
});
});
e16.emit('x', 1); log('emitted' + e16.emit('x', 2) + e16.listenerCount('x'));
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted20');
const p21 = Promise.reject(new Error('rejected21'));
setImmediate(() => p21.catch((e) => log('late ' + e.message)));
});
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
setImmediate(() => {
log('immediate2');
Promise.resolve().then(() => {
log('then3');
Promise.resolve().then(() => {
log('then4');
log('log5');
});
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
queueMicrotask(() => {
log('micro1');
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
log('log7');
});
});
const e8 = new EventEmitter();
e8.on('x', (v) => log('heard0' + v));
e8.once('x', (v) => log('heard1' + v));
e8.prependListener('x', () => {
log('first9');
setImmediate(() => {
log('immediate10');
process.nextTick((a, b) => { log(a + b);
log('args11');
setImmediate(() => {
log('clears13');
log('log14');
clearImmediate(i12); });
const i12 = setImmediate(() => log('never'));
}, 'x', 'y');
setImmediate(() => {
log('immediate15');
setImmediate(() => {
log('immediate16');
log('log17');
});
});
});
process.nextTick(() => {
log('tick18');
process.nextTick((a, b) => { log(a + b);
log('args19');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted20');
log('log21');
});
}, 'x', 'y');
});
});
e8.emit('x', 1); log('emitted' + e8.emit('x', 2) + e8.listenerCount('x'));
process.nextTick(() => {
log('tick22');
const s23 = new Readable({ read() { log('read'); this.push('x'); } });
s23.on('error', (e) => log('error' + e.message));
s23.on('close', () => {
log('closed24');
log('log25');
log('log26');
});
s23.once('data', (c) => { log('data' + c); s23.destroy(new Error('gone')); });
const g27 = new EventTarget();
g27.addEventListener('x', (e) => { log(e.type);
log('target28');
process.nextTick((a, b) => { log(a + b);
log('args29');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught30');
log('log31');
});
}, 'x', 'y');
process.nextTick(() => {
log('tick32');
const s33 = Readable.from(['c0']);
s33.on('data', (c) => log(c));
s33.on('close', () => log('close33'));
s33.on('end', () => {
log('end34');
log('log35');
});
});
}, { once: true });
g27.dispatchEvent(new Event('x')); g27.dispatchEvent(new Event('x'));
});
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
Promise.resolve().then(() => {
log('then2');
(async () => {
log('before3');
await null;
log('before4');
await null;
log('before5');
await null;
process.nextTick((a, b) => { log(a + b);
log('args6');
log('log7');
}, 'x', 'y');
})();
setImmediate(() => {
log('clears9');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted10');
log('log11');
});
clearImmediate(i8); });
const i8 = setImmediate(() => log('never'));
});
const e12 = new EventEmitter();
e12.on('x', (v) => log('heard0' + v));
e12.once('x', (v) => log('heard1' + v));
e12.prependListener('x', () => {
log('first13');
(async () => {
log('before14');
await null;
const e15 = new EventEmitter();
e15.on('x', (v) => log('heard0' + v));
e15.once('x', (v) => log('heard1' + v));
e15.on('x', (v) => log('heard2' + v));
e15.prependListener('x', () => {
log('first16');
log('log17');
});
e15.emit('x', 1); log('emitted' + e15.emit('x', 2) + e15.listenerCount('x'));
})();
});
e12.emit('x', 1); log('emitted' + e12.emit('x', 2) + e12.listenerCount('x'));
}, 'x', 'y');
});
});
programs.push(() => {
fs.readFile(__filename, () => {
const s1 = new Readable({ read() { log('read'); this.push('x'); } });
s1.on('error', (e) => log('error' + e.message));
s1.on('close', () => {
log('closed2');
log('log3');
});
s1.once('data', (c) => { log('data' + c); s1.destroy(new Error('gone')); });
setImmediate(() => {
log('immediate4');
(async () => {
log('before5');
await null;
queueMicrotask(() => {
log('micro6');
process.nextTick(() => {
log('tick7');
log('log8');
});
});
})();
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned9');
(async () => {
log('before10');
await null;
log('before11');
await null;
const p12 = Promise.reject(new Error('rejected12'));
setImmediate(() => p12.catch((e) => log('late ' + e.message)));
})();
});
Promise.resolve().then(() => {
log('then13');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race14');
setImmediate(() => {
log('clears16');
log('log17');
clearImmediate(i15); });
const i15 = setImmediate(() => log('never'));
});
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
fs.readFile(__filename, () => {
const s1 = new Readable({ read() { log('read'); this.push('x'); } });
s1.on('error', (e) => log('error' + e.message));
s1.on('close', () => {
log('closed2');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught3');
log('log4');
});
});
s1.once('data', (c) => { log('data' + c); s1.destroy(new Error('gone')); });
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setImmediate(() => {
log('immediate1');
const a2 = new AbortController();
a2.signal.addEventListener('abort', () => { log(a2.signal.reason.name);
log('aborted3');
setImmediate(() => {
log('clears5');
setImmediate(() => {
log('immediate6');
log('log7');
});
clearImmediate(i4); });
const i4 = setImmediate(() => log('never'));
});
a2.abort(); a2.abort(); log('still' + a2.signal.aborted);
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
setImmediate(() => {
log('immediate2');
Promise.resolve().then(() => {
log('then3');
setImmediate(() => {
log('immediate4');
log('log5');
});
});
});
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained6');
process.nextTick(() => {
log('tick7');
const s8 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s8.on('drain', () => log('drain8'));
s8.on('finish', () => log('finish8'));
s8.on('close', () => log('close8'));
for (const c of ['c0']) log('more' + s8.write(c));
s8.end(() => {
log('ended9');
log('log10');
});
});
})();
setImmediate(() => {
log('immediate11');
process.nextTick((a, b) => { log(a + b);
log('args12');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained13');
log('log14');
})();
}, 'x', 'y');
});
});
}));
});
programs.push(() => {
setImmediate(() => {
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned1');
const p2 = Promise.reject(new Error('rejected2'));
setImmediate(() => p2.catch((e) => log('late ' + e.message)));
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after3');
const s4 = Readable.from(['c0', 'c1']);
s4.on('data', (c) => log(c));
s4.on('close', () => log('close4'));
s4.on('end', () => {
log('end5');
queueMicrotask(() => {
log('micro6');
log('log7');
});
});
});
(async () => {
log('before8');
await null;
log('before9');
await null;
setImmediate(() => {
log('immediate10');
Promise.resolve().then(() => {
log('then11');
process.nextTick((a, b) => { log(a + b);
log('args12');
log('log13');
}, 'x', 'y');
});
});
Promise.resolve().then(() => {
log('then14');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained15');
setImmediate(() => {
log('immediate16');
log('log17');
});
})();
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained18');
(async () => {
log('before19');
await null;
log('before20');
await null;
log('log21');
})();
})();
});
})();
});
});
programs.push(() => {
setImmediate(() => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
const p2 = Promise.reject(new Error('rejected2'));
setImmediate(() => p2.catch((e) => log('late ' + e.message)));
Promise.resolve().then(() => {
log('then3');
setImmediate(() => {
log('immediate4');
log('log5');
});
setImmediate(() => {
log('clears7');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all8');
log('log9');
});
clearImmediate(i6); });
const i6 = setImmediate(() => log('never'));
});
Promise.resolve().then(() => {
log('then10');
setImmediate(() => {
log('immediate11');
process.nextTick((a, b) => { log(a + b);
log('args12');
log('log13');
}, 'x', 'y');
});
Promise.resolve().then(() => {
log('then14');
setImmediate(() => {
log('immediate15');
log('log16');
});
});
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
(async () => {
log('before1');
await null;
log('before2');
await null;
log('log3');
})();
});
});
programs.push(() => {
setImmediate(() => {
process.nextTick(() => {
log('tick1');
throw new Error('uncaught2');
});
const p3 = Promise.reject(new Error('rejected3'));
setImmediate(() => p3.catch((e) => log('late ' + e.message)));
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('immediate1');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught2');
process.nextTick((a, b) => { log(a + b);
log('args3');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned4');
log('log5');
});
}, 'x', 'y');
process.nextTick(() => {
log('tick6');
queueMicrotask(() => {
log('micro7');
log('log8');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => {
const e1 = new EventEmitter();
e1.on('x', (v) => log('heard0' + v));
e1.prependListener('x', () => {
log('first2');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all3');
setImmediate(() => {
log('immediate4');
Promise.resolve().then(() => {
log('then5');
log('log6');
});
});
log('log7');
});
Promise.resolve().then(() => {
log('then8');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught9');
setImmediate(() => {
log('clears11');
log('log12');
clearImmediate(i10); });
const i10 = setImmediate(() => log('never'));
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after13');
setTimeout(() => log('never'), 3000).unref();
});
});
});
e1.emit('x', 1); log('emitted' + e1.emit('x', 2) + e1.listenerCount('x'));
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setImmediate(() => {
log('immediate1');
Promise.resolve().then(() => {
log('then2');
const e3 = new EventEmitter();
e3.on('x', (v) => log('heard0' + v));
e3.prependListener('x', () => {
log('first4');
const p5 = Promise.reject(new Error('rejected5'));
setImmediate(() => p5.catch((e) => log('late ' + e.message)));
});
e3.emit('x', 1); log('emitted' + e3.emit('x', 2) + e3.listenerCount('x'));
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted6');
const a7 = new AbortController();
a7.signal.addEventListener('abort', () => { log(a7.signal.reason.name);
log('aborted8');
log('log9');
});
a7.abort(); a7.abort(); log('still' + a7.signal.aborted);
});
});
});
(async () => {
log('before10');
await null;
log('before11');
await null;
log('before12');
await null;
process.nextTick(() => {
log('tick13');
queueMicrotask(() => {
log('micro14');
(async () => {
log('before15');
await null;
log('before16');
await null;
log('before17');
await null;
log('log18');
})();
});
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
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned1');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned2');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race4');
log('log5');
});
})();
setTimeout(() => log('never'), 3000).unref();
});
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained6');
setTimeout(() => log('never'), 3000).unref();
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
process.nextTick((a, b) => { log(a + b);
log('args8');
log('log9');
}, 'x', 'y');
});
})();
setImmediate(() => {
log('clears11');
queueMicrotask(() => {
log('micro12');
setImmediate(() => {
log('clears14');
log('log15');
clearImmediate(i13); });
const i13 = setImmediate(() => log('never'));
});
clearImmediate(i10); });
const i10 = setImmediate(() => log('never'));
});
setTimeout(() => log('never'), 3000).unref();
(async () => {
log('before16');
await null;
log('before17');
await null;
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught18');
log('log19');
setImmediate(() => {
log('immediate20');
const e21 = new EventEmitter();
e21.on('x', (v) => log('heard0' + v));
e21.prependListener('x', () => {
log('first22');
log('log23');
});
e21.emit('x', 1); log('emitted' + e21.emit('x', 2) + e21.listenerCount('x'));
});
});
})();
(async () => {
log('before24');
await null;
log('log25');
})();
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught1');
setImmediate(() => {
log('immediate2');
setImmediate(() => {
log('immediate3');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after4');
log('log5');
});
});
const s6 = Readable.from(['c0']);
s6.on('data', (c) => log(c));
s6.on('close', () => log('close6'));
s6.on('end', () => {
log('end7');
log('log8');
});
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned9');
process.nextTick(() => {
log('tick10');
setImmediate(() => {
log('immediate11');
log('log12');
});
});
});
});
setTimeout(() => log('never'), 3000).unref();
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
process.nextTick(() => {
log('tick1');
(async () => {
log('before2');
await null;
log('before3');
await null;
log('before4');
await null;
log('log5');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after6');
log('log7');
});
})();
});
}));
});
programs.push(() => {
setImmediate(() => {
setTimeout(() => log('never'), 3000).unref();
const p1 = Promise.reject(new Error('rejected1'));
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
log('log2');
setImmediate(() => {
log('immediate3');
process.nextTick((a, b) => { log(a + b);
log('args4');
const e5 = new EventEmitter();
e5.on('x', (v) => log('heard0' + v));
e5.prependListener('x', () => {
log('first6');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all7');
log('log8');
});
});
e5.emit('x', 1); log('emitted' + e5.emit('x', 2) + e5.listenerCount('x'));
}, 'x', 'y');
log('log9');
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned10');
setTimeout(() => log('never'), 3000).unref();
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
(async () => {
log('before1');
await null;
log('before2');
await null;
process.nextTick((a, b) => { log(a + b);
log('args3');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained4');
const e5 = new EventEmitter();
e5.on('x', (v) => log('heard0' + v));
e5.once('x', (v) => log('heard1' + v));
e5.on('x', (v) => log('heard2' + v));
e5.prependListener('x', () => {
log('first6');
log('log7');
});
e5.emit('x', 1); log('emitted' + e5.emit('x', 2) + e5.listenerCount('x'));
})();
}, 'x', 'y');
queueMicrotask(() => {
log('micro8');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted9');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned10');
log('log11');
});
});
(async () => {
log('before12');
await null;
log('before13');
await null;
log('before14');
await null;
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted15');
log('log16');
});
})();
});
log('log17');
})();
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
});
});
programs.push(() => {
fs.readFile(__filename, () => {
const e1 = new EventEmitter();
e1.on('x', (v) => log('heard0' + v));
e1.once('x', (v) => log('heard1' + v));
e1.on('x', (v) => log('heard2' + v));
e1.prependListener('x', () => {
log('first2');
setTimeout(() => log('never'), 3000).unref();
});
e1.emit('x', 1); log('emitted' + e1.emit('x', 2) + e1.listenerCount('x'));
});
});
programs.push(() => {
setImmediate(() => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
log('log2');
process.nextTick((a, b) => { log(a + b);
log('args3');
Promise.resolve().then(() => {
log('then4');
process.nextTick(() => {
log('tick5');
log('log6');
});
});
}, 'x', 'y');
process.nextTick((a, b) => { log(a + b);
log('args7');
log('log8');
}, 'x', 'y');
});
log('log9');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
queueMicrotask(() => {
log('micro1');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after2');
process.nextTick(() => {
log('tick3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
});
(async () => {
log('before6');
await null;
log('before7');
await null;
Promise.resolve().then(() => {
log('then8');
const e9 = new EventEmitter();
e9.on('x', (v) => log('heard0' + v));
e9.once('x', (v) => log('heard1' + v));
e9.prependListener('x', () => {
log('first10');
log('log11');
});
e9.emit('x', 1); log('emitted' + e9.emit('x', 2) + e9.listenerCount('x'));
});
})();
throw new Error('uncaught12');
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setTimeout(() => log('never'), 3000).unref();
setTimeout(() => log('never'), 3000).unref();
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
process.nextTick(() => {
log('tick1');
log('log2');
throw new Error('uncaught3');
setTimeout(() => log('never'), 3000).unref();
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned4');
Promise.resolve().then(() => {
log('then5');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race6');
process.nextTick(() => {
log('tick7');
log('log8');
});
});
});
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all9');
queueMicrotask(() => {
log('micro10');
const p11 = Promise.reject(new Error('rejected11'));
setImmediate(() => p11.catch((e) => log('late ' + e.message)));
});
});
(async () => {
log('before12');
await null;
log('before13');
await null;
queueMicrotask(() => {
log('micro14');
setImmediate(() => {
log('immediate15');
log('log16');
});
});
Promise.resolve().then(() => {
log('then17');
setTimeout(() => log('never'), 3000).unref();
});
})();
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('immediate1');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after2');
Promise.resolve().then(() => {
log('then3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
});
});
log('log6');
log('log7');
log('log8');
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick(() => {
log('tick1');
const s2 = new PassThrough();
s2.on('data', (c) => log(String(c)));
s2.on('finish', () => log('finish2'));
s2.on('end', () => log('end2'));
s2.on('close', () => log('close2'));
for (const c of ['c0']) s2.write(c, () => log('written'));
s2.end('last', () => {
log('ended3');
const e4 = new EventEmitter();
e4.on('x', (v) => log('heard0' + v));
e4.once('x', (v) => log('heard1' + v));
e4.prependListener('x', () => {
log('first5');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained6');
log('log7');
})();
});
e4.emit('x', 1); log('emitted' + e4.emit('x', 2) + e4.listenerCount('x'));
log('log8');
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught9');
log('log10');
log('log11');
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
fs.readFile(__filename, () => {
log('log1');
log('log2');
setImmediate(() => {
log('immediate3');
log('log4');
setImmediate(() => {
log('clears6');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race7');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained8');
log('log9');
})();
});
clearImmediate(i5); });
const i5 = setImmediate(() => log('never'));
});
});
});
programs.push(() => {
setImmediate(() => {
Promise.resolve().then(() => {
log('then1');
Promise.resolve().then(() => {
log('then2');
log('log3');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after4');
pipeline(Readable.from(['c0', 'c1', 'c2']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped6');
log('log7');
});
});
});
log('log8');
log('log9');
});
});
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('clears2');
process.nextTick(() => {
log('tick3');
process.nextTick((a, b) => { log(a + b);
log('args4');
setImmediate(() => {
log('immediate5');
log('log6');
});
}, 'x', 'y');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
const s8 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s8.on('drain', () => log('drain8'));
s8.on('finish', () => log('finish8'));
s8.on('close', () => log('close8'));
for (const c of ['c0']) log('more' + s8.write(c));
s8.end(() => {
log('ended9');
log('log10');
});
});
});
clearImmediate(i1); });
const i1 = setImmediate(() => log('never'));
setImmediate(() => {
log('immediate11');
Promise.resolve().then(() => {
log('then12');
log('log13');
});
setImmediate(() => {
log('immediate14');
pipeline(Readable.from(['c0', 'c1', 'c2']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped16');
setImmediate(() => {
log('immediate17');
log('log18');
});
});
Promise.resolve().then(() => {
log('then19');
setImmediate(() => {
log('immediate20');
log('log21');
});
});
});
queueMicrotask(() => {
log('micro22');
log('log23');
});
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
try {
log('try1');
log('log2');
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
Promise.resolve().then(() => {
log('then3');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after4');
Promise.resolve().then(() => {
log('then5');
log('log6');
});
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained1');
setImmediate(() => {
log('clears3');
setTimeout(() => log('never'), 3000).unref();
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
})();
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned2');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned3');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted4');
log('log5');
});
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught6');
const e7 = new EventEmitter();
e7.on('x', (v) => log('heard0' + v));
e7.once('x', (v) => log('heard1' + v));
e7.on('x', (v) => log('heard2' + v));
e7.prependListener('x', () => {
log('first8');
log('log9');
});
e7.emit('x', 1); log('emitted' + e7.emit('x', 2) + e7.listenerCount('x'));
});
});
});
}));
});
