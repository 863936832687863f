'use strict';

// How the value of async storage gets over `await` and `then`.
//
// The engine tells nobody when a function goes on after `await`. But before it, and before each `then`, it asks the
// promise for its `constructor`, at the very place whose context is wanted. So there is a getter, which puts a
// marker in front: a reaction of the same promise, or a microtask if the promise is settled. Reactions run in
// their order, so the marker runs right before what it was put in front of, and says which context that has.
//
// `await` of something that is no promise makes one, which is nobody's but the engine's: there the engine tells of
// the making and of the fulfilling, and the marker goes in front of what was waiting then.
//
// Where it cannot be true: an instance of a subclass of Promise, and a foreign thenable that rejects, have no
// context behind them.

const engine = require('runtime/engine');
const { enqueueJob } = require('internal/process/task_queues');

let isInstalled = false;
// While somebody asks for the constructor who waits for nothing.
let isQuiet = false;
// While our own markers are put, which make promises nobody sees.
let isOwn = false;
// The context in which a promise was made, until it is fulfilled.
const origins = new WeakMap();
const { then } = Promise.prototype;

function markerOf(context) {
  return () => { engine.setJobContext(context); };
}

function putMarker(promise) {
  const isPending = engine.isPending(promise);
  if (isPending === undefined || isPending === null) return;
  const marker = markerOf(engine.getAsyncContext());
  if (!isPending) {
    enqueueJob(marker);
    return;
  }
  isQuiet = isOwn = true;
  try {
    Reflect.apply(then, promise, [marker, marker]);
  } finally {
    isQuiet = isOwn = false;
  }
}

function onPromise(event, promise) {
  if (event === 'init') {
    if (!isOwn) origins.set(promise, engine.getAsyncContext());
  } else if (!origins.has(promise)) {
    // One of ours, or older than we are.
  } else if (event === 'before') {
    engine.setAsyncContext(origins.get(promise));
  } else {
    const context = origins.get(promise);
    origins.delete(promise);
    enqueueJob(markerOf(context));
  }
}

function setOwn(object, name, value) {
  Object.defineProperty(object, name, {
    __proto__: null, configurable: true, enumerable: true, writable: true, value,
  });
}

// From the first async storage on.
function install() {
  if (isInstalled) return;
  isInstalled = true;
  Object.defineProperty(Promise.prototype, 'constructor', {
    __proto__: null,
    configurable: true,
    enumerable: false,
    get() {
      if (!isQuiet) putMarker(this);
      return Promise;
    },
    set(value) { setOwn(this, 'constructor', value); },
  });
  // It asks for the constructor too, and waits for nothing.
  const { resolve } = Promise;
  const quiet = {
    resolve(value) {
      const before = isQuiet;
      isQuiet = true;
      try {
        return Reflect.apply(resolve, this, [value]);
      } finally {
        isQuiet = before;
      }
    },
  };
  Object.defineProperty(Promise, 'resolve', {
    __proto__: null, configurable: true, enumerable: false, writable: true, value: quiet.resolve,
  });
  engine.watchPromises(onPromise);
}

module.exports = { install };
