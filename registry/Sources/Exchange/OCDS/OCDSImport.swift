import Catalogue

/// OCDS 1.1 releases, release packages and record packages as problems.
public enum OCDSImport {
    /// Reads a file.
    ///
    /// All releases of one contracting process make one problem: what its planning and tender
    /// releases say, the later over the earlier; a process that went on to an award is closed. Releases
    /// that came in before count too, so that neither their order nor their files matter. What
    /// publishers are known to get wrong is mended and reported.
    public static func read(_ bytes: [UInt8], _ context: ImportContext) -> Intake {
        if let refusal = ImportLimits.refusal(of: bytes) { return refusal }
        let json: JSON
        do {
            json = try JSONFile.value(of: bytes)
        } catch {
            return .refused("It is not JSON: \(error)", "Fetch it again, or mend it there.")
        }
        guard let file = OCDSFile(json) else {
            return .refused(
                "It holds no OCDS releases.",
                "Give a release package, a record package or a release.")
        }
        var order: [String] = []
        var processes: [String: OCDSProcess] = [:]
        var rows: [IntakeRow] = []
        var intake = Intake()
        var texts: [String: [String: HeldRelease]] = [:]
        for (index, release) in file.releases.enumerated() {
            var row = IntakeRow(index + 1, place: "release \(index + 1)")
            if let read = OCDSRelease(release, upTo: context.today, &row) {
                if let known = texts[read.ocid, default: [:]].updateValue(
                    read.kept, forKey: read.kept.id),
                    known.body != read.kept.body
                {
                    row.warn(
                        "id", "It stands in this file twice, with one date, and says otherwise.",
                        "What stands last was read over the other.")
                }
                if processes[read.ocid] == nil { order.append(read.ocid) }
                processes[read.ocid, default: OCDSProcess(ocid: read.ocid)].add(read, index)
                intake.releases.append(read.kept)
            }
            rows.append(row)
        }
        let ids = Dictionary(grouping: intake.releases, by: \.ocid).mapValues { Set($0.map(\.id)) }
        for ocid in order {
            guard var process = processes[ocid] else { continue }
            do {
                for known in try context.releases.others(of: ocid, besides: ids[ocid] ?? []) {
                    process.add(known)
                }
            } catch {
                return .refused("What came in before could not be read: \(error)", "Try again.")
            }
            OCDSProblem(process, context).draft(&rows[process.lastRow])
        }
        context.releases.add(intake.releases)
        for row in rows { intake.take(row) }
        return intake
    }
}
