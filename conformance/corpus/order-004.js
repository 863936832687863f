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
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted1');
try {
log('try2');
log('log3');
try {
log('try4');
log('log5');
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
setImmediate(() => {
log('immediate6');
process.nextTick(() => {
log('tick7');
Promise.resolve().then(() => {
log('then8');
log('log9');
});
});
});
pipeline(Readable.from(['c0']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped11');
log('log12');
});
});
(async () => {
log('before13');
await null;
const a14 = new AbortController();
a14.signal.addEventListener('abort', () => { log(a14.signal.reason.name);
log('aborted15');
const a16 = new AbortController();
a16.signal.addEventListener('abort', () => { log(a16.signal.reason.name);
log('aborted17');
Promise.resolve().then(() => {
log('then18');
log('log19');
});
});
a16.abort(); a16.abort(); log('still' + a16.signal.aborted);
setImmediate(() => {
log('clears21');
Promise.resolve().then(() => {
log('then22');
log('log23');
});
clearImmediate(i20); });
const i20 = setImmediate(() => log('never'));
});
a14.abort(); a14.abort(); log('still' + a14.signal.aborted);
process.nextTick(() => {
log('tick24');
process.nextTick(() => {
log('tick25');
setImmediate(() => {
log('immediate26');
log('log27');
});
});
});
const e28 = new EventEmitter();
e28.on('x', (v) => log('heard0' + v));
e28.once('x', (v) => log('heard1' + v));
e28.prependListener('x', () => {
log('first29');
(async () => {
log('before30');
await null;
setImmediate(() => {
log('clears32');
log('log33');
clearImmediate(i31); });
const i31 = setImmediate(() => log('never'));
})();
const e34 = new EventEmitter();
e34.on('x', (v) => log('heard0' + v));
e34.prependListener('x', () => {
log('first35');
setTimeout(() => log('never'), 3000).unref();
});
e34.emit('x', 1); log('emitted' + e34.emit('x', 2) + e34.listenerCount('x'));
});
e28.emit('x', 1); log('emitted' + e28.emit('x', 2) + e28.listenerCount('x'));
})();
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
process.nextTick(() => {
log('tick1');
setImmediate(() => {
log('clears3');
Promise.resolve().then(() => {
log('then4');
log('log5');
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after6');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all7');
log('log8');
});
});
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('immediate1');
Promise.resolve().then(() => {
log('then2');
Promise.resolve().then(() => {
log('then3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
const p6 = Promise.reject(new Error('rejected6'));
});
process.nextTick(() => {
log('tick7');
setImmediate(() => {
log('immediate8');
process.nextTick((a, b) => { log(a + b);
log('args9');
log('log10');
}, 'x', 'y');
});
throw new Error('uncaught11');
});
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after12');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted13');
log('log14');
});
(async () => {
async function* items() { for (let i = 0; i < 2; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained15');
setTimeout(() => log('never'), 3000).unref();
})();
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
setImmediate(() => {
log('immediate3');
process.nextTick((a, b) => { log(a + b);
log('args4');
log('log5');
}, 'x', 'y');
});
});
setImmediate(() => {
log('immediate6');
Promise.resolve().then(() => {
log('then7');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted8');
log('log9');
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
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted3');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught4');
log('log5');
});
});
setImmediate(() => {
log('immediate6');
Promise.resolve().then(() => {
log('then7');
log('log8');
});
});
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
fs.readFile(__filename, () => {
log('log1');
});
});
programs.push(() => {
setImmediate(() => {
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted1');
process.nextTick(() => {
log('tick2');
process.nextTick(() => {
log('tick3');
const e4 = new EventEmitter();
e4.on('x', (v) => log('heard0' + v));
e4.prependListener('x', () => {
log('first5');
log('log6');
});
e4.emit('x', 1); log('emitted' + e4.emit('x', 2) + e4.listenerCount('x'));
});
setImmediate(() => {
log('immediate7');
const g8 = new EventTarget();
g8.addEventListener('x', (e) => { log(e.type);
log('target9');
log('log10');
}, { once: true });
g8.dispatchEvent(new Event('x')); g8.dispatchEvent(new Event('x'));
});
});
const p11 = Promise.reject(new Error('rejected11'));
setImmediate(() => p11.catch((e) => log('late ' + e.message)));
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race12');
setTimeout(() => log('never'), 3000).unref();
});
});
});
programs.push(() => {
setImmediate(() => {
(async () => {
log('before1');
await null;
log('log2');
process.nextTick(() => {
log('tick3');
process.nextTick((a, b) => { log(a + b);
log('args4');
setImmediate(() => {
log('clears6');
log('log7');
clearImmediate(i5); });
const i5 = setImmediate(() => log('never'));
}, 'x', 'y');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned8');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught9');
log('log10');
});
});
});
})();
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned1');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race2');
setImmediate(() => {
log('immediate3');
process.nextTick(() => {
log('tick4');
log('log5');
});
});
});
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setImmediate(() => {
log('clears2');
process.nextTick((a, b) => { log(a + b);
log('args3');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all4');
const a5 = new AbortController();
a5.signal.addEventListener('abort', () => { log(a5.signal.reason.name);
log('aborted6');
log('log7');
});
a5.abort(); a5.abort(); log('still' + a5.signal.aborted);
});
}, 'x', 'y');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all8');
process.nextTick(() => {
log('tick9');
(async () => {
log('before10');
await null;
log('before11');
await null;
log('log12');
})();
});
queueMicrotask(() => {
log('micro13');
process.nextTick(() => {
log('tick14');
log('log15');
});
});
});
pipeline(Readable.from(['c0']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped17');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted18');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race19');
log('log20');
});
});
log('log21');
});
clearImmediate(i1); });
const i1 = setImmediate(() => log('never'));
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught1');
process.nextTick(() => {
log('tick2');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race3');
try {
log('try4');
log('log5');
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
setImmediate(() => {
log('clears7');
setImmediate(() => {
log('immediate8');
log('log9');
});
clearImmediate(i6); });
const i6 = setImmediate(() => log('never'));
});
log('log10');
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught11');
try {
log('try12');
setImmediate(() => {
log('clears14');
(async () => {
log('before15');
await null;
log('before16');
await null;
log('log17');
})();
clearImmediate(i13); });
const i13 = setImmediate(() => log('never'));
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
log('log18');
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race19');
setImmediate(() => {
log('clears21');
throw new Error('uncaught22');
clearImmediate(i20); });
const i20 = setImmediate(() => log('never'));
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race1');
setImmediate(() => {
log('immediate2');
throw new Error('uncaught3');
process.nextTick(() => {
log('tick4');
throw new Error('uncaught5');
});
});
(async () => {
log('before6');
await null;
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after7');
process.nextTick(() => {
log('tick8');
log('log9');
});
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race10');
process.nextTick(() => {
log('tick11');
log('log12');
});
});
})();
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
process.nextTick((a, b) => { log(a + b);
log('args1');
setImmediate(() => {
log('immediate2');
log('log3');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race4');
queueMicrotask(() => {
log('micro5');
log('log6');
});
});
});
}, 'x', 'y');
log('log7');
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
const p1 = Promise.reject(new Error('rejected1'));
setImmediate(() => p1.catch((e) => log('late ' + e.message)));
log('log2');
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
try {
log('try1');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all2');
process.nextTick(() => {
log('tick3');
log('log4');
});
});
setTimeout(() => log('never'), 3000).unref();
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all5');
setImmediate(() => {
log('immediate6');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned7');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race8');
log('log9');
});
});
process.nextTick(() => {
log('tick10');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught11');
log('log12');
});
});
});
process.nextTick(() => {
log('tick13');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned14');
const p15 = Promise.reject(new Error('rejected15'));
});
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned1');
process.nextTick(() => {
log('tick2');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned3');
const s4 = new PassThrough();
s4.on('data', (c) => log(String(c)));
s4.on('finish', () => log('finish4'));
s4.on('end', () => log('end4'));
s4.on('close', () => log('close4'));
for (const c of ['c0', 'c1']) s4.write(c, () => log('written'));
s4.end('last', () => {
log('ended5');
log('log6');
});
});
});
log('log7');
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('immediate1');
log('log2');
const a3 = new AbortController();
a3.signal.addEventListener('abort', () => { log(a3.signal.reason.name);
log('aborted4');
setImmediate(() => {
log('immediate5');
process.nextTick(() => {
log('tick6');
log('log7');
});
});
});
a3.abort(); a3.abort(); log('still' + a3.signal.aborted);
});
}));
});
programs.push(() => {
setImmediate(() => {
queueMicrotask(() => {
log('micro1');
Promise.resolve().then(() => {
log('then2');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all3');
queueMicrotask(() => {
log('micro4');
log('log5');
});
});
setImmediate(() => {
log('immediate6');
setImmediate(() => {
log('clears8');
log('log9');
clearImmediate(i7); });
const i7 = setImmediate(() => log('never'));
});
});
});
queueMicrotask(() => {
log('micro10');
log('log11');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted12');
log('log13');
});
const e14 = new EventEmitter();
e14.on('x', (v) => log('heard0' + v));
e14.prependListener('x', () => {
log('first15');
process.nextTick(() => {
log('tick16');
setTimeout(() => log('never'), 3000).unref();
});
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught17');
setTimeout(() => log('never'), 3000).unref();
});
});
e14.emit('x', 1); log('emitted' + e14.emit('x', 2) + e14.listenerCount('x'));
});
log('log18');
});
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick(() => {
log('tick1');
process.nextTick(() => {
log('tick2');
setImmediate(() => {
log('immediate3');
setImmediate(() => {
log('immediate4');
log('log5');
});
});
});
setImmediate(() => {
log('immediate6');
log('log7');
});
});
log('log8');
process.nextTick(() => {
log('tick9');
setImmediate(() => {
log('immediate10');
setImmediate(() => {
log('immediate11');
(async () => {
log('before12');
await null;
log('before13');
await null;
log('before14');
await null;
log('log15');
})();
});
log('log16');
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
setTimeout(() => log('never'), 3000).unref();
log('log3');
});
log('log4');
}, 'x', 'y');
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
process.nextTick((a, b) => { log(a + b);
log('args1');
const a2 = new AbortController();
a2.signal.addEventListener('abort', () => { log(a2.signal.reason.name);
log('aborted3');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained4');
log('log5');
})();
setImmediate(() => {
log('immediate6');
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
});
a2.abort(); a2.abort(); log('still' + a2.signal.aborted);
}, 'x', 'y');
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setTimeout(() => log('never'), 3000).unref();
log('log1');
setImmediate(() => {
log('immediate2');
setImmediate(() => {
log('immediate3');
setImmediate(() => {
log('immediate4');
setImmediate(() => {
log('immediate5');
log('log6');
});
});
process.nextTick(() => {
log('tick7');
Promise.resolve().then(() => {
log('then8');
log('log9');
});
});
});
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick(() => {
log('tick1');
setImmediate(() => {
log('clears3');
process.nextTick((a, b) => { log(a + b);
log('args4');
setImmediate(() => {
log('clears6');
log('log7');
clearImmediate(i5); });
const i5 = setImmediate(() => log('never'));
}, 'x', 'y');
setImmediate(() => {
log('immediate8');
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all9');
log('log10');
});
});
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race11');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught12');
setImmediate(() => {
log('clears14');
log('log15');
clearImmediate(i13); });
const i13 = setImmediate(() => log('never'));
});
process.nextTick(() => {
log('tick16');
queueMicrotask(() => {
log('micro17');
log('log18');
});
});
});
log('log19');
});
queueMicrotask(() => {
log('micro20');
const s21 = new PassThrough();
s21.on('data', (c) => log(String(c)));
s21.on('finish', () => log('finish21'));
s21.on('end', () => log('end21'));
s21.on('close', () => log('close21'));
for (const c of ['c0', 'c1', 'c2']) s21.write(c, () => log('written'));
s21.end('last', () => {
log('ended22');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted23');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after24');
log('log25');
});
});
Promise.resolve().then(() => {
log('then26');
Promise.resolve().then(() => {
log('then27');
log('log28');
});
});
});
log('log29');
});
});
});
programs.push(() => {
fs.readFile(__filename, () => {
try {
log('try1');
setImmediate(() => {
log('clears3');
setImmediate(() => {
log('immediate4');
log('log5');
});
clearImmediate(i2); });
const i2 = setImmediate(() => log('never'));
process.nextTick(() => {
log('tick6');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained7');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted8');
log('log9');
});
})();
process.nextTick(() => {
log('tick10');
const s11 = new PassThrough();
s11.on('data', (c) => log(String(c)));
s11.on('finish', () => log('finish11'));
s11.on('end', () => log('end11'));
s11.on('close', () => log('close11'));
for (const c of ['c0', 'c1']) s11.write(c, () => log('written'));
s11.end('last', () => {
log('ended12');
log('log13');
});
});
});
pipeline(Readable.from(['c0', 'c1']), new Transform({ transform(c, e, done) { log('t' + c); done(null, String(c).toUpperCase()); } }), new Writable({ write(c, e, done) { log('w' + c); setImmediate(done); } }), (e) => { log('pipeline' + (e ? e.message : ''));
log('piped15');
(async () => {
async function* items() { for (let i = 0; i < 1; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained16');
try {
log('try17');
log('log18');
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
})();
});
throw new RangeError('mine'); } catch (e) { log(e.name + e.message); } finally { log('finally'); }
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
setImmediate(() => {
log('immediate1');
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race2');
setTimeout(() => log('never'), 3000).unref();
});
log('log3');
});
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
const p5 = Promise.reject(new Error('rejected5'));
})();
log('log6');
});
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setImmediate(() => {
log('immediate1');
setImmediate(() => {
log('immediate2');
setImmediate(() => {
log('immediate3');
Promise.all([(async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all4');
log('log5');
});
});
});
setImmediate(() => {
log('immediate6');
process.nextTick((a, b) => { log(a + b);
log('args7');
process.nextTick(() => {
log('tick8');
log('log9');
});
}, 'x', 'y');
throw new Error('uncaught10');
});
});
}));
});
programs.push(() => {
setImmediate(() => {
log('log1');
const p2 = Promise.reject(new Error('rejected2'));
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
process.nextTick((a, b) => { log(a + b);
log('args1');
const p2 = Promise.reject(new Error('rejected2'));
}, 'x', 'y');
}));
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
const e1 = new EventEmitter();
e1.on('x', (v) => log('heard0' + v));
e1.prependListener('x', () => {
log('first2');
setTimeout(() => log('never'), 3000).unref();
Promise.all([(async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), (async () => { await 0; return 1; })(), 2]).then((all) => { log(all.join());
log('all3');
log('log4');
});
});
e1.emit('x', 1); log('emitted' + e1.emit('x', 2) + e1.listenerCount('x'));
}));
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
log('log4');
})();
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
setImmediate(() => {
log('clears2');
(async () => {
log('before3');
await null;
log('before4');
await null;
const s5 = new Writable({ highWaterMark: 3, write(c, e, done) { log('w' + c); process.nextTick(done); }, final(done) { log('final'); done(); } });
s5.on('drain', () => log('drain5'));
s5.on('finish', () => log('finish5'));
s5.on('close', () => log('close5'));
for (const c of ['c0', 'c1', 'c2']) log('more' + s5.write(c));
s5.end(() => {
log('ended6');
setImmediate(() => {
log('immediate7');
log('log8');
});
});
const e9 = new EventEmitter();
e9.on('x', (v) => log('heard0' + v));
e9.once('x', (v) => log('heard1' + v));
e9.on('x', (v) => log('heard2' + v));
e9.prependListener('x', () => {
log('first10');
(async () => {
log('before11');
await null;
log('before12');
await null;
log('log13');
})();
});
e9.emit('x', 1); log('emitted' + e9.emit('x', 2) + e9.listenerCount('x'));
})();
throw new Error('uncaught14');
clearImmediate(i1); });
const i1 = setImmediate(() => log('never'));
});
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
process.nextTick(() => {
log('tick1');
setImmediate(() => {
log('immediate2');
queueMicrotask(() => {
log('micro3');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught4');
log('log5');
});
});
});
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned6');
(async () => {
async function* items() { for (let i = 0; i < 3; i++) yield i; }
for await (const item of items()) log('item' + item);
log('drained7');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned8');
log('log9');
});
})();
Promise.resolve().then(() => {
log('then10');
Promise.resolve({ then(done) { log('thenable'); done(); } }).then(() => {
log('adopted11');
log('log12');
});
});
});
});
Promise.race([new Promise(() => {}), Promise.resolve().then(() => 'quick')]).then((winner) => { log(winner);
log('race13');
queueMicrotask(() => {
log('micro14');
process.nextTick(() => {
log('tick15');
Promise.resolve().then(() => {
log('then16');
log('log17');
});
});
});
process.nextTick(() => {
log('tick18');
process.nextTick((a, b) => { log(a + b);
log('args19');
process.nextTick((a, b) => { log(a + b);
log('args20');
log('log21');
}, 'x', 'y');
}, 'x', 'y');
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
log('log1');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned2');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after3');
process.nextTick((a, b) => { log(a + b);
log('args4');
setImmediate(() => {
log('immediate5');
log('log6');
});
}, 'x', 'y');
});
});
}));
});
programs.push(() => {
setImmediate(() => process.nextTick(() => {
const e1 = new EventEmitter();
e1.on('x', (v) => log('heard0' + v));
e1.once('x', (v) => log('heard1' + v));
e1.prependListener('x', () => {
log('first2');
Promise.resolve().then(() => Promise.resolve()).then(() => {
log('returned3');
process.nextTick(() => {
log('tick4');
const p5 = Promise.reject(new Error('rejected5'));
setImmediate(() => p5.catch((e) => log('late ' + e.message)));
});
(async () => {
log('before6');
await null;
log('before7');
await null;
log('log8');
})();
});
});
e1.emit('x', 1); log('emitted' + e1.emit('x', 2) + e1.listenerCount('x'));
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after1');
(async () => { await 1; throw new Error('inner'); })().catch((e) => { log(e.message);
log('caught2');
(async () => {
log('before3');
await null;
log('before4');
await null;
setImmediate(() => {
log('clears6');
log('log7');
clearImmediate(i5); });
const i5 = setImmediate(() => log('never'));
})();
});
});
});
});
programs.push(() => {
setImmediate(() => Promise.resolve().then(() => {
setImmediate(() => {
log('immediate1');
log('log2');
});
}));
});
programs.push(() => {
fs.readFile(__filename, () => {
process.nextTick(() => {
log('tick1');
const a2 = new AbortController();
a2.signal.addEventListener('abort', () => { log(a2.signal.reason.name);
log('aborted3');
log('log4');
});
a2.abort(); a2.abort(); log('still' + a2.signal.aborted);
});
log('log5');
setImmediate(() => {
log('immediate6');
Promise.reject(1).finally(() => log('finally')).catch(() => {
log('after7');
const e8 = new EventEmitter();
e8.on('x', (v) => log('heard0' + v));
e8.once('x', (v) => log('heard1' + v));
e8.prependListener('x', () => {
log('first9');
queueMicrotask(() => {
log('micro10');
log('log11');
});
});
e8.emit('x', 1); log('emitted' + e8.emit('x', 2) + e8.listenerCount('x'));
process.nextTick(() => {
log('tick12');
queueMicrotask(() => {
log('micro13');
log('log14');
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
log('before3');
await null;
const e4 = new EventEmitter();
e4.on('x', (v) => log('heard0' + v));
e4.once('x', (v) => log('heard1' + v));
e4.on('x', (v) => log('heard2' + v));
e4.prependListener('x', () => {
log('first5');
setImmediate(() => {
log('clears7');
(async () => {
log('before8');
await null;
log('before9');
await null;
log('log10');
})();
clearImmediate(i6); });
const i6 = setImmediate(() => log('never'));
});
e4.emit('x', 1); log('emitted' + e4.emit('x', 2) + e4.listenerCount('x'));
})();
});
});
