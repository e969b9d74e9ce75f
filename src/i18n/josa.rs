//! Korean particles after names: 은/는, 이/가, 을/를, 과/와, 으로/로.
//!
//! A particle agrees with the last *sound* of the word before it, and our words are mostly Latin: `default`가,
//! `sleep`이, mTLS를. So this module answers how an engineer in Korea reads the end of a name, in three steps: the
//! part that is read last ([`spoken_end`]), whether it is spelt out or spoken ([`latin`]), and the sound itself.
//! Where nobody can know (another script, an emoji) the written form for both is used: 을(를).

/// A particle that depends on the sound before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Particle {
    /// 은/는
    Topic,
    /// 이/가
    Subject,
    /// 을/를
    Object,
    /// 과/와
    With,
    /// 으로/로; ㄹ counts as a vowel here.
    By,
}

impl Particle {
    /// The form of the particle that follows `name`.
    pub fn after(self, name: &str) -> &'static str {
        let forms = self.forms();
        match (ending(name), self) {
            (Ending::Unknown, _) => forms.unknown,
            (Ending::Vowel, _) | (Ending::Rieul, Self::By) => forms.vowel,
            (Ending::Rieul | Ending::Consonant, _) => forms.consonant,
        }
    }

    fn forms(self) -> Forms {
        let (consonant, vowel, unknown) = match self {
            Self::Topic => ("은", "는", "은(는)"),
            Self::Subject => ("이", "가", "이(가)"),
            Self::Object => ("을", "를", "을(를)"),
            Self::With => ("과", "와", "과(와)"),
            Self::By => ("으로", "로", "(으)로"),
        };
        Forms { consonant, vowel, unknown }
    }
}

/// `name` and the particle that follows it, without a space: `with("sleep", Particle::Subject)` is `sleep이`.
pub fn with(name: &str, particle: Particle) -> String {
    format!("{name}{}", particle.after(name))
}

struct Forms {
    consonant: &'static str,
    vowel: &'static str,
    unknown: &'static str,
}

/// The last sound of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Vowel,
    /// A final ㄹ, which 으로/로 treats as a vowel.
    Rieul,
    /// Any other final consonant.
    Consonant,
    /// No telling.
    Unknown,
}

fn ending(name: &str) -> Ending {
    let spoken = spoken_end(name);
    let Some(last) = spoken.chars().next_back() else { return Ending::Unknown };
    match last {
        '가'..='힣' => hangul(last),
        '0'..='9' => digit(last, spoken),
        'a'..='z' | 'A'..='Z' => latin(last_word(spoken)),
        '%' => Ending::Vowel, // 퍼센트
        _ => Ending::Unknown,
    }
}

/// `name` up to what is read last. Quotes, brackets and other marks are silent, and so is a remark in round brackets
/// behind a word: the particle of `cart(shop)` is that of `cart`.
fn spoken_end(name: &str) -> &str {
    let is_silent = |c: char| match c {
        '%' => false,
        _ if c.is_ascii() => !c.is_ascii_alphanumeric(),
        _ => "‘’“”「」『』《》…·".contains(c) || c.is_whitespace(),
    };
    let read = name.trim_end_matches(is_silent);
    let ends_in_remark = name.get(read.len()..).is_some_and(|marks| marks.contains(')'));
    match read.rsplit_once('(') {
        Some((before, _)) if ends_in_remark && before.contains(char::is_alphanumeric) => {
            before.trim_end_matches(is_silent)
        }
        _ => read,
    }
}

/// Syllables are laid out by initial, vowel and final consonant; there are 28 finals, the first of which is none and
/// the ninth ㄹ.
fn hangul(syllable: char) -> Ending {
    match (u32::from(syllable) - u32::from('가')) % 28 {
        0 => Ending::Vowel,
        8 => Ending::Rieul,
        _ => Ending::Consonant,
    }
}

/// Numbers are read in Sino-Korean (영 일 이 삼 사 오 육 칠 팔 구; 십, 백, 천 and 만 end in consonants as 영 does). Only
/// a version such as `v3` is read in English (원 투 쓰리 포 파이브 식스 세븐 에잇 나인).
fn digit(last: char, spoken: &str) -> Ending {
    let is_version = spoken.strip_suffix(last).is_some_and(|before| before.ends_with(['v', 'V']));
    match (last, is_version) {
        ('2' | '4' | '5', _) | ('9', false) | ('0' | '3' | '6', true) => Ending::Vowel,
        ('1' | '7' | '8', false) => Ending::Rieul,
        _ => Ending::Consonant,
    }
}

/// The last Latin word: behind the last mark or digit, and of `PeerAuthentication` or `mTLS` the last part.
fn last_word(spoken: &str) -> &str {
    let run = spoken.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let humps = run.char_indices().zip(run.chars().skip(1));
    let hump = humps.filter(|((_, a), b)| a.is_ascii_lowercase() && b.is_ascii_uppercase()).last();
    hump.and_then(|((at, _), _)| run.get(at + 1..)).unwrap_or(run)
}

/// A Latin word is spelt out if it cannot be spoken (`mtls`, `svc`) or is a short abbreviation (`IP`, `UC`, `db`);
/// otherwise its spelling tells how Korean writes it.
fn latin(word: &str) -> Ending {
    let is_upper = word.chars().all(|c| c.is_ascii_uppercase());
    let word = word.to_ascii_lowercase();
    if let Some((_, ending)) = LOANWORDS.iter().find(|(suffix, _)| word.ends_with(suffix)) {
        return *ending;
    }
    let cannot_be_spoken = !word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if cannot_be_spoken || word.len() <= 2 || (is_upper && word.len() <= 3) {
        spelt(&word)
    } else {
        spoken(&word)
    }
}

/// Words whose Korean form does not follow from their spelling, by their last letters.
const LOANWORDS: [(&str, Ending); 14] = [
    ("app", Ending::Consonant),      // 앱
    ("web", Ending::Consonant),      // 웹
    ("job", Ending::Consonant),      // 잡
    ("map", Ending::Consonant),      // 맵
    ("set", Ending::Consonant),      // 셋
    ("hub", Ending::Vowel),          // 허브
    ("sub", Ending::Vowel),          // 서브
    ("bit", Ending::Vowel),          // 비트
    ("loop", Ending::Vowel),         // 루프
    ("check", Ending::Vowel),        // 체크
    ("type", Ending::Consonant),     // 타입
    ("template", Ending::Consonant), // 템플릿
    ("private", Ending::Consonant),  // 프라이빗
    ("yaml", Ending::Rieul),         // 야믈
];

/// Names of letters: 엘, 엠, 엔 and 알 end in a consonant, all others in a vowel (에스, 티, 엑스 …).
fn spelt(word: &str) -> Ending {
    match word.chars().next_back() {
        Some('l' | 'r') => Ending::Rieul,
        Some('m' | 'n') => Ending::Consonant,
        _ => Ending::Vowel,
    }
}

/// How Korean writes the end of an English word. Sonorants become finals (토큰, 시스템, 터널); stops do so only behind
/// a short vowel (소켓, 트래픽, 슬립), elsewhere they get a vowel of their own (호스트, 링크, 덤프); the rest always does.
fn spoken(word: &str) -> Ending {
    let ends_in = |suffixes: &[&str]| suffixes.iter().any(|suffix| word.ends_with(suffix));
    let is_vowel = |c: &u8| b"aeiouy".contains(c);
    if ends_in(&["l", "le"]) {
        Ending::Rieul
    } else if ends_in(&["m", "me", "n", "ne", "ng", "ck", "ok"]) {
        Ending::Consonant
    } else {
        match word.as_bytes() {
            // Two vowel letters are long, except in words such as checkout and circuit.
            [.., b'o', b'u', b't'] | [.., b'u', b'i', b't'] => Ending::Consonant,
            [.., a, b, b't' | b'k' | b'c' | b'b'] if is_vowel(a) && is_vowel(b) => Ending::Vowel,
            [.., a, b't' | b'k' | b'c' | b'b' | b'p'] if is_vowel(a) => Ending::Consonant,
            _ => Ending::Vowel,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case(
        Particle::Subject,
        "payments가 default가 sleep이 httpbin이 14개가 사이드카가 프록시가 네임스페이스가"
    )]
    #[test_case(Particle::Subject, "productpage가 details가 reviews가 ratings가 tcp-echo가 helloworld가 istiod가 ztunnel이"; "sample names")]
    #[test_case(Particle::Subject, "StatefulSet이 ConfigMap이 Secret이 CronJob이 Deployment가 Service가 Namespace가 Pod가"; "kinds")]
    #[test_case(Particle::Subject, "PeerAuthentication이 DestinationRule이 AuthorizationPolicy가 VirtualService가 Gateway가 ServiceEntry가 Sidecar가 Traffic이"; "kinds of the mesh")]
    #[test_case(
        Particle::Object,
        "STRICT를 PERMISSIVE를 DISABLE을 UNSET을 ISTIO_MUTUAL을 SIMPLE을 mTLS를 TLS를 PASSTHROUGH를"
    )]
    #[test_case(Particle::Object, "HTTP를 gRPC를 TCP를 SNI를 ALPN을 FQDN을 JWT를 RBAC을 HBONE을 YAML을 JSON을 URL을 IP를"; "abbreviations")]
    #[test_case(Particle::Object, "UC를 NR을 UH를 vm을 db를 svc를 portLevelMtls를 hostIP를 mysql을 nginx를 redis를 mongodb를"; "short names")]
    #[test_case(Particle::Object, "checkout을 frontend를 cart를 web을 was를 curl을 shop을 shipping을 billing을 collector를 tomcat을"; "services")]
    #[test_case(Particle::Object, "webhook을 network를 link를 config를 socket을 target을 root를 host를 route를 map을 dump를 sync를"; "stops")]
    #[test_case(Particle::Topic, "name은 zone은 table은 type은 template은 node는 core는 server는 mesh는 log는 loop는 metric은"; "words")]
    #[test_case(Particle::Topic, "10은 100은 0은 1은 2는 3은 4는 5는 6은 7은 8은 9는 8080은 443은 87%는"; "numbers")]
    #[test_case(Particle::With, "v1과 v2와 v3와 reviews-v3와 IPv6와 HTTP/1.1과 HTTP/2와 1.20과"; "versions")]
    #[test_case(
        Particle::By,
        "STRICT로 DISABLE로 ISTIO_MUTUAL로 curl로 1로 8로 2로 3으로 10으로 v1으로 평문으로 규칙으로 파일로 서비스로"
    )]
    #[test_case(Particle::By, "NR로 URL로 default로 sleep으로 httpbin으로 cluster.local로 istio-system으로 example.com으로"; "rieul in latin")]
    #[test_case(Particle::Subject, "\"sleep\"이 `default`가 ‘foo’가 「정책」이 spec.ports[0]이 [mTLS]가 foo/sleep이 httpbin:8000이"; "marks are silent")]
    #[test_case(Particle::Subject, "cart(shop)가 sleep(foo)이 정책(2)이 (sleep)이"; "remarks are silent")]
    #[test_case(Particle::Subject, "日本이(가) 😀이(가) *이(가)"; "unknown")]
    #[test_case(Particle::By, "日本(으)로"; "unknown by")]
    fn agrees(particle: Particle, sentence: &str) {
        for expected in sentence.split(' ') {
            // The name is what is left when the longest form that fits is taken off.
            let forms = particle.forms();
            let all = [forms.unknown, forms.consonant, forms.vowel];
            let name =
                all.iter().filter_map(|form| expected.strip_suffix(form)).min_by_key(|name| name.len());
            assert_eq!(with(name.expect("a particle"), particle), expected);
        }
    }

    #[test]
    fn nothing_before_it() {
        assert_eq!(Particle::Object.after(""), "을(를)");
    }
}
