//! Why a cluster would refuse a document, in Korean.

use super::Ko;
use crate::i18n::josa::{Particle, with};
use crate::i18n::text::AdmissionText;
use crate::resource::admission::{Format, JsonType, Rule};

impl AdmissionText for Ko {
    #[expect(clippy::too_many_lines, reason = "a table: one sentence for each rule")]
    fn admission_rule(&self, rule: &Rule) -> String {
        match rule {
            Rule::UnservedVersion { served } => {
                format!("클러스터가 제공하지 않는 버전입니다. {} 중 하나를 쓰십시오", list(served))
            }
            Rule::WrongType { expected, found } => {
                let expected = with(self.json_type(*expected), Particle::Subject);
                format!("{expected} 와야 하는데 {}입니다", self.json_type(*found))
            }
            Rule::UnknownValue { value, allowed } => {
                let value = with(&quoted(value), Particle::Topic);
                format!("{value} 쓸 수 없습니다. {} 중 하나여야 하며 대소문자를 구분합니다", list(allowed))
            }
            Rule::UnknownField { suggestion: Some(meant) } => {
                format!("없는 필드입니다. {} 쓰려던 것입니까?", with(meant, Particle::Object))
            }
            Rule::UnknownField { suggestion: None } => "없는 필드입니다".to_owned(),
            Rule::Missing => "필수 필드입니다".to_owned(),
            Rule::Empty => "비워 둘 수 없습니다".to_owned(),
            Rule::OutOfRange { value, min, max } => {
                let value = with(value, Particle::Topic);
                format!("{value} 범위를 벗어납니다. {min} 이상 {max} 이하여야 합니다")
            }
            Rule::NotPositive => "0보다 커야 합니다".to_owned(),
            Rule::PercentTooSmall => "0이거나 0.0001 이상이어야 합니다".to_owned(),
            Rule::TooLong { max } => format!("{max}자를 넘을 수 없습니다"),
            Rule::TooMany { max } => format!("항목이 {max}개를 넘을 수 없습니다"),
            Rule::Malformed { format, value } => {
                let value = with(&quoted(value), Particle::Topic);
                format!("{value} 쓸 수 없습니다. 형식: {}", self.admission_format(*format))
            }
            Rule::Duplicate { value } => format!("{} 중복됩니다", with(&quoted(value), Particle::Subject)),
            Rule::OnlyOneOf { fields } => format!("{} 중 하나만 설정할 수 있습니다", list(fields)),
            Rule::AtLeastOneOf { fields } => format!("{} 중 하나 이상을 설정해야 합니다", list(fields)),
            Rule::Needs { field } => format!("{} 함께 써야만 동작합니다", with(field, Particle::With)),
            Rule::NotWith { field } => format!("{} 함께 쓸 수 없습니다", with(field, Particle::With)),
            Rule::NotWithValue { field, value } => {
                format!("{} {value}일 때는 쓸 수 없습니다", with(field, Particle::Subject))
            }
            Rule::MissingForValue { field, value } => {
                format!("{} {value}일 때 필수입니다", with(field, Particle::Subject))
            }
            Rule::Unsupported => "여기에서는 지원하지 않습니다".to_owned(),
            Rule::ReservedAnnotation => "Istio가 내부에서 쓰는 어노테이션입니다".to_owned(),
            Rule::DryRunNotAuthorization => "AuthorizationPolicy에만 쓸 수 있습니다".to_owned(),
            Rule::SelectorWithoutLabels => "레이블이 없어 범위 안의 모든 워크로드를 선택합니다".to_owned(),
            Rule::UnknownTarget { group, kind } => {
                format!("그룹 \"{group}\"의 \"{kind}\" 종류에는 정책을 연결할 수 없습니다")
            }
            Rule::CrossNamespaceTarget => {
                "다른 네임스페이스의 대상은 지원하지 않으므로 지워야 합니다".to_owned()
            }
            Rule::PublicAndMore => "*와 다른 항목을 함께 쓸 수 없습니다. *만으로 모두를 뜻합니다".to_owned(),
            Rule::NobodyAndMore => {
                "~와 다른 항목을 함께 쓸 수 없습니다. ~는 아무도 없음을 뜻합니다".to_owned()
            }
            Rule::SelectorExported => {
                "workloadSelector가 있는 규칙은 자기 네임스페이스에만 공개할 수 있습니다".to_owned()
            }
            Rule::NeverTriggers { action } => {
                format!(
                    "{action} 동작에는 필수입니다. 없으면 어떤 요청에도 해당하지 않습니다. 모든 요청은 [{{}}]로 씁니다"
                )
            }
            Rule::NotWithCustom => "CUSTOM 동작과 함께 쓸 수 없습니다".to_owned(),
            Rule::UnknownAttribute { key } => {
                format!("{} Istio가 모르는 속성입니다", with(&quoted(key), Particle::Topic))
            }
            Rule::DeniesAllTcp => {
                "HTTP 속성만 있어 범위 안의 모든 TCP 연결을 거부합니다. 포트를 지정하십시오".to_owned()
            }
            Rule::NotInDelegate => {
                "hosts가 없는 VirtualService는 위임(delegate)용이므로 설정할 수 없습니다".to_owned()
            }
            Rule::WildcardHostOnMesh => {
                "사이드카에는 *를 쓸 수 없습니다. VirtualService를 게이트웨이에만 연결하십시오".to_owned()
            }
            Rule::OverlappingHosts { earlier, later } => {
                let (earlier, later) = (quoted(earlier), quoted(later));
                let (earlier, later) = (with(&earlier, Particle::With), with(&later, Particle::Subject));
                format!("{later} 앞의 {earlier} 겹칩니다")
            }
            Rule::SniOutsideHosts { sni } => {
                format!("{} 포함하는 항목이 hosts에 없습니다", with(&quoted(sni), Particle::Object))
            }
            Rule::ClaimOutsideGateway => {
                "토큰 클레임을 이용한 라우팅은 게이트웨이에서만 동작합니다".to_owned()
            }
            Rule::NoWeight => "목적지가 여러 개인데 가중치가 모두 0입니다".to_owned(),
            Rule::AuthorityTwice => "authority를 두 번 설정합니다".to_owned(),
            Rule::PrefixRewriteNeedsPrefix => {
                "리디렉션에 prefixRewrite가 있으므로 prefix로 매칭해야 합니다".to_owned()
            }
            Rule::RetriesOff => "attempts가 0이면 효과가 없습니다".to_owned(),
            Rule::Unreachable => {
                "앞의 규칙이 모든 요청을 처리하므로 이 규칙에는 도달하지 않습니다".to_owned()
            }
            Rule::MatchedBefore => "앞의 규칙에 이미 같은 매칭이 있습니다".to_owned(),
            Rule::LocalityWeights { total } => format!("가중치의 합이 100이 아니라 {total}입니다"),
            Rule::LocalityOverlap { locality } => {
                format!("{} 앞의 항목에 이미 포함됩니다", with(&quoted(locality), Particle::Topic))
            }
            Rule::FailoverToItself => "같은 리전으로 장애 조치합니다".to_owned(),
            Rule::NotPrime { value } => format!("{} 소수가 아닙니다", with(value, Particle::Topic)),
            Rule::RangeNeedsNoneOrStatic => {
                "주소 범위는 resolution이 NONE이나 STATIC일 때만 쓸 수 있습니다".to_owned()
            }
            Rule::HostNotResolvable { host } => {
                let host = with(&quoted(host), Particle::Topic);
                format!("{host} DNS로 찾을 수 없습니다. endpoints나 전체 호스트 이름을 쓰십시오")
            }
            Rule::UndeclaredPort { name } => {
                format!("포트 {} ports에 없습니다", with(&quoted(name), Particle::Subject))
            }
            Rule::SocketNeedsOnePort => "소켓 주소에는 ports 항목이 정확히 하나 필요합니다".to_owned(),
            Rule::HostsIndistinct => {
                "여러 호스트를 구분하려면 HTTP, HTTPS, TLS 중 하나여야 합니다".to_owned()
            }
            Rule::HostNotWildcard => "resolution이 DYNAMIC_DNS이므로 *로 시작해야 합니다".to_owned(),
            Rule::SocketWithPorts => "주소가 소켓이므로 지워야 합니다".to_owned(),
            Rule::TlsRequired => "프로토콜이 HTTPS나 TLS이므로 필수입니다".to_owned(),
            Rule::TlsOnPlainPort => "프로토콜이 HTTPS나 TLS가 아니므로 설정할 수 없습니다".to_owned(),
            Rule::NoEffect => "여기에서는 효과가 없습니다".to_owned(),
            Rule::CatchAllNotLast => "포트가 없는 egress 리스너는 마지막에만 올 수 있습니다".to_owned(),
            Rule::Ignored { mode } => format!("{mode} 모드는 인증서를 쓰지 않습니다"),
        }
    }

    fn admission_format(&self, format: Format) -> &'static str {
        match format {
            Format::DnsLabel => "영문자, 숫자, -로 된 63자 이하의 DNS 레이블",
            Format::EndpointPort => "영문자, 숫자, -로 된 62자 이하의 포트 이름",
            Format::Domain => "와일드카드가 없는 도메인 이름",
            Format::WildcardDomain => "맨 앞에만 *가 올 수 있는 도메인 이름",
            Format::DestinationHost => "*만은 쓸 수 없는 도메인 이름",
            Format::WildcardDomainOrIp => "맨 앞에만 *가 올 수 있는 도메인 이름이나 IP 주소",
            Format::DomainOrIp => "도메인 이름이나 IP 주소",
            Format::NamespacedHost => "./*나 prod/*.example.com처럼 네임스페이스/전체 호스트 이름",
            Format::ServerHost => "전체 호스트 이름이나 네임스페이스/호스트",
            Format::GatewayReference => "Gateway 이름이나 네임스페이스/이름",
            Format::ExportTo => "., *, 네임스페이스 중 하나",
            Format::ServiceExportTo => "., *, ~, 네임스페이스 중 하나",
            Format::Ip => "IP 주소",
            Format::IpOrRange => "IP 주소나 10.0.0.0/8 같은 주소 범위",
            Format::PortText => "0 이상 65535 이하의 포트",
            Format::PortKey => "1 이상 65535 이하의 포트",
            Format::SocketPath => "unix://와 파일의 절대 경로",
            Format::LocalEndpoint => {
                "127.0.0.1:포트, 0.0.0.0:포트, [::1]:포트, [::]:포트, unix://경로 중 하나"
            }
            Format::Protocol => "HTTP, HTTP2, GRPC, HTTPS, TLS, TCP, MONGO, REDIS, MYSQL 같은 프로토콜",
            Format::Duration => "1m30s 같은 시간",
            Format::AtLeastMillisecond => "1ms 이상의 시간",
            Format::Milliseconds => "1ms 이상이며 밀리초 단위로 떨어지는 시간",
            Format::MillisecondsOrOff => "밀리초 단위로 떨어지는 시간이나 0s",
            Format::Seconds => "1s 이상이며 초 단위로 떨어지는 시간",
            Format::LabelKey => "app이나 example.com/app 같은 레이블 키",
            Format::LabelValue => "영문자, 숫자, -, _, .로 된 레이블 값",
            Format::SelectorKey => "*가 없는 레이블 키",
            Format::SelectorValue => "*가 없는 레이블 값",
            Format::HeaderToMatch => "헤더 이름이나 @request.auth.claims와 클레임 이름",
            Format::CorsHeader => "헤더 이름이나 *",
            Format::StrictHeader => "영문자, 숫자, -, _로 된 헤더 이름",
            Format::HeaderToSet => ":authority 외에는 :로 시작하지 않는 헤더 이름",
            Format::PlainHeader => "Host가 아니며 :로 시작하지 않는 헤더 이름",
            Format::HeaderValue => "헤더 값. %변수%는 닫고, 글자 %는 두 번 씁니다",
            Format::Regex => "1024자 이하의 RE2 정규식",
            Format::RegexOrStar => "*나 1024자 이하의 RE2 정규식",
            Format::RetryOn => "5xx,reset,503처럼 공백 없이 쓴 재시도 조건",
            Format::Base64 => "base64",
            Format::HttpUrl => "http://나 https://로 시작하는 URL",
            Format::Jwks => "JSON Web Key Set",
            Format::ServiceAccount => "서비스 계정 이름이나 네임스페이스/서비스 계정",
            Format::TrustDomain => "한쪽 끝에만 *가 올 수 있는 트러스트 도메인",
            Format::WildcardAtOneEnd => "한쪽 끝에만 *가 올 수 있는 값",
            Format::PathTemplate => "{*}와 {**}가 온전한 구간이며 {**} 뒤에 {*}가 없는 경로",
            Format::ApiGroup => "gateway.networking.k8s.io 같은 API 그룹",
            Format::KindName => "Gateway 같은 종류 이름",
            Format::AttributeWithName => "request.headers[x-user]처럼 대괄호 안에 이름이 있는 속성",
            Format::Locality => "끝에만 *가 올 수 있는 리전/존/서브존",
            Format::Region => "/와 *가 없는 리전",
            Format::ConfigMapReference => "규칙과 같은 네임스페이스의 configmap://네임스페이스/이름",
            Format::BooleanText => "\"true\"나 \"false\"",
        }
    }

    fn json_type(&self, json_type: JsonType) -> &'static str {
        match json_type {
            JsonType::Null => "빈 값",
            JsonType::Boolean => "true 또는 false",
            JsonType::Integer => "정수",
            JsonType::Number => "숫자",
            JsonType::String => "문자열",
            JsonType::List => "목록",
            JsonType::Object => "필드 묶음",
        }
    }
}

fn quoted(value: &str) -> String {
    format!("\"{value}\"")
}

/// `a, b, c`; the empty word stands for leaving the field out, and needs no mention.
fn list(words: &[&str]) -> String {
    let words: Vec<&str> = words.iter().copied().filter(|word| !word.is_empty()).collect();
    words.join(", ")
}
