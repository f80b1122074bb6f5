/// Line ends that a notice lost: its publisher dropped the backslashes of `\r\n`, and `rn` stands in
/// the text, as in `needed.rnrnThe service`.
enum LostLineEnds {
    /// The text with its line ends back. Several in a row, or one behind the end of a sentence, are
    /// certain; once there are such, so is a single one before a capital.
    static func restored(in text: String) -> String {
        guard text.contains("rn") else { return text }
        let letters = Array(text)
        let runs = runs(in: letters)
        guard runs.contains(where: { $0.isCertain }) else { return text }
        var restored = ""
        var index = 0
        for run in runs where run.isCertain || run.isBeforeCapital {
            restored += String(letters[index..<run.start])
            restored += String(repeating: "\n", count: run.count)
            index = run.start + 2 * run.count
        }
        return restored + String(letters[index...])
    }

    private struct Run {
        var start: Int
        var count: Int
        var isCertain: Bool
        var isBeforeCapital: Bool
    }

    private static func runs(in letters: [Character]) -> [Run] {
        func isPair(_ index: Int) -> Bool {
            index + 1 < letters.count && letters[index] == "r" && letters[index + 1] == "n"
        }
        var runs: [Run] = []
        var index = 0
        while index < letters.count {
            guard isPair(index) else {
                index += 1
                continue
            }
            var run = Run(start: index, count: 0, isCertain: false, isBeforeCapital: false)
            while isPair(index) {
                run.count += 1
                index += 2
            }
            let before: Character? = run.start > 0 ? letters[run.start - 1] : nil
            let after: Character? = index < letters.count ? letters[index] : nil
            // The word itself may end in them: `governrnrnThe`.
            if run.count > 2, !run.count.isMultiple(of: 2), before?.isLetter == true {
                run.start += 2
                run.count -= 1
            }
            let endsSentence = before.map { ".:;!?)”\"".contains($0) } ?? false
            run.isCertain = run.count > 1 || endsSentence && after?.isLowercase != true
            run.isBeforeCapital = after?.isUppercase == true
            runs.append(run)
        }
        return runs
    }
}
