import Catalogue
import HTML
import Matching

/// What stands where a solution or a problem was withdrawn: that it was, and a way on.
struct WithdrawnPage {
    /// What it was called last.
    let name: String
    let kind: EntryKind
    /// What looks like it, of what is still catalogued.
    let similar: [Solution]
    let present: Snapshot

    var page: Page {
        Page(
            title: "\(name) was withdrawn", section: kind == .problem ? .problems : .search,
            main: main)
    }

    private var main: HTML {
        let rows = similar.map {
            SolutionRow(solution: $0, present: present, isChoosable: false).html
        }
        let list: HTML =
            rows.isEmpty
            ? "" : "<h2>What tackles similar problems</h2><ol class=\"rows\">\(rows)</ol>"
        return """
            <h1>\(name) was withdrawn</h1>
            <p class="lead">\(kind == .problem ? "Its council" : "Its supplier") took it out of the \
            catalogue. Its versions are kept, so that shortlists that name it can be made again.</p>
            \(list)
            <p><a href="/">Search what is catalogued</a></p>
            """
    }
}
