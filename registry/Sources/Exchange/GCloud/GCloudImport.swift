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
            json = try JSON(parsing: bytes)
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
        guard let supplier = supplier(fields, &row, context) else { return row }
        GCloudSolution(fields: fields).draft("g-cloud-\(slug)", of: supplier, &row)
        return row
    }

    /// The supplier's id; one that the catalogue does not know becomes a draft of its own.
    private static func supplier(
        _ fields: GCloudFields, _ row: inout IntakeRow, _ context: ImportContext
    ) -> String? {
        if let organisation = context.organisation { return organisation }
        let number = fields.value("supplierId").flatMap { value in
            if case .number(let digits) = value { "supplier \(digits)" } else { value.text }
        }
        guard let name = fields.text("supplierName", &row) ?? number else {
            row.refuse(
                "supplierName", "It is missing.",
                "Add it, or say whose services they are with --organisation.")
            return nil
        }
        if let known = context.supplier(named: name) { return known }
        guard let id = PlainName.id(name) else {
            row.refuse("supplierName", "No id can be made of it.", "Give --organisation.")
            return nil
        }
        if fields.service["supplierName"] == nil {
            row.warn(
                "supplierName", "It is missing.", "The supplier was named by its number.")
        }
        row.draft(
            ["id": .string(id), "name": .string(name), "kind": "supplier"],
            names: ["name": "supplierName", "id": "supplierName"], isMention: true
        ) { Draft.What.organisation($0) }
        return id
    }
}
