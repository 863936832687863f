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
setImmediate(() => {
log('immediate1');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained2');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
Promise.resolve().then(() => {
log('then4');
log('log5');
});
})();
log('log6');
})();
});
setImmediate(() => {
log('immediate7');
const e8 = new EventEmitter();
e8.on('x', (v) => log('heard0' + v));
e8.once('x', (v) => log('heard1' + v));
e8.prependListener('x', () => {
log('first9');
setTimeout(() => log('never'), 3000).unref();
setTimeout(() => log('never'), 3000).unref();
});
e8.emit('x', 1); log('emitted' + e8.emit('x', 2) + e8.listenerCount('x'));
setImmediate(() => {
log('immediate10');
const s11 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s11.on('drain', () => log('drain11'));
s11.on('finish', () => log('finish11'));
s11.on('close', () => log('close11'));
for (const c of ['c0', 'c1', 'c2']) log('more' + s11.write(c));
s11.end(() => {
log('ended12');
setImmediate(() => {
log('immediate13');
log('log14');
});
});
});
setImmediate(() => {
log('immediate15');
process.nextTick(() => {
log('tick16');
const a17 = new AbortController();
a17.signal.addEventListener('abort', () => { log(a17.signal.reason.name);
log('aborted18');
log('log19');
});
a17.abort(); a17.abort(); log('still' + a17.signal.aborted);
});
});
});
setImmediate(() => {
log('immediate20');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained21');
log('log22');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race23');
(async () => {
log('before24');
await null;
log('before25');
await null;
log('log26');
})();
});
})();
process.nextTick(() => {
log('tick27');
queueMicrotask(() => {
log('micro28');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught29');
log('log30');
});
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted31');
setImmediate(() => {
log('immediate32');
log('log33');
});
});
});
(async () => {
log('before34');
await null;
log('before35');
await null;
log('log36');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained37');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all38');
log('log39');
});
})();
})();
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
(async () => {
log('before1');
await null;
log('before2');
await null;
process.nextTick(() => {
log('tick3');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after4');
queueMicrotask(() => {
log('micro5');
log('log6');
});
});
process.nextTick((a, b) => { log(a + b);
log('args7');
const p8 = Promise.reject(new Error('rejected8'));
}, 'x', 'y');
});
})();
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained9');
setImmediate(() => {
log('immediate10');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all11');
setImmediate(() => {
log('immediate12');
log('log13');
});
});
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all14');
Promise.resolve().then(() => {
log('then15');
log('log16');
});
});
});
})();
setImmediate(() => {
log('immediate17');
setImmediate(() => {
log('immediate18');
setImmediate(() => {
log('immediate19');
process.nextTick(() => {
log('tick20');
log('log21');
});
});
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained22');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned23');
log('log24');
});
})();
});
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted25');
setImmediate(() => {
log('immediate26');
setImmediate(() => {
log('immediate27');
throw new Error('uncaught28');
});
setImmediate(() => {
log('immediate29');
setImmediate(() => {
log('immediate30');
log('log31');
});
});
});
Promise.resolve().then(() => {
log('then32');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted33');
process.nextTick((a, b) => { log(a + b);
log('args34');
log('log35');
}, 'x', 'y');
});
});
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
queueMicrotask(() => {
log('micro1');
process.nextTick(() => {
log('tick2');
const e3 = new EventEmitter();
e3.on('x', (v) => log('heard0' + v));
e3.once('x', (v) => log('heard1' + v));
e3.prependListener('x', () => {
log('first4');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after5');
log('log6');
});
});
e3.emit('x', 1); log('emitted' + e3.emit('x', 2) + e3.listenerCount('x'));
});
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
const s1 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s1.on('drain', () => log('drain1'));
s1.on('finish', () => log('finish1'));
s1.on('close', () => log('close1'));
for (const c of ['c0', 'c1', 'c2']) log('more' + s1.write(c));
s1.end(() => {
log('ended2');
process.nextTick(() => {
log('tick3');
Promise.resolve().then(() => {
log('then4');
log('log5');
});
});
setImmediate(() => {
log('immediate6');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted8');
log('log9');
});
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after10');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained11');
log('log12');
})();
});
});
queueMicrotask(() => {
log('micro13');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all14');
const p15 = Promise.reject(new Error('rejected15'));
setImmediate(() => p15.catch((e) => log('late ' + e.message)));
});
const a16 = new AbortController();
a16.signal.addEventListener('abort', () => { log(a16.signal.reason.name);
log('aborted17');
log('log18');
});
a16.abort(); a16.abort(); log('still' + a16.signal.aborted);
});
});
queueMicrotask(() => {
log('micro19');
process.nextTick((a, b) => { log(a + b);
log('args20');
try {
log('try21');
queueMicrotask(() => {
log('micro22');
log('log23');
});
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
}, 'x', 'y');
log('log24');
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setImmediate(() => {
log('clears2');
setImmediate(() => {
log('immediate3');
log('log4');
});
setTimeout(() => log('never'), 3000).unref();
log('log5');
clearImmediate(i1); });
const i1 = setImmediate(() => log('never'));
(async () => {
log('before6');
await null;
log('before7');
await null;
log('before8');
await null;
setImmediate(() => {
log('immediate9');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught10');
setImmediate(() => {
log('clears12');
log('log13');
clearImmediate(i11); });
const i11 = setImmediate(() => log('never'));
});
});
log('log14');
setImmediate(() => {
log('immediate15');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted16');
process.nextTick(() => {
log('tick17');
log('log18');
});
});
(async () => {
log('before19');
await null;
log('before20');
await null;
log('before21');
await null;
(async () => {
log('before22');
await null;
log('before23');
await null;
log('log24');
})();
})();
});
})();
setImmediate(() => {
log('immediate25');
log('log26');
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.resolve().then(() => {
log('then1');
setImmediate(() => {
log('clears3');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned4');
log('log5');
});
setImmediate(() => {
log('immediate6');
const a7 = new AbortController();
a7.signal.addEventListener('abort', () => { log(a7.signal.reason.name);
log('aborted8');
log('log9');
});
a7.abort(); a7.abort(); log('still' + a7.signal.aborted);
});
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
});
}));
});
programs.push(() => {
setImmediate(() => {
log('log1');
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
queueMicrotask(() => {
log('micro1');
Promise.resolve().then(() => {
log('then2');
process.nextTick((a, b) => { log(a + b);
log('args3');
setTimeout(() => log('never'), 3000).unref();
}, 'x', 'y');
});
queueMicrotask(() => {
log('micro4');
setImmediate(() => {
log('immediate5');
process.nextTick(() => {
log('tick6');
log('log7');
});
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned8');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after9');
log('log10');
});
});
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race11');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained12');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted13');
log('log14');
});
})();
process.nextTick(() => {
log('tick15');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race16');
log('log17');
});
});
});
});
}));
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('immediate1');
process.nextTick(() => {
log('tick2');
process.nextTick(() => {
log('tick3');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race4');
log('log5');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => {
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned1');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught2');
setTimeout(() => log('never'), 3000).unref();
});
});
Promise.resolve().then(() => {
log('then3');
Promise.resolve().then(() => {
log('then4');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race5');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained6');
log('log7');
})();
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after8');
log('log9');
});
});
});
});
});
programs.push(() => {
setImmediate(() => {
setTimeout(() => log('never'), 3000).unref();
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after2');
setImmediate(() => {
log('immediate3');
process.nextTick((a, b) => { log(a + b);
log('args4');
log('log5');
}, 'x', 'y');
});
});
});
});
});
programs.push(() => {
setImmediate(() => {
(async () => {
log('before1');
await null;
setImmediate(() => {
log('immediate2');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught3');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race4');
log('log5');
});
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race6');
process.nextTick(() => {
log('tick7');
log('log8');
});
});
});
Promise.resolve().then(() => {
log('then9');
const e10 = new EventEmitter();
e10.on('x', (v) => log('heard0' + v));
e10.once('x', (v) => log('heard1' + v));
e10.on('x', (v) => log('heard2' + v));
e10.prependListener('x', () => {
log('first11');
Promise.resolve().then(() => {
log('then12');
log('log13');
});
});
e10.emit('x', 1); log('emitted' + e10.emit('x', 2) + e10.listenerCount('x'));
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race14');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all15');
log('log16');
});
});
});
})();
});
});
programs.push(() => {
setImmediate(() => {
Promise.resolve().then(() => {
log('then1');
const s2 = new PassThrough();
s2.on('data', (c) => log(String(c)));
s2.on('finish', () => log('finish2'));
s2.on('end', () => log('end2'));
s2.on('close', () => log('close2'));
for (const c of ['c0']) s2.write(c, () => log('written'));
s2.end('last', () => {
log('ended3');
process.nextTick((a, b) => { log(a + b);
log('args4');
log('log5');
}, 'x', 'y');
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('immediate1');
log('log2');
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick(() => {
log('tick1');
log('log2');
setImmediate(() => {
log('clears4');
setTimeout(() => log('never'), 3000).unref();
clearImmediate(i3); });
const i3 = setImmediate(() => log('never'));
log('log5');
});
});
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
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race5');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race6');
log('log7');
});
});
})();
process.nextTick((a, b) => { log(a + b);
log('args8');
(async () => {
log('before9');
await null;
const g10 = new EventTarget();
g10.addEventListener('x', (e) => { log(e.type);
log('target11');
log('log12');
}, { once: true });
g10.dispatchEvent(new Event('x')); g10.dispatchEvent(new Event('x'));
})();
log('log13');
}, 'x', 'y');
});
const p14 = Promise.reject(new Error('rejected14'));
setImmediate(() => p14.catch((e) => log('late ' + e.message)));
const p15 = Promise.reject(new Error('rejected15'));
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('clears2');
setImmediate(() => {
log('immediate3');
log('log4');
});
clearImmediate(i1); });
const i1 = setImmediate(() => log('never'));
setImmediate(() => {
log('immediate5');
try {
log('try6');
setImmediate(() => {
log('immediate7');
queueMicrotask(() => {
log('micro8');
log('log9');
});
});
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
log('log10');
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
const e1 = new EventEmitter();
e1.on('x', (v) => log('heard0' + v));
e1.once('x', (v) => log('heard1' + v));
e1.prependListener('x', () => {
log('first2');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
log('log4');
})();
});
e1.emit('x', 1); log('emitted' + e1.emit('x', 2) + e1.listenerCount('x'));
}));
});
programs.push(() => {
setImmediate(() => {
setTimeout(() => log('never'), 3000).unref();
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned1');
setImmediate(() => {
log('immediate2');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all3');
queueMicrotask(() => {
log('micro4');
log('log5');
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
log('log2');
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
log('log2');
(async () => {
log('before3');
await null;
process.nextTick(() => {
log('tick4');
setTimeout(() => log('never'), 3000).unref();
});
})();
Promise.resolve().then(() => {
log('then5');
process.nextTick(() => {
log('tick6');
Promise.resolve().then(() => {
log('then7');
log('log8');
});
});
queueMicrotask(() => {
log('micro9');
setTimeout(() => log('never'), 3000).unref();
});
});
});
(async () => {
log('before10');
await null;
log('log11');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted12');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all13');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted14');
log('log15');
});
});
Promise.resolve().then(() => {
log('then16');
(async () => {
log('before17');
await null;
log('before18');
await null;
log('before19');
await null;
log('log20');
})();
});
});
})();
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
queueMicrotask(() => {
log('micro1');
throw new Error('uncaught2');
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned1');
log('log2');
});
log('log3');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
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
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught1');
setImmediate(() => {
log('immediate2');
queueMicrotask(() => {
log('micro3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
});
});
log('log6');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after7');
const s8 = Readable.from(['c0', 'c1', 'c2']);
s8.on('data', (c) => log(c));
s8.on('close', () => log('close8'));
s8.on('end', () => {
log('end9');
process.nextTick((a, b) => { log(a + b);
log('args10');
const p11 = Promise.reject(new Error('rejected11'));
}, 'x', 'y');
setImmediate(() => {
log('immediate12');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race13');
log('log14');
});
});
});
setTimeout(() => log('never'), 3000).unref();
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.resolve().then(() => {
log('then1');
(async () => {
log('before2');
await null;
log('log3');
})();
queueMicrotask(() => {
log('micro4');
setImmediate(() => {
log('immediate5');
process.nextTick((a, b) => { log(a + b);
log('args6');
log('log7');
}, 'x', 'y');
});
setImmediate(() => {
log('immediate8');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained9');
log('log10');
})();
});
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
queueMicrotask(() => {
log('micro1');
queueMicrotask(() => {
log('micro2');
setImmediate(() => {
log('immediate3');
log('log4');
});
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
log('log1');
process.nextTick((a, b) => { log(a + b);
log('args2');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught3');
const e4 = new EventEmitter();
e4.on('x', (v) => log('heard0' + v));
e4.prependListener('x', () => {
log('first5');
setImmediate(() => {
log('immediate6');
log('log7');
});
});
e4.emit('x', 1); log('emitted' + e4.emit('x', 2) + e4.listenerCount('x'));
});
}, 'x', 'y');
const g8 = new EventTarget();
g8.addEventListener('x', (e) => { log(e.type);
log('target9');
const p10 = Promise.reject(new Error('rejected10'));
setImmediate(() => p10.catch((e) => log('late ' + e.message)));
}, { once: true });
g8.dispatchEvent(new Event('x')); g8.dispatchEvent(new Event('x'));
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted11');
log('log12');
});
}));
});
programs.push(() => {
setImmediate(() => {
process.nextTick(() => {
log('tick1');
Promise.resolve().then(() => {
log('then2');
setImmediate(() => {
log('immediate3');
Promise.resolve().then(() => {
log('then4');
log('log5');
});
});
});
});
const p6 = Promise.reject(new Error('rejected6'));
setImmediate(() => p6.catch((e) => log('late ' + e.message)));
process.nextTick(() => {
log('tick7');
setImmediate(() => {
log('clears9');
process.nextTick(() => {
log('tick10');
process.nextTick(() => {
log('tick11');
log('log12');
});
});
clearImmediate(i8); });
const i8 = setImmediate(() => log('never'));
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('immediate1');
log('log2');
process.nextTick((a, b) => { log(a + b);
log('args3');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted4');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all5');
log('log6');
});
});
}, 'x', 'y');
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
(async () => {
log('before1');
await null;
log('before2');
await null;
log('log3');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after4');
process.nextTick(() => {
log('tick5');
pipeline(Readable.from(['c0', 'c1']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped7');
log('log8');
});
});
});
log('log9');
})();
const p10 = Promise.reject(new Error('rejected10'));
const p11 = Promise.reject(new Error('rejected11'));
}));
});
programs.push(() => {
setImmediate(() => {
process.nextTick(() => {
log('tick1');
Promise.resolve().then(() => {
log('then2');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all3');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all4');
log('log5');
});
});
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('clears2');
queueMicrotask(() => {
log('micro3');
const e4 = new EventEmitter();
e4.on('x', (v) => log('heard0' + v));
e4.once('x', (v) => log('heard1' + v));
e4.prependListener('x', () => {
log('first5');
process.nextTick(() => {
log('tick6');
log('log7');
});
});
e4.emit('x', 1); log('emitted' + e4.emit('x', 2) + e4.listenerCount('x'));
});
clearImmediate(i1); });
const i1 = setImmediate(() => log('never'));
queueMicrotask(() => {
log('micro8');
process.nextTick(() => {
log('tick9');
process.nextTick(() => {
log('tick10');
const e11 = new EventEmitter();
e11.on('x', (v) => log('heard0' + v));
e11.once('x', (v) => log('heard1' + v));
e11.on('x', (v) => log('heard2' + v));
e11.prependListener('x', () => {
log('first12');
log('log13');
});
e11.emit('x', 1); log('emitted' + e11.emit('x', 2) + e11.listenerCount('x'));
});
});
});
Promise.resolve().then(() => {
log('then14');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after15');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all16');
setImmediate(() => {
log('immediate17');
log('log18');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained1');
const p2 = Promise.reject(new Error('rejected2'));
setImmediate(() => p2.catch((e) => log('late ' + e.message)));
})();
}));
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('immediate1');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all2');
log('log3');
queueMicrotask(() => {
log('micro4');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught5');
log('log6');
});
});
});
});
log('log7');
setImmediate(() => {
log('clears9');
Promise.resolve().then(() => {
log('then10');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after11');
Promise.resolve().then(() => {
log('then12');
log('log13');
});
});
});
setImmediate(() => {
log('immediate14');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained15');
const p16 = Promise.reject(new Error('rejected16'));
setImmediate(() => p16.catch((e) => log('late ' + e.message)));
})();
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race17');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race18');
log('log19');
});
});
});
clearImmediate(i8); });
const i8 = setImmediate(() => log('never'));
});
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('immediate1');
setImmediate(() => {
log('immediate2');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all3');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained4');
log('log5');
})();
});
queueMicrotask(() => {
log('micro6');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained7');
log('log8');
})();
});
});
});
});
});
