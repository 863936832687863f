'use strict';

class Crypto {}
class CryptoKey {}
class SubtleCrypto {}
module.exports = { crypto: new Crypto(), Crypto, CryptoKey, SubtleCrypto };
