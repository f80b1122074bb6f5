import Catalogue

/// Who buys: found among the parties, and then in the catalogue by what a register calls it on the
/// day of the release, since codes change and councils merge; last by its name.
struct OCDSCouncil {
    let release: JSON
    let day: Day
    let context: ImportContext

    /// The council's id. One that the catalogue does not know becomes a draft of its own.
    func id(_ row: inout IntakeRow) -> String? {
        if let organisation = context.organisation { return organisation }
        if let own = OCDSExtension.of(release)?["council"] { return ours(own, &row) }
        guard let party = buyer else {
            row.refuse(
                "buyer", "It is missing.", "Add it, or say whose problem it is with --organisation."
            )
            return nil
        }
        let codes = identifiers(of: party)
        for (scheme, code) in codes {
            guard let holder = context.organisations.holder(of: code, scheme: scheme, on: day)
            else {
                continue
            }
            return successor(of: holder, &row)
        }
        let name = CleanText.of(Entities.undone(in: party["name"]?.text ?? ""))
        let mentioned = codes.map { MentionedOrganisations.Code(scheme: $0.scheme, id: $0.id) }
        if let mention = context.mentions.mention(mentioned) { return mention.id }
        if let known = context.council(named: name) { return successor(of: known, &row) }
        return mention(name, codes, &row)
    }

    /// The buyer as the parties have it; older releases say everything in `buyer` itself.
    private var buyer: JSON? {
        let parties = release["parties"]?.elements ?? []
        let named = release["buyer"] ?? release["tender"]?["procuringEntity"]
        if let named, let id = named["id"], let party = parties.first(where: { $0["id"] == id }) {
            return named.merged(with: party)
        }
        if let named, named["name"]?.text != nil || named["id"]?.text != nil { return named }
        return ["buyer", "procuringEntity"].lazy.compactMap { role in
            parties.first { $0["roles"]?.elements?.contains(.string(role)) ?? false }
        }.first
    }

    /// Every scheme and id that the party has. Contracts Finder puts both into the party's own id.
    private func identifiers(of party: JSON) -> [(scheme: String, id: String)] {
        let stated =
            [party["identifier"]].compactMap(\.self)
            + (party["additionalIdentifiers"]?.elements ?? [])
        var found: [(String, String)] = stated.compactMap { identifier in
            guard let scheme = identifier["scheme"]?.text, let id = identifier["id"]?.text,
                !scheme.isEmpty, !id.isEmpty
            else { return nil }
            return (scheme, id)
        }
        if let id = party["id"]?.text {
            let parts = id.split(separator: "-", maxSplits: 2)
            if parts.count == 3, parts[0].utf8.count == 2,
                !found.contains(where: { $0.0 == "\(parts[0])-\(parts[1])" })
            {
                found.append(("\(parts[0])-\(parts[1])", String(parts[2])))
            }
        }
        return found.filter { $0.0.count <= 40 && $0.1.count <= 100 }
    }

    private func successor(of council: Organisation, _ row: inout IntakeRow) -> String {
        let now = context.organisations.successor(of: council)
        if now.id != council.id {
            row.warn(
                "buyer", "\(council.name) is now part of \(now.name).",
                "It was filed under that one.")
        }
        return now.id
    }

    private func mention(
        _ name: String, _ codes: [(scheme: String, id: String)], _ row: inout IntakeRow
    ) -> String? {
        guard let id = PlainName.id(name) else {
            row.refuse(
                "buyer", "It has no name that an id can be made of.", "Give --organisation.")
            return nil
        }
        let mention = context.mentions.keep(
            id, name, codes.map { MentionedOrganisations.Code(scheme: $0.scheme, id: $0.id) },
            isTaken: false)
        let identifiers = codes.prefix(20).map { code in
            JSON.object([
                JSON.Member("scheme", .string(code.scheme)), JSON.Member("id", .string(code.id)),
            ])
        }
        row.draft(
            .object(stating: [
                "id": .string(mention.id), "name": .string(name), "kind": "council",
                "identifiers": identifiers.isEmpty ? nil : .array(identifiers),
            ]), names: ["name": "buyer.name", "identifiers": "buyer.identifier"], isMention: true
        ) { Draft.What.organisation($0) }
        return mention.id
    }

    /// A council that this program exported whole.
    private func ours(_ council: JSON, _ row: inout IntakeRow) -> String? {
        guard let id = council["id"]?.text else {
            row.refuse("\(OCDSExtension.key).council.id", "It is missing.", "Add it.")
            return nil
        }
        if let known = context.organisations[id] { return successor(of: known, &row) }
        row.draft(council, isMention: true) { Draft.What.organisation($0) }
        return id
    }
}
