'use strict';
// `process.config` and `process.features`: what this runtime was built with, under the names programs ask for.

const config = {
  target_defaults: {
    cflags: [],
    default_configuration: 'Release',
    defines: [],
    include_dirs: [],
    libraries: [],
  },
  variables: {
    asan: 0,
    coverage: false,
    debug_node: false,
    host_arch: native.arch,
    is_debug: 0,
    napi_build_version: '0',
    node_builtin_shareable_builtins: [],
    node_module_version: 115,
    node_byteorder: native.littleEndian ? 'little' : 'big',
    node_shared: false,
    node_shared_openssl: false,
    node_use_openssl: true,
    single_executable_application: false,
    target_arch: native.arch,
    v8_enable_i18n_support: 1, // Hosts and text in any script, though no Intl.
  },
};

function freeze(object) {
  for (const value of Object.values(object)) {
    if (typeof value === 'object') freeze(value);
  }
  return Object.freeze(object);
}

function features(process) {
  const tls = process.versions.openssl !== undefined;
  return {
    inspector: false,
    debug: false,
    uv: true,
    ipv6: true,
    tls_alpn: tls,
    tls_sni: tls,
    tls_ocsp: tls,
    tls,
    cached_builtins: true,
    require_module: false,
  };
}

module.exports = { config: freeze(config), features };
