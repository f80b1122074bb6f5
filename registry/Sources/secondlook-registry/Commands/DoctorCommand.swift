import CatalogueStore
import CommandLineTool
import SQLite

/// `secondlook-registry doctor`: is everything as it was written?
enum DoctorCommand {
    private static let data = CommonOptions.data

    static let command = Command(
        "doctor", summary: "Look for what should not be, in the registry’s file and on its disk.",
        discussion: "Ends with status 1 where it finds something wrong. It changes nothing.",
        options: [data],
        run: { line in
            let lock = StoreExamination.lockFault(in: line[data])
            let examination = try StoreExamination(of: line[data])
            var faults = (lock.map { [$0] } ?? []) + examination.faults
            if let space = examination.space {
                if space.isNearlyFull {
                    faults.append(
                        "There are \(space.free >> 20) MiB left on the disk of the registry, which will "
                            + "soon take nothing more. Free space on it.")
                } else {
                    line.console.print(
                        "\(space.free >> 20) MiB are free on the disk of the registry.")
                }
            }
            for file in examination.openFiles {
                line.console.print(
                    "Everybody on this machine may look into \(file). Take that from others: "
                        + "chmod o= \(file)")
            }
            guard faults.isEmpty else {
                faults.forEach { line.console.print("Fault: \($0)") }
                throw Failure(
                    "Faults found: \(faults.count). Where the registry is damaged, stop every "
                        + "program that uses it, keep a copy, and restore a backup "
                        + "(secondlook-registry restore).")
            }
            line.console.print("Nothing wrong found.")
        })
}
