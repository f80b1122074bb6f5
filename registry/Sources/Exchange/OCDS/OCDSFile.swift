import Catalogue

/// The releases in a file: a release package, a record package (its compiled releases, or else its
/// releases), a list of either, or a release by itself.
struct OCDSFile {
    let releases: [JSON]

    init?(_ json: JSON) {
        guard let releases = OCDSFile.releases(in: json, depth: 0) else { return nil }
        self.releases = releases
    }

    private static func releases(in json: JSON, depth: Int) -> [JSON]? {
        if let releases = json["releases"]?.elements { return releases }
        if let records = json["records"]?.elements {
            return records.flatMap { record in
                record["compiledRelease"].map { [$0] } ?? record["releases"]?.elements ?? []
            }
        }
        if json["ocid"] != nil { return [json] }
        guard depth == 0, let packages = json.elements else { return nil }
        let found = packages.map { releases(in: $0, depth: 1) }
        return found.contains { $0 == nil } ? nil : found.compactMap(\.self).flatMap(\.self)
    }
}
