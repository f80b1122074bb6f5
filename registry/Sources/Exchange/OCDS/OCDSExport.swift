import Catalogue

/// Problems as an OCDS 1.1.5 release package, one planning release each.
public enum OCDSExport {
    /// The milestone that says until when something is needed.
    static let deadline = "deadline"

    /// - Parameter times: by catalogue version, when what it says was first recorded.
    static func package(
        _ contents: CatalogueContents, _ times: [Int: Int64], _ settings: OCDSSettings
    ) throws -> JSON {
        let problems = contents.problems.values.sorted { $0.entry.id < $1.entry.id }
        let dates = problems.map { times[$0.version] ?? 0 }
        let releases = zip(problems, dates).map { problem, date in
            release(problem.entry, date, contents, settings)
        }
        let package: JSON = [
            "uri": .string(settings.address), "version": "1.1",
            "publishedDate": .string(OCDSTime.text(dates.max() ?? 0)),
            "publisher": [
                "name": .string(settings.publisher + (settings.isTrial ? " (test data)" : ""))
            ],
            "releases": .array(releases),
        ]
        let faults = OCDSRules.faults(in: package)
        guard faults.isEmpty else { throw OCDSFault(faults) }
        return package
    }

    private static func release(
        _ problem: Problem, _ date: Int64, _ contents: CatalogueContents, _ settings: OCDSSettings
    ) -> JSON {
        let council = contents.organisations[problem.council]?.entry
        let buyer = OCDSParty(problem.council, council)
        let time = OCDSTime.text(date)
        let mark = time.filter { $0.isLetter || $0.isNumber }
        return [
            "ocid": .string(settings.ocid(of: problem.id)), "id": .string("\(problem.id)-\(mark)"),
            "date": .string(time), "tag": ["planning"], "initiationType": "tender",
            "language": "en", "parties": [buyer.json], "buyer": buyer.reference,
            "planning": planning(problem), "tender": tender(problem),
            OCDSExtension.key: OCDSExtension.json(problem, council),
        ]
    }

    private static func planning(_ problem: Problem) -> JSON {
        .object(stating: [
            "rationale": .string(problem.statement),
            "budget": problem.budget.flatMap { budget in
                guard OCDSCodelists.currency.contains(budget.currency) else { return nil }
                return [
                    "description": .string(budget.per == .year ? "For each year" : "In total"),
                    "amount": [
                        "amount": .number("\(budget.amount)"), "currency": .string(budget.currency),
                    ],
                ]
            },
            "milestones": problem.deadline.map { day in
                [
                    [
                        "id": .string(deadline), "title": "Needed by", "type": "engagement",
                        "dueDate": .string("\(day)T23:59:59Z"), "status": "scheduled",
                    ]
                ]
            },
        ])
    }

    private static func tender(_ problem: Problem) -> JSON {
        var codes: [String] = []
        for code in problem.categories.map({ CPVHints.code(for: $0) }) where !codes.contains(code) {
            codes.append(code)
        }
        let items = codes.enumerated().map { index, code in
            JSON.object([
                JSON.Member("id", .string("\(index + 1)")),
                JSON.Member("classification", ["scheme": "CPV", "id": .string(code)]),
            ])
        }
        let status =
            switch problem.status {
            case .open: "planning"
            case .closed: "withdrawn"
            case .nothingSuitable: "unsuccessful"
            }
        return .object(stating: [
            "id": .string(problem.id), "title": .string(problem.title), "status": .string(status),
            "mainProcurementCategory": "services", "items": items.isEmpty ? nil : .array(items),
        ])
    }
}

/// Why a package would not be OCDS.
public struct OCDSFault: Error, Sendable, CustomStringConvertible {
    public let description: String

    init(_ faults: [String]) {
        description =
            "The problems cannot be exported as OCDS: " + faults.prefix(5).joined(separator: " ")
    }
}
