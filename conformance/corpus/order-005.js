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
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
setImmediate(() => {
log('immediate2');
log('log3');
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted4');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted5');
setImmediate(() => {
log('immediate6');
log('log7');
});
});
});
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all8');
const e9 = new EventEmitter();
e9.on('x', (v) => log('heard0' + v));
e9.once('x', (v) => log('heard1' + v));
e9.on('x', (v) => log('heard2' + v));
e9.prependListener('x', () => {
log('first10');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted11');
log('log12');
});
});
e9.emit('x', 1); log('emitted' + e9.emit('x', 2) + e9.listenerCount('x'));
process.nextTick(() => {
log('tick13');
const e14 = new EventEmitter();
e14.on('x', (v) => log('heard0' + v));
e14.prependListener('x', () => {
log('first15');
log('log16');
});
e14.emit('x', 1); log('emitted' + e14.emit('x', 2) + e14.listenerCount('x'));
});
});
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
process.nextTick(() => {
log('tick1');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all2');
setImmediate(() => {
log('immediate3');
log('log4');
});
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after5');
process.nextTick((a, b) => { log(a + b);
log('args6');
log('log7');
}, 'x', 'y');
});
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all8');
process.nextTick((a, b) => { log(a + b);
log('args9');
const e10 = new EventEmitter();
e10.on('x', (v) => log('heard0' + v));
e10.once('x', (v) => log('heard1' + v));
e10.prependListener('x', () => {
log('first11');
log('log12');
});
e10.emit('x', 1); log('emitted' + e10.emit('x', 2) + e10.listenerCount('x'));
}, 'x', 'y');
(async () => {
log('before13');
await null;
log('before14');
await null;
process.nextTick(() => {
log('tick15');
log('log16');
});
})();
});
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race17');
setImmediate(() => {
log('immediate18');
Promise.resolve().then(() => {
log('then19');
process.nextTick(() => {
log('tick20');
log('log21');
});
});
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught22');
const s23 = new PassThrough();
s23.on('data', (c) => log(String(c)));
s23.on('finish', () => log('finish23'));
s23.on('end', () => log('end23'));
s23.on('close', () => log('close23'));
for (const c of ['c0']) s23.write(c, () => log('written'));
s23.end('last', () => {
log('ended24');
const e25 = new EventEmitter();
e25.on('x', (v) => log('heard0' + v));
e25.once('x', (v) => log('heard1' + v));
e25.prependListener('x', () => {
log('first26');
log('log27');
});
e25.emit('x', 1); log('emitted' + e25.emit('x', 2) + e25.listenerCount('x'));
});
setImmediate(() => {
log('immediate28');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after29');
log('log30');
});
});
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
queueMicrotask(() => {
log('micro1');
log('log2');
queueMicrotask(() => {
log('micro3');
process.nextTick(() => {
log('tick4');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all5');
log('log6');
});
});
});
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained7');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all8');
const s9 = new Readable({ read() { log('read'); this.push('x'); } });
s9.on('error', (e) => log('error' + e.message));
s9.on('close', () => {
log('closed10');
log('log11');
});
s9.once('data', (c) => { log('data' + c); s9.destroy(new Error('gone')); });
});
})();
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
log('log1');
log('log2');
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick(() => {
log('tick1');
try {
log('try2');
setImmediate(() => {
log('immediate3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
log('log6');
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
setTimeout(() => log('never'), 3000).unref();
const a7 = new AbortController();
a7.signal.addEventListener('abort', () => { log(a7.signal.reason.name);
log('aborted8');
queueMicrotask(() => {
log('micro9');
log('log10');
});
queueMicrotask(() => {
log('micro11');
setImmediate(() => {
log('clears13');
log('log14');
clearImmediate(i12); });
const i12 = setImmediate(() => log('never'));
});
});
a7.abort(); a7.abort(); log('still' + a7.signal.aborted);
});
log('log15');
Promise.resolve().then(() => {
log('then16');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after17');
queueMicrotask(() => {
log('micro18');
log('log19');
});
});
Promise.resolve().then(() => {
log('then20');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted21');
process.nextTick(() => {
log('tick22');
log('log23');
});
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned24');
log('log25');
});
});
});
});
});
programs.push(() => {
setImmediate(() => {
process.nextTick(() => {
log('tick1');
setImmediate(() => {
log('immediate2');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned3');
const p4 = Promise.reject(new Error('rejected4'));
});
});
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('immediate1');
Promise.resolve().then(() => {
log('then2');
process.nextTick(() => {
log('tick3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
try {
log('try6');
process.nextTick(() => {
log('tick7');
log('log8');
});
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
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
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained1');
setTimeout(() => log('never'), 3000).unref();
})();
}));
});
programs.push(() => {
setImmediate(() => {
log('log1');
const s2 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s2.on('drain', () => log('drain2'));
s2.on('finish', () => log('finish2'));
s2.on('close', () => log('close2'));
for (const c of ['c0', 'c1', 'c2']) log('more' + s2.write(c));
s2.end(() => {
log('ended3');
(async () => {
log('before4');
await null;
log('before5');
await null;
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race6');
log('log7');
});
})();
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
process.nextTick(() => {
log('tick1');
setImmediate(() => {
log('immediate2');
queueMicrotask(() => {
log('micro3');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned4');
log('log5');
});
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted6');
(async () => {
log('before7');
await null;
log('log8');
})();
});
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
setTimeout(() => log('never'), 3000).unref();
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
setTimeout(() => log('never'), 3000).unref();
setImmediate(() => {
log('immediate2');
log('log3');
});
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.resolve().then(() => {
log('then1');
Promise.resolve().then(() => {
log('then2');
pipeline(Readable.from(['c0']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped4');
queueMicrotask(() => {
log('micro5');
log('log6');
});
});
Promise.resolve().then(() => {
log('then7');
const s8 = Readable.from(['c0']);
s8.on('data', (c) => log(c));
s8.on('close', () => log('close8'));
s8.on('end', () => {
log('end9');
log('log10');
});
});
});
});
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
queueMicrotask(() => {
log('micro4');
process.nextTick(() => {
log('tick5');
setTimeout(() => log('never'), 3000).unref();
});
queueMicrotask(() => {
log('micro6');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted7');
log('log8');
});
});
});
});
queueMicrotask(() => {
log('micro9');
setImmediate(() => {
log('immediate10');
setImmediate(() => {
log('immediate11');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race12');
log('log13');
});
});
});
});
});
});
programs.push(() => {
setImmediate(() => {
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted1');
(async () => {
log('before2');
await null;
log('before3');
await null;
log('before4');
await null;
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race5');
process.nextTick(() => {
log('tick6');
log('log7');
});
});
try {
log('try8');
setImmediate(() => {
log('immediate9');
log('log10');
});
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
})();
Promise.resolve().then(() => {
log('then11');
const e12 = new EventEmitter();
e12.on('x', (v) => log('heard0' + v));
e12.once('x', (v) => log('heard1' + v));
e12.on('x', (v) => log('heard2' + v));
e12.prependListener('x', () => {
log('first13');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after14');
log('log15');
});
});
e12.emit('x', 1); log('emitted' + e12.emit('x', 2) + e12.listenerCount('x'));
(async () => {
log('before16');
await null;
log('before17');
await null;
setImmediate(() => {
log('immediate18');
log('log19');
});
})();
});
});
log('log20');
setImmediate(() => {
log('immediate21');
log('log22');
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
});
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('immediate1');
log('log2');
});
const e3 = new EventEmitter();
e3.on('x', (v) => log('heard0' + v));
e3.once('x', (v) => log('heard1' + v));
e3.prependListener('x', () => {
log('first4');
setImmediate(() => {
log('immediate5');
throw new Error('uncaught6');
});
});
e3.emit('x', 1); log('emitted' + e3.emit('x', 2) + e3.listenerCount('x'));
});
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
setImmediate(() => {
log('clears3');
process.nextTick(() => {
log('tick4');
log('log5');
});
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
});
Promise.resolve().then(() => {
log('then6');
setImmediate(() => {
log('immediate7');
throw new Error('uncaught8');
});
});
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('immediate1');
Promise.resolve().then(() => {
log('then2');
(async () => {
log('before3');
await null;
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught4');
log('log5');
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
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained2');
const p3 = Promise.reject(new Error('rejected3'));
setImmediate(() => p3.catch((e) => log('late ' + e.message)));
})();
Promise.resolve().then(() => {
log('then4');
const a5 = new AbortController();
a5.signal.addEventListener('abort', () => { log(a5.signal.reason.name);
log('aborted6');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after7');
log('log8');
});
});
a5.abort(); a5.abort(); log('still' + a5.signal.aborted);
});
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
(async () => {
log('before1');
await null;
setImmediate(() => {
log('immediate2');
Promise.resolve().then(() => {
log('then3');
setTimeout(() => log('never'), 3000).unref();
});
});
})();
process.nextTick(() => {
log('tick4');
Promise.resolve().then(() => {
log('then5');
setImmediate(() => {
log('immediate6');
process.nextTick(() => {
log('tick7');
log('log8');
});
});
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after9');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all10');
log('log11');
});
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
process.nextTick((a, b) => { log(a + b);
log('args1');
const s2 = new Readable({ read() { log('read'); this.push('x'); } });
s2.on('error', (e) => log('error' + e.message));
s2.on('close', () => {
log('closed3');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught4');
log('log5');
});
process.nextTick(() => {
log('tick6');
queueMicrotask(() => {
log('micro7');
log('log8');
});
});
});
s2.once('data', (c) => { log('data' + c); s2.destroy(new Error('gone')); });
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned9');
setImmediate(() => {
log('immediate10');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained11');
log('log12');
})();
});
const a13 = new AbortController();
a13.signal.addEventListener('abort', () => { log(a13.signal.reason.name);
log('aborted14');
setImmediate(() => {
log('immediate15');
log('log16');
});
});
a13.abort(); a13.abort(); log('still' + a13.signal.aborted);
});
}, 'x', 'y');
Promise.resolve().then(() => {
log('then17');
setImmediate(() => {
log('immediate18');
(async () => {
log('before19');
await null;
log('before20');
await null;
process.nextTick(() => {
log('tick21');
log('log22');
});
})();
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted23');
setImmediate(() => {
log('immediate24');
log('log25');
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
}));
});
programs.push(() => {
setImmediate(() => {
process.nextTick(() => {
log('tick1');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught2');
setTimeout(() => log('never'), 3000).unref();
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all3');
process.nextTick((a, b) => { log(a + b);
log('args4');
log('log5');
}, 'x', 'y');
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
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setImmediate(() => {
log('immediate1');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned2');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race3');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned4');
log('log5');
});
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned6');
log('log7');
});
});
const e8 = new EventEmitter();
e8.on('x', (v) => log('heard0' + v));
e8.prependListener('x', () => {
log('first9');
const a10 = new AbortController();
a10.signal.addEventListener('abort', () => { log(a10.signal.reason.name);
log('aborted11');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted12');
log('log13');
});
});
a10.abort(); a10.abort(); log('still' + a10.signal.aborted);
});
e8.emit('x', 1); log('emitted' + e8.emit('x', 2) + e8.listenerCount('x'));
setImmediate(() => {
log('immediate14');
process.nextTick(() => {
log('tick15');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all16');
log('log17');
});
});
});
});
(async () => {
log('before18');
await null;
log('before19');
await null;
log('before20');
await null;
queueMicrotask(() => {
log('micro21');
setTimeout(() => log('never'), 3000).unref();
});
})();
}));
});
programs.push(() => {
setImmediate(() => {
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained1');
Promise.resolve().then(() => {
log('then2');
process.nextTick(() => {
log('tick3');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted4');
log('log5');
});
});
});
log('log6');
})();
Promise.resolve().then(() => {
log('then7');
setImmediate(() => {
log('immediate8');
setImmediate(() => {
log('immediate9');
process.nextTick(() => {
log('tick10');
log('log11');
});
});
});
});
log('log12');
setImmediate(() => {
log('immediate13');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught14');
setImmediate(() => {
log('immediate15');
const e16 = new EventEmitter();
e16.on('x', (v) => log('heard0' + v));
e16.once('x', (v) => log('heard1' + v));
e16.prependListener('x', () => {
log('first17');
log('log18');
});
e16.emit('x', 1); log('emitted' + e16.emit('x', 2) + e16.listenerCount('x'));
});
});
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
setImmediate(() => {
log('immediate2');
try {
log('try3');
(async () => {
log('before4');
await null;
log('log5');
})();
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
});
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained6');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
const e8 = new EventEmitter();
e8.on('x', (v) => log('heard0' + v));
e8.once('x', (v) => log('heard1' + v));
e8.on('x', (v) => log('heard2' + v));
e8.prependListener('x', () => {
log('first9');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught10');
log('log11');
});
});
e8.emit('x', 1); log('emitted' + e8.emit('x', 2) + e8.listenerCount('x'));
log('log12');
});
})();
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted13');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all14');
setImmediate(() => {
log('clears16');
log('log17');
clearImmediate(i15); });
const i15 = setImmediate(() => log('never'));
});
});
});
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
(async () => {
log('before5');
await null;
(async () => {
log('before6');
await null;
log('log7');
})();
})();
})();
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setImmediate(() => {
log('immediate1');
log('log2');
});
setImmediate(() => {
log('immediate3');
log('log4');
throw new Error('uncaught5');
setImmediate(() => {
log('immediate6');
const g7 = new EventTarget();
g7.addEventListener('x', (e) => { log(e.type);
log('target8');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all9');
log('log10');
});
}, { once: true });
g7.dispatchEvent(new Event('x')); g7.dispatchEvent(new Event('x'));
setImmediate(() => {
log('immediate11');
const a12 = new AbortController();
a12.signal.addEventListener('abort', () => { log(a12.signal.reason.name);
log('aborted13');
log('log14');
});
a12.abort(); a12.abort(); log('still' + a12.signal.aborted);
});
});
});
log('log15');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after16');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned17');
setImmediate(() => {
log('immediate18');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned19');
log('log20');
});
});
setImmediate(() => {
log('immediate21');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained22');
log('log23');
})();
});
});
setTimeout(() => log('never'), 3000).unref();
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setImmediate(() => {
log('immediate1');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned2');
Promise.resolve().then(() => {
log('then3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
setImmediate(() => {
log('clears7');
(async () => {
log('before8');
await null;
log('before9');
await null;
log('before10');
await null;
log('log11');
})();
clearImmediate(i6); });
const i6 = setImmediate(() => log('never'));
});
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
process.nextTick(() => {
log('tick2');
(async () => {
log('before3');
await null;
Promise.resolve().then(() => {
log('then4');
log('log5');
});
})();
queueMicrotask(() => {
log('micro6');
const g7 = new EventTarget();
g7.addEventListener('x', (e) => { log(e.type);
log('target8');
log('log9');
}, { once: true });
g7.dispatchEvent(new Event('x')); g7.dispatchEvent(new Event('x'));
});
});
setImmediate(() => {
log('immediate10');
process.nextTick((a, b) => { log(a + b);
log('args11');
process.nextTick((a, b) => { log(a + b);
log('args12');
log('log13');
}, 'x', 'y');
}, 'x', 'y');
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned14');
process.nextTick(() => {
log('tick15');
setImmediate(() => {
log('immediate16');
log('log17');
});
});
(async () => {
log('before18');
await null;
log('before19');
await null;
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted20');
log('log21');
});
})();
});
});
setImmediate(() => {
log('immediate22');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted23');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned24');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned25');
log('log26');
});
});
setImmediate(() => {
log('clears28');
const e29 = new EventEmitter();
e29.on('x', (v) => log('heard0' + v));
e29.once('x', (v) => log('heard1' + v));
e29.on('x', (v) => log('heard2' + v));
e29.prependListener('x', () => {
log('first30');
log('log31');
});
e29.emit('x', 1); log('emitted' + e29.emit('x', 2) + e29.listenerCount('x'));
clearImmediate(i27); });
const i27 = setImmediate(() => log('never'));
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught1');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained2');
queueMicrotask(() => {
log('micro3');
queueMicrotask(() => {
log('micro4');
log('log5');
});
});
const e6 = new EventEmitter();
e6.on('x', (v) => log('heard0' + v));
e6.once('x', (v) => log('heard1' + v));
e6.on('x', (v) => log('heard2' + v));
e6.prependListener('x', () => {
log('first7');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted8');
log('log9');
});
});
e6.emit('x', 1); log('emitted' + e6.emit('x', 2) + e6.listenerCount('x'));
})();
const e10 = new EventEmitter();
e10.on('x', (v) => log('heard0' + v));
e10.once('x', (v) => log('heard1' + v));
e10.on('x', (v) => log('heard2' + v));
e10.prependListener('x', () => {
log('first11');
queueMicrotask(() => {
log('micro12');
process.nextTick(() => {
log('tick13');
log('log14');
});
});
Promise.resolve().then(() => {
log('then15');
const s16 = new PassThrough();
s16.on('data', (c) => log(String(c)));
s16.on('finish', () => log('finish16'));
s16.on('end', () => log('end16'));
s16.on('close', () => log('close16'));
for (const c of ['c0']) s16.write(c, () => log('written'));
s16.end('last', () => {
log('ended17');
log('log18');
});
});
});
e10.emit('x', 1); log('emitted' + e10.emit('x', 2) + e10.listenerCount('x'));
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
const s1 = new Readable({ read() { log('read'); this.push('x'); } });
s1.on('error', (e) => log('error' + e.message));
s1.on('close', () => {
log('closed2');
log('log3');
(async () => {
log('before4');
await null;
log('before5');
await null;
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race6');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
log('log8');
});
});
})();
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race9');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted10');
setImmediate(() => {
log('immediate11');
log('log12');
});
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race13');
const g14 = new EventTarget();
g14.addEventListener('x', (e) => { log(e.type);
log('target15');
log('log16');
}, { once: true });
g14.dispatchEvent(new Event('x')); g14.dispatchEvent(new Event('x'));
});
});
});
s1.once('data', (c) => { log('data' + c); s1.destroy(new Error('gone')); });
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
log('log1');
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
process.nextTick((a, b) => { log(a + b);
log('args2');
log('log3');
process.nextTick(() => {
log('tick4');
setImmediate(() => {
log('immediate5');
log('log6');
});
});
}, 'x', 'y');
});
const p7 = Promise.reject(new Error('rejected7'));
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.resolve().then(() => {
log('then1');
process.nextTick((a, b) => { log(a + b);
log('args2');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned3');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all4');
log('log5');
});
});
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted6');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
log('log8');
});
});
}, 'x', 'y');
setImmediate(() => {
log('immediate9');
(async () => {
log('before10');
await null;
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race11');
log('log12');
});
})();
});
const e13 = new EventEmitter();
e13.on('x', (v) => log('heard0' + v));
e13.prependListener('x', () => {
log('first14');
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained15');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained16');
log('log17');
})();
})();
setImmediate(() => {
log('immediate18');
setImmediate(() => {
log('immediate19');
log('log20');
});
});
});
e13.emit('x', 1); log('emitted' + e13.emit('x', 2) + e13.listenerCount('x'));
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught21');
setImmediate(() => {
log('clears23');
queueMicrotask(() => {
log('micro24');
const s25 = new Readable({ read() { log('read'); this.push('x'); } });
s25.on('error', (e) => log('error' + e.message));
s25.on('close', () => {
log('closed26');
log('log27');
});
s25.once('data', (c) => { log('data' + c); s25.destroy(new Error('gone')); });
});
log('log28');
clearImmediate(i22); });
const i22 = setImmediate(() => log('never'));
setImmediate(() => {
log('immediate29');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after30');
process.nextTick((a, b) => { log(a + b);
log('args31');
log('log32');
}, 'x', 'y');
});
setImmediate(() => {
log('immediate33');
queueMicrotask(() => {
log('micro34');
log('log35');
});
});
});
});
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained36');
process.nextTick(() => {
log('tick37');
setImmediate(() => {
log('immediate38');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught39');
log('log40');
});
});
});
(async () => {
log('before41');
await null;
log('before42');
await null;
log('before43');
await null;
setImmediate(() => {
log('immediate44');
process.nextTick(() => {
log('tick45');
log('log46');
});
});
setImmediate(() => {
log('immediate47');
setImmediate(() => {
log('clears49');
log('log50');
clearImmediate(i48); });
const i48 = setImmediate(() => log('never'));
});
})();
(async () => {
log('before51');
await null;
log('before52');
await null;
Promise.resolve().then(() => {
log('then53');
process.nextTick(() => {
log('tick54');
log('log55');
});
});
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all56');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race57');
log('log58');
});
});
})();
})();
log('log59');
}));
});
programs.push(() => {
setImmediate(() => {
setImmediate(() => {
log('immediate1');
setImmediate(() => {
log('immediate2');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned3');
setImmediate(() => {
log('immediate4');
log('log5');
});
});
});
process.nextTick(() => {
log('tick6');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all7');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught8');
log('log9');
});
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
log('before2');
await null;
log('before3');
await null;
process.nextTick((a, b) => { log(a + b);
log('args4');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race5');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race6');
log('log7');
});
});
}, 'x', 'y');
log('log8');
const e9 = new EventEmitter();
e9.on('x', (v) => log('heard0' + v));
e9.prependListener('x', () => {
log('first10');
setImmediate(() => {
log('clears12');
(async () => {
log('before13');
await null;
log('before14');
await null;
log('before15');
await null;
log('log16');
})();
clearImmediate(i11); });
const i11 = setImmediate(() => log('never'));
});
e9.emit('x', 1); log('emitted' + e9.emit('x', 2) + e9.listenerCount('x'));
})();
process.nextTick(() => {
log('tick17');
log('log18');
setImmediate(() => {
log('immediate19');
setImmediate(() => {
log('immediate20');
log('log21');
});
log('log22');
});
});
(async () => {
log('before23');
await null;
setImmediate(() => {
log('immediate24');
setImmediate(() => {
log('clears26');
const e27 = new EventEmitter();
e27.on('x', (v) => log('heard0' + v));
e27.once('x', (v) => log('heard1' + v));
e27.prependListener('x', () => {
log('first28');
log('log29');
});
e27.emit('x', 1); log('emitted' + e27.emit('x', 2) + e27.listenerCount('x'));
clearImmediate(i25); });
const i25 = setImmediate(() => log('never'));
});
})();
const s30 = new PassThrough();
s30.on('data', (c) => log(String(c)));
s30.on('finish', () => log('finish30'));
s30.on('end', () => log('end30'));
s30.on('close', () => log('close30'));
for (const c of ['c0', 'c1']) s30.write(c, () => log('written'));
s30.end('last', () => {
log('ended31');
setTimeout(() => log('never'), 3000).unref();
setTimeout(() => log('never'), 3000).unref();
});
}));
});
