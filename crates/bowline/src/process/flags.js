'use strict';
// `process.allowedNodeEnvironmentFlags`: the options that NODE_OPTIONS may have. It cannot be changed.

// Each of these has a negation: `--no-` and the same name.
const SWITCHES = 'addons allow-addons allow-child-process allow-wasi allow-worker debug-arraybuffer-allocations deprecation ' +
  'disable-wasm-trap-handler enable-fips enable-source-maps experimental-detect-module ' +
  'experimental-eventsource experimental-fetch experimental-global-customevent experimental-global-webcrypto ' +
  'experimental-import-meta-resolve experimental-network-imports experimental-permission ' +
  'experimental-print-required-tla experimental-repl-await experimental-require-module experimental-shadow-realm ' +
  'experimental-vm-modules experimental-wasm-modules experimental-websocket extra-info-on-fatal-exception ' +
  'force-async-hooks-checks force-context-aware force-node-api-uncaught-exceptions-policy frozen-intrinsics ' +
  'global-search-paths heap-prof insecure-http-parser inspect inspect-brk inspect-wait network-family-autoselection ' +
  'node-memory-debug node-snapshot openssl-legacy-provider openssl-shared-config pending-deprecation preserve-symlinks ' +
  'preserve-symlinks-main report-compact report-exclude-network report-on-fatalerror report-on-signal ' +
  'report-uncaught-exception test-only throw-deprecation tls-max-v1.2 tls-max-v1.3 tls-min-v1.0 tls-min-v1.1 tls-min-v1.2 ' +
  'tls-min-v1.3 trace-atomics-wait trace-deprecation trace-exit trace-promises trace-sigint trace-sync-io trace-tls ' +
  'trace-uncaught trace-warnings track-heap-objects use-bundled-ca verify-base-objects warnings watch watch-preserve-output ' +
  'zero-fill-buffers';

const VALUES = 'C abort-on-uncaught-exception allow-fs-read allow-fs-write conditions debug-port diagnostic-dir disable-proto ' +
  'disable-warning disallow-code-generation-from-strings dns-result-order enable-etw-stack-walking ' +
  'enable-network-family-autoselection es-module-specifier-resolution experimental-abortcontroller ' +
  'experimental-default-type experimental-json-modules experimental-loader experimental-modules experimental-policy ' +
  'experimental-report experimental-specifier-resolution experimental-top-level-await ' +
  'experimental-wasi-unstable-preview1 experimental-worker expose-gc force-fips heap-prof-dir heap-prof-interval ' +
  'heap-prof-name heapsnapshot-near-heap-limit heapsnapshot-signal http-parser huge-max-old-generation-size icu-data-dir ' +
  'import input-type inspect-port inspect-publish-uid interpreted-frames-native-stack jitless loader ' +
  'max-http-header-size max-old-space-size max-semi-space-size napi-modules network-family-autoselection-attempt-timeout ' +
  'openssl-config perf-basic-prof perf-basic-prof-only-functions perf-prof perf-prof-unwinding-info policy-integrity ' +
  'prof-process r redirect-warnings report-dir report-directory report-filename report-signal require secure-heap ' +
  'secure-heap-min snapshot-blob stack-trace-limit test-reporter test-reporter-destination test-shard title tls-cipher-list ' +
  'tls-keylog trace-event-categories trace-event-file-pattern trace-events-enabled trace-require-module ' +
  'unhandled-rejections use-largepages use-openssl-ca v8-pool-size watch-path';

function allNames() {
  const names = [];
  for (const name of SWITCHES.split(' ')) names.push(`--${name}`, `--no-${name}`);
  for (const name of VALUES.split(' ')) names.push(name.length === 1 ? `-${name}` : `--${name}`);
  return names;
}

// `--foo_bar=1`, `foo-bar` and `--foo-bar` are one option.
function normalize(name) {
  const bare = name.replace(/=.*$/, '').replaceAll('_', '-');
  return [bare, `--${bare}`, `-${bare}`];
}

// The names are kept where nobody else can change them: `Set.prototype.add.call` has no effect either.
class AllowedFlags extends Set {
  #names = new Set(allNames());

  has(name) {
    if (typeof name !== 'string') return false;
    if (/^--?[^-_]/.test(name)) {
      return this.#names.has(name.replace(/=.*$/, '').replace(/(?!^--?)_/g, '-'));
    }
    return /^[^-_]/.test(name) && normalize(name).some((form) => this.#names.has(form));
  }

  get size() {
    return this.#names.size;
  }

  forEach(callback, self = undefined) {
    for (const name of this.#names) callback.call(self, name, name, this);
  }

  entries() {
    return this.#names.entries();
  }

  values() {
    return this.#names.values();
  }

  add() {
    return this;
  }

  delete() {
    return false;
  }

  clear() {}
}

for (const name of ['keys', Symbol.iterator]) {
  Object.defineProperty(AllowedFlags.prototype, name, {
    value: AllowedFlags.prototype.values, writable: true, enumerable: false, configurable: true,
  });
}

function allowedFlags() {
  const flags = new AllowedFlags();
  Object.freeze(AllowedFlags.prototype);
  Object.freeze(AllowedFlags);
  return Object.freeze(flags);
}

module.exports = { allowedFlags };
