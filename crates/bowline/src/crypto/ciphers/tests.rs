//! Published vectors, each whole and in pieces, both ways.

use super::*;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect()
}

struct Vector {
    source: &'static str,
    name: &'static str,
    key: &'static str,
    iv: &'static str,
    additional: &'static str,
    text: &'static str,
    sealed: &'static str,
    tag: &'static str,
}

const TEXT: &str = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51";
const KEY_128: &str = "2b7e151628aed2a6abf7158809cf4f3c";
const KEY_256: &str = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
const SUNSCREEN: &str = "4c616469657320616e642047656e746c656d656e206f662074686520636c617373206f66202739393a204966204920636f756c64206f6666657220796f75206f6e6c79206f6e652074697020666f7220746865206675747572652c2073756e73637265656e20776f756c642062652069742e";

const fn plain(
    source: &'static str,
    name: &'static str,
    key: &'static str,
    iv: &'static str,
    text: &'static str,
    sealed: &'static str,
) -> Vector {
    Vector { source, name, key, iv, additional: "", text, sealed, tag: "" }
}

const VECTORS: [Vector; 11] = [
    plain(
        "SP 800-38A F.1.1",
        "aes-128-ecb",
        KEY_128,
        "",
        TEXT,
        "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf",
    ),
    plain(
        "SP 800-38A F.2.1",
        "aes-128-cbc",
        KEY_128,
        "000102030405060708090a0b0c0d0e0f",
        TEXT,
        "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2",
    ),
    plain(
        "SP 800-38A F.2.5",
        "aes-256-cbc",
        KEY_256,
        "000102030405060708090a0b0c0d0e0f",
        TEXT,
        "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d",
    ),
    plain(
        "SP 800-38A F.5.1",
        "aes-128-ctr",
        KEY_128,
        "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
        TEXT,
        "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff",
    ),
    plain(
        "RFC 8439 2.4.2",
        "chacha20",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
        "01000000000000000000004a00000000",
        SUNSCREEN,
        "6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0bf91b65c5524733ab8f593dabcd62b3571639d624e65152ab8f530c359f0861d807ca0dbf500d6a6156a38e088a22b65e52bc514d16ccf806818ce91ab77937365af90bbf74a35be6b40b8eedf2785e42874d",
    ),
    Vector {
        source: "McGrew and Viega, test case 4",
        name: "aes-128-gcm",
        key: "feffe9928665731c6d6a8f9467308308",
        iv: "cafebabefacedbaddecaf888",
        additional: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        text: "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        sealed: "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091",
        tag: "5bc94fbc3221a5db94fae95ae7121a47",
    },
    Vector {
        source: "McGrew and Viega, test case 6: a vector of 60 bytes",
        name: "aes-128-gcm",
        key: "feffe9928665731c6d6a8f9467308308",
        iv: "9313225df88406e555909c5aff5269aa6a7a9538534f7da1e4c303d2a318a728c3c0c95156809539fcf0e2429a6b525416aedbf5a0de6a57a637b39b",
        additional: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        text: "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        sealed: "8ce24998625615b603a033aca13fb894be9112a5c3a211a8ba262a3cca7e2ca701e4a9a4fba43c90ccdcb281d48c7c6fd62875d2aca417034c34aee5",
        tag: "619cc5aefffe0bfa462af43c1699d050",
    },
    Vector {
        source: "RFC 8439 2.8.2",
        name: "chacha20-poly1305",
        key: "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
        iv: "070000004041424344454647",
        additional: "50515253c0c1c2c3c4c5c6c7",
        text: SUNSCREEN,
        sealed: "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b6116",
        tag: "1ae10b594f09e26a7e902ecbd0600691",
    },
    Vector {
        source: "RFC 3610, packet vector 1",
        name: "aes-128-ccm",
        key: "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf",
        iv: "00000003020100a0a1a2a3a4a5",
        additional: "0001020304050607",
        text: "08090a0b0c0d0e0f101112131415161718191a1b1c1d1e",
        sealed: "588c979a61c663d2f066d0c2c0f989806d5f6b61dac384",
        tag: "17e8d12cfdf926e0",
    },
    Vector {
        source: "RFC 7253, appendix A, the second",
        name: "aes-128-ocb",
        key: "000102030405060708090a0b0c0d0e0f",
        iv: "bbaa99887766554433221101",
        additional: "0001020304050607",
        text: "0001020304050607",
        sealed: "6820b3657b6f615a",
        tag: "5725bda0d3b4eb3a257c9af1f8f03009",
    },
    Vector {
        source: "RFC 7253, appendix A, the last",
        name: "aes-128-ocb",
        key: "000102030405060708090a0b0c0d0e0f",
        iv: "bbaa9988776655443322110d",
        additional: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
        text: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627",
        sealed: "d5ca91748410c1751ff8a2f618255b68a0a12e093ff454606e59f9c1d0ddc54b65e8628e568bad7a",
        tag: "ed07ba06a4a69483a7035490c5769e60",
    },
];

fn cipher(direction: Direction, vector: &Vector) -> Cipher {
    let tag_size = (!vector.tag.is_empty()).then_some(vector.tag.len() / 2);
    let (key, iv) = (bytes(vector.key), bytes(vector.iv));
    let kind = vector.name.parse().unwrap();
    let mut cipher = Cipher::new(direction, kind, &key, &iv, tag_size).unwrap();
    cipher.set_padding(false).unwrap();
    if !vector.additional.is_empty() {
        let text_size = vector.text.len() / 2;
        cipher.set_additional_data(&bytes(vector.additional), Some(text_size)).unwrap();
    }
    cipher
}

fn run(cipher: &mut Cipher, data: &[u8], piece: usize) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    for piece in data.chunks(piece) {
        out.extend(cipher.update(piece)?);
    }
    out.extend(cipher.finish()?);
    Ok(out)
}

#[test]
fn encryption_is_that_of_the_standards() {
    for vector in &VECTORS {
        // CCM takes its text whole.
        let pieces = if vector.name.ends_with("ccm") { 1_000..1_001 } else { 1..66 };
        for piece in pieces {
            let mut encrypt = cipher(Direction::Encrypt, vector);
            let sealed = run(&mut encrypt, &bytes(vector.text), piece).unwrap();
            assert_eq!(hex(&sealed), vector.sealed, "{}, by {piece}", vector.source);
            assert_eq!(hex(&encrypt.tag().unwrap_or_default()), vector.tag, "{}", vector.source);
            let mut decrypt = cipher(Direction::Decrypt, vector);
            if !vector.tag.is_empty() {
                decrypt.set_tag(&bytes(vector.tag)).unwrap();
            }
            let text = run(&mut decrypt, &sealed, piece).unwrap();
            assert_eq!(hex(&text), vector.text, "{}, by {piece}", vector.source);
        }
    }
}

#[test]
fn a_changed_bit_of_text_tag_or_additional_data_is_noticed() {
    for vector in VECTORS.iter().filter(|vector| !vector.tag.is_empty()) {
        let refused = |sealed: &[u8], tag: &[u8], additional: &[u8]| {
            let (key, iv) = (bytes(vector.key), bytes(vector.iv));
            let kind = vector.name.parse().unwrap();
            let tag_size = Some(tag.len());
            let mut cipher = Cipher::new(Direction::Decrypt, kind, &key, &iv, tag_size).unwrap();
            cipher.set_additional_data(additional, Some(sealed.len())).unwrap();
            cipher.set_tag(tag).unwrap();
            run(&mut cipher, sealed, usize::MAX).is_err()
        };
        let parts = [vector.sealed, vector.tag, vector.additional].map(bytes);
        assert!(!refused(&parts[0], &parts[1], &parts[2]), "{}", vector.source);
        for part in 0..parts.len() {
            for place in [0, parts[part].len() - 1] {
                let mut changed = parts.clone();
                changed[part][place] ^= 0x10;
                assert!(refused(&changed[0], &changed[1], &changed[2]), "{}", vector.source);
            }
        }
        let mut without = cipher(Direction::Decrypt, vector);
        assert!(run(&mut without, &parts[0], usize::MAX).is_err(), "{}", vector.source);
    }
}

#[test]
fn padding_fills_the_last_block_and_is_taken_off_again() {
    for name in ["aes-128-cbc", "aes-192-ecb", "aes-256-cbc", "des-ede3-cbc", "des-ede3"] {
        let kind: CipherKind = name.parse().unwrap();
        let (key, iv) = (vec![7; kind.key_size()], vec![9; kind.iv_size()]);
        for length in 0..50 {
            for piece in [1, 5, 8, 16, 17, 100] {
                let text: Vec<u8> = (0..length).collect();
                let mut encrypt = Cipher::new(Direction::Encrypt, kind, &key, &iv, None).unwrap();
                let sealed = run(&mut encrypt, &text, piece).unwrap();
                let block = kind.block_size();
                assert_eq!(sealed.len(), (text.len() / block + 1) * block);
                let mut decrypt = Cipher::new(Direction::Decrypt, kind, &key, &iv, None).unwrap();
                assert_eq!(run(&mut decrypt, &sealed, piece).unwrap(), text, "{name} {length}");
            }
        }
    }
}

#[test]
fn a_last_block_that_is_none_is_refused_in_openssls_words() {
    let kind = "aes-128-cbc".parse().unwrap();
    let new = |direction| Cipher::new(direction, kind, &[0; 16], &[0; 16], None).unwrap();
    let error = run(&mut new(Direction::Decrypt), &[0; 16], 16).unwrap_err();
    assert_eq!(error.code(), "ERR_OSSL_BAD_DECRYPT");
    for length in [0, 15, 17] {
        let error = run(&mut new(Direction::Decrypt), &vec![0; length], 64).unwrap_err();
        assert_eq!(error.code(), "ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH");
    }
    let mut encrypt = new(Direction::Encrypt);
    encrypt.set_padding(false).unwrap();
    let error = run(&mut encrypt, &[0; 15], 64).unwrap_err();
    assert_eq!(error.code(), "ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH");
}

/// RFC 3394, 4.1 and 4.6; RFC 5649, 6.
#[test]
fn keys_are_wrapped_as_in_the_standards() {
    let rows = [
        (
            "aes128-wrap",
            "000102030405060708090a0b0c0d0e0f",
            "a6a6a6a6a6a6a6a6",
            "00112233445566778899aabbccddeeff",
            "1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5",
        ),
        (
            "aes256-wrap",
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "a6a6a6a6a6a6a6a6",
            "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f",
            "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21",
        ),
        (
            "id-aes192-wrap-pad",
            "5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8",
            "a65959a6",
            "c37b7e6492584340bed12207808941155068f738",
            "138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a",
        ),
        (
            "id-aes192-wrap-pad",
            "5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8",
            "a65959a6",
            "466f7250617369",
            "afbeb0f07dfbf5419200f2ccb50bb24f",
        ),
    ];
    for (name, key, iv, text, wrapped) in rows {
        let kind = name.parse().unwrap();
        let new = |direction| Cipher::new(direction, kind, &bytes(key), &bytes(iv), None).unwrap();
        assert_eq!(hex(&new(Direction::Encrypt).update(bytes(text)).unwrap()), wrapped);
        assert_eq!(hex(&new(Direction::Decrypt).update(bytes(wrapped)).unwrap()), text);
        let mut changed = bytes(wrapped);
        changed[3] ^= 1;
        assert!(new(Direction::Decrypt).update(changed).is_err());
        assert!(new(Direction::Decrypt).update([0; 9]).is_err());
    }
}

#[test]
fn a_key_wrapped_with_triple_des_is_got_back() {
    let kind = "des3-wrap".parse().unwrap();
    let key: Vec<u8> = (1..=24).collect();
    let new = |direction| Cipher::new(direction, kind, &key, &[], None).unwrap();
    let wrapped = new(Direction::Encrypt).update([5; 24]).unwrap();
    assert_eq!(wrapped.len(), 40);
    assert_eq!(new(Direction::Decrypt).update(&wrapped).unwrap(), [5; 24]);
    assert!(new(Direction::Decrypt).update(&wrapped[8..]).is_err());
}

#[test]
fn lengths_a_cipher_cannot_have_are_refused_as_in_node() {
    let code = |name: &str, key: usize, iv: usize, tag: Option<usize>| {
        let kind = name.parse().unwrap();
        let cipher = Cipher::new(Direction::Encrypt, kind, &vec![0; key], &vec![0; iv], tag);
        cipher.err().map(|error| error.code().to_owned())
    };
    assert_eq!(code("aes-128-cbc", 15, 16, None).unwrap(), "ERR_CRYPTO_INVALID_KEYLEN");
    assert_eq!(code("aes-128-cbc", 16, 12, None).unwrap(), "ERR_CRYPTO_INVALID_IV");
    assert_eq!(code("aes-128-gcm", 16, 0, None).unwrap(), "ERR_CRYPTO_INVALID_IV");
    assert_eq!(code("aes-128-gcm", 16, 12, Some(3)).unwrap(), "ERR_CRYPTO_INVALID_AUTH_TAG");
    assert_eq!(code("aes-128-ccm", 16, 12, Some(7)).unwrap(), "ERR_CRYPTO_INVALID_AUTH_TAG");
    assert_eq!(code("id-AES256-GCM", 32, 128, Some(4)), None);
    assert!("aes-127".parse::<CipherKind>().is_err());
}

#[test]
fn nothing_is_taken_after_the_end() {
    let kind = "aes-128-gcm".parse().unwrap();
    let mut cipher = Cipher::new(Direction::Encrypt, kind, &[0; 16], &[0; 12], None).unwrap();
    assert!(cipher.tag().is_none());
    assert!(cipher.set_tag(&[0; 16]).is_err());
    cipher.finish().unwrap();
    assert_eq!(cipher.tag().unwrap().len(), 16);
    for error in [
        cipher.update("more").unwrap_err(),
        cipher.finish().unwrap_err(),
        cipher.set_additional_data(b"more", None).unwrap_err(),
        cipher.set_padding(false).unwrap_err(),
    ] {
        assert_eq!(error.code(), "ERR_CRYPTO_INVALID_STATE");
    }
}
