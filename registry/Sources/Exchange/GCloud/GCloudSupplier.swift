import Catalogue

/// Whose a service is: found by the marketplace's number for the supplier, since one supplier's name
/// is written in several ways, and where there is none by the name.
struct GCloudSupplier {
    /// What the Digital Marketplace's numbers are called among an organisation's identifiers.
    static let scheme = "digital-marketplace"

    let fields: GCloudFields
    let context: ImportContext

    /// The supplier's id; one that the catalogue does not know becomes a draft of its own.
    func id(_ row: inout IntakeRow) -> String? {
        if let organisation = context.organisation { return organisation }
        let codes = number.map { [MentionedOrganisations.Code(scheme: Self.scheme, id: $0)] } ?? []
        guard let name = fields.text("supplierName", &row) ?? number.map({ "supplier \($0)" })
        else {
            row.refuse(
                "supplierName", "It is missing.",
                "Add it, or say whose services they are with --organisation.")
            return nil
        }
        if let held = codes.lazy.compactMap({
            context.organisations.resolve($0.id, scheme: $0.scheme, on: context.today)
        }).first {
            return known(held.id, held.name, name, &row)
        }
        if let mention = context.mentions.mention(codes) {
            return known(mention.id, mention.name, name, &row)
        }
        let named =
            context.supplier(named: name).flatMap { context.organisations[$0] }
            ?? context.council(named: name)
        if let named, !hasOtherNumber(named) { return named.id }
        guard let id = PlainName.id(name) else {
            row.refuse("supplierName", "No id can be made of it.", "Give --organisation.")
            return nil
        }
        return mention(id, name, codes, isTaken: named != nil, &row)
    }

    private var number: String? {
        let value = fields.value("supplierId")
        let text = if case .number(let digits)? = value { digits } else { value?.text }
        return text.map { CleanText.of($0) }.flatMap { (1...100).contains($0.count) ? $0 : nil }
    }

    private func hasOtherNumber(_ organisation: Organisation) -> Bool {
        let numbers = organisation.identifiers.filter { $0.scheme == Self.scheme }.map(\.id)
        return number.map { !numbers.isEmpty && !numbers.contains($0) } ?? false
    }

    private func known(
        _ id: String, _ name: String, _ written: String, _ row: inout IntakeRow
    ) -> String {
        if PlainName.key(name) != PlainName.key(written), fields.value("supplierName") != nil {
            row.warn(
                "supplierName", "It is written otherwise than “\(name)”, of the same supplierId.",
                "Both were taken as one supplier.")
        }
        return id
    }

    private func mention(
        _ id: String, _ name: String, _ codes: [MentionedOrganisations.Code], isTaken: Bool,
        _ row: inout IntakeRow
    ) -> String {
        if fields.value("supplierName") == nil {
            row.warn("supplierName", "It is missing.", "The supplier was named by its number.")
        }
        let mention = context.mentions.keep(id, name, codes, isTaken: isTaken)
        row.draft(
            .object(stating: [
                "id": .string(mention.id), "name": .string(name), "kind": "supplier",
                "identifiers": codes.isEmpty
                    ? nil
                    : .array(
                        codes.map { ["scheme": .string($0.scheme), "id": .string($0.id)] }),
            ]), names: ["name": "supplierName", "id": "supplierName"], isMention: true
        ) { Draft.What.organisation($0) }
        return mention.id
    }
}
