import Catalogue
import CatalogueStore
import CommandLineTool
import Exchange

/// `secondlook-registry import g-cloud|ocds|publiccode|csv|json`: what other systems have written.
enum ExchangeImport {
    private static let path = Argument(
        "PATH", Reading<String>.path, help: "A file, or a folder of such files.")
    private static let data = CommonOptions.data
    private static let json = CommonOptions.json
    private static let organisation = Option(
        "organisation", Reading<String>.text, placeholder: "ID",
        help: "Whose everything in the file is; without it, whose the file says.")
    private static let isRehearsal = Option(
        flag: "dry-run", help: "Say what would come of it, and write nothing.")

    private typealias Read = @Sendable ([UInt8], ImportContext) -> Intake

    static var commands: [Command] {
        [
            command(
                "g-cloud", ["json"], "Import services of the Digital Marketplace as solutions.",
                """
                Takes what the Digital Marketplace’s programs write: a service, lists of services and \
                answers of the search, from G-Cloud 6 on. What a service does not say is not stated; \
                its summary stands in for the problems that it tackles.
                """
            ) { GCloudImport.read($0, $1) },
            command(
                "ocds", ["json"], "Import OCDS 1.1 planning and tender releases as problems.",
                """
                Takes release packages, record packages and releases. A council is found by its codes \
                on the day of the release, and filed under whoever took its place. What publishers \
                are known to get wrong is mended and reported.
                """
            ) { OCDSImport.read($0, $1) },
            command(
                "publiccode", ["yml", "yaml"], "Import a publiccode.yml as a solution.", nil
            ) { PublicCodeImport.read($0, $1) },
            command(
                "csv", ["csv"], "Import a table with our columns.",
                """
                The columns are those that secondlook-registry export csv writes: any of them, in any \
                order, parted by commas, semicolons or tabs.
                """
            ) { CSVImport.read($0, $1) },
            command("json", ["json"], "Import what secondlook-registry export json writes.", nil) {
                DocumentImport.read($0, $1)
            },
        ]
    }

    private static func command(
        _ name: String, _ suffixes: [String], _ summary: String, _ discussion: String?,
        read: @escaping Read
    ) -> Command {
        let end = """
            Importing the same again changes nothing. What cannot be taken is named with its row and \
            its field, and costs that row only; then the command ends with status 1.
            """
        return Command(
            name, summary: summary,
            discussion: [discussion, end].compactMap(\.self).joined(separator: "\n\n"),
            options: [data, organisation, isRehearsal, json], arguments: [path],
            run: { try run($0, suffixes, read) })
    }

    private static func run(_ line: Invocation, _ suffixes: [String], _ read: Read) throws {
        let files = try ImportFiles(path: line[path], suffixes: suffixes)
        let outcome = try ImportTarget(directory: line[data], isRehearsal: line[isRehearsal])
            .withStore { store in
                let context = ImportContext(
                    try store.contents(), organisation: line[organisation], today: .today,
                    releases: ReleaseShelf(of: store))
                let intake = try files.read { read($0, context) }
                return try store.take(intake, by: "command line", isRehearsal: line[isRehearsal])
            }
        if line[json] {
            line.console.write(outcome.json.written(pretty: true))
        } else {
            for remark in outcome.remarks { line.console.note("\(remark)") }
            if outcome.unnamed > 0 {
                line.console.note("\(outcome.unnamed) more remarks are not shown.")
            }
            line.console.print(summary(outcome, isRehearsal: line[isRehearsal]))
        }
        guard outcome.refused == 0 else {
            throw Failure(
                "\(count(outcome.refused, "row")) refused. Mend what is named and import again.")
        }
    }

    private static func summary(_ outcome: ImportOutcome, isRehearsal: Bool) -> String {
        let entries = outcome.imported == 1 ? "1 entry" : "\(outcome.imported) entries"
        return "\(entries) \(isRehearsal ? "would be imported" : "imported"), "
            + "\(outcome.unchanged) there already, "
            + (outcome.withdrawn > 0 ? "\(outcome.withdrawn) withdrawn, " : "")
            + "\(count(outcome.refused, "row")) refused, "
            + "\(count(outcome.warnings, "warning"))."
    }

    private static func count(_ number: Int, _ what: String) -> String {
        "\(number) \(what)\(number == 1 ? "" : "s")"
    }
}
