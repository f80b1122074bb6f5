import CGnuTLS
import Glibc

/// A certificate with its key, as a server shows it.
///
/// `@unchecked Sendable`: it is not changed once it is made, and the library lets any number of
/// sessions use such credentials.
final class TLSIdentity: @unchecked Sendable {
    let credentials: gnutls_certificate_credentials_t
    let priority: gnutls_priority_t

    /// TLS 1.2 and 1.3, and of their ciphers those with forward secrecy.
    private static let protocols =
        "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:%SERVER_PRECEDENCE"

    /// - Parameters:
    ///   - certificate: PEM: the server's own, then those that vouch for it, in order.
    ///   - key: PEM, without a password.
    init(certificate: [UInt8], key: [UInt8]) throws(TLSFault) {
        var credentials: gnutls_certificate_credentials_t?
        guard gnutls_certificate_allocate_credentials(&credentials) == 0, let credentials else {
            throw TLSFault(what: "The certificate cannot be used", reason: "no memory")
        }
        self.credentials = credentials
        var priority: gnutls_priority_t?
        guard gnutls_priority_init(&priority, TLSIdentity.protocols, nil) == 0, let priority
        else {
            gnutls_certificate_free_credentials(credentials)
            throw TLSFault(what: "TLS cannot be used", reason: "its protocols are not known here")
        }
        self.priority = priority
        let code = TLSIdentity.datum(certificate) { certificate in
            TLSIdentity.datum(key) { key in
                gnutls_certificate_set_x509_key_mem(
                    credentials, certificate, key, GNUTLS_X509_FMT_PEM)
            }
        }
        guard code >= 0 else {
            throw TLSFault(
                what: "The certificate and its key cannot be used",
                reason: String(cString: gnutls_strerror(code)))
        }
    }

    deinit {
        gnutls_priority_deinit(priority)
        gnutls_certificate_free_credentials(credentials)
    }

    private static func datum<Result>(
        _ bytes: [UInt8], _ body: (UnsafePointer<gnutls_datum_t>) -> Result
    ) -> Result {
        var bytes = bytes
        return bytes.withUnsafeMutableBufferPointer { buffer in
            var datum = gnutls_datum_t(data: buffer.baseAddress, size: UInt32(buffer.count))
            return body(&datum)
        }
    }
}

/// Why a certificate and its key cannot be used.
public struct TLSFault: Error, Hashable, Sendable, CustomStringConvertible {
    let what: String
    let reason: String

    public var description: String {
        """
        \(what): \(reason). Both files want PEM: the certificate followed by those that vouch for \
        it, and its own key without a password.
        """
    }
}
