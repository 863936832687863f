'use strict';

// Tests inside of tests, and how each is run.

const process = require('process');
const { codes: { ERR_TEST_FAILURE } } = require('internal/errors');
const { now } = require('test/report');

// The suite whose body is being read, and the test that runs.
const current = { suite: undefined, test: undefined };
let rootTest;

class Test {
  children = [];
  hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
  error = undefined;
  isDone = false;
  duration = 0;
  notes = [];
  #isRunning = false;
  #hasRunBefore = false;
  #next = 0;
  #failNow = undefined;

  constructor(name, options, fn, parent, isSuite) {
    this.name = name;
    this.options = options;
    this.fn = fn;
    this.parent = parent;
    this.isSuite = isSuite;
    this.depth = parent === undefined ? -1 : parent.depth + 1;
    this.skip = options.skip ?? false;
    this.todo = options.todo ?? false;
    this.done = new Promise((resolve) => { this.finish = resolve; });
  }

  get failed() {
    return this.error !== undefined && !this.todo;
  }

  // A suite says at once what is in it.
  read() {
    if (!this.isSuite || this.skip) return;
    const outer = current.suite;
    current.suite = this;
    try {
      const result = this.fn.call(undefined, new SuiteContext(this));
      if (typeof result?.then === 'function') this.reading = result.then(undefined, (error) => { this.error ??= error; });
    } catch (error) {
      this.error = error;
    } finally {
      current.suite = outer;
    }
  }

  add(child) {
    this.children.push(child);
    child.number = this.children.length;
    child.read();
    // A suite's tests wait for the suite; a test's start while it runs.
    if (!this.isSuite) this.#runChildren();
    return child.isSuite ? undefined : child.done;
  }

  async #runChildren() {
    if (this.#isRunning) return;
    this.#isRunning = true;
    await null;
    while (this.#next < this.children.length) {
      const child = this.children[this.#next++];
      if (!child.isDone) await child.run();
    }
    this.#isRunning = false;
  }

  async #runHooks(kind, context) {
    for (const { fn } of this.hooks[kind]) await call(fn, context);
  }

  async #runBefore() {
    if (this.#hasRunBefore) return;
    this.#hasRunBefore = true;
    await this.#runHooks('before', new TestContext(this));
  }

  // The hooks of all tests around this one, the outermost first.
  async #runEach(kind, context) {
    const around = [];
    for (let at = this.parent; at !== undefined; at = at.parent) around.unshift(at);
    for (const test of kind === 'beforeEach' ? around : around.reverse()) await test.#runHooks(kind, context);
  }

  async run() {
    const started = now();
    const outer = current.test;
    current.test = this;
    require('test/report').start(this);
    try {
      if (!this.skip) {
        await this.parent.#runBefore();
        await (this.isSuite ? this.#runSuite() : this.#runTest());
      }
    } catch (error) {
      this.error ??= asError(error);
    }
    current.test = outer;
    const failures = this.children.filter((child) => child.failed).length;
    if (this.error === undefined && failures > 0) {
      this.error = failure(`${failures} subtest${failures > 1 ? 's' : ''} failed`, 'subtestsFailed');
    }
    this.duration = now() - started;
    this.isDone = true;
    require('test/report').end(this);
    this.finish();
  }

  async #runSuite() {
    await this.reading;
    if (this.error !== undefined) throw this.error;
    try {
      await this.#runBefore();
      await this.#runChildren();
    } finally {
      await this.#runHooks('after', new SuiteContext(this));
    }
  }

  async #runTest() {
    const context = new TestContext(this);
    // An error that nobody catches while it runs is its failure.
    const thrown = new Promise((_, reject) => { this.#failNow = reject; });
    thrown.catch(() => {});
    try {
      await this.#runEach('beforeEach', context);
      const running = [call(this.fn, context), thrown];
      const { timeout } = this.options;
      if (timeout !== undefined && timeout !== null && timeout !== Infinity) running.push(expiry(timeout, thrown));
      await Promise.race(running);
      await this.#runChildren();
      await Promise.all(this.children.map((child) => child.done));
    } finally {
      await this.#runHooks('after', context);
      await this.#runEach('afterEach', context);
      if (this.mock !== undefined) this.mock.restoreAll();
    }
  }

  failNow(error) {
    if (this.#failNow === undefined || this.isDone) return false;
    this.#failNow(error);
    return true;
  }
}

function failure(text, type) {
  const error = new ERR_TEST_FAILURE(text, type);
  error.failureType = type;
  return error;
}

function asError(error) {
  return error === undefined ? new Error('undefined') : error;
}

function expiry(timeout, done) {
  const { setTimeout, clearTimeout } = require('timers');
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(failure(`test timed out after ${timeout}ms`, 'testTimeoutFailure')), timeout);
    timer.unref();
    done.catch(() => clearTimeout(timer));
  });
}

// A function of two parameters tells by its second when it is done.
function call(fn, context) {
  if (fn.length < 2) return fn.call(context, context);
  return new Promise((resolve, reject) => {
    const result = fn.call(context, context, (error) => (error ? reject(error) : resolve()));
    if (typeof result?.then === 'function') reject(failure('passed a callback but also returned a Promise', 'callbackAndPromisePresent'));
  });
}

// What a suite's function gets.
class SuiteContext {
  #test;
  #controller;

  constructor(test) {
    this.#test = test;
  }

  get name() {
    return this.#test.name;
  }

  get signal() {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }
}

// What a test's function gets.
class TestContext extends SuiteContext {
  #test;

  constructor(test) {
    super(test);
    this.#test = test;
  }

  get mock() {
    const { MockTracker } = require('test/mock');
    this.#test.mock ??= new MockTracker();
    return this.#test.mock;
  }

  get assert() {
    return require('assert');
  }

  before(fn) {
    this.#test.hooks.before.push({ fn });
  }

  after(fn) {
    this.#test.hooks.after.push({ fn });
  }

  beforeEach(fn) {
    this.#test.hooks.beforeEach.push({ fn });
  }

  afterEach(fn) {
    this.#test.hooks.afterEach.push({ fn });
  }

  diagnostic(message) {
    this.#test.notes.push(`${message}`);
  }

  skip(message) {
    this.#test.skip = message ?? true;
  }

  todo(message) {
    this.#test.todo = message ?? true;
  }

  test(name, options, fn) {
    if (typeof name === 'function') [name, options, fn] = [name.name, {}, name];
    else if (typeof options === 'function') [options, fn] = [{}, options];
    return this.#test.add(new Test(name ?? '<anonymous>', options ?? {}, fn ?? (() => {}), this.#test, false));
  }
}

// What all other tests are in; the first makes it.
function root() {
  if (rootTest !== undefined) return rootTest;
  rootTest = new Test('<root>', {}, () => {}, undefined, false);
  const report = require('test/report');
  const onError = (error) => {
    for (let test = current.test; test !== undefined; test = test.parent) if (test.failNow(error)) return;
    report.end({ ...rootTest, name: 'uncaught', number: 0, depth: 0, error, notes: [] });
    process.exitCode = 1;
  };
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
  const onIdle = async () => {
    if (rootTest.children.some((child) => !child.isDone)) return;
    process.off('beforeExit', onIdle);
    await endHooks();
    report.finish(rootTest);
  };
  process.on('beforeExit', onIdle);
  process.on('exit', () => report.finish(rootTest));
  return rootTest;
}

async function endHooks() {
  for (const { fn } of rootTest.hooks.after) await call(fn, new SuiteContext(rootTest));
}

module.exports = { Test, current, root };
