/// How the registry names itself where it publishes OCDS.
public struct OCDSSettings: Sendable, Hashable {
    /// The prefix of the standard's documentation. It is nobody's, so nothing under it can be taken
    /// for a real notice.
    public static let documentationPrefix = "ocds-213czf"

    /// What the contracting processes' ids begin with: `ocds-` and six letters or digits, as the Open
    /// Contracting Partnership gives out.
    public let prefix: String
    /// Where the package can be had.
    public let address: String
    public let publisher: String

    /// - Returns: nil where the prefix has not that form.
    public init?(
        prefix: String = documentationPrefix,
        address: String = "https://registry.example/ocds/problems.json",
        publisher: String = "Second Look registry"
    ) {
        guard OCDSSettings.isPrefix(prefix[...]) else { return nil }
        (self.prefix, self.address, self.publisher) = (prefix, address, publisher)
    }

    private init() {
        prefix = OCDSSettings.documentationPrefix
        address = "https://registry.example/ocds/problems.json"
        publisher = "Second Look registry"
    }

    /// For a trial.
    public static let trial = OCDSSettings()

    /// Whether what is published is flagged as test data.
    public var isTrial: Bool { prefix == OCDSSettings.documentationPrefix }

    /// The id of a problem's contracting process. One that came in under an id of another publisher
    /// keeps it: the standard never lets it change.
    func ocid(of problem: String) -> String {
        let other = problem.split(separator: "-", maxSplits: 2)
        let isForeign = other.count == 3 && OCDSSettings.isPrefix("\(other[0])-\(other[1])"[...])
        return isForeign ? problem : "\(prefix)-\(problem)"
    }

    /// The problem's id under a contracting process's.
    static func problem(of ocid: String, prefix: String) -> String? {
        let own =
            ocid.hasPrefix(prefix + "-") ? String(ocid.dropFirst(prefix.utf8.count + 1)) : ocid
        return PlainName.id(own).flatMap { id in id == own ? id : nil }
    }

    /// Whether it begins with a registered publisher's prefix and goes on.
    static func isOCID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", maxSplits: 2)
        return parts.count == 3 && isPrefix("\(parts[0])-\(parts[1])"[...])
    }

    private static func isPrefix(_ text: Substring) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0] == "ocds" && parts[1].utf8.count == 6
            && parts[1].utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    }
}
