//! Published vectors, and values taken from Node 20.

use super::*;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect()
}

/// `length` bytes that count up.
fn counting(length: usize) -> Vec<u8> {
    (0..length).map(|i| (i % 251) as u8).collect()
}

/// For each digest: `abc` and a million `a`, from FIPS 180-4, FIPS 202, RFC 7693 and
/// RFC 1321's successors.
const EXAMPLES: [(Digest, &str, &str); 15] = [
    (Digest::Md5, "900150983cd24fb0d6963f7d28e17f72", "7707d6ae4e027c70eea2a935c2296f21"),
    (
        Digest::Sha1,
        "a9993e364706816aba3e25717850c26c9cd0d89d",
        "34aa973cd4c4daa4f61eeb2bdbad27316534016f",
    ),
    (
        Digest::Sha224,
        "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        "20794655980c91d8bbb4c1ea97618a4bf03f42581948b2ee4ee7ad67",
    ),
    (
        Digest::Sha256,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    ),
    (
        Digest::Sha384,
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
        "9d0e1809716474cb086e834e310a4a1ced149e9c00f248527972cec5704c2a5b07b8b3dc38ecc4ebae97ddd87f3d8985",
    ),
    (
        Digest::Sha512,
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973ebde0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b",
    ),
    (
        Digest::Sha512_224,
        "4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa",
        "37ab331d76f0d36de422bd0edeb22a28accd487b7a8453ae965dd287",
    ),
    (
        Digest::Sha512_256,
        "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
        "9a59a052930187a97038cae692f30708aa6491923ef5194394dc68d56c74fb21",
    ),
    (
        Digest::Sha3_224,
        "e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf",
        "d69335b93325192e516a912e6d19a15cb51c6ed5c15243e7a7fd653c",
    ),
    (
        Digest::Sha3_256,
        "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
        "5c8875ae474a3634ba4fd55ec85bffd661f32aca75c6d699d0cdcb6c115891c1",
    ),
    (
        Digest::Sha3_384,
        "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25",
        "eee9e24d78c1855337983451df97c8ad9eedf256c6334f8e948d252d5e0e76847aa0774ddb90a842190d2c558b4b8340",
    ),
    (
        Digest::Sha3_512,
        "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0",
        "3c3a876da14034ab60627c077bb98f7e120a2a5370212dffb3385a18d4f38859ed311d0a9d5141ce9cc5c66ee689b266a8aa18ace8282a0e0db596c90b0a7b87",
    ),
    (
        Digest::Ripemd160,
        "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc",
        "52783243c1697bdbe16d37f97f68f08325dc1528",
    ),
    (
        Digest::Blake2b512,
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
        "98fb3efb7206fd19ebf69b6f312cf7b64e3b94dbe1a17107913975a793f177e1d077609d7fba363cbba00d05f7aa4e4fa8715d6428104c0a75643b0ff3fd3eaf",
    ),
    (
        Digest::Blake2s256,
        "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982",
        "bec0c0e6cde5b67acb73b81f79a67a4079ae1c60dac9d2661af18e9f8b50dfa5",
    ),
];

/// For each digest, from Node: the hash of the hashes of 0 to 300 counting bytes; the hash of the codes
/// of 300 to 0 of them under 0 to 300; bytes 50 to 70 of `pbkdf2('pässword', 'salt', 3, 70)`.
const NODE: [(Digest, &str, &str, &str); 15] = [
    (
        Digest::Md5,
        "eeb77f5f54b2e46b4849a40454d8e547",
        "82f238ea0fc136c92ddec67ea359a40a",
        "c4be0b3b057c5aabe7dd46d2cff4e6cb37732088",
    ),
    (
        Digest::Sha1,
        "6804e4ea9a6a8d4892d67a40ced19afe1455116c",
        "7a594773188a99723997a56d679d829de4711c27",
        "da204bde82b6e593d603bd7986b5c9f6f79bd1f9",
    ),
    (
        Digest::Sha224,
        "424623b17e6ad740cd33de34cff25abe7bcc9766c61197980409fb00",
        "73b166c81223a21a3f2200204b9d0421774a469f35c221960ef97d30",
        "b6b760a9dc10d4c38aca3cef1d2c052902114ed0",
    ),
    (
        Digest::Sha256,
        "b90e35153500e9a471591550ee25a954527c6b4448afff95f7949a2ca93300ce",
        "04d4ca300f166aa33acfb8297375ed51af49254e91a8bee92c415ee45dba3913",
        "7773c4055405dfb8b45a51f1e15e3c1c177e9eee",
    ),
    (
        Digest::Sha384,
        "80e3889f16595105b3522047c1e668b4e51531d98a660101516923ebdb1cf359b8a3bd514465820fa194d12fa7cc37f6",
        "b4fdaa6052899b68b578d26d17cd5e2c15dee7e87846ebdcfdc688040e0c7ccd4cce7c5b9ed688aa37b2fcdca2192c11",
        "e0e6df6c8adfcf108bf56b104cebdb366e07fe0b",
    ),
    (
        Digest::Sha512,
        "da20b3b598f77f25e2e2d1941e345bfe16543f32378fbc8447fbb64f038964cea0808c9d450e5e83ac095f5656c102b2ff15a8e0501c7553a7afe1e0256b5e09",
        "539da6072c0bc75f44dc5024f9868f040e529ebc11462fab35477e603bdde1a790600577851c89a128496a47a0c278243aa353245fab2894d2bdac31dd96fb09",
        "5ab6a60330aa6cfb27528aad2a9637c8e6b7bbf0",
    ),
    (
        Digest::Sha512_224,
        "05daee229da360f57cf05fcb0b74bb0747c4b881db1fb6d885791e19",
        "8cf792fcc50529c8385f9d6db844680655e8925fe3a4bbfa3af858b0",
        "3386c5926698e0faf29f1c5bbe4cedb3077883a8",
    ),
    (
        Digest::Sha512_256,
        "a6cdb1c476398628b3625155dc6636bd49b980d4f62840c48aaf112948fb412f",
        "cb9e9c8ef5dd46f4bd70f9e7930365d8c2f2e17ef6e511005b297e741f4c96bc",
        "405456b8dc7ac0a5d7b9e77d61419dda18dcdbf5",
    ),
    (
        Digest::Sha3_224,
        "5a13b16fee3d8e322d64bfe46cd25ddd285ea2ef552a4869f3c49ca6",
        "0a2bbbbcdb9e9f481bbf2f9355e400cac55cf1c0c71568a6f7e5bd88",
        "617da31da4fb5d7021dd0882ee9baa2631204261",
    ),
    (
        Digest::Sha3_256,
        "d4daa4ebbd2c645f86ba95b6e1826396ad89974ff4cd6581c57e362b4464286a",
        "41946517c05a7ec8e4fd83893b86c551bf1b462a71e5087b1e014bf27bc89c97",
        "1bcc4e17d7c727844031af6cce21755b543dda4f",
    ),
    (
        Digest::Sha3_384,
        "2e835ab5ddc0a40a779470230f52afb340416421486f769485c81ccd8c5a19f00af020ec059f49908b4e9a99a3fcb3e6",
        "6a15aebca40ead89ee11e8230393287079604c0273d0a748378c366c37a3c04f785e3c6355f906438b50cc600e0507d0",
        "8335ce53a72cafc6fe8183415801c2f9da5bf1fe",
    ),
    (
        Digest::Sha3_512,
        "896d0b00d5f8e862c70225dbf04329a0d67baa7b25fe8640a3fba8d0d20e964add60f2c33a2ecb2f8d02a124bb2afea240797c6590bc0957fac40058ef947100",
        "541674d90a225d1393f2191e98e1bb0029000f1eecf6b047195b1113ecde565b0da14f3b91487b157581cd2692d7f9e80de3e32270a2556a9400c9d70a942319",
        "df80bfd9620dd8204c8da4b26fc46ee43971a26a",
    ),
    (
        Digest::Ripemd160,
        "7e6c26e6834b04560484029c4a13ca1c71f2c73d",
        "897d71962592e5dc480beb3c8787450ffb716998",
        "f8efdf48bfc10cb16d76aec85dd5fab0268be05d",
    ),
    (
        Digest::Blake2b512,
        "b6e92e8500fff38c4e359c2371b89d5f2f8148f1f6e2ba53c71375f13a2a7770d8c459fec4024309f7731597dbf57d1c8cbd5bdd7e4a07beccb3c063a504ddc0",
        "c1266b699c6692990216fa8db9efbdcd442d7e2786952b912770469ef1035edb9dac9c50f6b958f99bd437fe1414d2fcf51538c06774eccac2c2a03f91c66045",
        "346dee1d867d0863c779a6e391714de9aedf6cb1",
    ),
    (
        Digest::Blake2s256,
        "4a9ffd64e57f449747d1e049d825f1551df6512fd109a5d2aea7a8fb99fcbf2b",
        "83be212549f8b7e19279f4e0f32226130d7f1634172589c0653b5ac2284230ef",
        "e5dc964b4dae4421cbabca337bcf291835e43ed7",
    ),
];

#[test]
fn hashes_are_those_of_the_standards() {
    for (digest, of_abc, of_a_million) in EXAMPLES {
        assert_eq!(hex(&hash(digest, "abc")), of_abc, "{digest}");
        let mut pieces = Hash::new(digest);
        for _ in 0..1_000 {
            pieces.update([b'a'; 1_000]);
        }
        assert_eq!(hex(&pieces.digest()), of_a_million, "{digest}");
    }
}

#[test]
fn hashes_of_every_length_are_nodes() {
    for (digest, expected, _, _) in NODE {
        let mut all = Hash::new(digest);
        for length in 0..=300 {
            let one = hash(digest, counting(length));
            assert_eq!(one.len(), digest.output_size());
            all.update(one);
        }
        assert_eq!(hex(&all.digest()), expected, "{digest}");
    }
}

#[test]
fn codes_under_keys_of_every_length_are_nodes() {
    for (digest, _, expected, _) in NODE {
        let mut all = Hash::new(digest);
        for length in 0..=300 {
            all.update(hmac(digest, counting(length), counting(300 - length)));
        }
        assert_eq!(hex(&all.digest()), expected, "{digest}");
    }
}

#[test]
fn derived_keys_are_nodes() {
    for (digest, _, _, expected) in NODE {
        let key = pbkdf2_sync("pässword", "salt", 3, 70, digest).unwrap();
        assert_eq!(hex(&key[50..]), expected, "{digest}");
    }
}

#[test]
fn a_copy_of_a_hash_goes_on_by_itself() {
    let mut hash_one = Hash::new(Digest::Sha256);
    hash_one.update("a");
    let mut hash_two = hash_one.clone();
    hash_two.update("bc");
    assert_eq!(hash_one.digest(), hash(Digest::Sha256, "a"));
    assert_eq!(hash_two.digest(), hash(Digest::Sha256, "abc"));
}

#[test]
fn a_digest_has_nodes_names() {
    for digest in Digest::ALL {
        let name = digest.name();
        assert_eq!(name.parse(), Ok(digest));
        assert_eq!(format!("RSA-{}", name.to_uppercase()).parse(), Ok(digest));
        assert_eq!(format!("{name}WithRSAEncryption").parse(), Ok(digest));
    }
    assert_eq!("SHA-512/256".parse(), Ok(Digest::Sha512_256));
    let error = "nope".parse::<Digest>().unwrap_err();
    assert_eq!(error.code(), "ERR_CRYPTO_INVALID_DIGEST");
    assert_eq!(error.to_string(), "Invalid digest: nope");
}

/// RFC 4231, cases 1 to 4 and 6, SHA-256 and SHA-512.
#[test]
fn codes_are_those_of_rfc_4231() {
    let case = |key: &[u8], data: &[u8], sha256: &str, sha512: &str| {
        assert_eq!(hex(&hmac(Digest::Sha256, key, data)), sha256);
        assert_eq!(hex(&hmac(Digest::Sha512, key, data)), sha512);
    };
    case(
        &[0x0b; 20],
        b"Hi There",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
    );
    case(
        b"Jefe",
        b"what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
    );
    case(
        &[0xaa; 20],
        &[0xdd; 50],
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
        "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb",
    );
    case(
        &(1..=25).collect::<Vec<u8>>(),
        &[0xcd; 50],
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
        "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3dba91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb10a298dd",
    );
    case(
        &[0xaa; 131],
        b"Test Using Larger Than Block-Size Key - Hash Key First",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
    );
}

#[test]
fn a_wrong_code_is_refused_whatever_its_length() {
    let code = hmac(Digest::Sha256, "key", "text");
    let verify = |code: &[u8]| {
        let mut hmac = Hmac::new(Digest::Sha256, "key");
        hmac.update("text");
        hmac.verify(code)
    };
    assert!(verify(&code));
    assert!(!verify(&code[..31]));
    assert!(!verify(&[&code[..], &[0]].concat()));
    assert!(!verify(&[]));
    let mut wrong = code;
    wrong[31] ^= 1;
    assert!(!verify(&wrong));
}

/// RFC 6070, all but the case of 16 million iterations.
#[test]
fn derived_keys_are_those_of_rfc_6070() {
    let case = |password: &str, salt: &str, iterations, expected: &str| {
        let length = expected.len() / 2;
        let key = pbkdf2_sync(password, salt, iterations, length, Digest::Sha1).unwrap();
        assert_eq!(hex(&key), expected);
    };
    case("password", "salt", 1, "0c60c80f961f0e71f3a9b524af6012062fe037a6");
    case("password", "salt", 2, "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957");
    case("password", "salt", 4096, "4b007901b765489abead49d926f721d065a429c1");
    case(
        "passwordPASSWORDpassword",
        "saltSALTsaltSALTsaltSALTsaltSALTsalt",
        4096,
        "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038",
    );
    case("pass\0word", "sa\0lt", 4096, "56fa6aa75548099dcc37d7f03425e0c3");
}

#[test]
fn numbers_out_of_range_are_refused_as_in_node() {
    let zero = pbkdf2_sync("a", "b", 0, 10, Digest::Sha1).unwrap_err();
    assert_eq!(zero.code(), "ERR_OUT_OF_RANGE");
    let text =
        "The value of \"iterations\" is out of range. It must be >= 1 && <= 2147483647. Received 0";
    assert_eq!(zero.to_string(), text);
    assert!(pbkdf2_sync("a", "b", 1 << 31, 1, Digest::Sha1).is_err());
    assert!(pbkdf2_sync("a", "b", 1, 1 << 31, Digest::Sha1).is_err());
    assert_eq!(pbkdf2_sync("a", "b", 1, 0, Digest::Sha1).unwrap(), b"");
    let text = "The value of \"size\" is out of range. It must be >= 0 && <= 2147483647. Received 2147483648";
    assert_eq!(random_bytes_sync(1 << 31).unwrap_err().to_string(), text);
}

#[test]
fn random_bytes_are_as_many_as_asked_and_never_the_same() {
    assert_eq!(random_bytes_sync(0).unwrap(), b"");
    // 100,000 bytes are more than the system gives in one call.
    let (one, two) = (random_bytes_sync(100_000).unwrap(), random_bytes_sync(100_000).unwrap());
    assert_eq!(one.len(), 100_000);
    assert!(one[..32] != two[..32] && one[99_968..] != two[99_968..]);
}

/// Cases 13 to 16 of the paper that NIST SP 800-38D stands on.
#[test]
fn encryption_is_that_of_the_gcm_vectors() {
    let case = |key: &str, nonce: &str, additional_data: &str, text: &str, sealed: &str| {
        let key = Key::try_from(&bytes(key)[..]).unwrap();
        let nonce = Some(bytes(nonce).try_into().unwrap());
        let options = CipherOptions { nonce, additional_data: bytes(additional_data) };
        assert_eq!(hex(&encrypt_with_sync(&key, bytes(text), &options).unwrap()), sealed);
        assert_eq!(hex(&decrypt_with_sync(&key, bytes(sealed), &options).unwrap()), text);
    };
    let zeros = "00".repeat(32);
    case(&zeros, &zeros[..24], "", "", "530f8afbc74536b9a963b4f1c4cb738b");
    case(
        &zeros,
        &zeros[..24],
        "",
        &zeros[..32],
        "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
    );
    let key = "feffe9928665731c6d6a8f9467308308".repeat(2);
    let nonce = "cafebabefacedbaddecaf888";
    let text = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255";
    case(
        &key,
        nonce,
        "",
        text,
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015adb094dac5d93471bdec1a502270e3cc6c",
    );
    case(
        &key,
        nonce,
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        &text[..120],
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b",
    );
}

#[test]
fn what_node_encrypted_is_decrypted_here() {
    let key = Key::try_from(&counting(32)[..]).unwrap();
    let options = CipherOptions { nonce: None, additional_data: b"test.txt".to_vec() };
    let from_node = "279ccc25dcb8130df3601e4dd07b1099d622c0b5e85ad490154a3c653138692a964db855f5c94ae5d7a4c9a77508a812cdc8ffe1daebd3";
    let sealed = [&b"bowline nonc"[..], &bytes(from_node)].concat();
    let text = decrypt_with_sync(&key, sealed, &options).unwrap();
    assert_eq!(text, b"Hello world! This is a text to encrypt!");
}

#[test]
fn encrypting_twice_never_gives_the_same() {
    let key = Key::random().unwrap();
    let (one, two) = (encrypt_sync(&key, "text").unwrap(), encrypt_sync(&key, "text").unwrap());
    assert_ne!(one[..12], two[..12]);
    assert_ne!(one[12..], two[12..]);
    assert_eq!(decrypt_sync(&key, one).unwrap(), decrypt_sync(&key, two).unwrap());
}

#[test]
fn every_changed_bit_and_every_cut_is_noticed() {
    let key = Key::random().unwrap();
    let sealed = encrypt_sync(&key, "text").unwrap();
    for bit in 0..sealed.len() * 8 {
        let mut changed = sealed.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let error = decrypt_sync(&key, changed).unwrap_err();
        assert_eq!(error.code(), "ERR_CRYPTO_OPERATION_FAILED");
    }
    for length in 0..sealed.len() {
        assert!(decrypt_sync(&key, &sealed[..length]).is_err());
    }
    assert!(decrypt_sync(&Key::random().unwrap(), &sealed).is_err());
    let other_name = CipherOptions { additional_data: b"x".to_vec(), nonce: None };
    let error = decrypt_with_sync(&key, &sealed, &other_name).unwrap_err();
    assert!(error.to_string().starts_with("unable to authenticate data"), "{error}");
}

#[test]
fn a_key_of_another_length_is_refused_as_in_node() {
    let error = Key::try_from(&b"short"[..]).unwrap_err();
    assert_eq!(
        (error.code(), &*error.to_string()),
        ("ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length")
    );
}

#[test]
fn a_key_does_not_show_in_debug_output() {
    assert_eq!(format!("{:?}", Key::from([7; 32])), "Key(secret)");
}

#[test]
fn the_doors_of_one_operation_say_the_same() {
    let key = Key::random().unwrap();
    let options = CipherOptions { additional_data: b"name".to_vec(), nonce: Some([7; 12]) };
    let sealed = encrypt_with_sync(&key, "text", &options).unwrap();
    let derived = pbkdf2_sync("password", "salt", 1_000, 32, Digest::Sha512);
    let refused = pbkdf2_sync("password", "salt", 0, 32, Digest::Sha512);
    let left = std::rc::Rc::new(std::cell::Cell::new(7));
    let all_done = left.clone();
    crate::run(move || {
        let done = || {
            let left = left.clone();
            move || left.set(left.get() - 1)
        };
        let (expected, ended) = (derived.clone(), done());
        pbkdf2("password", "salt", 1_000, 32, Digest::Sha512, move |result| {
            assert_eq!(result, expected);
            ended();
        });
        let (expected, ended) = (refused, done());
        pbkdf2("password", "salt", 0, 32, Digest::Sha512, move |result| {
            assert_eq!(result, expected);
            ended();
        });
        let ended = done();
        random_bytes(100, move |result| {
            assert_eq!(result.unwrap().len(), 100);
            ended();
        });
        let ended = done();
        random_bytes(1 << 31, move |result| {
            assert_eq!(result.unwrap_err().code(), "ERR_OUT_OF_RANGE");
            ended();
        });
        let (expected, ended) = (sealed.clone(), done());
        encrypt_with(&key, "text", &options, move |result| {
            assert_eq!(result.unwrap(), expected);
            ended();
        });
        let (key_again, ended) = (key.clone(), done());
        encrypt(&key, "text", move |result| {
            decrypt(&key_again, result.unwrap(), move |result| {
                assert_eq!(result.unwrap(), b"text");
                ended();
            });
        });
        let ended = done();
        crate::spawn_local(async move {
            assert_eq!(
                promises::pbkdf2("password", "salt", 1_000, 32, Digest::Sha512).await,
                derived
            );
            assert_eq!(promises::random_bytes(5).await.unwrap().len(), 5);
            assert_eq!(promises::encrypt_with(&key, "text", &options).await.unwrap(), sealed);
            assert_eq!(promises::decrypt_with(&key, sealed, &options).await.unwrap(), b"text");
            let sealed = promises::encrypt(&key, "text").await.unwrap();
            assert_eq!(promises::decrypt(&key, sealed).await.unwrap(), b"text");
            assert!(promises::decrypt(&key, "too short").await.is_err());
            ended();
        });
    })
    .unwrap();
    assert_eq!(all_done.get(), 0);
}

/// RFC 7914, section 12.
#[test]
fn keys_by_scrypt_are_those_of_rfc_7914() {
    let options = |cost, block_size, parallelization| ScryptOptions {
        cost,
        block_size,
        parallelization,
        ..ScryptOptions::default()
    };
    let first = scrypt_sync("", "", 64, &options(16, 1, 1)).unwrap();
    assert_eq!(
        hex(&first),
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
    );
    let second = scrypt_sync("password", "NaCl", 64, &options(1024, 8, 16)).unwrap();
    assert_eq!(
        hex(&second),
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
    );
    assert!(scrypt_sync("", "", 0, &options(16, 1, 1)).unwrap().is_empty());
}

/// The bounds are OpenSSL's, tried out with Node 20.
#[test]
fn costs_of_scrypt_that_make_no_sense_are_refused() {
    let refused = |cost, block_size, parallelization, memory_max| {
        let options = ScryptOptions { cost, block_size, parallelization, memory_max };
        scrypt_sync("a", "b", 1, &options).err().map(|error| error.code().to_owned())
    };
    let code = Some("ERR_CRYPTO_INVALID_SCRYPT_PARAMS".to_owned());
    for (cost, block_size, parallelization) in
        [(0, 8, 1), (1, 8, 1), (3, 8, 1), (16, 0, 1), (16, 8, 0), (65_536, 1, 1), (2, 1, 1 << 30)]
    {
        assert_eq!(refused(cost, block_size, parallelization, 1 << 40), code, "{cost}");
    }
    assert_eq!(refused(u64::MAX / 2 + 1, u32::MAX, u32::MAX, u64::MAX), code);
    assert_eq!(refused(16, 1, 1, 2_432), None);
    assert_eq!(refused(16, 1, 1, 2_431), code);
    assert_eq!(refused(1_024, 8, 3, 1_053_696), None);
    assert_eq!(refused(1_024, 8, 3, 1_053_695), code);
}

/// RFC 5869, appendix A, test cases 1 to 3.
#[test]
fn keys_from_keys_are_those_of_rfc_5869() {
    let key = [0x0b; 22];
    let salt = bytes("000102030405060708090a0b0c");
    let info = bytes("f0f1f2f3f4f5f6f7f8f9");
    let first = hkdf_sync(Digest::Sha256, key, salt, info, 42).unwrap();
    assert_eq!(
        hex(&first),
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    );
    let range = |from: u8, to: u8| (from..=to).collect::<Vec<u8>>();
    let (key, salt, info) = (range(0, 0x4f), range(0x60, 0xaf), range(0xb0, 0xff));
    let second = hkdf_sync(Digest::Sha256, key, salt, info, 82).unwrap();
    assert_eq!(
        hex(&second),
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
    );
    let third = hkdf_sync(Digest::Sha256, [0x0b; 22], "", "", 42).unwrap();
    assert_eq!(
        hex(&third),
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    );
    let most = 255 * 32;
    assert_eq!(hkdf_sync(Digest::Sha256, "", "", "", most).unwrap().len(), most);
    let error = hkdf_sync(Digest::Sha256, "", "", "", most + 1).unwrap_err();
    assert_eq!(error.code(), "ERR_CRYPTO_INVALID_KEYLEN");
}

/// FIPS 202's functions, by NIST's examples with output values.
#[test]
fn a_result_is_as_long_as_asked() {
    let of = |function, size| {
        let mut hash = XofHash::new(function);
        hash.update("");
        hex(&hash.digest(size))
    };
    assert_eq!(of(Xof::Shake128, 16), "7f9c2ba4e88f827d616045507605853e");
    assert_eq!(of(Xof::Shake128, 0), "");
    assert_eq!(
        of(Xof::Shake256, 32),
        "46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f"
    );
    assert!(of(Xof::Shake256, 1_000).starts_with(&of(Xof::Shake256, 999)));
    assert_eq!("SHAKE-256".parse(), Ok(Xof::Shake256));
    assert!("sha256".parse::<Xof>().is_err());
}

#[test]
fn a_uuid_is_of_version_4_and_never_the_same() {
    let (one, other) = (random_uuid().unwrap(), random_uuid().unwrap());
    assert_ne!(one, other);
    assert_eq!(one.len(), 36);
    assert_eq!(&one[14..15], "4");
    assert!("89ab".contains(&one[19..20]));
    let is_dash = |place: usize| [8, 13, 18, 23].contains(&place);
    for (place, letter) in one.char_indices() {
        assert_eq!(letter == '-', is_dash(place));
        assert!(is_dash(place) || letter.is_ascii_hexdigit());
    }
}

#[test]
fn bytes_are_compared_whatever_their_length() {
    assert!(timing_safe_equal(b"", b""));
    assert!(timing_safe_equal(b"same", b"same"));
    assert!(!timing_safe_equal(b"same", b"sane"));
    assert!(!timing_safe_equal(b"same", b"same or not"));
}
