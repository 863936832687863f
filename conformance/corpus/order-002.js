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
setTimeout(() => log('never'), 3000).unref();
});
});
programs.push(() => {
setImmediate(() => {
setTimeout(() => log('never'), 3000).unref();
});
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
const p2 = Promise.reject(new Error('rejected2'));
}));
});
programs.push(() => {
setImmediate(() => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
const a2 = new AbortController();
a2.signal.addEventListener('abort', () => { log(a2.signal.reason.name);
log('aborted3');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted4');
setImmediate(() => {
log('immediate5');
log('log6');
});
});
setImmediate(() => {
log('immediate7');
process.nextTick(() => {
log('tick8');
log('log9');
});
});
});
a2.abort(); a2.abort(); log('still' + a2.signal.aborted);
setImmediate(() => {
log('immediate10');
Promise.resolve().then(() => {
log('then11');
setImmediate(() => {
log('clears13');
log('log14');
clearImmediate(i12); });
const i12 = setImmediate(() => log('never'));
});
});
Promise.resolve().then(() => {
log('then15');
log('log16');
const g17 = new EventTarget();
g17.addEventListener('x', (e) => { log(e.type);
log('target18');
setTimeout(() => log('never'), 3000).unref();
}, { once: true });
g17.dispatchEvent(new Event('x')); g17.dispatchEvent(new Event('x'));
});
});
});
});
programs.push(() => {
setImmediate(() => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race2');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race3');
log('log4');
});
log('log5');
});
log('log6');
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('immediate1');
setImmediate(() => {
log('immediate2');
throw new Error('uncaught3');
process.nextTick(() => {
log('tick4');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race5');
log('log6');
});
});
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted2');
log('log3');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained4');
Promise.resolve().then(() => {
log('then5');
setTimeout(() => log('never'), 3000).unref();
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after6');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all7');
log('log8');
});
});
})();
});
setTimeout(() => log('never'), 3000).unref();
});
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('immediate1');
log('log2');
log('log3');
Promise.resolve().then(() => {
log('then4');
setTimeout(() => log('never'), 3000).unref();
});
});
});
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('clears2');
const e3 = new EventEmitter();
e3.on('x', (v) => log('heard0' + v));
e3.once('x', (v) => log('heard1' + v));
e3.on('x', (v) => log('heard2' + v));
e3.prependListener('x', () => {
log('first4');
queueMicrotask(() => {
log('micro5');
log('log6');
});
Promise.resolve().then(() => {
log('then7');
Promise.resolve().then(() => {
log('then8');
log('log9');
});
});
});
e3.emit('x', 1); log('emitted' + e3.emit('x', 2) + e3.listenerCount('x'));
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
setImmediate(() => {
process.nextTick(() => {
log('tick1');
throw new Error('uncaught2');
process.nextTick(() => {
log('tick3');
setImmediate(() => {
log('immediate4');
queueMicrotask(() => {
log('micro5');
log('log6');
});
});
});
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained7');
(async () => {
log('before8');
await null;
log('before9');
await null;
log('before10');
await null;
process.nextTick(() => {
log('tick11');
log('log12');
});
})();
})();
});
});
});
programs.push(() => {
setImmediate(() => {
setTimeout(() => log('never'), 3000).unref();
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted1');
setImmediate(() => {
log('immediate2');
Promise.resolve().then(() => {
log('then3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught6');
setImmediate(() => {
log('immediate7');
log('log8');
});
});
});
});
}));
});
programs.push(() => {
setImmediate(() => {
log('log1');
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
Promise.resolve().then(() => {
log('then2');
(async () => {
log('before3');
await null;
log('before4');
await null;
log('log5');
queueMicrotask(() => {
log('micro6');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained7');
log('log8');
})();
});
})();
log('log9');
process.nextTick((a, b) => { log(a + b);
log('args10');
Promise.resolve().then(() => {
log('then11');
const p12 = Promise.reject(new Error('rejected12'));
setImmediate(() => p12.catch((e) => log('late ' + e.message)));
});
}, 'x', 'y');
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick(() => {
log('tick1');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught2');
setImmediate(() => {
log('immediate3');
log('log4');
});
process.nextTick(() => {
log('tick5');
queueMicrotask(() => {
log('micro6');
log('log7');
});
});
});
Promise.resolve().then(() => {
log('then8');
const p9 = Promise.reject(new Error('rejected9'));
setImmediate(() => p9.catch((e) => log('late ' + e.message)));
});
process.nextTick((a, b) => { log(a + b);
log('args10');
const e11 = new EventEmitter();
e11.on('x', (v) => log('heard0' + v));
e11.once('x', (v) => log('heard1' + v));
e11.on('x', (v) => log('heard2' + v));
e11.prependListener('x', () => {
log('first12');
const e13 = new EventEmitter();
e13.on('x', (v) => log('heard0' + v));
e13.once('x', (v) => log('heard1' + v));
e13.on('x', (v) => log('heard2' + v));
e13.prependListener('x', () => {
log('first14');
log('log15');
});
e13.emit('x', 1); log('emitted' + e13.emit('x', 2) + e13.listenerCount('x'));
});
e11.emit('x', 1); log('emitted' + e11.emit('x', 2) + e11.listenerCount('x'));
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned16');
log('log17');
});
}, 'x', 'y');
});
});
});
programs.push(() => {
setImmediate(() => {
process.nextTick(() => {
log('tick1');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all2');
(async () => {
log('before3');
await null;
queueMicrotask(() => {
log('micro4');
log('log5');
});
})();
});
});
});
});
programs.push(() => {
setImmediate(() => {
const e1 = new EventEmitter();
e1.on('x', (v) => log('heard0' + v));
e1.once('x', (v) => log('heard1' + v));
e1.on('x', (v) => log('heard2' + v));
e1.prependListener('x', () => {
log('first2');
log('log3');
});
e1.emit('x', 1); log('emitted' + e1.emit('x', 2) + e1.listenerCount('x'));
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('immediate1');
queueMicrotask(() => {
log('micro2');
setImmediate(() => {
log('immediate3');
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
Promise.resolve().then(() => {
log('then8');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race9');
process.nextTick((a, b) => { log(a + b);
log('args10');
setImmediate(() => {
log('clears12');
log('log13');
clearImmediate(i11); });
const i11 = setImmediate(() => log('never'));
}, 'x', 'y');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained14');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained15');
log('log16');
})();
})();
});
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race17');
const p18 = Promise.reject(new Error('rejected18'));
setImmediate(() => p18.catch((e) => log('late ' + e.message)));
Promise.resolve().then(() => {
log('then19');
setImmediate(() => {
log('immediate20');
log('log21');
});
Promise.resolve().then(() => {
log('then22');
pipeline(Readable.from(['c0']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped24');
log('log25');
});
});
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.resolve().then(() => {
log('then1');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race2');
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
const s7 = Readable.from(['c0', 'c1']);
s7.on('data', (c) => log(c));
s7.on('close', () => log('close7'));
s7.on('end', () => {
log('end8');
Promise.resolve().then(() => {
log('then9');
setImmediate(() => {
log('immediate10');
queueMicrotask(() => {
log('micro11');
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
});
log('log16');
process.nextTick(() => {
log('tick17');
setImmediate(() => {
log('immediate18');
Promise.resolve().then(() => {
log('then19');
log('log20');
});
});
queueMicrotask(() => {
log('micro21');
setImmediate(() => {
log('immediate22');
log('log23');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => {
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all1');
(async () => {
log('before2');
await null;
log('before3');
await null;
setImmediate(() => {
log('clears5');
throw new Error('uncaught6');
clearImmediate(i4); });
const i4 = setImmediate(() => log('never'));
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
process.nextTick(() => {
log('tick11');
log('log12');
});
})();
log('log13');
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
setImmediate(() => {
log('immediate2');
log('log3');
});
Promise.resolve().then(() => {
log('then4');
setTimeout(() => log('never'), 3000).unref();
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
try {
log('try1');
setTimeout(() => log('never'), 3000).unref();
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught2');
log('log3');
});
log('log4');
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
const s1 = Readable.from(['c0']);
s1.on('data', (c) => log(c));
s1.on('close', () => log('close1'));
s1.on('end', () => {
log('end2');
Promise.resolve().then(() => {
log('then3');
setImmediate(() => {
log('immediate4');
process.nextTick((a, b) => { log(a + b);
log('args5');
log('log6');
}, 'x', 'y');
});
const s7 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s7.on('drain', () => log('drain7'));
s7.on('finish', () => log('finish7'));
s7.on('close', () => log('close7'));
for (const c of ['c0', 'c1', 'c2']) log('more' + s7.write(c));
s7.end(() => {
log('ended8');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted9');
log('log10');
});
});
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setTimeout(() => log('never'), 3000).unref();
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
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
setImmediate(() => {
log('immediate7');
setImmediate(() => {
log('immediate8');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race9');
log('log10');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setTimeout(() => log('never'), 3000).unref();
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
const p1 = Promise.reject(new Error('rejected1'));
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
process.nextTick(() => {
log('tick1');
Promise.resolve().then(() => {
log('then2');
log('log3');
});
});
setImmediate(() => {
log('immediate4');
setImmediate(() => {
log('immediate5');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all6');
setTimeout(() => log('never'), 3000).unref();
});
});
});
}));
});
programs.push(() => {
setImmediate(() => {
const p1 = Promise.reject(new Error('rejected1'));
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('clears2');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught3');
queueMicrotask(() => {
log('micro4');
process.nextTick(() => {
log('tick5');
log('log6');
});
});
});
clearImmediate(i1); });
const i1 = setImmediate(() => log('never'));
}));
});
programs.push(() => {
setImmediate(() => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
Promise.resolve().then(() => {
log('then2');
const e3 = new EventEmitter();
e3.on('x', (v) => log('heard0' + v));
e3.prependListener('x', () => {
log('first4');
queueMicrotask(() => {
log('micro5');
log('log6');
});
});
e3.emit('x', 1); log('emitted' + e3.emit('x', 2) + e3.listenerCount('x'));
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
try {
log('try8');
log('log9');
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
});
});
setTimeout(() => log('never'), 3000).unref();
log('log10');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
log('log2');
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
process.nextTick(() => {
log('tick1');
log('log2');
Promise.resolve().then(() => {
log('then3');
setImmediate(() => {
log('immediate4');
throw new Error('uncaught5');
});
Promise.resolve().then(() => {
log('then6');
try {
log('try7');
log('log8');
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
});
process.nextTick(() => {
log('tick9');
log('log10');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained11');
queueMicrotask(() => {
log('micro12');
log('log13');
});
})();
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('immediate1');
setImmediate(() => {
log('clears3');
process.nextTick(() => {
log('tick4');
const s5 = Readable.from(['c0', 'c1']);
s5.on('data', (c) => log(c));
s5.on('close', () => log('close5'));
s5.on('end', () => {
log('end6');
log('log7');
});
});
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
});
process.nextTick(() => {
log('tick8');
const e9 = new EventEmitter();
e9.on('x', (v) => log('heard0' + v));
e9.once('x', (v) => log('heard1' + v));
e9.on('x', (v) => log('heard2' + v));
e9.prependListener('x', () => {
log('first10');
setImmediate(() => {
log('immediate11');
process.nextTick(() => {
log('tick12');
log('log13');
});
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught14');
const e15 = new EventEmitter();
e15.on('x', (v) => log('heard0' + v));
e15.prependListener('x', () => {
log('first16');
log('log17');
});
e15.emit('x', 1); log('emitted' + e15.emit('x', 2) + e15.listenerCount('x'));
});
});
e9.emit('x', 1); log('emitted' + e9.emit('x', 2) + e9.listenerCount('x'));
setImmediate(() => {
log('immediate18');
throw new Error('uncaught19');
log('log20');
});
});
setImmediate(() => {
log('clears22');
setTimeout(() => log('never'), 3000).unref();
process.nextTick((a, b) => { log(a + b);
log('args23');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after24');
try {
log('try25');
log('log26');
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
queueMicrotask(() => {
log('micro27');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained28');
log('log29');
})();
});
}, 'x', 'y');
clearImmediate(i21); });
const i21 = setImmediate(() => log('never'));
log('log30');
});
});
programs.push(() => {
fs.readFile(__filename, () => {
(async () => {
log('before1');
await null;
log('before2');
await null;
log('before3');
await null;
(async () => {
log('before4');
await null;
log('before5');
await null;
queueMicrotask(() => {
log('micro6');
const g7 = new EventTarget();
g7.addEventListener('x', (e) => { log(e.type);
log('target8');
log('log9');
}, { once: true });
g7.dispatchEvent(new Event('x')); g7.dispatchEvent(new Event('x'));
});
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained10');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race11');
log('log12');
});
})();
})();
process.nextTick(() => {
log('tick13');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught14');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all15');
log('log16');
});
});
});
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all17');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after18');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all19');
log('log20');
});
});
});
})();
const p21 = Promise.reject(new Error('rejected21'));
setImmediate(() => p21.catch((e) => log('late ' + e.message)));
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('clears2');
const e3 = new EventEmitter();
e3.on('x', (v) => log('heard0' + v));
e3.once('x', (v) => log('heard1' + v));
e3.prependListener('x', () => {
log('first4');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after5');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught6');
log('log7');
});
});
Promise.resolve().then(() => {
log('then8');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained9');
log('log10');
})();
});
});
e3.emit('x', 1); log('emitted' + e3.emit('x', 2) + e3.listenerCount('x'));
log('log11');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted12');
const s13 = new Readable({ read() { log('read'); this.push('x'); } });
s13.on('error', (e) => log('error' + e.message));
s13.on('close', () => {
log('closed14');
const a15 = new AbortController();
a15.signal.addEventListener('abort', () => { log(a15.signal.reason.name);
log('aborted16');
log('log17');
});
a15.abort(); a15.abort(); log('still' + a15.signal.aborted);
});
s13.once('data', (c) => { log('data' + c); s13.destroy(new Error('gone')); });
});
clearImmediate(i1); });
const i1 = setImmediate(() => log('never'));
Promise.resolve().then(() => {
log('then18');
const p19 = Promise.reject(new Error('rejected19'));
setImmediate(() => p19.catch((e) => log('late ' + e.message)));
});
});
});
programs.push(() => {
setImmediate(() => {
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned1');
setImmediate(() => {
log('immediate2');
throw new Error('uncaught3');
});
setImmediate(() => {
log('immediate4');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after5');
const p6 = Promise.reject(new Error('rejected6'));
});
log('log7');
});
});
});
});
