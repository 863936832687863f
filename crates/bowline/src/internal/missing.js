'use strict';

// Node's modules that are not here yet. A program can load them, so that it runs as long as it does not need
// what they do; using a member says ERR_NOT_IMPLEMENTED with its name.

// Functions, and after the bar classes, by module.
const MEMBERS = {
  __proto__: null,
  cluster: 'setupPrimary setupMaster fork disconnect|Worker',
  domain: 'createDomain create|Domain',
  http2: 'connect createServer createSecureServer getDefaultSettings getPackedSettings getUnpackedSettings ' +
    'performServerHandshake|Http2ServerRequest Http2ServerResponse',
  https: 'createServer get request|Agent Server',
  inspector: 'open close url waitForDebugger|Session',
  'inspector/promises': 'open close url waitForDebugger|Session',
  punycode: 'decode encode toASCII toUnicode|',
  tls: 'getCiphers convertALPNProtocols checkServerIdentity createSecureContext createServer connect ' +
    'createSecurePair|SecureContext TLSSocket Server',
  trace_events: 'createTracing getEnabledCategories|',
  wasi: '|WASI',
  worker_threads: 'markAsUntransferable moveMessagePortToContext receiveMessageOnPort setEnvironmentData ' +
    'getEnvironmentData|MessagePort MessageChannel Worker BroadcastChannel',
  zlib: 'deflate deflateSync gzip gzipSync deflateRaw deflateRawSync unzip unzipSync inflate inflateSync gunzip ' +
    'gunzipSync inflateRaw inflateRawSync brotliCompress brotliCompressSync brotliDecompress brotliDecompressSync ' +
    'createDeflate createInflate createDeflateRaw createInflateRaw createGzip createGunzip createUnzip ' +
    'createBrotliCompress createBrotliDecompress|Deflate Inflate Gzip Gunzip DeflateRaw InflateRaw Unzip ' +
    'BrotliCompress BrotliDecompress',
};

// What is true of a process that has none of it.
const VALUES = {
  __proto__: null,
  cluster: () => ({ isMaster: true, isPrimary: true, isWorker: false, workers: {}, settings: {} }),
  worker_threads: () => ({
    isMainThread: true, threadId: 0, parentPort: null, workerData: null, resourceLimits: {}, SHARE_ENV: Symbol('SHARE_ENV'),
  }),
  zlib: () => ({ constants: {}, codes: {} }),
  https: () => ({ globalAgent: {} }),
  http2: () => ({ constants: {} }),
};

function names(text) {
  return text === '' ? [] : text.split(' ');
}

function refuse(id, name) {
  const { codes } = require('internal/errors');
  throw new codes.ERR_NOT_IMPLEMENTED(`${id}.${name}`);
}

// What `require(id)` gives for such a module.
function provide(id) {
  const exports = VALUES[id] === undefined ? {} : VALUES[id]();
  const [functions, classes] = (MEMBERS[id] ?? '|').split('|').map(names);
  for (const name of functions) {
    // A function with the right name, which is all that can be said of it.
    exports[name] = { [name]() { refuse(id, name); } }[name];
  }
  for (const name of classes) {
    exports[name] = { [name]: function() { refuse(id, name); } }[name];
  }
  return exports;
}

module.exports = { provide };
