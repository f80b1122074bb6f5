import Catalogue

/// A `publiccode.yml` (versions 0.2 to 0.5), in which a public body describes software that it
/// publishes, as a solution.
public enum PublicCodeImport {
    /// Reads a file.
    public static func read(_ bytes: [UInt8], _ context: ImportContext) -> Intake {
        if let refusal = ImportLimits.refusal(of: bytes, limit: ImportLimits.yamlSize) {
            return refusal
        }
        let yaml: YAML
        do {
            yaml = try YAML(parsing: bytes)
        } catch {
            return .refused("It cannot be read: \(error)", "Mend it there.")
        }
        var row = IntakeRow(1, place: "publiccode.yml")
        var intake = Intake()
        PublicCodeSolution(yaml: yaml, context: context).draft(&row)
        intake.take(row)
        return intake
    }
}
