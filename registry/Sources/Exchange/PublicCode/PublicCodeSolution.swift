import Catalogue

/// What a `publiccode.yml` says, as a solution. It has no prices, certificates or places of data:
/// these are not stated.
struct PublicCodeSolution {
    let yaml: YAML
    let context: ImportContext

    private static let versions = ["0.2", "0.3", "0.4", "0.5", "0"]

    func draft(_ row: inout IntakeRow) {
        guard yaml.entries != nil else {
            row.refuse("", "It is not a mapping.", "Give fields with values.")
            return
        }
        checkVersion(&row)
        checkKeys(&row)
        let name = CleanText.of(yaml["name"]?.text ?? "")
        if name.isEmpty { row.refuse("name", "It is missing.", "Add it.") }
        guard let (language, texts) = description(&row) else { return }
        guard let supplier = supplier(&row), let id = PlainName.id("\(supplier) \(name)") else {
            return
        }
        let place = "description.\(language)"
        let short = NoticeText.mended(
            texts["shortDescription"]?.text ?? "", "\(place).shortDescription", .summary, &row)
        let long = NoticeText.mended(
            texts["longDescription"]?.text ?? "", "\(place).longDescription", .statement, &row)
        if short.isEmpty {
            row.refuse(
                "\(place).shortDescription", "It is missing.", "Say in a sentence what it does.")
        }
        let features = features(texts, place, &row)
        let categories = categories
        guard !row.isRefused else { return }
        row.draft(
            .object(stating: [
                "id": .string(id), "supplier": .string(supplier), "name": .string(name),
                "summary": .string(short), "description": .string(long.isEmpty ? short : long),
                "problemsTackled": [.string(Shortening.of(short, to: .tackled) ?? short)],
                "features": features.isEmpty ? nil : .array(features.map { .string($0) }),
                "categories": categories.isEmpty ? nil : .array(categories.map { .string($0) }),
            ]), names: ["summary": "\(place).shortDescription"]
        ) { Draft.What.solution($0) }
    }

    private func checkVersion(_ row: inout IntakeRow) {
        let version = yaml["publiccodeYmlVersion"]?.text
        let known = version.map { version in
            PublicCodeSolution.versions.contains { version == $0 || version.hasPrefix($0 + ".") }
        }
        if known != true {
            row.refuse(
                "publiccodeYmlVersion", "It is missing or not a version from 0.2 to 0.5.",
                "Is this a publiccode.yml?")
        }
    }

    /// Whatever the standard does not have at the top is named: it may be misspelt.
    private func checkKeys(_ row: inout IntakeRow) {
        for entry in yaml.entries ?? [] where !PublicCodeWords.fields.contains(entry.key) {
            row.warn(
                CleanText.of(entry.key),
                "It is not a field of the standard (line \(entry.value.line)).",
                "It was passed over.")
        }
        if let users = yaml["usedBy"]?.elements, !users.isEmpty {
            row.warn(
                "usedBy", "It names \(users.count) organisations without a date or a result.",
                "Evidence needs both, so none was taken.")
        }
    }

    /// The texts in English, or else in the first language there is.
    private func description(_ row: inout IntakeRow) -> (language: String, texts: YAML)? {
        let languages = yaml["description"]?.entries ?? []
        let english =
            languages.first { $0.key.lowercased() == "en" }
            ?? languages.first { $0.key.lowercased().hasPrefix("en") }
        guard let found = english ?? languages.first else {
            row.refuse("description", "It is missing.", "Describe it in English.")
            return nil
        }
        if english == nil {
            row.warn(
                "description", "It is not there in English.",
                "The text in “\(CleanText.of(found.key))” was taken.")
        }
        return (CleanText.of(found.key), found.value)
    }

    /// Who publishes it; one that the catalogue does not know becomes a draft of its own.
    private func supplier(_ row: inout IntakeRow) -> String? {
        if let organisation = context.organisation { return organisation }
        let contractor = yaml["maintenance"]?["contractors"]?.elements?.first
        let places = [
            ("organisation.name", yaml["organisation"]?["name"]),
            ("legal.repoOwner", yaml["legal"]?["repoOwner"]),
            ("legal.mainCopyrightOwner", yaml["legal"]?["mainCopyrightOwner"]),
            ("maintenance.contractors[1].name", contractor?["name"]),
        ]
        for (field, value) in places {
            let name = CleanText.of(value?.text ?? "")
            guard !name.isEmpty else { continue }
            if let known = context.supplier(named: name) ?? context.council(named: name)?.id {
                return known
            }
            guard let id = PlainName.id(name) else { continue }
            row.draft(
                ["id": .string(id), "name": .string(name), "kind": "supplier"],
                names: ["name": field, "id": field], isMention: true
            ) { Draft.What.organisation($0) }
            return id
        }
        row.refuse(
            "legal.repoOwner", "It is missing.",
            "Add it, or say whose it is with --organisation.")
        return nil
    }

    private func features(_ texts: YAML, _ place: String, _ row: inout IntakeRow) -> [String] {
        let stated = CleanText.list((texts["features"]?.elements ?? []).compactMap(\.text))
        var features: [String] = []
        for (index, feature) in stated.enumerated() {
            if Shortening.of(feature, to: .point) != nil {
                row.warn(
                    "\(place).features[\(index + 1)]", "It is longer than 10 words.",
                    "It was left out.")
            } else if features.count == 10 {
                row.warn(
                    "\(place).features[\(index + 1)]", "There are ten already.", "It was left out.")
            } else {
                features.append(feature)
            }
        }
        return features
    }

    private var categories: [String] {
        var ours: [String] = []
        for category in (yaml["categories"]?.elements ?? []).compactMap(\.text) {
            if let known = PublicCodeWords.categories[category], !ours.contains(known) {
                ours.append(known)
            }
        }
        return Array(ours.prefix(5))
    }
}
