'use strict';
// Runs what node:test is given. A test has children: those of its body (`t.test`), or those its suite describes.
const { codes } = require('internal/errors');
const { validateFunction, validateNumber, validateObject } = require('internal/validators');
const process = require('process');

const HOOKS = ['before', 'after', 'beforeEach', 'afterEach'];

// The suite whose body runs now, and the test that runs now.
let describing;
let running;
let root;

function argumentsOf(name, options, fn) {
  if (typeof name === 'function') [name, options, fn] = [undefined, undefined, name];
  else if (name !== null && typeof name === 'object') [name, options, fn] = [undefined, name, options];
  else if (typeof options === 'function') [options, fn] = [undefined, options];
  if (options !== undefined && options !== null) validateObject(options, 'options');
  return { name: name || fn?.name || '<anonymous>', options: options ?? {}, fn: fn ?? (() => {}) };
}

// Where the program called, for reports: the first frame that is not ours.
function locationOfCaller() {
  const target = {};
  Error.captureStackTrace(target, locationOfCaller);
  const frame = target.stack.split('\n').slice(1).find((line) => !line.includes('node:'));
  return frame?.trim().replace(/^at (?:.*\()?(.*?)\)?$/, '$1');
}

class Test {
  children = [];
  hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
  diagnostics = [];
  error = undefined;
  failureType = undefined;
  isCancelled = false;
  duration = 0;
  // Counted assertions, and how many there shall be.
  asserted = 0;
  planned = undefined;
  #chain = Promise.resolve();
  #hasBegun = false;
  #interrupt = undefined;
  #location = undefined;

  constructor(kind, parent, { name, options, fn }) {
    this.kind = kind;
    this.parent = parent;
    this.name = name;
    this.fn = fn;
    this.skipped = options.skip ?? false;
    this.todone = options.todo ?? false;
    this.concurrency = options.concurrency ?? false;
    this.timeout = options.timeout ?? Infinity;
    if (options.timeout !== undefined && options.timeout !== Infinity) validateNumber(options.timeout, 'options.timeout', 0);
    if (parent !== undefined) {
      parent.children.push(this);
      this.#location = locationOfCaller();
    }
  }

  get location() {
    return this.#location;
  }

  get passed() {
    return this.error === undefined;
  }

  // Children run in turn, unless their parent says that they may run together.
  enqueue(child) {
    if (this.concurrency === true || this.concurrency > 1) return child.run();
    return this.#chain = this.#chain.then(() => child.run());
  }

  fail(error, type = 'testCodeFailure') {
    if (this.error !== undefined) return;
    this.error = error ?? new Error('a test failed without an error');
    this.failureType = type;
    this.#interrupt?.();
  }

  // Hooks of the same kind of all around, outermost first.
  hooksAround(name) {
    const around = this.parent === undefined ? [] : this.parent.hooksAround(name);
    return [...around, ...this.hooks[name]];
  }

  async #runHooks(hooks, argument) {
    for (const fn of hooks) {
      try {
        await callBody(fn, argument);
      } catch (error) {
        this.fail(error, 'hookFailed');
      }
    }
  }

  async begin() {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    await this.#runHooks(this.hooks.before, contextOf(this));
  }

  async run() {
    const start = process.hrtime.bigint();
    const before = running;
    if (!this.skipped) {
      await this.parent?.begin();
      if (this.kind === 'suite') await this.#runSuite();
      else await this.#runTest();
    }
    running = before;
    this.duration = Number(process.hrtime.bigint() - start) / 1e6;
    this.isDone = true;
    if (this.parent === root) require('internal/test_runner/report').tell(this, root);
  }

  async #runSuite() {
    // The body has run already, when it was described.
    await this.begin();
    await Promise.all(this.children.map((child) => this.enqueue(child)));
    await this.#runHooks(this.hooks.after, contextOf(this));
    this.#judgeChildren();
  }

  async #runTest() {
    running = this;
    const context = contextOf(this);
    if (this.parent !== undefined) await this.#runHooks(this.parent.hooksAround('beforeEach'), context);
    if (this.error === undefined && !this.skipped) await this.#runBody(context);
    if (this.parent !== undefined) await this.#runHooks(this.parent.hooksAround('afterEach'), context);
    await this.#runHooks(this.hooks.after, context);
    this.mock?.restoreAll();
    this.#judgeChildren();
    if (this.planned !== undefined && this.planned !== this.asserted) {
      this.fail(new codes.ERR_TEST_FAILURE(
        `plan expected ${this.planned} assertions but received ${this.asserted}`, 'testCodeFailure'));
    }
  }

  async #runBody(context) {
    let timer;
    const interrupted = new Promise((resolve) => { this.#interrupt = resolve; });
    if (this.timeout !== Infinity) {
      timer = require('timers').setTimeout(() => {
        this.isCancelled = true;
        this.fail(new codes.ERR_TEST_FAILURE(`test timed out after ${this.timeout}ms`, 'testTimeoutFailure'),
          'testTimeoutFailure');
      }, this.timeout);
    }
    const body = callBody(this.fn, context).then(() => this.#chain, (error) => this.fail(error));
    await Promise.race([body, interrupted]);
    if (timer !== undefined) require('timers').clearTimeout(timer);
    this.#interrupt = undefined;
  }

  #judgeChildren() {
    const failed = this.children.filter((child) => !child.passed && !child.todone).length;
    if (failed === 0) return;
    this.fail(new codes.ERR_TEST_FAILURE(`${failed} subtest${failed > 1 ? 's' : ''} failed`, 'subtestsFailed'),
      'subtestsFailed');
  }

  // What still waits when the loop has nothing left will wait forever.
  cancel() {
    if (this.isDone) return;
    for (const child of this.children) child.cancel();
    this.isCancelled = true;
    this.fail(new codes.ERR_TEST_FAILURE(
      'Promise resolution is still pending but the event loop has already resolved', 'cancelledByParent'),
    'cancelledByParent');
  }
}

// A body with a second parameter is done when it calls that; others when their promise is.
async function callBody(fn, context) {
  if (fn.length < 2) return Reflect.apply(fn, context, [context]);
  const { promise, resolve, reject } = Promise.withResolvers();
  const result = Reflect.apply(fn, context, [context, (error) => (error ? reject(error) : resolve())]);
  if (require('internal/util/types').isPromise(result)) {
    throw new codes.ERR_TEST_FAILURE('passed a callback but also returned a Promise', 'callbackAndPromisePresent');
  }
  return promise;
}

// What a test's body is given.
class TestContext {
  #test;

  constructor(owner) {
    this.#test = owner;
  }

  get name() {
    return this.#test.name;
  }

  get fullName() {
    const names = [];
    for (let at = this.#test; at !== root && at !== undefined; at = at.parent) names.unshift(at.name);
    return names.join(' > ');
  }

  get error() {
    return this.#test.error;
  }

  get passed() {
    return this.#test.passed;
  }

  get signal() {
    const { AbortController } = require('internal/abort_controller');
    this.#test.controller ??= new AbortController();
    return this.#test.controller.signal;
  }

  get mock() {
    const { MockTracker } = require('internal/test_runner/mock');
    return this.#test.mock ??= new MockTracker();
  }

  // The assertions of assert, counted for plan().
  get assert() {
    const owner = this.#test;
    return new Proxy(require('assert'), {
      get(assert, name) {
        return (...args) => {
          owner.asserted++;
          return Reflect.apply(assert[name], assert, args);
        };
      },
    });
  }

  diagnostic(message) {
    this.#test.diagnostics.push(`${message}`);
  }

  plan(count) {
    this.#test.planned = count;
  }

  runOnly() {}

  skip(message) {
    this.#test.skipped = message || true;
  }

  todo(message) {
    this.#test.todone = message || true;
  }

  test(name, options, fn) {
    const owner = this.#test;
    owner.asserted++;
    const child = new Test('test', owner, argumentsOf(name, options, fn));
    return owner.enqueue(child);
  }
}

class SuiteContext {
  constructor(owner) {
    this.name = owner.name;
  }
}

for (const name of HOOKS) {
  TestContext.prototype[name] = function(fn, options) {
    return hook(name, fn, options, contextOwner(this));
  };
}

const contexts = new WeakMap();
const owners = new WeakMap();

function contextOf(owner) {
  let context = contexts.get(owner);
  if (context === undefined) {
    context = owner.kind === 'suite' ? new SuiteContext(owner) : new TestContext(owner);
    contexts.set(owner, context);
    owners.set(context, owner);
  }
  return context;
}

function contextOwner(context) {
  return owners.get(context);
}

function rootTest() {
  if (root !== undefined) return root;
  root = new Test('suite', undefined, { name: '<root>', options: {}, fn() {} });
  // What is thrown where nobody awaits it fails the test that runs.
  const blame = (error) => {
    if (running === undefined) {
      process.exitCode = 1;
      root.diagnostics.push(`Error: ${error?.message}`);
    } else {
      running.fail(error, 'uncaughtException');
    }
  };
  process.on('uncaughtException', blame);
  process.on('unhandledRejection', blame);
  process.on('exit', () => {
    const { finish, tell } = require('internal/test_runner/report');
    for (const child of root.children) {
      if (child.isDone) continue;
      child.cancel();
      tell(child, root);
    }
    if (finish(root) > 0 && process.exitCode === undefined) process.exitCode = 1;
  });
  return root;
}

function add(kind, name, options, fn, changes) {
  const parent = describing ?? rootTest();
  const given = argumentsOf(name, options, fn);
  Object.assign(given.options = { ...given.options }, changes);
  if (given.fn !== undefined) validateFunction(given.fn, 'fn');
  const made = new Test(kind, parent, given);
  if (kind === 'suite') describe(made);
  // A suite runs its children when its turn has come.
  if (parent !== root) return Promise.resolve();
  return root.enqueue({ run: () => Promise.resolve(made.described).then(() => made.run()) });
}

function describe(suite) {
  if (suite.skipped) return;
  const outer = describing;
  describing = suite;
  try {
    const result = Reflect.apply(suite.fn, contextOf(suite), [contextOf(suite)]);
    if (typeof result?.then === 'function') suite.described = result.then(undefined, (error) => suite.fail(error));
  } catch (error) {
    suite.fail(error);
  } finally {
    describing = outer;
  }
}

function hook(name, fn, options, owner = describing ?? rootTest()) {
  validateFunction(fn, 'fn');
  owner.hooks[name].push(fn);
}

function maker(kind) {
  const make = (name, options, fn) => add(kind, name, options, fn);
  make.skip = (name, options, fn) => add(kind, name, options, fn, { skip: true });
  make.todo = (name, options, fn) => add(kind, name, options, fn, { todo: true });
  make.only = (name, options, fn) => add(kind, name, options, fn, { only: true });
  return make;
}

module.exports = { hook, suite: maker('suite'), test: maker('test') };
