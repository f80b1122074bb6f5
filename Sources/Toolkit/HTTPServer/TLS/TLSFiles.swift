import Glibc

extension Server {
    /// Where a server's certificate and key are kept.
    public struct TLSFiles: Hashable, Sendable {
        public var certificate: String
        public var key: String

        public init(certificate: String, key: String) {
            (self.certificate, self.key) = (certificate, key)
        }

        func load() throws(TLSFault) -> TLSIdentity {
            try TLSIdentity(
                certificate: TLSFiles.contents(certificate, of: "certificate"),
                key: TLSFiles.contents(key, of: "key"))
        }

        /// PEM of a few certificates; what is larger is none.
        private static let largest = 1 << 20

        private static func contents(
            _ path: String, of kind: String
        ) throws(TLSFault) -> [UInt8] {
            guard let file = fopen(path, "re") else {
                throw TLSFault(
                    what: "The \(kind) in \(path) cannot be read",
                    reason: String(cString: strerror(errno)))
            }
            defer { fclose(file) }
            var bytes = [UInt8](repeating: 0, count: largest)
            let count = fread(&bytes, 1, largest, file)
            return Array(bytes.prefix(count))
        }
    }
}
