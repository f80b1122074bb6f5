public import CatalogueStore
private import Synchronization

/// The releases that are known of contracting processes beside those of the file that is read: of
/// earlier imports, and of the other files of this one.
public final class ReleaseShelf: Sendable {
    private let earlier: @Sendable (String) throws -> [KeptRelease]
    private let lately = Mutex<[String: [String: KeptRelease]]>([:])

    /// - Parameter earlier: the releases of a process that came in with earlier imports.
    public init(
        earlier: @escaping @Sendable (_ ocid: String) throws -> [KeptRelease] = { _ in [] }
    ) {
        self.earlier = earlier
    }

    /// Those of a process, besides the ones given, which take the place of the ones they share an id
    /// with.
    func others(of ocid: String, besides ids: Set<String>) throws -> [KeptRelease] {
        var known = Dictionary(try earlier(ocid).map { ($0.id, $0) }) { $1 }
        known.merge(lately.withLock { $0[ocid] ?? [:] }) { $1 }
        return known.values.filter { !ids.contains($0.id) }.sorted { $0.id < $1.id }
    }

    func add(_ releases: [KeptRelease]) {
        lately.withLock { shelf in
            for release in releases { shelf[release.ocid, default: [:]][release.id] = release }
        }
    }
}
