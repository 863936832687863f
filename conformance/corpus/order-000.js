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
setImmediate(() => process.nextTick(() => {
process.nextTick(() => {
log('tick1');
setTimeout(() => log('never'), 3000).unref();
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted1');
setTimeout(() => log('never'), 3000).unref();
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
process.nextTick(() => {
log('tick1');
log('log2');
});
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
const s4 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s4.on('drain', () => log('drain4'));
s4.on('finish', () => log('finish4'));
s4.on('close', () => log('close4'));
for (const c of ['c0', 'c1']) log('more' + s4.write(c));
s4.end(() => {
log('ended5');
setImmediate(() => {
log('immediate6');
queueMicrotask(() => {
log('micro7');
log('log8');
});
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted9');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted10');
log('log11');
});
});
});
process.nextTick(() => {
log('tick12');
const e13 = new EventEmitter();
e13.on('x', (v) => log('heard0' + v));
e13.prependListener('x', () => {
log('first14');
(async () => {
log('before15');
await null;
log('log16');
})();
});
e13.emit('x', 1); log('emitted' + e13.emit('x', 2) + e13.listenerCount('x'));
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught17');
setImmediate(() => {
log('clears19');
log('log20');
clearImmediate(i18); });
const i18 = setImmediate(() => log('never'));
});
});
})();
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned21');
setImmediate(() => {
log('immediate22');
throw new Error('uncaught23');
process.nextTick(() => {
log('tick24');
const g25 = new EventTarget();
g25.addEventListener('x', (e) => { log(e.type);
log('target26');
log('log27');
}, { once: true });
g25.dispatchEvent(new Event('x')); g25.dispatchEvent(new Event('x'));
});
});
process.nextTick((a, b) => { log(a + b);
log('args28');
const a29 = new AbortController();
a29.signal.addEventListener('abort', () => { log(a29.signal.reason.name);
log('aborted30');
queueMicrotask(() => {
log('micro31');
log('log32');
});
});
a29.abort(); a29.abort(); log('still' + a29.signal.aborted);
}, 'x', 'y');
log('log33');
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted1');
log('log2');
});
process.nextTick((a, b) => { log(a + b);
log('args3');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught4');
setImmediate(() => {
log('immediate5');
setImmediate(() => {
log('immediate6');
log('log7');
});
});
});
setImmediate(() => {
log('immediate8');
(async () => {
log('before9');
await null;
log('before10');
await null;
log('before11');
await null;
setTimeout(() => log('never'), 3000).unref();
})();
throw new Error('uncaught12');
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race13');
log('log14');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after15');
process.nextTick((a, b) => { log(a + b);
log('args16');
log('log17');
}, 'x', 'y');
});
});
}, 'x', 'y');
}));
});
programs.push(() => {
setImmediate(() => {
const e1 = new EventEmitter();
e1.on('x', (v) => log('heard0' + v));
e1.once('x', (v) => log('heard1' + v));
e1.on('x', (v) => log('heard2' + v));
e1.prependListener('x', () => {
log('first2');
const s3 = Readable.from(['c0', 'c1', 'c2']);
s3.on('data', (c) => log(c));
s3.on('close', () => log('close3'));
s3.on('end', () => {
log('end4');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught5');
setImmediate(() => {
log('immediate6');
log('log7');
});
});
});
});
e1.emit('x', 1); log('emitted' + e1.emit('x', 2) + e1.listenerCount('x'));
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('immediate1');
const s2 = new Readable({ read() { log('read'); this.push('x'); } });
s2.on('error', (e) => log('error' + e.message));
s2.on('close', () => {
log('closed3');
const p4 = Promise.reject(new Error('rejected4'));
});
s2.once('data', (c) => { log('data' + c); s2.destroy(new Error('gone')); });
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught5');
const s6 = Readable.from(['c0', 'c1']);
s6.on('data', (c) => log(c));
s6.on('close', () => log('close6'));
s6.on('end', () => {
log('end7');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught8');
log('log9');
});
});
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned10');
log('log11');
});
});
setImmediate(() => {
log('immediate12');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race13');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted14');
queueMicrotask(() => {
log('micro15');
log('log16');
});
});
(async () => {
log('before17');
await null;
log('before18');
await null;
log('before19');
await null;
setImmediate(() => {
log('immediate20');
log('log21');
});
})();
});
process.nextTick(() => {
log('tick22');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned23');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race24');
log('log25');
});
});
process.nextTick((a, b) => { log(a + b);
log('args26');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after27');
log('log28');
});
}, 'x', 'y');
});
});
process.nextTick(() => {
log('tick29');
queueMicrotask(() => {
log('micro30');
setImmediate(() => {
log('immediate31');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained32');
log('log33');
})();
});
});
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setImmediate(() => {
log('immediate1');
throw new Error('uncaught2');
const e3 = new EventEmitter();
e3.on('x', (v) => log('heard0' + v));
e3.prependListener('x', () => {
log('first4');
(async () => {
log('before5');
await null;
log('before6');
await null;
queueMicrotask(() => {
log('micro7');
log('log8');
});
})();
queueMicrotask(() => {
log('micro9');
setImmediate(() => {
log('clears11');
log('log12');
clearImmediate(i10); });
const i10 = setImmediate(() => log('never'));
});
});
e3.emit('x', 1); log('emitted' + e3.emit('x', 2) + e3.listenerCount('x'));
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
log('log2');
});
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick((a, b) => { log(a + b);
log('args1');
(async () => {
log('before2');
await null;
process.nextTick(() => {
log('tick3');
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
setImmediate(() => {
log('immediate8');
const s9 = Readable.from(['c0', 'c1', 'c2']);
s9.on('data', (c) => log(c));
s9.on('close', () => log('close9'));
s9.on('end', () => {
log('end10');
log('log11');
});
});
})();
(async () => {
log('before12');
await null;
log('before13');
await null;
setTimeout(() => log('never'), 3000).unref();
})();
log('log14');
}, 'x', 'y');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught1');
setImmediate(() => {
log('clears3');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned4');
setImmediate(() => {
log('immediate5');
log('log6');
});
});
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
setImmediate(() => {
log('immediate7');
setTimeout(() => log('never'), 3000).unref();
});
});
process.nextTick(() => {
log('tick8');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted9');
setImmediate(() => {
log('immediate10');
setImmediate(() => {
log('clears12');
log('log13');
clearImmediate(i11); });
const i11 = setImmediate(() => log('never'));
});
});
process.nextTick((a, b) => { log(a + b);
log('args14');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted15');
queueMicrotask(() => {
log('micro16');
log('log17');
});
});
}, 'x', 'y');
});
Promise.resolve().then(() => {
log('then18');
log('log19');
});
}));
});
programs.push(() => {
setImmediate(() => {
process.nextTick(() => {
log('tick1');
log('log2');
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
log('log2');
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
setTimeout(() => log('never'), 3000).unref();
});
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('immediate1');
setImmediate(() => {
log('clears3');
Promise.resolve().then(() => {
log('then4');
process.nextTick(() => {
log('tick5');
log('log6');
});
});
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
});
const a7 = new AbortController();
a7.signal.addEventListener('abort', () => { log(a7.signal.reason.name);
log('aborted8');
log('log9');
const p10 = Promise.reject(new Error('rejected10'));
setImmediate(() => p10.catch((e) => log('late ' + e.message)));
log('log11');
});
a7.abort(); a7.abort(); log('still' + a7.signal.aborted);
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('immediate1');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race2');
(async () => {
log('before3');
await null;
try {
log('try4');
log('log5');
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
})();
process.nextTick((a, b) => { log(a + b);
log('args6');
setImmediate(() => {
log('immediate7');
log('log8');
});
}, 'x', 'y');
});
setTimeout(() => log('never'), 3000).unref();
setImmediate(() => {
log('clears10');
log('log11');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all12');
const p13 = Promise.reject(new Error('rejected13'));
setImmediate(() => p13.catch((e) => log('late ' + e.message)));
});
clearImmediate(i9); });
const i9 = setImmediate(() => log('never'));
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
setImmediate(() => {
log('immediate2');
setImmediate(() => {
log('immediate3');
setImmediate(() => {
log('immediate4');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all5');
log('log6');
});
});
setImmediate(() => {
log('immediate7');
log('log8');
});
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught9');
log('log10');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after11');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained12');
log('log13');
})();
});
});
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained14');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught15');
queueMicrotask(() => {
log('micro16');
log('log17');
});
});
Promise.resolve().then(() => {
log('then18');
setImmediate(() => {
log('immediate19');
log('log20');
});
});
})();
});
log('log21');
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick((a, b) => { log(a + b);
log('args1');
setImmediate(() => {
log('immediate2');
(async () => {
log('before3');
await null;
Promise.resolve().then(() => {
log('then4');
log('log5');
});
})();
const s6 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s6.on('drain', () => log('drain6'));
s6.on('finish', () => log('finish6'));
s6.on('close', () => log('close6'));
for (const c of ['c0', 'c1', 'c2']) log('more' + s6.write(c));
s6.end(() => {
log('ended7');
setTimeout(() => log('never'), 3000).unref();
});
});
setImmediate(() => {
log('immediate8');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all9');
setImmediate(() => {
log('immediate10');
log('log11');
});
});
});
}, 'x', 'y');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained12');
setImmediate(() => {
log('immediate13');
queueMicrotask(() => {
log('micro14');
setImmediate(() => {
log('immediate15');
log('log16');
});
});
});
})();
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all1');
const e2 = new EventEmitter();
e2.on('x', (v) => log('heard0' + v));
e2.once('x', (v) => log('heard1' + v));
e2.on('x', (v) => log('heard2' + v));
e2.prependListener('x', () => {
log('first3');
setTimeout(() => log('never'), 3000).unref();
});
e2.emit('x', 1); log('emitted' + e2.emit('x', 2) + e2.listenerCount('x'));
setImmediate(() => {
log('immediate4');
const s5 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s5.on('drain', () => log('drain5'));
s5.on('finish', () => log('finish5'));
s5.on('close', () => log('close5'));
for (const c of ['c0', 'c1', 'c2']) log('more' + s5.write(c));
s5.end(() => {
log('ended6');
queueMicrotask(() => {
log('micro7');
log('log8');
});
});
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setTimeout(() => log('never'), 3000).unref();
const p1 = Promise.reject(new Error('rejected1'));
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
const e1 = new EventEmitter();
e1.on('x', (v) => log('heard0' + v));
e1.prependListener('x', () => {
log('first2');
setTimeout(() => log('never'), 3000).unref();
log('log3');
});
e1.emit('x', 1); log('emitted' + e1.emit('x', 2) + e1.listenerCount('x'));
queueMicrotask(() => {
log('micro4');
(async () => {
log('before5');
await null;
log('before6');
await null;
const g7 = new EventTarget();
g7.addEventListener('x', (e) => { log(e.type);
log('target8');
process.nextTick((a, b) => { log(a + b);
log('args9');
log('log10');
}, 'x', 'y');
}, { once: true });
g7.dispatchEvent(new Event('x')); g7.dispatchEvent(new Event('x'));
})();
});
queueMicrotask(() => {
log('micro11');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained12');
try {
log('try13');
process.nextTick((a, b) => { log(a + b);
log('args14');
log('log15');
}, 'x', 'y');
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
(async () => {
log('before16');
await null;
log('before17');
await null;
log('before18');
await null;
process.nextTick((a, b) => { log(a + b);
log('args19');
log('log20');
}, 'x', 'y');
})();
})();
(async () => {
log('before21');
await null;
log('before22');
await null;
log('before23');
await null;
Promise.resolve().then(() => {
log('then24');
(async () => {
log('before25');
await null;
log('before26');
await null;
log('before27');
await null;
log('log28');
})();
});
})();
});
});
});
programs.push(() => {
setImmediate(() => {
Promise.resolve().then(() => {
log('then1');
setImmediate(() => {
log('immediate2');
(async () => {
log('before3');
await null;
log('before4');
await null;
(async () => {
log('before5');
await null;
log('log6');
})();
})();
setImmediate(() => {
log('immediate7');
(async () => {
log('before8');
await null;
log('before9');
await null;
log('before10');
await null;
log('log11');
})();
});
});
const s12 = new Readable({ read() { log('read'); this.push('x'); } });
s12.on('error', (e) => log('error' + e.message));
s12.on('close', () => {
log('closed13');
const g14 = new EventTarget();
g14.addEventListener('x', (e) => { log(e.type);
log('target15');
process.nextTick(() => {
log('tick16');
log('log17');
});
}, { once: true });
g14.dispatchEvent(new Event('x')); g14.dispatchEvent(new Event('x'));
});
s12.once('data', (c) => { log('data' + c); s12.destroy(new Error('gone')); });
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
});
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
setImmediate(() => {
log('immediate3');
setImmediate(() => {
log('immediate4');
process.nextTick(() => {
log('tick5');
log('log6');
});
});
setImmediate(() => {
log('immediate7');
const s8 = Readable.from(['c0']);
s8.on('data', (c) => log(c));
s8.on('close', () => log('close8'));
s8.on('end', () => {
log('end9');
log('log10');
});
});
});
setImmediate(() => {
log('immediate11');
log('log12');
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted13');
try {
log('try14');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after15');
log('log16');
});
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
});
e1.emit('x', 1); log('emitted' + e1.emit('x', 2) + e1.listenerCount('x'));
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setImmediate(() => {
log('immediate1');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after2');
queueMicrotask(() => {
log('micro3');
log('log4');
});
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
log('log2');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted1');
const e2 = new EventEmitter();
e2.on('x', (v) => log('heard0' + v));
e2.once('x', (v) => log('heard1' + v));
e2.on('x', (v) => log('heard2' + v));
e2.prependListener('x', () => {
log('first3');
process.nextTick(() => {
log('tick4');
const g5 = new EventTarget();
g5.addEventListener('x', (e) => { log(e.type);
log('target6');
log('log7');
}, { once: true });
g5.dispatchEvent(new Event('x')); g5.dispatchEvent(new Event('x'));
});
const e8 = new EventEmitter();
e8.on('x', (v) => log('heard0' + v));
e8.once('x', (v) => log('heard1' + v));
e8.on('x', (v) => log('heard2' + v));
e8.prependListener('x', () => {
log('first9');
setTimeout(() => log('never'), 3000).unref();
});
e8.emit('x', 1); log('emitted' + e8.emit('x', 2) + e8.listenerCount('x'));
});
e2.emit('x', 1); log('emitted' + e2.emit('x', 2) + e2.listenerCount('x'));
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught1');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted2');
queueMicrotask(() => {
log('micro3');
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
log('log8');
});
});
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
(async () => {
log('before1');
await null;
const a2 = new AbortController();
a2.signal.addEventListener('abort', () => { log(a2.signal.reason.name);
log('aborted3');
process.nextTick(() => {
log('tick4');
process.nextTick(() => {
log('tick5');
log('log6');
});
});
});
a2.abort(); a2.abort(); log('still' + a2.signal.aborted);
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught7');
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
})();
const e11 = new EventEmitter();
e11.on('x', (v) => log('heard0' + v));
e11.once('x', (v) => log('heard1' + v));
e11.on('x', (v) => log('heard2' + v));
e11.prependListener('x', () => {
log('first12');
log('log13');
});
e11.emit('x', 1); log('emitted' + e11.emit('x', 2) + e11.listenerCount('x'));
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all1');
setImmediate(() => {
log('clears3');
(async () => {
log('before4');
await null;
setImmediate(() => {
log('clears6');
log('log7');
clearImmediate(i5); });
const i5 = setImmediate(() => log('never'));
})();
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after8');
setImmediate(() => {
log('clears10');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race11');
process.nextTick(() => {
log('tick12');
log('log13');
});
});
log('log14');
clearImmediate(i9); });
const i9 = setImmediate(() => log('never'));
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('clears2');
queueMicrotask(() => {
log('micro3');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all4');
const s5 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s5.on('drain', () => log('drain5'));
s5.on('finish', () => log('finish5'));
s5.on('close', () => log('close5'));
for (const c of ['c0']) log('more' + s5.write(c));
s5.end(() => {
log('ended6');
log('log7');
});
});
setImmediate(() => {
log('clears9');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned10');
log('log11');
});
clearImmediate(i8); });
const i8 = setImmediate(() => log('never'));
});
clearImmediate(i1); });
const i1 = setImmediate(() => log('never'));
});
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('immediate1');
Promise.resolve().then(() => {
log('then2');
Promise.resolve().then(() => {
log('then3');
const e4 = new EventEmitter();
e4.on('x', (v) => log('heard0' + v));
e4.once('x', (v) => log('heard1' + v));
e4.on('x', (v) => log('heard2' + v));
e4.prependListener('x', () => {
log('first5');
log('log6');
});
e4.emit('x', 1); log('emitted' + e4.emit('x', 2) + e4.listenerCount('x'));
});
Promise.resolve().then(() => {
log('then7');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race8');
log('log9');
});
});
});
});
}));
});
programs.push(() => {
setImmediate(() => {
Promise.resolve().then(() => {
log('then1');
queueMicrotask(() => {
log('micro2');
log('log3');
});
const p4 = Promise.reject(new Error('rejected4'));
setImmediate(() => p4.catch((e) => log('late ' + e.message)));
process.nextTick(() => {
log('tick5');
log('log6');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race7');
Promise.resolve().then(() => {
log('then8');
log('log9');
});
});
});
});
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
Promise.resolve().then(() => {
log('then4');
log('log5');
});
});
});
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned6');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all7');
log('log8');
Promise.resolve().then(() => {
log('then9');
setImmediate(() => {
log('immediate10');
log('log11');
});
});
});
});
const e12 = new EventEmitter();
e12.on('x', (v) => log('heard0' + v));
e12.prependListener('x', () => {
log('first13');
log('log14');
});
e12.emit('x', 1); log('emitted' + e12.emit('x', 2) + e12.listenerCount('x'));
}));
});
