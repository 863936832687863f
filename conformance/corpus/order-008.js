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
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
const p1 = Promise.reject(new Error('rejected1'));
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all1');
process.nextTick(() => {
log('tick2');
setImmediate(() => {
log('clears4');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race5');
log('log6');
});
clearImmediate(i3); });
const i3 = setImmediate(() => log('never'));
log('log7');
});
setTimeout(() => log('never'), 3000).unref();
});
}));
});
programs.push(() => {
setImmediate(() => {
log('log1');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
const a1 = new AbortController();
a1.signal.addEventListener('abort', () => { log(a1.signal.reason.name);
log('aborted2');
setTimeout(() => log('never'), 3000).unref();
});
a1.abort(); a1.abort(); log('still' + a1.signal.aborted);
setTimeout(() => log('never'), 3000).unref();
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained3');
log('log4');
queueMicrotask(() => {
log('micro5');
Promise.resolve().then(() => {
log('then6');
process.nextTick(() => {
log('tick7');
log('log8');
});
});
setTimeout(() => log('never'), 3000).unref();
});
})();
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all1');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained2');
setImmediate(() => {
log('immediate3');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted4');
log('log5');
});
});
})();
process.nextTick(() => {
log('tick6');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
const p8 = Promise.reject(new Error('rejected8'));
setImmediate(() => p8.catch((e) => log('late ' + e.message)));
});
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all9');
const s10 = new Readable({ read() { log('read'); this.push('x'); } });
s10.on('error', (e) => log('error' + e.message));
s10.on('close', () => {
log('closed11');
log('log12');
});
s10.once('data', (c) => { log('data' + c); s10.destroy(new Error('gone')); });
});
});
});
setTimeout(() => log('never'), 3000).unref();
const p13 = Promise.reject(new Error('rejected13'));
setImmediate(() => p13.catch((e) => log('late ' + e.message)));
}));
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
log('log4');
const e5 = new EventEmitter();
e5.on('x', (v) => log('heard0' + v));
e5.once('x', (v) => log('heard1' + v));
e5.prependListener('x', () => {
log('first6');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race7');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught8');
log('log9');
});
});
process.nextTick(() => {
log('tick10');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race11');
log('log12');
});
});
});
e5.emit('x', 1); log('emitted' + e5.emit('x', 2) + e5.listenerCount('x'));
process.nextTick(() => {
log('tick13');
(async () => {
log('before14');
await null;
queueMicrotask(() => {
log('micro15');
log('log16');
});
})();
});
})();
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
const s1 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s1.on('drain', () => log('drain1'));
s1.on('finish', () => log('finish1'));
s1.on('close', () => log('close1'));
for (const c of ['c0', 'c1', 'c2']) log('more' + s1.write(c));
s1.end(() => {
log('ended2');
setTimeout(() => log('never'), 3000).unref();
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
process.nextTick((a, b) => { log(a + b);
log('args2');
process.nextTick(() => {
log('tick3');
setImmediate(() => {
log('immediate4');
log('log5');
});
});
log('log6');
}, 'x', 'y');
});
});
programs.push(() => {
setImmediate(() => {
log('log1');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
try {
log('try1');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after2');
process.nextTick(() => {
log('tick3');
(async () => {
log('before4');
await null;
log('log5');
})();
});
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all6');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after7');
log('log8');
});
});
});
log('log9');
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
try {
log('try1');
setImmediate(() => {
log('immediate2');
throw new Error('uncaught3');
});
Promise.resolve().then(() => {
log('then4');
process.nextTick(() => {
log('tick5');
process.nextTick(() => {
log('tick6');
log('log7');
});
});
const g8 = new EventTarget();
g8.addEventListener('x', (e) => { log(e.type);
log('target9');
const p10 = Promise.reject(new Error('rejected10'));
}, { once: true });
g8.dispatchEvent(new Event('x')); g8.dispatchEvent(new Event('x'));
});
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
setImmediate(() => {
log('immediate2');
throw new Error('uncaught3');
log('log4');
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
setImmediate(() => process.nextTick(() => {
log('log1');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race2');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught3');
process.nextTick(() => {
log('tick4');
setTimeout(() => log('never'), 3000).unref();
});
});
setImmediate(() => {
log('immediate5');
(async () => {
log('before6');
await null;
log('before7');
await null;
log('before8');
await null;
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all9');
log('log10');
});
})();
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught11');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained12');
setImmediate(() => {
log('immediate13');
log('log14');
});
})();
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
const p1 = Promise.reject(new Error('rejected1'));
log('log2');
Promise.resolve().then(() => {
log('then3');
setImmediate(() => {
log('immediate4');
(async () => {
log('before5');
await null;
log('before6');
await null;
log('before7');
await null;
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race8');
log('log9');
});
})();
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted1');
setImmediate(() => {
log('immediate2');
Promise.resolve().then(() => {
log('then3');
setImmediate(() => {
log('immediate4');
log('log5');
});
});
log('log6');
});
});
}));
});
programs.push(() => {
setImmediate(() => {
process.nextTick(() => {
log('tick1');
log('log2');
log('log3');
});
log('log4');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.resolve().then(() => {
log('then1');
(async () => {
log('before2');
await null;
log('log3');
})();
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all4');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race5');
queueMicrotask(() => {
log('micro6');
log('log7');
});
});
(async () => {
log('before8');
await null;
process.nextTick(() => {
log('tick9');
log('log10');
});
})();
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted11');
Promise.resolve().then(() => {
log('then12');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after13');
log('log14');
});
});
});
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after15');
process.nextTick((a, b) => { log(a + b);
log('args16');
log('log17');
}, 'x', 'y');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after18');
Promise.resolve().then(() => {
log('then19');
setImmediate(() => {
log('immediate20');
log('log21');
});
});
});
setTimeout(() => log('never'), 3000).unref();
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
(async () => {
log('before1');
await null;
queueMicrotask(() => {
log('micro2');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned3');
Promise.resolve().then(() => {
log('then4');
log('log5');
});
});
Promise.resolve().then(() => {
log('then6');
queueMicrotask(() => {
log('micro7');
log('log8');
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
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all2');
log('log3');
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race4');
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
pipeline(Readable.from(['c0']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped11');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race12');
process.nextTick(() => {
log('tick13');
log('log14');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setTimeout(() => log('never'), 3000).unref();
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
setTimeout(() => log('never'), 3000).unref();
setImmediate(() => {
log('immediate2');
log('log3');
process.nextTick(() => {
log('tick4');
setImmediate(() => {
log('immediate5');
log('log6');
});
});
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race7');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained8');
process.nextTick(() => {
log('tick9');
log('log10');
});
})();
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
const s1 = Readable.from(['c0', 'c1']);
s1.on('data', (c) => log(c));
s1.on('close', () => log('close1'));
s1.on('end', () => {
log('end2');
const p3 = Promise.reject(new Error('rejected3'));
setImmediate(() => p3.catch((e) => log('late ' + e.message)));
});
const p4 = Promise.reject(new Error('rejected4'));
setImmediate(() => p4.catch((e) => log('late ' + e.message)));
});
});
programs.push(() => {
setImmediate(() => {
Promise.resolve().then(() => {
log('then1');
log('log2');
queueMicrotask(() => {
log('micro3');
process.nextTick(() => {
log('tick4');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned5');
log('log6');
});
});
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
(async () => {
log('before2');
await null;
setImmediate(() => {
log('clears4');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after5');
log('log6');
});
clearImmediate(i3); });
const i3 = setImmediate(() => log('never'));
})();
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught1');
setImmediate(() => {
log('clears3');
setImmediate(() => {
log('immediate4');
queueMicrotask(() => {
log('micro5');
log('log6');
});
});
throw new Error('uncaught7');
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
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
const g1 = new EventTarget();
g1.addEventListener('x', (e) => { log(e.type);
log('target2');
const p3 = Promise.reject(new Error('rejected3'));
setImmediate(() => p3.catch((e) => log('late ' + e.message)));
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained4');
queueMicrotask(() => {
log('micro5');
const p6 = Promise.reject(new Error('rejected6'));
setImmediate(() => p6.catch((e) => log('late ' + e.message)));
});
})();
}, { once: true });
g1.dispatchEvent(new Event('x')); g1.dispatchEvent(new Event('x'));
setImmediate(() => {
log('immediate7');
log('log8');
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught1');
process.nextTick(() => {
log('tick2');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned3');
setImmediate(() => {
log('immediate4');
log('log5');
});
});
});
});
const p6 = Promise.reject(new Error('rejected6'));
});
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('immediate1');
log('log2');
});
setTimeout(() => log('never'), 3000).unref();
Promise.resolve().then(() => {
log('then3');
queueMicrotask(() => {
log('micro4');
const e5 = new EventEmitter();
e5.on('x', (v) => log('heard0' + v));
e5.prependListener('x', () => {
log('first6');
log('log7');
});
e5.emit('x', 1); log('emitted' + e5.emit('x', 2) + e5.listenerCount('x'));
setTimeout(() => log('never'), 3000).unref();
});
});
log('log8');
});
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick(() => {
log('tick1');
process.nextTick(() => {
log('tick2');
queueMicrotask(() => {
log('micro3');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all4');
log('log5');
});
});
Promise.resolve().then(() => {
log('then6');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
log('log8');
});
});
});
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all9');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted10');
process.nextTick(() => {
log('tick11');
log('log12');
});
});
});
});
log('log13');
});
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught2');
const e3 = new EventEmitter();
e3.on('x', (v) => log('heard0' + v));
e3.once('x', (v) => log('heard1' + v));
e3.prependListener('x', () => {
log('first4');
Promise.resolve().then(() => {
log('then5');
log('log6');
});
});
e3.emit('x', 1); log('emitted' + e3.emit('x', 2) + e3.listenerCount('x'));
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after7');
log('log8');
});
});
setImmediate(() => {
log('immediate9');
log('log10');
queueMicrotask(() => {
log('micro11');
process.nextTick(() => {
log('tick12');
log('log13');
});
});
});
});
queueMicrotask(() => {
log('micro14');
(async () => {
log('before15');
await null;
log('before16');
await null;
log('before17');
await null;
const p18 = Promise.reject(new Error('rejected18'));
})();
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after19');
Promise.resolve().then(() => {
log('then20');
Promise.resolve().then(() => {
log('then21');
log('log22');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
const a1 = new AbortController();
a1.signal.addEventListener('abort', () => { log(a1.signal.reason.name);
log('aborted2');
setTimeout(() => log('never'), 3000).unref();
const p3 = Promise.reject(new Error('rejected3'));
});
a1.abort(); a1.abort(); log('still' + a1.signal.aborted);
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
process.nextTick(() => {
log('tick1');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race2');
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
log('log7');
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race8');
setImmediate(() => {
log('immediate9');
log('log10');
});
(async () => {
log('before11');
await null;
log('before12');
await null;
process.nextTick(() => {
log('tick13');
log('log14');
});
})();
});
});
log('log15');
setImmediate(() => {
log('immediate16');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all17');
log('log18');
});
});
setImmediate(() => {
log('clears20');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted21');
log('log22');
setTimeout(() => log('never'), 3000).unref();
});
queueMicrotask(() => {
log('micro23');
(async () => {
log('before24');
await null;
log('before25');
await null;
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after26');
log('log27');
});
})();
});
queueMicrotask(() => {
log('micro28');
setTimeout(() => log('never'), 3000).unref();
(async () => {
log('before29');
await null;
log('before30');
await null;
queueMicrotask(() => {
log('micro31');
log('log32');
});
})();
});
clearImmediate(i19); });
const i19 = setImmediate(() => log('never'));
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
const g1 = new EventTarget();
g1.addEventListener('x', (e) => { log(e.type);
log('target2');
process.nextTick((a, b) => { log(a + b);
log('args3');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned4');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained5');
log('log6');
})();
});
log('log7');
}, 'x', 'y');
queueMicrotask(() => {
log('micro8');
Promise.resolve().then(() => {
log('then9');
setImmediate(() => {
log('immediate10');
log('log11');
});
});
});
}, { once: true });
g1.dispatchEvent(new Event('x')); g1.dispatchEvent(new Event('x'));
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race12');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned13');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted14');
log('log15');
});
Promise.resolve().then(() => {
log('then16');
const p17 = Promise.reject(new Error('rejected17'));
});
});
process.nextTick((a, b) => { log(a + b);
log('args18');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted19');
log('log20');
});
setTimeout(() => log('never'), 3000).unref();
}, 'x', 'y');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught21');
(async () => {
log('before22');
await null;
log('before23');
await null;
log('before24');
await null;
Promise.resolve().then(() => {
log('then25');
log('log26');
});
})();
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained27');
Promise.resolve().then(() => {
log('then28');
log('log29');
});
})();
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick(() => {
log('tick1');
setImmediate(() => {
log('immediate2');
setImmediate(() => {
log('immediate3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
setImmediate(() => {
log('immediate6');
(async () => {
log('before7');
await null;
log('log8');
})();
});
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught9');
setTimeout(() => log('never'), 3000).unref();
});
});
});
});
programs.push(() => {
setImmediate(() => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
const e2 = new EventEmitter();
e2.on('x', (v) => log('heard0' + v));
e2.prependListener('x', () => {
log('first3');
process.nextTick(() => {
log('tick4');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted5');
log('log6');
});
});
process.nextTick((a, b) => { log(a + b);
log('args7');
const e8 = new EventEmitter();
e8.on('x', (v) => log('heard0' + v));
e8.prependListener('x', () => {
log('first9');
log('log10');
});
e8.emit('x', 1); log('emitted' + e8.emit('x', 2) + e8.listenerCount('x'));
}, 'x', 'y');
});
e2.emit('x', 1); log('emitted' + e2.emit('x', 2) + e2.listenerCount('x'));
log('log11');
});
const s12 = new Readable({ read() { log('read'); this.push('x'); } });
s12.on('error', (e) => log('error' + e.message));
s12.on('close', () => {
log('closed13');
queueMicrotask(() => {
log('micro14');
process.nextTick(() => {
log('tick15');
setImmediate(() => {
log('clears17');
log('log18');
clearImmediate(i16); });
const i16 = setImmediate(() => log('never'));
});
});
});
s12.once('data', (c) => { log('data' + c); s12.destroy(new Error('gone')); });
});
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.resolve().then(() => {
log('then1');
Promise.resolve().then(() => {
log('then2');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught3');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned4');
log('log5');
});
});
Promise.resolve().then(() => {
log('then6');
queueMicrotask(() => {
log('micro7');
log('log8');
});
});
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race9');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught10');
process.nextTick(() => {
log('tick11');
log('log12');
});
});
});
const e13 = new EventEmitter();
e13.on('x', (v) => log('heard0' + v));
e13.prependListener('x', () => {
log('first14');
log('log15');
const e16 = new EventEmitter();
e16.on('x', (v) => log('heard0' + v));
e16.prependListener('x', () => {
log('first17');
process.nextTick(() => {
log('tick18');
log('log19');
});
});
e16.emit('x', 1); log('emitted' + e16.emit('x', 2) + e16.listenerCount('x'));
});
e13.emit('x', 1); log('emitted' + e13.emit('x', 2) + e13.listenerCount('x'));
});
});
});
