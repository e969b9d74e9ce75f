//! What a gateway makes of a connection, as codes and arguments.

use crate::resource::ServerTlsMode;
use crate::verdict::Codec;

/// Which server of a gateway takes a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GatewayAnswer {
    /// No Gateway has a server for the port.
    NoServer {
        /// The pod port.
        port: u16,
    },
    /// There are servers, but no route says where they send bytes (GW-15).
    NoRoute {
        /// The pod port.
        port: u16,
    },
    /// No server of the port answers to the name that the client asks for (GW-8).
    NoChain {
        /// The pod port.
        port: u16,
        /// The SNI; `None` where there is none, or no TLS.
        sni: Option<String>,
    },
    /// This one takes it, or ends it.
    Server {
        /// `namespace/name` of its Gateway, with the name of the listener behind it in the Gateway API.
        gateway: String,
        /// The pod port.
        port: u16,
        /// How it treats TLS; `None` where it has none.
        mode: Option<ServerTlsMode>,
        /// What comes of it.
        taken: Admission,
    },
}

/// What a server of a gateway does with a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Admission {
    /// It accepts plaintext.
    Plain(Codec),
    /// It ends TLS.
    Terminated(Codec),
    /// It passes TLS on.
    PassedOn,
    /// It is for TLS, and this is plaintext.
    NotTls,
    /// The client has no certificate that it takes.
    NoCertificate,
    /// Istio mTLS meets a server with a certificate of its own, which the client's proxy does not trust (GW-19).
    ForeignCertificate,
    /// The Secret with its certificate is missing.
    NoSecret,
    /// It reads HTTP, and this is not HTTP.
    NotHttp,
}

impl Admission {
    /// Whether the server takes it.
    pub const fn is_taken(self) -> bool {
        match self {
            Self::Plain(_) | Self::Terminated(_) | Self::PassedOn => true,
            Self::NotTls
            | Self::NoCertificate
            | Self::ForeignCertificate
            | Self::NoSecret
            | Self::NotHttp => false,
        }
    }
}
