import Catalogue

/// A service as a solution.
struct GCloudSolution {
    let fields: GCloudFields
    /// Whether its record tells that it can be bought.
    let isOffered: Bool

    /// Our fields by G-Cloud's names, for errors.
    private static let names = [
        "name": "serviceName", "summary": "serviceDescription", "description": "serviceDescription",
        "problemsTackled": "serviceDescription", "features": "serviceFeatures",
        "benefits": "serviceBenefits", "price.min": "priceMin", "price.max": "priceMax",
        "price.unit": "priceUnit", "price.interval": "priceInterval",
    ]

    func draft(_ id: String, of supplier: String, _ row: inout IntakeRow) {
        let summaryKey =
            fields.value("serviceSummary") == nil ? "serviceDescription" : "serviceSummary"
        let summary = fields.text(summaryKey, &row)
        let name = fields.text("serviceName", &row) ?? fields.text("title", &row)
        var names = GCloudSolution.names
        for key in ["summary", "description", "problemsTackled"] { names[key] = summaryKey }
        row.draft(
            .object(stating: [
                "id": .string(id), "supplier": .string(supplier),
                "name": name.map { .string($0) }, "summary": summary.map { .string($0) },
                "description": summary.map { .string(description($0, &row)) },
                "problemsTackled": summary.map { [.string(tackled($0))] },
                "features": list(fields.texts("serviceFeatures", &row)),
                "benefits": list(fields.texts("serviceBenefits", &row)),
                "categories": list(categories(&row)), "price": price(&row),
                "assurances": GCloudAssurances(fields: fields).read(&row),
                "frameworks": GCloudPlace(fields: fields, isOffered: isOffered).json(&row),
                "hosting": hosting(&row).map { .string($0) }, "deployment": deployment(&row),
                "accessibility": accessibility.map { .string($0) },
            ]), names: names
        ) { Draft.What.solution($0) }
    }

    private func list(_ texts: [String]?) -> JSON? { texts.map { .array($0.map { .string($0) }) } }

    /// What it does, its constraints and what it needs, as far as they fit.
    private func description(_ summary: String, _ row: inout IntakeRow) -> String {
        var text = summary
        let more = [
            fields.text("serviceConstraints", &row).map { "Constraints: \($0)" },
            fields.texts("systemRequirements", &row).flatMap { needs in
                needs.isEmpty ? nil : "It needs: \(needs.joined(separator: "; "))"
            },
        ]
        for part in more.compactMap(\.self) {
            let longer = text + "\n\n" + part
            if Shortening.of(longer, to: .statement) == nil { text = longer }
        }
        return text
    }

    /// G-Cloud does not ask which problem a service tackles. Its summary stands in, so that the
    /// service can be found; the quality note asks the supplier for more.
    private func tackled(_ summary: String) -> String {
        Shortening.of(summary, to: .tackled) ?? summary
    }

    private func categories(_ row: inout IntakeRow) -> [String]? {
        let key = fields.value("serviceCategories") == nil ? "serviceTypes" : "serviceCategories"
        guard let theirs = fields.texts(key, &row) else { return nil }
        var ours: [String] = []
        for category in theirs {
            if let known = GCloudWords.categories[category], !ours.contains(known) {
                ours.append(known)
            }
        }
        if ours.count > 5 {
            row.warn(key, "It is filed under \(ours.count) of our categories.", "Five were taken.")
        }
        return ours.isEmpty ? nil : Array(ours.prefix(5))
    }

    private func price(_ row: inout IntakeRow) -> JSON? {
        guard let min = fields.value("priceMin") else { return nil }
        func amount(_ key: String, _ value: JSON?) -> JSON? {
            switch value {
            case .number(let digits): return .string(digits)
            case .string(let text) where text.isEmpty: return nil
            case .string, nil: return value
            default: return value == .null ? nil : value
            }
        }
        guard let least = amount("priceMin", min) else { return nil }
        if fields.flag("vatIncluded") == true {
            row.warn("vatIncluded", "The price includes VAT.", "Ours are without: check it.")
        }
        return .object(stating: [
            "min": least, "max": amount("priceMax", fields.value("priceMax")), "currency": "GBP",
            "unit": fields.value("priceUnit"), "interval": fields.value("priceInterval"),
        ])
    }

    /// The widest of the places, since data may be in any of them.
    private func hosting(_ row: inout IntakeRow) -> String? {
        let key =
            fields.value("dataStorageAndProcessingLocations") == nil
            ? "datacentreLocations" : "dataStorageAndProcessingLocations"
        guard let places = fields.texts(key, &row), !places.isEmpty else { return nil }
        let known = places.map { GCloudWords.places[$0] ?? "world" }
        return ["world", "eea", "uk"].first { known.contains($0) }
    }

    private func deployment(_ row: inout IntakeRow) -> JSON? {
        guard let models = fields.texts("cloudDeploymentModel", &row) else { return nil }
        let ours = models.compactMap {
            GCloudWords.deployment[$0.lowercased().replacing("_", with: " ")]
        }
        return ours.isEmpty ? nil : list(ours)
    }

    /// What the interface claims. WCAG 2.1 since G-Cloud 10, whose questions name it.
    private var accessibility: String? {
        for key in ["serviceInterfaceAccessibility", "webInterfaceAccessibility"] {
            if let level = fields.value(key)?.text.flatMap({ GCloudWords.accessibility[$0] }) {
                return level
            }
        }
        return nil
    }
}
