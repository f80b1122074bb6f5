private import Synchronization

/// A release of a contracting process as it came in.
public struct HeldRelease: Hashable, Sendable {
    /// The contracting process.
    public let ocid: String
    /// Names the release within its process: as its publisher does, else by all that it says.
    public let id: String
    /// The release in JSON.
    public let body: String

    /// - Parameter id: as the publisher states it; nil or empty where it does not.
    public init(ocid: String, id: String?, body: String) {
        self.ocid = ocid
        self.id = id.flatMap { $0.isEmpty ? nil : $0 } ?? body
        self.body = body
    }
}

/// The releases that are known of contracting processes beside those of the file that is read: of
/// earlier imports, and of the other files of this one.
public final class ReleaseShelf: Sendable {
    private let earlier: @Sendable (String) throws -> [HeldRelease]
    private let lately = Mutex<[String: [String: HeldRelease]]>([:])

    /// - Parameter earlier: the releases of a process that came in with earlier imports.
    public init(
        earlier: @escaping @Sendable (_ ocid: String) throws -> [HeldRelease] = { _ in [] }
    ) {
        self.earlier = earlier
    }

    /// Those of a process, besides the ones given, which take the place of the ones they share an id
    /// with.
    func others(of ocid: String, besides ids: Set<String>) throws -> [HeldRelease] {
        var known = Dictionary(try earlier(ocid).map { ($0.id, $0) }) { $1 }
        known.merge(lately.withLock { $0[ocid] ?? [:] }) { $1 }
        return known.values.filter { !ids.contains($0.id) }.sorted { $0.id < $1.id }
    }

    func add(_ releases: [HeldRelease]) {
        lately.withLock { shelf in
            for release in releases { shelf[release.ocid, default: [:]][release.id] = release }
        }
    }
}
