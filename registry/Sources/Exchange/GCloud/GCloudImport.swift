import Catalogue

/// Services of the Digital Marketplace (G-Cloud 6 to 13, as its programs write them) as solutions.
public enum GCloudImport {
    /// Reads a file.
    ///
    /// Where our limits refuse something, the service and its field are named and the others are
    /// taken. What a service does not say is not stated.
    public static func read(_ bytes: [UInt8], _ context: ImportContext) -> Intake {
        if let refusal = ImportLimits.refusal(of: bytes) { return refusal }
        let json: JSON
        do {
            json = try JSONFile.value(of: bytes)
        } catch {
            return .refused("It is not JSON: \(error)", "Export it again, or mend it there.")
        }
        guard let file = GCloudFile(json) else {
            return .refused(
                "It holds no services.",
                "Give a service, a list of them, or an answer of the Digital Marketplace’s API.")
        }
        var intake = Intake()
        for (index, service) in file.services.enumerated() {
            intake.take(read(service, index + 1, context))
        }
        return intake
    }

    private static func read(_ service: JSON, _ number: Int, _ context: ImportContext) -> IntakeRow
    {
        let id = service["id"].flatMap { id in
            if case .number(let digits) = id { digits } else { id.text }
        }
        var row = IntakeRow(number, place: "service \(number)" + (id.map { " (\($0))" } ?? ""))
        guard service.members != nil else {
            row.refuse("", "It is not an object.", "Give a service.")
            return row
        }
        guard let id, let slug = PlainName.id(id) else {
            row.refuse("id", "It is missing.", "Give the service’s number.")
            return row
        }
        let fields = GCloudFields(service: service)
        var isOffered = true
        let own = "g-cloud-\(slug)"
        switch GCloudState(fields) {
        case .offered: break
        case .untold:
            isOffered = false
            row.warn(
                "status", "It does not say whether the service can be bought.",
                "The service was taken, and its place on a framework was not.")
        case .ended:
            row.warn(
                "status", "It is no longer offered.",
                "It was left out, and what stood of it here is withdrawn.")
            row.keep(.withdrawal(.solution, id: own))
            return row
        case .draft:
            row.warn("status", "It is not offered yet.", "It was left out.")
            return row
        case .unknown(let word):
            row.refuse(
                "status", "“\(word)” does not say whether it is offered.",
                "Write enabled, disabled or not-submitted.")
            return row
        }
        let supplier = GCloudSupplier(fields: fields, context: context)
        guard let supplier = supplier.id(&row) else { return row }
        GCloudSolution(fields: fields, isOffered: isOffered).draft(own, of: supplier, &row)
        return row
    }
}
