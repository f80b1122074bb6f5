internal import Catalogue

/// The services in a file of the Digital Marketplace, whichever of its programs wrote it: one
/// service, a list, an answer of the data API (`services`), of the old search (`documents`) or of
/// the search index (`hits.hits[]._source`, keys with a prefix for how each is indexed).
struct GCloudFile {
    let services: [JSON]

    init?(_ json: JSON) {
        if let hits = json["hits"]?["hits"]?.elements {
            services = hits.map { GCloudFile.plain($0["_source"] ?? $0) }
        } else if let list = json.elements ?? json["services"]?.elements
            ?? json["documents"]?.elements
        {
            services = list.map { GCloudFile.plain($0["service"] ?? $0) }
        } else if let service = json["services"] ?? json["service"], service.members != nil {
            services = [service]
        } else if json.members != nil, json["serviceName"] ?? json["id"] != nil {
            services = [json]
        } else {
            return nil
        }
    }

    /// The service with the index's prefixes taken off; of a field indexed in several ways, the first.
    private static func plain(_ service: JSON) -> JSON {
        guard let members = service.members else { return service }
        var seen: Set<String> = []
        return .object(
            members.compactMap { member in
                let key =
                    ["dmtext_", "dmfilter_", "dmagg_", "sortonly_"]
                    .first { member.key.hasPrefix($0) }
                    .map { String(member.key.dropFirst($0.count)) } ?? member.key
                return seen.insert(key).inserted ? JSON.Member(key, member.value) : nil
            })
    }
}
