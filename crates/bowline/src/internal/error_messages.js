'use strict';
// The texts of all codes, by the kind of error they make. A string takes its arguments at each %s, in order; a
// function makes the text from them. Loaded when the first error is made; a table, hence longer than other files.

// Names of the language's types; any other name that begins with a capital is a class.
const typeNames = new Set(['string', 'function', 'number', 'object', 'Function', 'Object', 'boolean', 'bigint', 'symbol']);
const className = /^([A-Z][a-z0-9]*)+$/;

function formatList(items, type) {
  return require('internal/errors').formatList(items, type);
}

function inspect(value, options) {
  return require('internal/util/inspect').inspect(value, options);
}

// What was received, in the words every ERR_INVALID_ARG_TYPE ends with.
function specificType(value) {
  if (value === null || value === undefined) return `${value}`;
  const type = typeof value;
  if (type === 'function') return `function ${value.name}`;
  if (type === 'object') {
    const constructor = value.constructor;
    if ((typeof constructor === 'function' || typeof constructor === 'object') && constructor && 'name' in constructor) {
      return `an instance of ${constructor.name}`;
    }
    return inspect(value, { depth: -1 });
  }
  if (type === 'string') {
    const shown = value.length > 28 ? `${value.slice(0, 25)}...` : value;
    return shown.includes("'") ? `type string (${JSON.stringify(shown)})` : `type string ('${shown}')`;
  }
  if (type === 'bigint') return `type bigint (${value}n)`;
  let shown = Object.is(value, -0) ? '-0' : String(value);
  if (shown.length > 28) shown = `${shown.slice(0, 25)}...`;
  return `type ${type} (${shown})`;
}

// The name of an argument or property at the start of a sentence.
function subject(name) {
  if (name.endsWith(' argument')) return `The ${name}`;
  return `The "${name}" ${name.includes('.') ? 'property' : 'argument'}`;
}

function expectation(expected) {
  const types = [];
  const instances = [];
  const others = [];
  for (const name of Array.isArray(expected) ? expected : [expected]) {
    if (typeNames.has(name)) types.push(name.toLowerCase());
    else if (className.test(name)) instances.push(name);
    else others.push(name);
  }
  if (instances.length > 0 && types.includes('object')) {
    types.splice(types.indexOf('object'), 1);
    instances.push('Object');
  }
  const parts = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? 'one of type' : 'of type'} ${formatList(types, 'or')}`);
  if (instances.length > 0) parts.push(`an instance of ${formatList(instances, 'or')}`);
  if (others.length > 1) parts.push(`one of ${formatList(others, 'or')}`);
  else if (others.length === 1) parts.push(others[0].toLowerCase() === others[0] ? others[0] : `an ${others[0]}`);
  return parts.join(' or ');
}

// 4_294_967_297: large numbers are given in groups of three.
function grouped(digits) {
  let result = '';
  const start = digits[0] === '-' ? 1 : 0;
  let i = digits.length;
  for (; i >= start + 4; i -= 3) result = `_${digits.slice(i - 3, i)}${result}`;
  return `${digits.slice(0, i)}${result}`;
}

function received(value) {
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) > 2 ** 32) return grouped(String(value));
  if (typeof value === 'bigint') {
    const large = value > 2n ** 32n || value < -(2n ** 32n);
    return `${large ? grouped(String(value)) : value}n`;
  }
  return inspect(value);
}

function invalidPackageTarget(packagePath, key, target, isImport = false, base = undefined) {
  const relative = typeof target === 'string' && !isImport && target.length > 0 && !target.startsWith('./');
  const tail = `${base ? ` imported from ${base}` : ''}${relative ? '; targets must start with "./"' : ''}`;
  if (key === '.') {
    return `Invalid "exports" main target ${JSON.stringify(target)} defined in the package config ${packagePath}package.json${tail}`;
  }
  return `Invalid "${isImport ? 'imports' : 'exports'}" target ${JSON.stringify(target)} defined for '${key}' in the package config ${packagePath}package.json${tail}`;
}

function requireEsm(filename, hasEsmSyntax, parentPath = null, packageJsonPath = null) {
  let text = `require() of ES Module ${filename}${parentPath ? ` from ${parentPath}` : ''} not supported.`;
  if (!packageJsonPath) {
    if (parentPath) {
      text += `\nInstead change the require of ${filename} in ${parentPath} to a dynamic import() which is available in all CommonJS modules.`;
    }
    return text;
  }
  const { basename } = require('path');
  const name = parentPath && basename(filename) === basename(parentPath) ? filename : basename(filename);
  if (hasEsmSyntax) {
    return `${text}\nInstead change the require of ${name} in ${parentPath} to a dynamic import() which is available in all CommonJS modules.`;
  }
  return `${text}\n${name} is treated as an ES module file as it is a .js file whose nearest parent package.json contains ` +
    '"type": "module" which declares all .js files in that package scope as ES modules.\n' +
    `Instead either rename ${name} to end in .cjs, change the requiring code to use dynamic import() which is ` +
    'available in all CommonJS modules, or change "type": "module" to "type": "commonjs" in ' +
    `${packageJsonPath} to treat all .js files as CommonJS (using .mjs for all ES modules instead).\n`;
}

function missingArgs(...names) {
  const quoted = names.map((name) => (Array.isArray(name) ? name.map((one) => `"${one}"`).join(' or ') : `"${name}"`));
  return `The ${formatList(quoted, 'and')} argument${quoted.length > 1 ? 's' : ''} must be specified`;
}

const table = {
  __proto__: null,
  Error: {
    __proto__: null,
    ERR_ACCESS_DENIED: '%s',
    ERR_ASSERTION: '%s',
    ERR_CANNOT_WATCH_SIGINT: 'Cannot watch for SIGINT signals',
    ERR_CHILD_CLOSED_BEFORE_REPLY: 'Child closed before reply received',
    ERR_CHILD_PROCESS_IPC_REQUIRED: "Forked processes must have an IPC channel, missing value 'ipc' in %s",
    ERR_CLOSED_MESSAGE_PORT: 'Cannot send data on closed MessagePort',
    ERR_CONSTRUCT_CALL_INVALID: 'Constructor cannot be called',
    ERR_CONTEXT_NOT_INITIALIZED: 'context used is not initialized',
    ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED: 'Custom engines not supported by this OpenSSL',
    ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY: 'Public key is not valid for specified curve',
    ERR_CRYPTO_ENGINE_UNKNOWN: 'Engine "%s" was not found',
    ERR_CRYPTO_FIPS_FORCED: 'Cannot set FIPS mode, it was forced with --force-fips at startup.',
    ERR_CRYPTO_FIPS_UNAVAILABLE: 'Cannot set FIPS mode in a non-FIPS build.',
    ERR_CRYPTO_HASH_FINALIZED: 'Digest already called',
    ERR_CRYPTO_HASH_UPDATE_FAILED: 'Hash update failed',
    ERR_CRYPTO_INCOMPATIBLE_KEY: 'Incompatible %s: %s',
    ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS: 'The selected key encoding %s %s.',
    ERR_CRYPTO_INITIALIZATION_FAILED: 'Initialization failed',
    ERR_CRYPTO_INVALID_AUTH_TAG: 'Invalid authentication tag',
    ERR_CRYPTO_INVALID_CURVE: 'Invalid EC curve name',
    ERR_CRYPTO_INVALID_STATE: 'Invalid state for operation %s',
    ERR_CRYPTO_JOB_INIT_FAILED: 'Failed to initialize crypto job config',
    ERR_CRYPTO_OPERATION_FAILED: 'Operation failed',
    ERR_CRYPTO_PBKDF2_ERROR: 'PBKDF2 error',
    ERR_CRYPTO_SCRYPT_INVALID_PARAMETER: 'Invalid scrypt parameter',
    ERR_CRYPTO_SCRYPT_NOT_SUPPORTED: 'Scrypt algorithm not supported',
    ERR_CRYPTO_SIGN_KEY_REQUIRED: 'No key provided to sign',
    ERR_CRYPTO_UNKNOWN_CIPHER: 'Unknown cipher',
    ERR_CRYPTO_UNKNOWN_DH_GROUP: 'Unknown DH group',
    ERR_CRYPTO_UNSUPPORTED_OPERATION: 'Unsupported crypto operation',
    ERR_DEBUGGER_ERROR: '%s',
    ERR_DEBUGGER_STARTUP_ERROR: '%s',
    ERR_DIR_CLOSED: 'Directory handle was closed',
    ERR_DIR_CONCURRENT_OPERATION:
      'Cannot do synchronous work on directory handle with concurrent asynchronous operations',
    ERR_DLOPEN_FAILED: '%s',
    ERR_DNS_SET_SERVERS_FAILED: 'c-ares failed to set servers: "%s" [%s]',
    ERR_DOMAIN_CALLBACK_NOT_AVAILABLE:
      'A callback was registered through process.setUncaughtExceptionCaptureCallback(), ' +
      'which is mutually exclusive with using the `domain` module',
    ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE:
      'The `domain` module is in use, which is mutually exclusive with calling ' +
      'process.setUncaughtExceptionCaptureCallback()',
    ERR_DUPLICATE_STARTUP_SNAPSHOT_MAIN_FUNCTION: 'Deserialize main function is already configured.',
    ERR_EVAL_ESM_CANNOT_PRINT: '--print cannot be used with ESM input',
    ERR_EVENT_RECURSION: 'The event "%s" is already being dispatched',
    ERR_EXECUTION_ENVIRONMENT_NOT_AVAILABLE: 'Context not associated with Node.js environment',
    ERR_FALSY_VALUE_REJECTION: 'Promise was rejected with falsy value',
    ERR_FS_WATCH_QUEUE_OVERFLOW: 'fs.watch() queued more than %s events',
    ERR_FS_INVALID_SYMLINK_TYPE: 'Symlink type must be one of "dir", "file", or "junction". Received "%s"',
    ERR_HTTP2_CONNECT_AUTHORITY: ':authority header is required for CONNECT requests',
    ERR_HTTP2_CONNECT_PATH: 'The :path header is forbidden for CONNECT requests',
    ERR_HTTP2_CONNECT_SCHEME: 'The :scheme header is forbidden for CONNECT requests',
    ERR_HTTP2_ERROR: '%s',
    ERR_HTTP2_GOAWAY_SESSION: 'New streams cannot be created after receiving a GOAWAY',
    ERR_HTTP2_HEADERS_AFTER_RESPOND: 'Cannot specify additional headers after response initiated',
    ERR_HTTP2_HEADERS_SENT: 'Response has already been initiated.',
    ERR_HTTP2_INVALID_SESSION: 'The session has been destroyed',
    ERR_HTTP2_INVALID_STREAM: 'The stream has been destroyed',
    ERR_HTTP2_MAX_PENDING_SETTINGS_ACK: 'Maximum number of pending settings acknowledgements',
    ERR_HTTP2_NESTED_PUSH: 'A push stream cannot initiate another push stream.',
    ERR_HTTP2_NO_MEM: 'Out of memory',
    ERR_HTTP2_NO_SOCKET_MANIPULATION: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
    ERR_HTTP2_OUT_OF_STREAMS: 'No stream ID is available because maximum stream ID has been reached',
    ERR_HTTP2_PAYLOAD_FORBIDDEN: 'Responses with %s status must not have a payload',
    ERR_HTTP2_PING_CANCEL: 'HTTP2 ping cancelled',
    ERR_HTTP2_PUSH_DISABLED: 'HTTP/2 client has disabled push streams',
    ERR_HTTP2_SEND_FILE: 'Directories cannot be sent',
    ERR_HTTP2_SEND_FILE_NOSEEK: 'Offset or length can only be specified for regular files',
    ERR_HTTP2_SESSION_ERROR: 'Session closed with error code %s',
    ERR_HTTP2_SETTINGS_CANCEL: 'HTTP2 session settings canceled',
    ERR_HTTP2_SOCKET_BOUND: 'The socket is already bound to an Http2Session',
    ERR_HTTP2_SOCKET_UNBOUND: 'The socket has been disconnected from the Http2Session',
    ERR_HTTP2_STATUS_101: 'HTTP status code 101 (Switching Protocols) is forbidden in HTTP/2',
    ERR_HTTP2_STREAM_CANCEL: (error) =>
      `The pending stream has been canceled${error && typeof error.message === 'string' ? ` (caused by: ${error.message})` : ''}`,
    ERR_HTTP2_STREAM_ERROR: 'Stream closed with error code %s',
    ERR_HTTP2_STREAM_SELF_DEPENDENCY: 'A stream cannot depend on itself',
    ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS: 'Number of custom settings exceeds MAX_ADDITIONAL_SETTINGS',
    ERR_HTTP2_TOO_MANY_INVALID_FRAMES: 'Too many invalid HTTP/2 frames',
    ERR_HTTP2_TRAILERS_ALREADY_SENT: 'Trailing headers have already been sent',
    ERR_HTTP2_TRAILERS_NOT_READY: 'Trailing headers cannot be sent until after the wantTrailers event is emitted',
    ERR_HTTP2_UNSUPPORTED_PROTOCOL: 'protocol "%s" is unsupported.',
    ERR_HTTP_BODY_NOT_ALLOWED: 'Adding content for this request method or response status is not allowed.',
    ERR_HTTP_CONTENT_LENGTH_MISMATCH:
      "Response body's content-length of %s byte(s) does not match the content-length of %s byte(s) set in header",
    ERR_HTTP_HEADERS_SENT: 'Cannot %s headers after they are sent to the client',
    ERR_HTTP_REQUEST_TIMEOUT: 'Request timeout',
    ERR_HTTP_SOCKET_ASSIGNED: 'ServerResponse has an already assigned socket',
    ERR_HTTP_SOCKET_ENCODING: 'Changing the socket encoding is not allowed per RFC7230 Section 3.',
    ERR_HTTP_TRAILER_INVALID: 'Trailers are invalid with this transfer encoding',
    ERR_INPUT_TYPE_NOT_ALLOWED: '--input-type can only be used with string input via --eval, --print, or STDIN',
    ERR_INSPECTOR_ALREADY_ACTIVATED:
      'Inspector is already activated. Close it with inspector.close() before activating it again.',
    ERR_INSPECTOR_ALREADY_CONNECTED: '%s is already connected',
    ERR_INSPECTOR_CLOSED: 'Session was closed',
    ERR_INSPECTOR_COMMAND: 'Inspector error %s: %s',
    ERR_INSPECTOR_NOT_ACTIVE: 'Inspector is not active',
    ERR_INSPECTOR_NOT_AVAILABLE: 'Inspector is not available',
    ERR_INSPECTOR_NOT_CONNECTED: 'Session is not connected',
    ERR_INSPECTOR_NOT_WORKER: 'Current thread is not a worker',
    ERR_INTERNAL_ASSERTION: (message) =>
      `${message === undefined ? '' : `${message}\n`}This is caused by a bug in the runtime or by using its internals.\n`,
    ERR_INVALID_PACKAGE_CONFIG: (path, base, message) =>
      `Invalid package config ${path}${base ? ` while importing ${base}` : ''}.${message ? ` ${message}` : ''}`,
    ERR_INVALID_PACKAGE_TARGET: invalidPackageTarget,
    ERR_INVALID_STATE: 'Invalid state: %s',
    ERR_IPC_CHANNEL_CLOSED: 'Channel closed',
    ERR_IPC_DISCONNECTED: 'IPC channel is already disconnected',
    ERR_IPC_ONE_PIPE: 'Child process can have only one IPC pipe',
    ERR_IPC_SYNC_FORK: 'IPC cannot be used with synchronous forks',
    ERR_LOADER_CHAIN_INCOMPLETE:
      '"%s" did not call the next hook in its chain and did not explicitly signal a short circuit. If this is ' +
      "intentional, include `shortCircuit: true` in the hook's return.",
    ERR_MANIFEST_ASSERT_INTEGRITY: (url, integrities) => {
      const text = `The content of "${url}" does not match the expected integrity.`;
      if (integrities.size === 0) return `${text} The resource was not found in the policy.`;
      const found = [...integrities].map(([key, value]) => `${key}-${value}`).join('\n');
      return `${text} Integrities found are:\n${found}`;
    },
    ERR_MANIFEST_DEPENDENCY_MISSING:
      'Manifest resource %s does not list %s as a dependency specifier for conditions: %s',
    ERR_MANIFEST_TDZ: 'Manifest initialization has not yet run',
    ERR_MEMORY_ALLOCATION_FAILED: 'Failed to allocate memory',
    ERR_MESSAGE_TARGET_CONTEXT_UNAVAILABLE: 'Context unavailable',
    ERR_METHOD_NOT_IMPLEMENTED: 'The %s method is not implemented',
    ERR_MISSING_PLATFORM_FOR_WORKER: 'The V8 platform used by this instance of Node does not support creating Workers',
    ERR_MODULE_NOT_FOUND: (path, base, url) => `Cannot find ${url ? 'module' : 'package'} '${path}' imported from ${base}`,
    ERR_MULTIPLE_CALLBACK: 'Callback called multiple times',
    ERR_NETWORK_IMPORT_BAD_RESPONSE: "import '%s' received a bad response: %s",
    ERR_NETWORK_IMPORT_DISALLOWED: "import of '%s' by %s is not supported: %s",
    ERR_NON_CONTEXT_AWARE_DISABLED: 'Loading non context-aware native addons has been disabled',
    ERR_NOT_BUILDING_SNAPSHOT: 'Operation cannot be invoked when not building startup snapshot',
    ERR_NOT_IMPLEMENTED: '%s is not implemented',
    ERR_NOT_IN_SINGLE_EXECUTABLE_APPLICATION:
      'Operation cannot be invoked when not in a single-executable application',
    ERR_NOT_SUPPORTED_IN_SNAPSHOT: '%s is not supported in startup snapshot',
    ERR_NO_CRYPTO: 'Node.js is not compiled with OpenSSL crypto support',
    ERR_OPERATION_FAILED: 'Operation failed: %s',
    ERR_PACKAGE_PATH_NOT_EXPORTED: (packagePath, subpath, base = undefined) => {
      const tail = base ? ` imported from ${base}` : '';
      if (subpath === '.') return `No "exports" main defined in ${packagePath}package.json${tail}`;
      return `Package subpath '${subpath}' is not defined by "exports" in ${packagePath}package.json${tail}`;
    },
    ERR_PROTO_ACCESS: 'Accessing Object.prototype.__proto__ has been disallowed with --disable-proto=throw',
    ERR_REQUIRE_ASYNC_MODULE: (filename, parent) => {
      let text = 'require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where ' +
        'the top-level await comes from, use --experimental-print-required-tla.';
      if (parent) text += `\n  From ${parent} `;
      if (filename) text += `\n  Requiring ${filename} `;
      return text;
    },
    ERR_REQUIRE_CYCLE_MODULE: '%s',
    ERR_REQUIRE_ESM: requireEsm,
    ERR_SCRIPT_EXECUTION_INTERRUPTED: 'Script execution was interrupted by `SIGINT`',
    ERR_SCRIPT_EXECUTION_TIMEOUT: 'Script execution timed out after %sms',
    ERR_SERVER_ALREADY_LISTEN: 'Listen method has been called more than once without closing.',
    ERR_SERVER_NOT_RUNNING: 'Server is not running.',
    ERR_SINGLE_EXECUTABLE_APPLICATION_ASSET_NOT_FOUND: 'Cannot find asset %s for the single executable application',
    ERR_SOCKET_ALREADY_BOUND: 'Socket is already bound',
    ERR_SOCKET_CLOSED: 'Socket is closed',
    ERR_SOCKET_CLOSED_BEFORE_CONNECTION: 'Socket closed before the connection was established',
    ERR_SOCKET_CONNECTION_TIMEOUT: 'Socket connection timeout',
    ERR_SOCKET_DGRAM_IS_CONNECTED: 'Already connected',
    ERR_SOCKET_DGRAM_NOT_CONNECTED: 'Not connected',
    ERR_SOCKET_DGRAM_NOT_RUNNING: 'Not running',
    ERR_STREAM_ALREADY_FINISHED: 'Cannot call %s after a stream was finished',
    ERR_STREAM_CANNOT_PIPE: 'Cannot pipe, not readable',
    ERR_STREAM_DESTROYED: 'Cannot call %s after a stream was destroyed',
    ERR_STREAM_PREMATURE_CLOSE: 'Premature close',
    ERR_STREAM_PUSH_AFTER_EOF: 'stream.push() after EOF',
    ERR_STREAM_UNSHIFT_AFTER_END_EVENT: 'stream.unshift() after end event',
    ERR_STREAM_WRAP: 'Stream has StringDecoder set or is in objectMode',
    ERR_STREAM_WRITE_AFTER_END: 'write after end',
    ERR_STRING_TOO_LONG: (limit = 0x1fffffe8) =>
      `Cannot create a string longer than 0x${Number(limit).toString(16)} characters`,
    ERR_SYNTHETIC: 'JavaScript Callstack',
    ERR_TEST_FAILURE: (error) => {
      if (typeof error === 'string') return error;
      return typeof error?.message === 'string' ? error.message : inspect(error);
    },
    ERR_TLS_CERT_ALTNAME_INVALID: "Hostname/IP does not match certificate's altnames: %s",
    ERR_TLS_DH_PARAM_SIZE: 'DH parameter size %s is less than 2048',
    ERR_TLS_HANDSHAKE_TIMEOUT: 'TLS handshake timeout',
    ERR_TLS_INVALID_STATE: 'TLS socket connection must be securely established',
    ERR_TLS_PSK_SET_IDENTITY_HINT_FAILED: 'Failed to set PSK identity hint',
    ERR_TLS_RENEGOTIATION_DISABLED: 'TLS session renegotiation disabled for this socket',
    ERR_TLS_REQUIRED_SERVER_NAME: '"servername" is required parameter for Server.addContext',
    ERR_TLS_SESSION_ATTACK: 'TLS session renegotiation attack detected',
    ERR_TLS_SNI_FROM_SERVER: 'Cannot issue SNI from a TLS server-side socket',
    ERR_TRACE_EVENTS_UNAVAILABLE: 'Trace events are unavailable',
    ERR_UNAVAILABLE_DURING_EXIT: 'Cannot call function in process exit handler',
    ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET:
      '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active',
    ERR_UNHANDLED_ERROR: (error = undefined) => (error === undefined ? 'Unhandled error.' : `Unhandled error. (${error})`),
    ERR_UNKNOWN_BUILTIN_MODULE: 'No such built-in module: %s',
    ERR_UNKNOWN_CREDENTIAL: '%s identifier does not exist: %s',
    ERR_UNSUPPORTED_DIR_IMPORT: "Directory import '%s' is not supported resolving ES modules imported from %s",
    ERR_UNSUPPORTED_ESM_URL_SCHEME: (url, supported) =>
      `Only URLs with a scheme in: ${formatList(supported, 'and')} are supported by the default ESM loader. ` +
      `Received protocol '${url.protocol}'`,
    ERR_USE_AFTER_CLOSE: '%s was closed',
    ERR_VALID_PERFORMANCE_ENTRY_TYPE: 'At least one valid performance entry type is required',
    ERR_VM_MODULE_ALREADY_LINKED: 'Module has already been linked',
    ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA: 'Cached data cannot be created for a module which has been evaluated',
    ERR_VM_MODULE_DIFFERENT_CONTEXT: 'Linked modules must use the same context',
    ERR_VM_MODULE_LINKING_ERRORED: 'Linking has already failed for the provided module',
    ERR_VM_MODULE_LINK_FAILURE: '%s',
    ERR_VM_MODULE_NOT_MODULE: 'Provided module is not an instance of Module',
    ERR_VM_MODULE_STATUS: 'Module status %s',
    ERR_WASI_ALREADY_STARTED: 'WASI instance has already started',
    ERR_WORKER_INIT_FAILED: 'Worker initialization failure: %s',
    ERR_WORKER_INVALID_EXEC_ARGV: (errors, what = 'invalid execArgv flags') =>
      `Initiated Worker with ${what}: ${errors.join(', ')}`,
    ERR_WORKER_MESSAGING_ERRORED: 'The destination thread threw an error while processing the message',
    ERR_WORKER_MESSAGING_FAILED: 'Cannot find the destination thread or listener',
    ERR_WORKER_MESSAGING_SAME_THREAD: 'Cannot sent a message to the same thread',
    ERR_WORKER_MESSAGING_TIMEOUT: 'Sending a message to another thread timed out',
    ERR_WORKER_NOT_RUNNING: 'Worker instance not running',
    ERR_WORKER_OUT_OF_MEMORY: 'Worker terminated due to reaching memory limit: %s',
    ERR_WORKER_UNSERIALIZABLE_ERROR: 'Serializing an uncaught exception failed',
    ERR_ZLIB_INITIALIZATION_FAILED: 'Initialization failed',
  },
  TypeError: {
    __proto__: null,
    ERR_AMBIGUOUS_ARGUMENT: 'The "%s" argument is ambiguous. %s',
    ERR_ARG_NOT_ITERABLE: '%s must be iterable',
    ERR_ASYNC_CALLBACK: '%s must be a function',
    ERR_ASYNC_TYPE: 'Invalid name for async "type": %s',
    ERR_CONSOLE_WRITABLE_STREAM: 'Console expects a writable stream instance for %s',
    ERR_CONSTRUCT_CALL_REQUIRED: 'Class constructor %s cannot be invoked without `new`',
    ERR_CRYPTO_ECDH_INVALID_FORMAT: 'Invalid ECDH format: %s',
    ERR_CRYPTO_INVALID_COUNTER: 'Invalid counter',
    ERR_CRYPTO_INVALID_DIGEST: 'Invalid digest: %s',
    ERR_CRYPTO_INVALID_IV: 'Invalid initialization vector',
    ERR_CRYPTO_INVALID_JWK: 'Invalid JWK data',
    ERR_CRYPTO_INVALID_KEYTYPE: 'Invalid key type',
    ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE: 'Invalid key object type %s, expected %s.',
    ERR_CRYPTO_INVALID_TAG_LENGTH: 'Invalid taglength',
    ERR_ENCODING_INVALID_ENCODED_DATA: 'The encoded data was not valid for encoding %s',
    ERR_FEATURE_UNAVAILABLE_ON_PLATFORM:
      'The feature %s is unavailable on the current platform, which is being used to run Node.js',
    ERR_HTTP2_ALTSVC_INVALID_ORIGIN: 'HTTP/2 ALTSVC frames require a valid origin',
    ERR_HTTP2_ALTSVC_LENGTH: 'HTTP/2 ALTSVC frames are limited to 16382 bytes',
    ERR_HTTP2_HEADER_SINGLE_VALUE: 'Header field "%s" must only have a single value',
    ERR_HTTP2_INVALID_CONNECTION_HEADERS: 'HTTP/1 Connection specific headers are forbidden: "%s"',
    ERR_HTTP2_INVALID_HEADER_VALUE: 'Invalid value "%s" for header "%s"',
    ERR_HTTP2_INVALID_ORIGIN: 'HTTP/2 ORIGIN frames require a valid origin',
    ERR_HTTP2_INVALID_PSEUDOHEADER: '"%s" is an invalid pseudoheader or is used incorrectly',
    ERR_HTTP2_INVALID_SETTING_VALUE: 'Invalid value for setting "%s": %s',
    ERR_HTTP2_ORIGIN_LENGTH: 'HTTP/2 ORIGIN frames are limited to 16382 bytes',
    ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED: 'Cannot set HTTP/2 pseudo-headers',
    ERR_HTTP_INVALID_HEADER_VALUE: 'Invalid value "%s" for header "%s"',
    ERR_ILLEGAL_CONSTRUCTOR: 'Illegal constructor',
    ERR_IMPORT_ASSERTION_TYPE_FAILED: 'Module "%s" is not of type "%s"',
    ERR_IMPORT_ASSERTION_TYPE_MISSING: 'Module "%s" needs an import attribute of type "%s"',
    ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED: 'Import attribute type "%s" is unsupported',
    ERR_IMPORT_ATTRIBUTE_MISSING: 'Module "%s" needs an import attribute of "%s: %s"',
    ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE: 'Module "%s" is not of type "%s"',
    ERR_IMPORT_ATTRIBUTE_UNSUPPORTED: 'Import attribute "%s" with value "%s" is not supported',
    ERR_INCOMPATIBLE_OPTION_PAIR: 'Option "%s" cannot be used in combination with option "%s"',
    ERR_INVALID_ARG_TYPE: (name, expected, actual) =>
      `${subject(name)} must be ${expectation(expected)}. Received ${specificType(actual)}`,
    ERR_INVALID_ARG_VALUE: (name, value, reason = 'is invalid') => {
      let shown = inspect(value);
      if (shown.length > 128) shown = `${shown.slice(0, 128)}...`;
      return `The ${name.includes('.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${shown}`;
    },
    ERR_INVALID_CHAR: (name, field = undefined) =>
      (field === undefined ? `Invalid character in ${name}` : `Invalid character in ${name} ["${field}"]`),
    ERR_INVALID_CURSOR_POS: 'Cannot set cursor row without setting its column',
    ERR_INVALID_FD_TYPE: 'Unsupported fd type: %s',
    ERR_INVALID_FILE_URL_HOST: 'File URL host must be "localhost" or empty on %s',
    ERR_INVALID_FILE_URL_PATH: 'File URL path %s',
    ERR_INVALID_HANDLE_TYPE: 'This handle type cannot be sent',
    ERR_INVALID_HTTP_TOKEN: '%s must be a valid HTTP token ["%s"]',
    ERR_INVALID_IP_ADDRESS: 'Invalid IP address: %s',
    ERR_INVALID_MIME_SYNTAX: (production, text, position) =>
      `The MIME syntax for a ${production} in ${JSON.stringify(text)} is invalid${position !== -1 ? ` at ${position}` : ''}`,
    ERR_INVALID_MODULE: '%s',
    ERR_INVALID_MODULE_SPECIFIER: (request, reason, base = undefined) =>
      `Invalid module "${request}" ${reason}${base ? ` imported from ${base}` : ''}`,
    ERR_INVALID_OBJECT_DEFINE_PROPERTY: '%s',
    ERR_INVALID_PROTOCOL: 'Protocol "%s" not supported. Expected "%s"',
    ERR_INVALID_REPL_EVAL_CONFIG: 'Cannot specify both "breakEvalOnSigint" and "eval" for REPL',
    ERR_INVALID_REPL_INPUT: '%s',
    ERR_INVALID_RETURN_PROPERTY: (input, name, property, value) =>
      `Expected a valid ${input} to be returned for the "${property}" from the "${name}" hook but got ${specificType(value)}.`,
    ERR_INVALID_RETURN_PROPERTY_VALUE: (input, name, property, value) =>
      `Expected ${input} to be returned for the "${property}" from the "${name}" hook but got ${specificType(value)}.`,
    ERR_INVALID_RETURN_VALUE: (input, name, value) =>
      `Expected ${input} to be returned from the "${name}" function but got ${specificType(value)}.`,
    ERR_INVALID_SYNC_FORK_INPUT:
      'Asynchronous forks do not support Buffer, TypedArray, DataView or string input: %s',
    ERR_INVALID_THIS: 'Value of "this" must be of type %s',
    ERR_INVALID_TRANSFER_OBJECT: 'Found invalid object in transferList',
    ERR_INVALID_TUPLE: '%s must be an iterable %s tuple',
    ERR_INVALID_URL: 'Invalid URL',
    ERR_INVALID_URL_SCHEME: (expected) => {
      const schemes = Array.isArray(expected) ? expected : [expected];
      return `The URL must be ${schemes.length === 2 ? 'one of' : 'of'} scheme ${schemes.join(' or ')}`;
    },
    ERR_MANIFEST_INVALID_RESOURCE_FIELD: 'Manifest resource %s has invalid property value for %s',
    ERR_MANIFEST_INVALID_SPECIFIER: 'Manifest resource %s has invalid dependency mapping %s',
    ERR_MISSING_ARGS: missingArgs,
    ERR_MISSING_OPTION: '%s is required',
    ERR_MISSING_PASSPHRASE: 'Passphrase required for encrypted key',
    ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST: 'Object that needs transfer was found in message but not listed in transferList',
    ERR_NAPI_CONS_FUNCTION: 'Constructor must be a function',
    ERR_NO_ICU: '%s is not supported on Node.js compiled without ICU',
    ERR_PACKAGE_IMPORT_NOT_DEFINED: (specifier, packagePath, base) =>
      `Package import specifier "${specifier}" is not defined${packagePath ? ` in package ${packagePath}package.json` : ''} imported from ${base}`,
    ERR_PARSE_ARGS_INVALID_OPTION_VALUE: '%s',
    ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL:
      "Unexpected argument '%s'. This command does not take positional arguments",
    ERR_PARSE_ARGS_UNKNOWN_OPTION: (option, allowPositionals) =>
      `Unknown option '${option}'${allowPositionals ?
        `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- "${option}"` : ''}`,
    ERR_PERFORMANCE_INVALID_TIMESTAMP: '%s is not a valid timestamp',
    ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS: '%s',
    ERR_SOCKET_BAD_BUFFER_SIZE: 'Buffer size must be a positive integer',
    ERR_SOCKET_BAD_TYPE: 'Bad socket type specified. Valid types are: udp4, udp6',
    ERR_STREAM_NULL_VALUES: 'May not write null values to stream',
    ERR_TLS_ALPN_CALLBACK_INVALID_RESULT: (value, protocols) =>
      `ALPN callback returned a value (${value}) that did not match any of the client's offered protocols (${protocols.join(', ')})`,
    ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS: 'The ALPNCallback and ALPNProtocols TLS options are mutually exclusive',
    ERR_TLS_INVALID_CONTEXT: '%s must be a SecureContext',
    ERR_TLS_INVALID_PROTOCOL_METHOD: '%s',
    ERR_TLS_INVALID_PROTOCOL_VERSION: '"%s" is not a valid %s TLS protocol version',
    ERR_TLS_PROTOCOL_VERSION_CONFLICT: 'TLS protocol version "%s" conflicts with secureProtocol "%s"',
    ERR_TRACE_EVENTS_CATEGORY_REQUIRED: 'At least one category is required',
    ERR_TRANSFERRING_EXTERNALIZED_SHAREDARRAYBUFFER: 'Cannot serialize externalized SharedArrayBuffer',
    ERR_UNESCAPED_CHARACTERS: '%s contains unescaped characters',
    ERR_UNKNOWN_ENCODING: 'Unknown encoding: %s',
    ERR_UNKNOWN_FILE_EXTENSION: 'Unknown file extension "%s" for %s',
    ERR_UNKNOWN_SIGNAL: 'Unknown signal: %s',
    ERR_UNSUPPORTED_RESOLVE_REQUEST:
      'Failed to resolve module specifier "%s" from "%s": Invalid relative URL or base scheme is not hierarchical.',
    ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING: 'A dynamic import callback was not specified.',
    ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG:
      'A dynamic import callback was invoked without --experimental-vm-modules',
    ERR_WEBASSEMBLY_RESPONSE: 'WebAssembly response %s',
    ERR_WORKER_PATH: (filename) =>
      "The worker script or module filename must be an absolute path or a relative path starting with './' or '../'." +
      `${filename.startsWith('file://') ? ' Wrap file:// URLs with `new URL`.' : ''} Received "${filename}"`,
    ERR_WORKER_UNSUPPORTED_EXTENSION:
      'The worker script extension must be ".js", ".mjs", or ".cjs". Received "%s"',
    ERR_WORKER_UNSUPPORTED_OPERATION: '%s is not supported in workers',
  },
  RangeError: {
    __proto__: null,
    ERR_BROTLI_INVALID_PARAM: '%s is not a valid Brotli parameter',
    ERR_BUFFER_OUT_OF_BOUNDS: (name = undefined) =>
      (name ? `"${name}" is outside of buffer bounds` : 'Attempt to access memory outside buffer bounds'),
    ERR_BUFFER_TOO_LARGE: 'Cannot create a Buffer larger than %s bytes',
    ERR_CHILD_PROCESS_STDIO_MAXBUFFER: '%s maxBuffer length exceeded',
    ERR_CRYPTO_INVALID_KEYLEN: 'Invalid key length',
    ERR_CRYPTO_INVALID_KEYPAIR: 'Invalid key pair',
    ERR_CRYPTO_INVALID_MESSAGELEN: 'Invalid message length',
    ERR_CRYPTO_INVALID_SCRYPT_PARAMS: 'Invalid scrypt params',
    ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH: 'Input buffers must have the same byte length',
    ERR_ENCODING_NOT_SUPPORTED: 'The "%s" encoding is not supported',
    ERR_FS_FILE_TOO_LARGE: 'File size (%s) is greater than 2 GiB',
    ERR_HTTP2_INFO_STATUS_NOT_ALLOWED: 'Informational status codes cannot be used',
    ERR_HTTP2_INVALID_INFO_STATUS: 'Invalid informational status code: %s',
    ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH: 'Packed settings length must be a multiple of six',
    ERR_HTTP2_PING_LENGTH: 'HTTP2 ping payload must be 8 bytes',
    ERR_HTTP2_STATUS_INVALID: 'Invalid status code: %s',
    ERR_HTTP_INVALID_STATUS_CODE: 'Invalid status code: %s',
    ERR_INDEX_OUT_OF_RANGE: 'Index out of range',
    ERR_INVALID_ADDRESS_FAMILY: 'Invalid address family: %s %s:%s',
    ERR_INVALID_ASYNC_ID: 'Invalid %s value: %s',
    ERR_INVALID_BUFFER_SIZE: 'Buffer size must be a multiple of %s',
    ERR_INVALID_FD: '"fd" must be a positive integer: %s',
    ERR_NAPI_INVALID_DATAVIEW_ARGS:
      'byte_offset + byte_length should be less than or equal to the size in bytes of the array passed in',
    ERR_NAPI_INVALID_TYPEDARRAY_ALIGNMENT: 'start offset of %s should be a multiple of %s',
    ERR_NAPI_INVALID_TYPEDARRAY_LENGTH: 'Invalid typed array length',
    ERR_OUT_OF_RANGE: (name, range, value, isWhole = false) =>
      `${isWhole ? name : `The value of "${name}" is out of range.`} It must be ${range}. Received ${received(value)}`,
    ERR_SOCKET_BAD_PORT: (name, port, allowZero = true) =>
      `${name} should be ${allowZero ? '>=' : '>'} 0 and < 65536. Received ${specificType(port)}.`,
    ERR_UNKNOWN_MODULE_FORMAT: 'Unknown module format: %s for URL %s',
  },
  SyntaxError: {
    __proto__: null,
    ERR_MANIFEST_INTEGRITY_MISMATCH:
      'Manifest resource %s has multiple entries but integrity lists do not match',
    ERR_MANIFEST_UNKNOWN_ONERROR: 'Manifest specified unknown error behavior "%s".',
    ERR_SRI_PARSE: 'Subresource Integrity string "%s" had an unexpected "%s" at position %s',
    ERR_TLS_CERT_ALTNAME_FORMAT: 'Invalid subject alternative name string',
  },
  URIError: {
    __proto__: null,
    ERR_INVALID_URI: 'URI malformed',
  },
};

// Beginnings of the texts of a SystemError; its context gives the rest.
const system = {
  __proto__: null,
  ERR_FS_CP_DIR_TO_NON_DIR: 'Cannot overwrite non-directory with directory',
  ERR_FS_CP_EEXIST: 'Target already exists',
  ERR_FS_CP_EINVAL: 'Invalid src or dest',
  ERR_FS_CP_FIFO_PIPE: 'Cannot copy a FIFO pipe',
  ERR_FS_CP_NON_DIR_TO_DIR: 'Cannot overwrite directory with non-directory',
  ERR_FS_CP_SOCKET: 'Cannot copy a socket file',
  ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY: 'Cannot overwrite symlink in subdirectory of self',
  ERR_FS_CP_UNKNOWN: 'Cannot copy an unknown file type',
  ERR_FS_EISDIR: 'Path is a directory',
  ERR_SOCKET_BUFFER_SIZE: 'Could not get or set buffer size',
  ERR_SYSTEM_ERROR: 'A system error occurred',
  ERR_TTY_INIT_FAILED: 'TTY initialization failed',
};

// What an error carries besides its code.
const described = {
  __proto__: null,
  ERR_ACCESS_DENIED(error, [, permission = '', resource = '']) {
    error.permission = permission;
    error.resource = resource;
  },
  ERR_ENCODING_INVALID_ENCODED_DATA(error, [, errno]) { error.errno = errno; },
  ERR_FALSY_VALUE_REJECTION(error, [reason]) { error.reason = reason; },
  ERR_HTTP2_INVALID_SETTING_VALUE(error, [, actual, min, max]) {
    error.actual = actual;
    if (min !== undefined) {
      error.min = min;
      error.max = max;
    }
  },
  ERR_HTTP2_STREAM_CANCEL(error, [cause]) { if (cause) error.cause = cause; },
  ERR_INVALID_ADDRESS_FAMILY(error, [, host, port]) {
    error.host = host;
    error.port = port;
  },
  ERR_INVALID_URL(error, [input, base = null]) {
    error.input = input;
    if (base !== null) error.base = base;
  },
  ERR_MODULE_NOT_FOUND(error, [, , url]) { if (url) error.url = `${url}`; },
  ERR_TEST_FAILURE(error, [cause, failureType]) {
    error.failureType = failureType;
    error.cause = cause;
  },
  ERR_TLS_CERT_ALTNAME_INVALID(error, [reason, host, cert]) {
    error.reason = reason;
    error.host = host;
    error.cert = cert;
  },
  ERR_UNSUPPORTED_DIR_IMPORT(error, [, , url]) { if (url) error.url = url; },
  ERR_VM_MODULE_LINK_FAILURE(error, [, cause]) { error.cause = cause; },
};

function shown(value) {
  if (typeof value === 'string') return value;
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'object' || typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    return require('internal/util/inspect').format('%s', value);
  }
  return String(value);
}

// The text of `code` with `args`, and the kind of error it belongs to.
function messageOf(code, args) {
  if (system[code] !== undefined) return { base: 'Error', message: system[code] };
  for (const base in table) {
    const text = table[base][code];
    if (text === undefined) continue;
    if (typeof text === 'function') return { base, message: text(...args) };
    if (args.length === 0 || !text.includes('%s')) return { base, message: text };
    let next = 0;
    return { base, message: text.replace(/%s/g, () => shown(args[next++])) };
  }
  throw new Error(`no text for the code ${code}`);
}

function describe(code, error, args) {
  const add = described[code];
  if (add !== undefined) add(error, args);
}

function has(code) {
  if (code in system) return true;
  for (const base in table) if (code in table[base]) return true;
  return false;
}

function all() {
  return [...Object.values(table), system].flatMap(Object.keys).sort();
}

function isSystem(code) {
  return code in system;
}

module.exports = { all, describe, has, isSystem, messageOf, specificType };
