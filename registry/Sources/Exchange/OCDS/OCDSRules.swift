import Catalogue

/// The rules of OCDS 1.1.5 for what we publish: what must be there, of which type, and the closed
/// lists.
enum OCDSRules {
    /// What breaks a rule, a sentence each; empty for a good package.
    static func faults(in package: JSON) -> [String] {
        var check = OCDSCheck()
        check.text(package, "", ["uri", "version", "publishedDate"])
        check.time(package, "", "publishedDate")
        check.require(package["publisher"]?["name"]?.text != nil, "publisher.name is missing.")
        check.require(package["version"]?.text == "1.1", "version is not 1.1.")
        let releases = package["releases"]?.elements
        check.require(releases != nil, "releases is not a list.")
        for (index, release) in (releases ?? []).enumerated() {
            faults(in: release, "releases[\(index + 1)]", &check)
        }
        check.unique((releases ?? []).map { [$0["ocid"], $0["id"]] }, "releases", "ocid and id")
        return check.faults
    }

    private static func faults(in release: JSON, _ place: String, _ check: inout OCDSCheck) {
        check.text(release, place, ["ocid", "id", "date", "initiationType"])
        check.time(release, place, "date")
        let ocid = release["ocid"]?.text ?? ""
        check.require(OCDSSettings.isOCID(ocid), "\(place).ocid is not an ocid.")
        let id = release["id"]?.text ?? "#"
        check.require(!id.contains("#"), "\(place).id has a #.")
        check.code(
            release["initiationType"], "\(place).initiationType", OCDSCodelists.initiationType)
        let tags = release["tag"]?.elements ?? []
        check.require(!tags.isEmpty, "\(place).tag is empty.")
        for tag in tags { check.code(tag, "\(place).tag", OCDSCodelists.releaseTag) }
        let parties = release["parties"]?.elements ?? []
        check.ids(parties, "\(place).parties")
        let buyer = release["buyer"]?["id"]
        check.require(
            buyer == nil || parties.contains { $0["id"] == buyer },
            "\(place).buyer is not among the parties.")
        planning(release["planning"], "\(place).planning", &check)
        tender(release["tender"], "\(place).tender", &check)
    }

    private static func planning(_ planning: JSON?, _ place: String, _ check: inout OCDSCheck) {
        guard let planning else { return }
        let milestones = planning["milestones"]?.elements ?? []
        check.ids(milestones, "\(place).milestones")
        for milestone in milestones {
            check.code(
                milestone["status"], "\(place).milestones.status", OCDSCodelists.milestoneStatus)
            check.time(milestone, "\(place).milestones", "dueDate")
        }
        check.value(planning["budget"]?["amount"], "\(place).budget.amount")
    }

    private static func tender(_ tender: JSON?, _ place: String, _ check: inout OCDSCheck) {
        guard let tender else { return }
        check.text(tender, place, ["id", "title"])
        check.code(tender["status"], "\(place).status", OCDSCodelists.tenderStatus)
        check.code(
            tender["procurementMethod"], "\(place).procurementMethod",
            OCDSCodelists.procurementMethod)
        check.code(
            tender["mainProcurementCategory"], "\(place).mainProcurementCategory",
            OCDSCodelists.procurementCategory)
        check.ids(tender["items"]?.elements ?? [], "\(place).items")
        check.value(tender["value"], "\(place).value")
    }
}

/// Gathers what breaks a rule.
struct OCDSCheck {
    private(set) var faults: [String] = []

    mutating func require(_ isRight: Bool, _ fault: String) {
        if !isRight { faults.append(fault) }
    }

    mutating func text(_ object: JSON, _ place: String, _ keys: [String]) {
        for key in keys where object[key]?.text?.isEmpty ?? true {
            faults.append("\(place).\(key) is missing or no text.")
        }
    }

    mutating func time(_ object: JSON, _ place: String, _ key: String) {
        guard let value = object[key] else { return }
        let text = value.text ?? ""
        require(
            text.contains("T") && OCDSTime.milliseconds(text) != nil,
            "\(place).\(key) is no date and time.")
    }

    mutating func code(_ value: JSON?, _ place: String, _ list: Set<String>) {
        guard let value else { return }
        require(value.text.map { list.contains($0) } ?? false, "\(place) is not in the codelist.")
    }

    mutating func ids(_ elements: [JSON], _ place: String) {
        for element in elements { text(element, place, ["id"]) }
        unique(elements.map { [$0["id"]] }, place, "id")
    }

    mutating func unique(_ keys: [[JSON?]], _ place: String, _ what: String) {
        require(Set(keys).count == keys.count, "\(place) has the same \(what) twice.")
    }

    mutating func value(_ value: JSON?, _ place: String) {
        guard let value else { return }
        if case .number = value["amount"] {} else { faults.append("\(place).amount is no number.") }
        code(value["currency"], "\(place).currency", OCDSCodelists.currency)
    }
}
