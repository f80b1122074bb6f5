import CGnuTLS

/// The secure side of one connection; it belongs to the connection's thread.
final class TLSSession {
    private let session: gnutls_session_t
    /// Kept for as long as the session, which points to it.
    private let identity: TLSIdentity

    enum Greeting { case done, waitsForReading, waitsForWriting, failed }

    init?(_ identity: TLSIdentity, descriptor: Int32) {
        var session: gnutls_session_t?
        guard gnutls_init(&session, tls_server_flags) == 0, let session else { return nil }
        self.session = session
        self.identity = identity
        guard gnutls_priority_set(session, identity.priority) == 0,
            gnutls_credentials_set(
                session, GNUTLS_CRD_CERTIFICATE, UnsafeMutableRawPointer(identity.credentials)) == 0
        else { return nil }
        _ = tls_answer_http(session)
        gnutls_transport_set_int2(session, descriptor, descriptor)
    }

    deinit { gnutls_deinit(session) }

    func greet() -> Greeting {
        while true {
            let code = gnutls_handshake(session)
            if code == 0 { return .done }
            if code == GNUTLS_E_AGAIN {
                return gnutls_record_get_direction(session) == 0
                    ? .waitsForReading : .waitsForWriting
            }
            guard code == GNUTLS_E_INTERRUPTED || gnutls_error_is_fatal(code) == 0 else {
                return .failed
            }
        }
    }

    func receive(into target: UnsafeMutableRawBufferPointer) -> Passage {
        passage(gnutls_record_recv(session, target.baseAddress!, target.count))
    }

    func send(_ bytes: UnsafeRawBufferPointer) -> Passage {
        let result = passage(gnutls_record_send(session, bytes.baseAddress!, bytes.count))
        // Nothing was sent, and nothing is wrong: what is empty is never sent.
        if case .end = result { return .later }
        return result
    }

    func sayGoodbye() { _ = gnutls_bye(session, GNUTLS_SHUT_WR) }

    private func passage(_ result: Int) -> Passage {
        if result > 0 { return .bytes(result) }
        if result == 0 { return .end }
        let code = Int32(result)
        if code == GNUTLS_E_AGAIN || code == GNUTLS_E_INTERRUPTED { return .later }
        // A client that asks for new keys may go without; TLS 1.3 has no such question.
        return gnutls_error_is_fatal(code) == 0 ? .later : .broken
    }
}
