import Catalogue

extension JSON {
    /// This release with a later one laid over it (OCDS's merging): objects member by member, lists of
    /// things with ids by these ids, everything else replaced; null takes away.
    func merged(with later: JSON) -> JSON {
        switch (self, later) {
        case (.object, .object(let members)):
            var merged = self
            for member in members {
                let value =
                    member.value == .null
                    ? nil : self[member.key]?.merged(with: member.value) ?? member.value
                merged = merged.setting(member.key, to: value)
            }
            return merged
        case (.array(let ours), .array(let theirs)):
            let keyed = (ours + theirs).allSatisfy { $0["id"] != nil }
            guard keyed, !ours.isEmpty else { return later }
            var merged = ours
            for element in theirs {
                if let index = merged.firstIndex(where: { $0["id"] == element["id"] }) {
                    merged[index] = merged[index].merged(with: element)
                } else {
                    merged.append(element)
                }
            }
            return .array(merged)
        default: return later
        }
    }
}
